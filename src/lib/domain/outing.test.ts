import { describe, expect, it } from 'vitest';
import { namesOf, summariseOuting } from './outing';
import type { Geometry } from './record';

const line = (lon: number): Geometry => ({
	type: 'LineString',
	coordinates: [
		[lon, 43.8],
		[lon, 43.801]
	]
});
const point = (lon: number): Geometry => ({ type: 'Point', coordinates: [lon, 43.8005] });

describe('what came of an outing', () => {
	it('counts by concept, most first, and adds up photos, walls and the way', () => {
		const summary = summariseOuting([
			{ concept: 'hut', geometry: point(3.7), photos: 2 },
			{ concept: 'wall', geometry: line(3.7), photos: 1 },
			{ concept: 'wall', geometry: line(3.71), photos: 1 }
		]);
		expect(summary.concepts).toEqual([
			{ concept: 'wall', count: 2 },
			{ concept: 'hut', count: 1 }
		]);
		expect(summary.photos).toBe(4);
		expect(summary.linesM).toBeCloseTo(222, 0);
		expect(summary.walkedM).toBeCloseTo(803, 0);
	});

	it('is nothing when nothing was noted, and bears what has no place yet', () => {
		const nothing = { concepts: [], photos: 0, linesM: 0, walkedM: 0 };
		expect(summariseOuting([])).toEqual(nothing);
		expect(summariseOuting([{ concept: null, geometry: null, photos: 0 }])).toEqual(nothing);
	});
});

describe('names typed on one line', () => {
	it.each([
		['Ana, Bru et Pèire', ['Ana', 'Bru', 'Pèire']],
		[' Ana ;Ana\nMarie  Roux ', ['Ana', 'Marie Roux']],
		['Etienne e Anne and Bob & Zoé', ['Etienne', 'Anne', 'Bob', 'Zoé']],
		['', []]
	])('%j', (typed, names) => expect(namesOf(typed)).toEqual(names));
});
