/**
 * How symbols are drawn, and the ones that several themes share.
 *
 * Each symbol is one SVG path on a 24 × 24 grid, stroked with round ends and joins at about 1.75
 * units and never filled, so that one string serves a page (`<path d>`), a canvas (`new Path2D`) and
 * a printed map without colour. The source is here and in each theme's `icons.ts`;
 * `npm run seed` writes `static/icons/themes/symbols.json` from it (name → path).
 */
export function circle(x: number, y: number, radius: number): string {
	return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}

/** Map pin, room inside for a sign around (12, 10). */
export const pin = 'M12 22c5-6 7.5-9 7.5-12.2a7.5 7.5 0 0 0-15 0C4.5 13 7 16 12 22z';

export const drop = 'M12 2.5c4.2 5.2 6.5 8.4 6.5 11.8a6.5 6.5 0 0 1-13 0c0-3.4 2.3-6.6 6.5-11.8z';

export const other = `${circle(12, 12, 9.2)}M9.2 9.4a2.9 2.9 0 1 1 4.3 2.6c-1 .6-1.5 1.2-1.5 2.3M12 17.3v.2`;

export const fountain =
	'M3.5 21h17M6 21v-5h12v5M9.5 16V7.5a3 3 0 0 1 6 0v1M15.5 11v2.5M7.5 16v-2.5h4';

export const pond =
	'M12 7c5.5 0 9.5 2.8 9.5 6.5S17.5 20 12 20s-9.5-2.8-9.5-6.5S6.5 7 12 7zM7 12.5c1-1 2-1 3 0s2 1 3 0 2-1 3 0M9.5 16.5c1-1 2-1 3 0s2 1 3 0';
