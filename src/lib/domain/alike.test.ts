import { describe, expect, it } from 'vitest';
import { aConcept, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import { alikeWithinM, kinshipOf, metresApart, metresTo, windTo } from './alike';
import type { Geometry } from './record';
import { indexVocabulary } from './vocabulary/graph';

const concept = (notation: string, broader: string | null, heading = false) =>
	aConcept(`things/${notation}`, {
		broader: broader === null ? [] : [`things/${broader}`],
		geometryKinds: heading ? [] : ['point', 'line']
	});
const index = indexVocabulary({
	etag: '1',
	themes: [
		aTheme('t', { scheme: 'things', alikeWithinM: { '*': 20, walls: 12, niche: 4 } }),
		aTheme('u', { scheme: 'others' })
	],
	schemes: [aScheme('things'), aScheme('others')],
	concepts: [
		concept('walls', null, true),
		concept('wall', 'walls'),
		concept('fence', 'wall'),
		concept('terrace', 'wall'),
		concept('niche', 'walls'),
		concept('huts', null, true),
		concept('hut', 'huts'),
		aConcept('others/spring', { geometryKinds: ['point', 'polygon'] })
	],
	collections: [],
	fields: []
});

/** Some 11 m north of each other for each 0.0001. */
const at = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] });
const along = (...coordinates: [number, number][]): Geometry => ({
	type: 'LineString',
	coordinates
});

describe('what may be the same thing under another word', () => {
	it.each([
		['wall', 'wall', 'same'],
		['wall', 'fence', 'narrower'],
		['fence', 'wall', 'broader'],
		['fence', 'terrace', 'sibling'],
		// Only a heading is above both: a family, not a thing.
		['wall', 'niche', null],
		['fence', 'hut', null]
	])('%s and %s: %s', (one, other, kinship) => {
		expect(kinshipOf(index, `things/${one}`, `things/${other}`)).toBe(kinship);
	});

	it('is looked for as far as the theme says, for a concept or what is above it', () => {
		const metres = (notation: string) =>
			alikeWithinM(index, `things/${notation}`, at(3.7, 43.8), null);
		expect(['niche', 'fence', 'hut'].map(metres)).toEqual([4, 12, 20]);
	});

	it('is looked for by shape where the theme says nothing, and farther when the position is vague', () => {
		const pond: Geometry = { type: 'Polygon', coordinates: [[[0, 0], [0, 1], [1, 1], [0, 0]]] }; // prettier-ignore
		expect(alikeWithinM(index, 'others/spring', at(3.7, 43.8), 8)).toBe(23);
		expect(alikeWithinM(index, 'others/spring', pond, null)).toBe(30);
		// A position good for nothing does not make a whole commune look alike.
		expect(alikeWithinM(index, 'others/spring', at(3.7, 43.8), 5000)).toBe(45);
	});
});

describe('how far one shape is from another', () => {
	it('is measured between points', () => {
		expect(metresApart(at(3.7, 43.8), at(3.7, 43.8001))).toBeCloseTo(11.1, 1);
	});

	it('is small for a wall drawn beside another, not for one that begins where it ends', () => {
		const wall = along([3.7, 43.8], [3.7, 43.801]);
		const drawnAgain = along([3.70002, 43.8], [3.70002, 43.8009]);
		const next = along([3.7, 43.801], [3.7, 43.802]);
		expect(metresApart(wall, drawnAgain)).toBeLessThan(3);
		expect(metresApart(wall, next)).toBeGreaterThan(50);
	});

	it('is measured to the nearest side of a bent line, and is nothing inside a field', () => {
		const bent = along([3.7, 43.8], [3.702, 43.8], [3.702, 43.802]);
		expect(metresTo([3.7021, 43.801], bent)).toBeCloseTo(8, 0);
		const ring: [number, number][] = [[3.7, 43.8], [3.71, 43.8], [3.71, 43.81], [3.7, 43.81], [3.7, 43.8]]; // prettier-ignore
		const field: Geometry = { type: 'Polygon', coordinates: [ring] };
		expect(metresTo([3.705, 43.805], field)).toBe(0);
		expect(metresTo([3.705, 43.8101], field)).toBeCloseTo(11.1, 1);
		const both: Geometry = { type: 'MultiPolygon', coordinates: [[ring]] };
		expect(metresTo([3.705, 43.8101], both)).toBeCloseTo(11.1, 1);
	});

	it('has a direction in words', () => {
		const here: [number, number] = [3.7, 43.8];
		const to = (lon: number, lat: number) => windTo(here, [lon, lat]);
		expect([
			to(3.7, 43.9),
			to(3.8, 43.8),
			to(3.6, 43.8),
			to(3.7, 43.7),
			to(3.701, 43.8007)
		]).toEqual(['n', 'e', 'w', 's', 'ne']);
	});
});
