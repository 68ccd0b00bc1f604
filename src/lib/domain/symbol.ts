import type { SymbolShape } from './vocabulary/types.ts';

/** How a kind of record is drawn: the same on the map, in lists, in the legend and in what is exported. */
export interface SymbolStyle {
	/** `#rrggbb` */
	color: string;
	shape: SymbolShape;
	/** One SVG path on a 24 × 24 grid, stroked; null for the bare shape. */
	icon: string | null;
}

/** Width in CSS pixels of a symbol's image, halo included. */
export const symbolSize = 40;

/** Units of the 24 × 24 grid an icon's lines are wide inside a symbol, where it is drawn at 16 to 18 pixels. */
export const iconStroke = 2.3;

/** White, then dark around it: the edge shows on a pale plan, on a dark photograph and on a card of either mode. */
export const halo = { dark: 'rgb(35 33 28 / 55%)', light: '#ffffff', darkPx: 2.2, lightPx: 1.4 };

/**
 * Half the width of a shape's fill, its place below the middle, and the side of its icon, in pixels. Pointed
 * shapes reach further, so that all look equally large and none squeezes its icon.
 */
const rooms: Record<SymbolShape, { reach: number; down: number; icon: number; iconDown: number }> =
	{
		circle: { reach: 14, down: 0, icon: 18, iconDown: 0 },
		square: { reach: 12.6, down: 0, icon: 18, iconDown: 0 },
		diamond: { reach: 16.8, down: 0, icon: 16, iconDown: 0 },
		triangle: { reach: 18.6, down: 3.6, icon: 14.5, iconDown: 4.6 },
		pentagon: { reach: 15.8, down: 1, icon: 17, iconDown: 1.6 },
		hexagon: { reach: 15, down: 0, icon: 18, iconDown: 0 }
	};

/** Where the icon goes inside a symbol's image: its side and its upper left corner, in pixels. */
export function iconRoom(shape: SymbolShape): { size: number; left: number; top: number } {
	const { icon, iconDown } = rooms[shape];
	const corner = (symbolSize - icon) / 2;
	return { size: icon, left: corner, top: corner + iconDown };
}

/**
 * A shape's outline as an SVG path on a symbol's image, for canvas and for pages alike.
 * @param wider pixels by which it is larger than the coloured part: its halo
 */
export function shapePath(shape: SymbolShape, wider = 0): string {
	const room = rooms[shape];
	const middle = symbolSize / 2;
	if (shape === 'circle') {
		const radius = room.reach + wider;
		const arc = `a${radius} ${radius} 0 1 0`;
		return `M${middle - radius} ${middle}${arc} ${2 * radius} 0${arc} ${-2 * radius} 0z`;
	}
	if (shape === 'square') {
		const half = room.reach + wider;
		return `M${middle - half} ${middle - half}h${2 * half}v${2 * half}h${-2 * half}z`;
	}
	const corners = { diamond: 4, hexagon: 6, triangle: 3, pentagon: 5 }[shape];
	// A side moves out by what its corner moves, times the cosine of half the angle it is seen under.
	const reach = room.reach + wider / Math.cos(Math.PI / corners);
	const points = Array.from({ length: corners }, (_, corner) => {
		const angle = (corner / corners) * 2 * Math.PI - Math.PI / 2;
		return [middle + reach * Math.cos(angle), middle + room.down + reach * Math.sin(angle)]
			.map((value) => value.toFixed(2))
			.join(' ');
	});
	return `M${points.join('L')}z`;
}

/** White or near black, whichever reads better on a colour (relative luminance of WCAG 2). */
export function inkOn(color: string): string {
	return luminanceOf(color) > 0.36 ? '#23211c' : '#ffffff';
}

function luminanceOf(color: string): number {
	const channel = (from: number) => {
		const value = parseInt(color.slice(from, from + 2), 16) / 255;
		return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** A symbol as a picture of its own (SVG), for maps made elsewhere. */
export function symbolSvg({ color, shape, icon }: SymbolStyle): string {
	const { size, left, top } = iconRoom(shape);
	const drawing = icon
		? `<path d="${icon}" transform="translate(${left} ${top}) scale(${size / 24})" fill="none" stroke="${inkOn(color)}" stroke-width="${iconStroke}" stroke-linecap="round" stroke-linejoin="round"/>`
		: '';
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${symbolSize}" height="${symbolSize}" viewBox="0 0 ${symbolSize} ${symbolSize}">` +
		`<path d="${shapePath(shape, halo.darkPx)}" fill="#23211c" fill-opacity="0.55"/>` +
		`<path d="${shapePath(shape, halo.lightPx)}" fill="${halo.light}"/>` +
		`<path d="${shapePath(shape)}" fill="${color}"/>${drawing}</svg>\n`
	);
}
