import { describe, expect, it } from 'vitest';
import type { Geometry } from './record';
import { planOf } from './plan';

const frame = { width: 320, height: 240, margin: 20 };
const point = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });

describe('the plan of an outing', () => {
	it('has the north up, fills its frame, and says how long a line in it is', () => {
		const wall: Geometry = {
			type: 'LineString',
			coordinates: [
				[3.7, 43.8],
				[3.7, 43.81]
			]
		};
		const { shapes, scale } = planOf([wall, point(3.702, 43.81)], frame);
		expect(shapes[0]).toMatchObject({ path: 'M145.6 220L145.6 20', closed: false });
		expect(shapes[1]?.path).toBe('');
		expect(shapes[1]?.mark).toEqual([174.4, 20]);
		// 1,112 m are 200 units high.
		expect(scale).toEqual({ metres: 500, length: 89.9 });
	});

	it('does not blow up one place to a page', () => {
		const { shapes, scale } = planOf([point(3.7, 43.8)], frame);
		expect(shapes[0]?.mark).toEqual([160, 120]);
		expect(scale.metres).toBe(20);
	});

	it('closes what is a surface', () => {
		const ring = [[3.7, 43.8], [3.71, 43.8], [3.71, 43.81], [3.7, 43.8]]; // prettier-ignore
		const { shapes } = planOf([{ type: 'Polygon', coordinates: [ring] }], frame);
		expect(shapes[0]?.closed).toBe(true);
		expect(shapes[0]?.path).toMatch(/^M[\d. L]+$/u);
	});
});
