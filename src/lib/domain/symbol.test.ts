import { describe, expect, test } from 'vitest';
import { iconRoom, inkOn, shapePath, symbolSize, symbolSvg } from './symbol.ts';

const shapes = ['circle', 'square', 'diamond', 'triangle', 'pentagon', 'hexagon'] as const;

test('an icon is white on dark colours and dark on pale ones', () => {
	expect(inkOn('#1f5c4d')).toBe('#ffffff');
	expect(inkOn('#000000')).toBe('#ffffff');
	expect(inkOn('#ffe08a')).toBe('#23211c');
});

describe.each(shapes)('the %s', (shape) => {
	/** Corners of the outline; of the circle, the ends of its two arcs. */
	const corners = (path: string) =>
		[...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

	test('stays within its image, halo included', () => {
		for (const [x = 0, y = 0] of corners(shapePath(shape, 2.2))) {
			for (const value of [x, y]) {
				expect(value).toBeGreaterThanOrEqual(0);
				expect(value).toBeLessThanOrEqual(symbolSize);
			}
		}
	});

	test('leaves its icon at least fourteen pixels, inside the image', () => {
		const { size, left, top } = iconRoom(shape);
		expect(size).toBeGreaterThanOrEqual(14);
		expect(left).toBeGreaterThan(0);
		expect(top + size).toBeLessThan(symbolSize);
	});
});

test('no two shapes have the same outline', () => {
	expect(new Set(shapes.map((shape) => shapePath(shape))).size).toBe(shapes.length);
});

test('a symbol alone is a picture with its shape, colour and icon', () => {
	const svg = symbolSvg({ color: '#123456', shape: 'diamond', icon: 'M1 1h4' });
	expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="40" height="40"/);
	expect(svg).toContain(`<path d="${shapePath('diamond')}" fill="#123456"/>`);
	expect(svg).toContain('d="M1 1h4"');
	expect(symbolSvg({ color: '#123456', shape: 'diamond', icon: null })).not.toContain('stroke');
});
