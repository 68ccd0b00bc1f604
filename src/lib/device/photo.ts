import type { Problem } from '../domain/problem.ts';
import { encodePhoto, type EncodedPhoto } from './photo-encode';
import { readPhotoFacts, type PhotoFacts } from './photo-facts';
import { readImageHeader, type ImageHeader } from './photo-header';
import type { PhotoAnswer } from './photo.worker';

/** A photo ready to keep: small, upright, without EXIF; what the EXIF said stands beside it. */
interface PreparedPhoto extends EncodedPhoto, PhotoFacts {}

export type PhotoResult = { ok: true; photo: PreparedPhoto } | { ok: false; problem: Problem };

/** Phones of the day take 48; decoding more than this kills small phones. */
const MAX_MEGAPIXELS = 50;
/** Where sizes are looked for: past the EXIF block and its thumbnail. */
const HEADER_BYTES = 512 * 1024;

/** Reads the header only, and says why a file cannot be a photo here; null when it can. */
export async function refusePhoto(file: Blob): Promise<Problem | null> {
	return refused(await headerOf(file));
}

async function headerOf(file: Blob): Promise<ImageHeader | null> {
	return readImageHeader(await file.slice(0, HEADER_BYTES).arrayBuffer());
}

function refused(header: ImageHeader | null): Problem | null {
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
 * re-encodes it off the page's thread where the browser can. Several calls run one after another:
 * two decoded photos at once are too much memory for a small phone.
 */
export function preparePhoto(file: Blob): Promise<PhotoResult> {
	const result = previous.then(() => prepare(file));
	previous = result.catch(() => undefined);
	return result;
}

let previous: Promise<unknown> = Promise.resolve();

async function prepare(file: Blob): Promise<PhotoResult> {
	const header = await headerOf(file);
	const problem = refused(header);
	if (problem) return { ok: false, problem };
	const facts = await readPhotoFacts(file);
	try {
		return { ok: true, photo: { ...facts, ...(await encodeSomewhere(file)) } };
	} catch {
		if (header?.format === 'heif') {
			// An image, but Safari alone knows how to decode it.
			const params = { format: 'HEIC' };
			return { ok: false, problem: { code: 'photo_format', field: 'photos', params } };
		}
		// The header was an image's, the rest was not.
		return { ok: false, problem: { code: 'photo_not_an_image', field: 'photos' } };
	}
}

async function encodeSomewhere(file: Blob): Promise<EncodedPhoto> {
	if (typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined') {
		try {
			return await encodeInWorker(file);
		} catch {
			// Old browsers lack a 2D canvas in workers: the page still has one.
		}
	}
	return encodePhoto(file);
}

let worker: Worker | null = null;
let count = 0;

function encodeInWorker(file: Blob): Promise<EncodedPhoto> {
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
			settle(() => ('photo' in data ? resolve(data.photo) : reject(new Error(data.error))));
		};
		const failed = () => {
			worker = null;
			current.terminate();
			settle(() => reject(new Error('photo worker')));
		};
		current.addEventListener('message', answered);
		current.addEventListener('error', failed);
		current.postMessage({ id, file });
	});
}
