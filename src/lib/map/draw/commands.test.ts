import { describe, expect, test } from 'vitest';
import { History } from '$lib/domain/shape-history';
import { grown, runOn } from './commands';
import { commandsFor, drawingOf, growingRing, type Drawing } from './drawing';

const corners = [
	[0, 0],
	[1, 0],
	[1, 1],
	[0, 1]
];
const outline = () =>
	new History<Drawing>(
		drawingOf({ type: 'Polygon', coordinates: [[...corners, [0, 0]]] }, 'polygon')
	);

describe('an outline that was finished too early', () => {
	test('goes on where it was closed, without having changed', () => {
		const history = outline();
		expect(commandsFor(history.now, history, ['polygon']).commands).toContain('resume');
		const before = history.now.sketch;
		expect(runOn(history, 'resume')).toBe(true);
		expect(history.now.sketch).toBe(before);
		expect(growingRing(grown(history.now, [0, 0.5]))).toEqual([...corners, [0, 0.5]]);
	});

	test('is opened after the vertex that is selected', () => {
		const history = outline();
		history.amend({ ...history.now, selected: { part: 0, ring: 0, vertex: 1 } });
		runOn(history, 'resume');
		expect(growingRing(grown(history.now, [1.5, 0.5]))).toEqual([
			[1, 1],
			[0, 1],
			[0, 0],
			[1, 0],
			[1.5, 0.5]
		]);
		runOn(history, 'undo');
		expect(growingRing(history.now)).toEqual(corners);
	});
});
