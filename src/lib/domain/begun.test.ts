import { describe, expect, it } from 'vitest';
import { begunOf, soundBegun } from './begun';

const [a, b, c] = [
	[3.7, 43.8],
	[3.71, 43.8],
	[3.71, 43.81]
];

describe('a shape with too few corners', () => {
	it('is what was begun of a drawing, be it beside what is drawn', () => {
		expect(begunOf({ kind: 'line', parts: [[[a!]]] })).toEqual({ kind: 'line', positions: [a] });
		expect(begunOf({ kind: 'polygon', parts: [[[a!, b!]]] })?.positions).toEqual([a, b]);
		expect(begunOf({ kind: 'line', parts: [[[a!, b!]], [[c!]]] })?.positions).toEqual([c]);
		expect(begunOf({ kind: 'line', parts: [[[a!, b!]]] })).toBeNull();
		expect(begunOf({ kind: 'line', parts: [[[]]] })).toBeNull();
	});

	it.each([
		['nothing', undefined],
		['a text', 'line'],
		['no corners', { kind: 'line', positions: [] }],
		['a point', { kind: 'point', positions: [a] }],
		['a whole line', { kind: 'line', positions: [a, b] }],
		['no list', { kind: 'line', positions: a }],
		['a corner nowhere', { kind: 'polygon', positions: [a, [3.7, 143]] }],
		['a corner that is no number', { kind: 'polygon', positions: [[null, 43.8]] }]
	])('is not read from %s', (_, stored) => {
		expect(soundBegun(stored)).toBeNull();
	});

	it('is read as it was kept', () => {
		const kept = { kind: 'polygon', positions: [a, b] };
		expect(soundBegun(structuredClone(kept))).toEqual(kept);
	});
});
