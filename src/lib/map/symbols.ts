/** Outlines told apart without colour; a theme has one. */
export const shapes = ['circle', 'square', 'diamond', 'hexagon', 'triangle'] as const;
export type Shape = (typeof shapes)[number];

/** How a kind of record is drawn. */
export interface SymbolStyle {
	/** `#rrggbb` */
	color: string;
	shape: Shape;
	/** One SVG path on a 24 × 24 grid, stroked; null for the bare shape. */
	icon: string | null;
}

/** Width in CSS pixels of a symbol's image, halo included. */
export const symbolSize = 34;
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
	trace(context, style.shape, 15.5);
	context.fillStyle = 'rgb(35 33 28 / 55%)';
	context.fill();
	trace(context, style.shape, 14.5);
	context.fillStyle = '#fff';
	context.fill();
	trace(context, style.shape, 12.5);
	context.fillStyle = style.color;
	context.fill();
	if (!style.icon) return;
	const size = style.shape === 'triangle' || style.shape === 'diamond' ? 12 : 16;
	context.save();
	context.translate(middle - size / 2, middle - size / 2 + (style.shape === 'triangle' ? 3 : 0));
	context.scale(size / 24, size / 24);
	context.strokeStyle = inkOn(style.color);
	context.lineWidth = 2.4;
	context.stroke(new Path2D(style.icon));
	context.restore();
}

function trace(context: CanvasRenderingContext2D, shape: Shape, radius: number) {
	context.beginPath();
	if (shape === 'circle') context.arc(middle, middle, radius, 0, 2 * Math.PI);
	else if (shape === 'square') {
		const half = radius * 0.88;
		context.roundRect(middle - half, middle - half, 2 * half, 2 * half, 4);
	} else {
		const corners = { diamond: 4, hexagon: 6, triangle: 3 }[shape];
		const reach = shape === 'hexagon' ? radius : radius * 1.08;
		for (let corner = 0; corner < corners; corner++) {
			const angle = (corner / corners) * 2 * Math.PI - Math.PI / 2;
			context.lineTo(middle + reach * Math.cos(angle), middle + reach * Math.sin(angle));
		}
		context.closePath();
	}
}

/** White or near black, whichever reads better on a colour (relative luminance of WCAG 2). */
export function inkOn(color: string): string {
	const channel = (from: number) => {
		const value = parseInt(color.slice(from, from + 2), 16) / 255;
		return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
	return luminance > 0.36 ? '#23211c' : '#ffffff';
}
