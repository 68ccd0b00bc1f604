import type { BlurMark } from '../domain/photo-blur.ts';
import { photoWeights, type PhotoSize, type PhotoWeight } from '../domain/photo-choices.ts';
import type { Problem } from '../domain/problem.ts';
import { encodeBlurred, encodePhoto, type EncodedPhoto, type PictureSource } from './photo-encode';
import { readPhotoFacts, type PhotoFacts } from './photo-facts';
import { readImageHeader, type ImageHeader } from './photo-header';
import type { PhotoAnswer, PhotoWork } from './photo.worker';

export type { EncodedPhoto } from './photo-encode';

/** A photo ready to keep: small, upright, without EXIF; what the EXIF said stands beside it. */
interface PreparedPhoto extends EncodedPhoto, PhotoFacts {}

export type PhotoResult = { ok: true; photo: PreparedPhoto } | { ok: false; problem: Problem };

/** Phones of the day take 48; decoding more than this kills small phones. */
const MAX_MEGAPIXELS = 50;
/** Where sizes are looked for: past the EXIF block and its thumbnail. */
const HEADER_BYTES = 512 * 1024;

/** Reads the header only, and says why a file cannot be a photo here; null when it can. */
export async function refusePhoto(file: Blob): Promise<Problem | null> {
	return refused(file, await headerOf(file));
}

async function headerOf(file: Blob): Promise<ImageHeader | null> {
	return readImageHeader(await file.slice(0, HEADER_BYTES).arrayBuffer());
}

function refused(file: Blob, header: ImageHeader | null): Problem | null {
	if (file.size === 0) return { code: 'photo_empty', field: 'photos' };
	if (!header) return { code: 'photo_not_an_image', field: 'photos' };
	const megapixels = (header.width * header.height) / 1e6;
	if (megapixels <= MAX_MEGAPIXELS) return null;
	return {
		code: 'photo_too_large',
		field: 'photos',
		params: { max: MAX_MEGAPIXELS, actual: Math.round(megapixels), unit: 'Mpx' }
	};
}

/**
 * Prepares one photo: refuses what is none or too large before decoding it, reads its EXIF, then
 * re-encodes it to the chosen weight, off the page's thread where the browser can. Several calls run one after another:
 * two decoded photos at once are too much memory for a small phone.
 */
export function preparePhoto(file: Blob, weight: PhotoWeight): Promise<PhotoResult> {
	return oneByOne(() => prepare(file, photoWeights[weight]));
}

/**
 * Writes a photo that is kept anew, with what is marked made unrecognisable for good.
 * @throws when the file cannot be read
 */
export function blurPhoto(file: Blob, marks: BlurMark[]): Promise<EncodedPhoto> {
	return oneByOne(() => encodeSomewhere({ file, marks }));
}

function oneByOne<T>(work: () => Promise<T>): Promise<T> {
	const result = previous.then(work);
	previous = result.catch(() => undefined);
	return result;
}

let previous: Promise<unknown> = Promise.resolve();

async function prepare(file: Blob, size: PhotoSize): Promise<PhotoResult> {
	const header = await headerOf(file);
	const problem = refused(file, header);
	if (problem) return { ok: false, problem };
	const facts = await readPhotoFacts(file);
	try {
		return { ok: true, photo: { ...facts, ...(await encodeSomewhere({ source: file, size })) } };
	} catch {
		// The header was an image's, the rest was not; or an image that Safari alone knows how to decode.
		if (header?.format !== 'heif') return refusedAs('photo_not_an_image');
	}
	const opened = await openHeic(file);
	if (opened === 'unreachable') return refusedAs('photo_format', { format: 'HEIC' });
	if (opened === 'undecodable') return refusedAs('photo_not_an_image');
	try {
		return { ok: true, photo: { ...facts, ...(await encodeSomewhere({ source: opened, size })) } };
	} catch {
		return refusedAs('photo_not_an_image');
	}
}

async function openHeic(file: Blob): Promise<ImageBitmap | 'unreachable' | 'undecodable'> {
	try {
		return await (await import('./heic')).decodeHeic(file);
	} catch {
		return 'unreachable';
	}
}

function refusedAs(code: Problem['code'], params?: Problem['params']): PhotoResult {
	return { ok: false, problem: { code, field: 'photos', ...(params ? { params } : {}) } };
}

/** In a worker where the browser can draw in one, else on the page. @throws when it cannot decode the picture */
async function encodeSomewhere(work: PhotoWork): Promise<EncodedPhoto> {
	if (typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined') {
		const answer = await encodeInWorker(work);
		if (answer) return answer;
	}
	return 'marks' in work
		? encodeBlurred(work.file, work.marks)
		: encodePhoto(work.source, work.size);
}

let worker: Worker | null = null;
let count = 0;

/** Null when this browser draws nothing in workers. */
function encodeInWorker(work: PhotoWork): Promise<EncodedPhoto | null> {
	worker ??= new Worker(new URL('./photo.worker.ts', import.meta.url), { type: 'module' });
	const current = worker;
	const id = (count += 1);
	return new Promise((resolve, reject) => {
		const settle = (act: () => void) => {
			current.removeEventListener('message', answered);
			current.removeEventListener('error', failed);
			act();
		};
		const answered = ({ data }: MessageEvent<PhotoAnswer>) => {
			if (data.id !== id) return;
			settle(() => {
				if ('photo' in data) resolve(data.photo);
				else if (data.error === 'unable') resolve(null);
				else reject(new Error(data.error));
			});
		};
		const failed = () => {
			worker = null;
			current.terminate();
			settle(() => resolve(null));
		};
		current.addEventListener('message', answered);
		current.addEventListener('error', failed);
		current.postMessage({ id, ...work }, transferred(work));
	});
}

/** A decoded picture is handed over, not copied: one of 48 megapixels is 200 MB. */
function transferred(work: PhotoWork): Transferable[] {
	const source: PictureSource | null = 'source' in work ? work.source : null;
	return source instanceof Blob || source === null ? [] : [source];
}
