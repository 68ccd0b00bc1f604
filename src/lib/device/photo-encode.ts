import type { BlurMark } from '../domain/photo-blur.ts';
import type { PhotoSize } from '../domain/photo-choices.ts';
import { sha256 } from '../domain/sha256.ts';
import { withoutMetadata } from './jpeg-segments';
import { fewCells, paintMarks } from './photo-paint';
import { fitInto, offscreen, onPage, type Surface } from './photo-surface';

/** A photo drawn anew: nothing of the original file remains but its pixels. */
export interface EncodedPhoto {
	/** A JPEG file. */
	bytes: ArrayBuffer;
	width: number;
	height: number;
	/** Lower-case hex, of `bytes`. */
	sha256: string;
	/** A JPEG of at most {@link THUMBNAIL_EDGE}, for lists. */
	thumbnail: ArrayBuffer;
}

/** What a picture is made of: a file, or one that was decoded already. */
export type PictureSource = Blob | ImageBitmap;

const THUMBNAIL_EDGE = 320;
const QUALITIES = [0.82, 0.74, 0.66, 0.56];
/** A picture that was drawn over is written once more: kept close to what it was. */
const AGAIN = [0.86, 0.8, 0.7];

interface Drawn {
	surface: Surface;
	blob: Blob;
	width: number;
	height: number;
}

/** Draws a picture on an opaque ground of its own, no larger than `edge`. */
function drawn(picture: ImageBitmap | Surface['canvas'], edge: number): Omit<Drawn, 'blob'> {
	const { width, height } = fitInto(picture.width, picture.height, edge);
	const surface = offscreen(width, height) ?? onPage(width, height);
	surface.context.fillStyle = '#fff';
	surface.context.fillRect(0, 0, width, height);
	surface.context.imageSmoothingQuality = 'high';
	surface.context.drawImage(picture, 0, 0, width, height);
	return { surface, width, height };
}

/** The lightest that is needed: the first quality whose file is within `bytes`, else the last. */
async function written(surface: Surface, qualities: number[], bytes: number): Promise<Blob> {
	let blob = await surface.toJpeg(qualities[0] ?? 0.7);
	for (const quality of qualities.slice(1)) {
		if (blob.size <= bytes) break;
		blob = await surface.toJpeg(quality);
	}
	return blob;
}

/** Drawing anew leaves no metadata; this makes sure of it in browsers that write some of their own. */
async function bare(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
	return withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
}

/** Upright: turned as the file says it was held. */
function opened(source: PictureSource): Promise<ImageBitmap> | ImageBitmap {
	return source instanceof Blob
		? createImageBitmap(source, { imageOrientation: 'from-image' })
		: source;
}

async function finished({ surface, blob, width, height }: Drawn): Promise<EncodedPhoto> {
	const small = drawn(surface.canvas, THUMBNAIL_EDGE);
	const [bytes, thumbnail] = [await bare(blob), await bare(await small.surface.toJpeg(0.7))];
	return {
		bytes: bytes.buffer,
		width,
		height,
		sha256: await sha256(bytes),
		thumbnail: thumbnail.buffer
	};
}

/**
 * Decodes a photo upright (EXIF orientation applied) and writes it as JPEG, no larger than `size` says and about
 * as heavy. Re-encoding is what strips EXIF.
 * @throws when the browser cannot decode the file.
 */
export async function encodePhoto(source: PictureSource, size: PhotoSize): Promise<EncodedPhoto> {
	const bitmap = await opened(source);
	try {
		const first = drawn(bitmap, size.edge);
		const best = { ...first, blob: await written(first.surface, QUALITIES, size.bytes) };
		if (best.blob.size <= size.bytes) return await finished(best);
		// Better a smaller picture than one of mud; below that edge better a few kilobytes too many.
		const less = drawn(first.surface.canvas, size.smallerEdge);
		return await finished({ ...less, blob: await written(less.surface, QUALITIES, size.bytes) });
	} finally {
		bitmap.close();
	}
}

/**
 * Writes a photo anew with what is marked blurred: of what was there no pixel remains, neither in the file nor in
 * the small picture.
 * @throws when the browser cannot decode the file.
 */
export async function encodeBlurred(file: Blob, marks: readonly BlurMark[]): Promise<EncodedPhoto> {
	const bitmap = await opened(file);
	try {
		const whole = drawn(bitmap, Math.max(bitmap.width, bitmap.height));
		paintMarks(whole.surface.context, fewCells(bitmap), whole, marks);
		return await finished({ ...whole, blob: await written(whole.surface, AGAIN, file.size) });
	} finally {
		bitmap.close();
	}
}
