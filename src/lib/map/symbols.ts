import {
	halo,
	iconRoom,
	iconStroke,
	inkOn,
	shapePath,
	symbolSize,
	type SymbolStyle
} from '$lib/domain/symbol';

/**
 * Draws each symbol once and hands out the image afterwards: a path with an icon costs a hundred
 * times what copying pixels does.
 */
export function createSymbols(ratio: number): (style: SymbolStyle) => HTMLCanvasElement {
	const made = new Map<string, HTMLCanvasElement>();
	return (style) => {
		const key = `${style.color}|${style.shape}|${style.icon ?? ''}`;
		const known = made.get(key);
		if (known) return known;
		const image = document.createElement('canvas');
		image.width = image.height = symbolSize * ratio;
		const context = image.getContext('2d');
		if (context) {
			context.scale(ratio, ratio);
			drawSymbol(context, style);
		}
		made.set(key, image);
		return image;
	};
}

function drawSymbol(context: CanvasRenderingContext2D, style: SymbolStyle) {
	context.lineJoin = 'round';
	context.lineCap = 'round';
	const fill = (color: string, wider: number) => {
		context.fillStyle = color;
		context.fill(new Path2D(shapePath(style.shape, wider)));
	};
	fill(halo.dark, halo.darkPx);
	fill(halo.light, halo.lightPx);
	fill(style.color, 0);
	if (!style.icon) return;
	const { size, left, top } = iconRoom(style.shape);
	context.save();
	context.translate(left, top);
	context.scale(size / 24, size / 24);
	context.strokeStyle = inkOn(style.color);
	context.lineWidth = iconStroke;
	context.stroke(new Path2D(style.icon));
	context.restore();
}
