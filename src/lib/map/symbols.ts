import { iconRoom, inkOn, shapePath, symbolSize, type SymbolStyle } from './symbol-shapes';

const middle = symbolSize / 2;

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
	// White, then dark: the edge shows on a pale plan and on a dark photograph.
	const within = (radius: number) => new Path2D(shapePath(style.shape, middle, radius));
	context.fillStyle = 'rgb(35 33 28 / 55%)';
	context.fill(within(15.5));
	context.fillStyle = '#fff';
	context.fill(within(14.5));
	context.fillStyle = style.color;
	context.fill(within(12.5));
	if (!style.icon) return;
	const { size, down } = iconRoom(style.shape);
	context.save();
	context.translate(middle - size / 2, middle - size / 2 + down);
	context.scale(size / 24, size / 24);
	context.strokeStyle = inkOn(style.color);
	context.lineWidth = 2.4;
	context.stroke(new Path2D(style.icon));
	context.restore();
}
