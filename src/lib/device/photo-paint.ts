import type { BlurMark } from '../domain/photo-blur.ts';
import { fitInto, offscreen, onPage, type Surface } from './photo-surface';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
interface Size {
	width: number;
	height: number;
}

/**
 * Cells along the longest side that are left of a blurred picture. A face that fills the whole picture keeps about
 * as many: from so few nobody recognises one, and nothing can be computed back.
 */
const CELLS = 14;

/** The outline of what is marked, on a picture of that size. */
function trace(context: Context, mark: BlurMark, { width, height }: Size): void {
	const longest = Math.max(width, height);
	if (mark.kind === 'frame') {
		const [w, h] = [mark.width * longest, mark.height * longest];
		context.rect(mark.x * longest - w / 2, mark.y * longest - h / 2, w, h);
		return;
	}
	const radius = mark.radius * longest;
	mark.points.forEach(([x, y], at) => {
		const [px, py] = [x * longest, y * longest];
		context.moveTo(px + radius, py);
		context.arc(px, py, radius, 0, 2 * Math.PI);
		const before = mark.points[at - 1];
		if (!before) return;
		// The way between two touches of a quick finger.
		const [qx, qy] = [before[0] * longest, before[1] * longest];
		const length = Math.hypot(px - qx, py - qy);
		if (length === 0) return;
		const [nx, ny] = [((py - qy) / length) * radius, ((qx - px) / length) * radius];
		// In the direction of the arcs: drawn the other way, the two would cancel out where they overlap.
		context.moveTo(qx - nx, qy - ny);
		context.lineTo(qx + nx, qy + ny);
		context.lineTo(px + nx, py + ny);
		context.lineTo(px - nx, py - ny);
		context.closePath();
	});
}

/**
 * Draws over a picture, wherever it is marked, what {@link fewCells} left of it. Each mark is filled by itself:
 * where two lie on each other they do not cancel out.
 * @param size what the picture is drawn at
 */
export function paintMarks(
	context: Context,
	cells: CanvasImageSource,
	size: Size,
	marks: readonly BlurMark[]
): void {
	for (const mark of marks) {
		context.save();
		context.beginPath();
		trace(context, mark, size);
		context.clip('nonzero');
		context.imageSmoothingEnabled = true;
		context.imageSmoothingQuality = 'high';
		context.drawImage(cells, 0, 0, size.width, size.height);
		context.restore();
	}
}

/** A copy at a size, made once so that drawing it again and again costs no more than copying. */
export function scaledCopy(source: CanvasImageSource, { width, height }: Size): Surface['canvas'] {
	const surface = offscreen(width, height) ?? onPage(width, height);
	surface.context.imageSmoothingQuality = 'high';
	surface.context.drawImage(source, 0, 0, width, height);
	return surface.canvas;
}

/**
 * What is left of a picture in a handful of cells. Halved again and again, so that each cell is the mean of all it
 * covers and not one pixel of it.
 */
export function fewCells(picture: ImageBitmap | Surface['canvas']): CanvasImageSource {
	let [from, now]: [CanvasImageSource, Size] = [picture, picture];
	for (let edge = Math.max(picture.width, picture.height); edge > CELLS;) {
		edge = Math.max(CELLS, Math.ceil(edge / 2));
		const next = fitInto(now.width, now.height, edge);
		const surface = offscreen(next.width, next.height) ?? onPage(next.width, next.height);
		surface.context.imageSmoothingQuality = 'high';
		surface.context.drawImage(from, 0, 0, next.width, next.height);
		[from, now] = [surface.canvas, next];
	}
	return from;
}
