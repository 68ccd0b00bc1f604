/**
 * How symbols are drawn, and the ones that several themes share.
 *
 * Each symbol is one SVG path on a 24 × 24 grid, stroked with round ends and joins at about 2
 * units and never filled, so that one string serves a page (`<path d>`), a canvas (`new Path2D`) and
 * a printed map without colour. Lines keep four units apart and stand on y = 20.5, so that 16 pixels are
 * enough. The source is here and in each theme's `icons.ts`;
 * `npm run seed` writes `static/icons/themes/symbols.json` from it (name → path).
 */
export function circle(x: number, y: number, radius: number): string {
	return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}

/** Map pin, room inside for a sign around (12, 10). */
export const pin = 'M12 22c5-6 7.5-9 7.5-12.3a7.5 7.5 0 0 0-15 0C4.5 13 7 16 12 22z';

export const drop = 'M12 2.8c4.4 5.2 6.7 8.2 6.7 11.6a6.7 6.7 0 0 1-13.4 0C5.3 11 7.6 8 12 2.8z';

export const other = `${circle(12, 12, 9)}M9.3 9.6a2.8 2.8 0 1 1 4.2 2.4c-1 .6-1.5 1.2-1.5 2.2M12 17.2h.1`;

export const fountain =
	'M2.5 15h19l-1.7 5.5H4.2zM12 15V5.5M12 7.5C11 3.5 5 3.5 5 10.5M12 7.5c1-4 7-4 7 3';

export const pond =
	'M12 6.5c5.8 0 9.5 3 9.5 6.8S17.8 20 12 20s-9.5-2.9-9.5-6.7S6.2 6.5 12 6.5zM8.4 11.2c1.2-1.6 2.4-1.6 3.6 0s2.4 1.6 3.6 0M8.4 15.6c1.2-1.6 2.4-1.6 3.6 0s2.4 1.6 3.6 0';
