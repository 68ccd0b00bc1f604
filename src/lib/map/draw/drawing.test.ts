import { expect, it } from 'vitest';
import type { Geometry } from '$lib/domain/record';
import { geometryOfSketch, growingRing, historyOf } from './drawing';

const [a, b, c] = [
	[3.7, 43.8],
	[3.71, 43.8],
	[3.71, 43.81]
];

it('takes up what was begun, and takes it back corner by corner', () => {
	const history = historyOf(null, 'polygon', { kind: 'polygon', positions: [a!, b!] });
	expect(history.now).toMatchObject({ growing: 'end', active: 0 });
	expect(growingRing(history.now)).toEqual([a, b]);
	history.undo();
	expect(growingRing(history.now)).toEqual([a]);
	expect(geometryOfSketch(history.now.sketch)).toBeNull();
});

it('takes up a part begun beside a shape, which stays the same shape', () => {
	const line: Geometry = { type: 'LineString', coordinates: [a!, b!] };
	const history = historyOf(line, 'line', { kind: 'line', positions: [c!] });
	expect(growingRing(history.now)).toEqual([c]);
	expect(geometryOfSketch(history.now.sketch)).toBe(line);
});

it('leaves alone what was begun of another kind', () => {
	const history = historyOf(null, 'line', { kind: 'polygon', positions: [a!] });
	expect([growingRing(history.now), history.canUndo]).toEqual([[], false]);
});
