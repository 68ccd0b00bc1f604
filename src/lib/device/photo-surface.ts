/** The part of a canvas that encoding needs, on the page or in a worker. */
export interface Surface {
	canvas: HTMLCanvasElement | OffscreenCanvas;
	context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
	toJpeg(quality: number): Promise<Blob>;
}

/** A canvas that needs no page; null where the browser has none that can draw. */
export function offscreen(width: number, height: number): Surface | null {
	if (typeof OffscreenCanvas === 'undefined') return null;
	const canvas = new OffscreenCanvas(width, height);
	const context = canvas.getContext('2d', { alpha: false });
	if (!context) return null;
	return {
		canvas,
		context,
		toJpeg: (quality) => canvas.convertToBlob({ type: 'image/jpeg', quality })
	};
}

/** A canvas of the page. @throws in a worker, and where there is no memory left for it. */
export function onPage(width: number, height: number): Surface {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d', { alpha: false });
	if (!context) throw new Error('no canvas');
	return {
		canvas,
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
