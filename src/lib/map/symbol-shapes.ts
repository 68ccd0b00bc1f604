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

/** Room for the icon inside a shape: its side in pixels, and how far below the middle it sits. */
export function iconRoom(shape: Shape): { size: number; down: number } {
	if (shape === 'triangle') return { size: 11, down: 3 };
	return { size: shape === 'diamond' ? 12 : 16, down: 0 };
}

/** A shape as an SVG path around a middle, for canvas and for pages alike. */
export function shapePath(shape: Shape, middle: number, radius: number): string {
	if (shape === 'circle') {
		const arc = `a${radius} ${radius} 0 1 0`;
		return `M${middle - radius} ${middle}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0z`;
	}
	if (shape === 'square') {
		const half = radius * 0.88;
		return `M${middle - half} ${middle - half}h${2 * half}v${2 * half}h${-2 * half}z`;
	}
	const corners = { diamond: 4, hexagon: 6, triangle: 3 }[shape];
	const reach = shape === 'hexagon' ? radius : radius * 1.08;
	const points = Array.from({ length: corners }, (_, corner) => {
		const angle = (corner / corners) * 2 * Math.PI - Math.PI / 2;
		return [middle + reach * Math.cos(angle), middle + reach * Math.sin(angle)]
			.map((value) => value.toFixed(2))
			.join(' ');
	});
	return `M${points.join('L')}z`;
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
