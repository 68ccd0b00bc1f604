import { sha256 } from '../domain/sha256.ts';
import { withoutMetadata } from './jpeg-segments';

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

/** The part of a canvas that encoding needs, on the page or in a worker. */
interface Surface {
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
	toJpeg(quality: number): Promise<Blob>;
}

/** Longest side in pixels of what is kept: enough to read the courses of a wall on a large screen. */
const MAX_EDGE = 2048;
/** Aim for one stored photo; a detailed wall may keep slightly more after the last step. */
const TARGET_BYTES = 600_000;
const THUMBNAIL_EDGE = 320;
const QUALITIES = [0.82, 0.74, 0.66, 0.56];
/** Below this edge a photo is no longer evidence: better a few kilobytes too many. */
const SMALLEST_EDGE = 1280;

/** Largest size with the same proportions whose long side is at most `edge`; never enlarges. */
export function fitInto(
	width: number,
	height: number,
	edge: number
): { width: number; height: number } {
	const ratio = Math.min(1, edge / Math.max(width, height));
	return {
		width: Math.max(1, Math.round(width * ratio)),
		height: Math.max(1, Math.round(height * ratio))
	};
}

function offscreen(width: number, height: number): Surface | null {
	if (typeof OffscreenCanvas === 'undefined') return null;
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { alpha: false });
	if (!context) return null;
	return { context, toJpeg: (quality) => canvas.convertToBlob({ type: 'image/jpeg', quality }) };
}

function onPage(width: number, height: number): Surface {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d', { alpha: false });
	if (!context) throw new Error('no canvas');
	return {
		context,
		toJpeg: (quality) =>
			new Promise((resolve, reject) =>
				canvas.toBlob(
					(blob) => (blob ? resolve(blob) : reject(new Error('no blob'))),
					'image/jpeg',
					quality
				)
			)
	};
}

interface Drawn {
	blob: Blob;
	width: number;
	height: number;
}

async function draw(bitmap: ImageBitmap, edge: number, qualities: number[]): Promise<Drawn> {
	const { width, height } = fitInto(bitmap.width, bitmap.height, edge);
	const surface = offscreen(width, height) ?? onPage(width, height);
	surface.context.fillStyle = '#fff';
	surface.context.fillRect(0, 0, width, height);
	surface.context.imageSmoothingQuality = 'high';
	surface.context.drawImage(bitmap, 0, 0, width, height);
	let blob = await surface.toJpeg(qualities[0] ?? 0.7);
	for (const quality of qualities.slice(1)) {
		if (blob.size <= TARGET_BYTES) break;
		blob = await surface.toJpeg(quality);
	}
	return { blob, width, height };
}

/** Drawing anew leaves no metadata; this makes sure of it in browsers that write some of their own. */
async function bare(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
	return withoutMetadata(new Uint8Array(await blob.arrayBuffer()));
}

/**
 * Decodes a photo upright (EXIF orientation applied) and writes it as JPEG of at most
 * {@link MAX_EDGE} and about {@link TARGET_BYTES}. Re-encoding is what strips EXIF.
 * @throws when the browser cannot decode the file.
 */
export async function encodePhoto(file: Blob): Promise<EncodedPhoto> {
	const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
	try {
		let best = await draw(bitmap, MAX_EDGE, QUALITIES);
		if (best.blob.size > TARGET_BYTES) best = await draw(bitmap, SMALLEST_EDGE, QUALITIES);
		const small = await draw(bitmap, THUMBNAIL_EDGE, [0.7]);
		const [bytes, thumbnail] = [await bare(best.blob), await bare(small.blob)];
		return {
			bytes: bytes.buffer,
			width: best.width,
			height: best.height,
			sha256: await sha256(bytes),
			thumbnail: thumbnail.buffer
		};
	} finally {
		bitmap.close();
	}
}
