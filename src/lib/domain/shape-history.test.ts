import fc from 'fast-check';
import { expect, test } from 'vitest';
import { History } from './shape-history';

test('everything can be taken back to the beginning, and done again to the end', () => {
	fc.assert(
		fc.property(fc.array(fc.integer(), { maxLength: 300 }), (states) => {
			const history = new History(-1);
			for (const state of states) history.push(state);
			const back: number[] = [history.now];
			while (history.undo()) back.push(history.now);
			expect(back).toEqual([-1, ...states].toReversed());
			expect(history.canUndo).toBe(false);
			const forth: number[] = [history.now];
			while (history.redo()) forth.push(history.now);
			expect(forth).toEqual([-1, ...states]);
		})
	);
});

test('what was undone is given up by doing something else', () => {
	const history = new History('a');
	history.push('b');
	history.undo();
	history.push('c');
	expect(history.canRedo).toBe(false);
	history.undo();
	expect(history.now).toBe('a');
});

test('seeing the same moment otherwise is nothing to take back', () => {
	const history = new History('a');
	history.push('b');
	history.amend('b, selected');
	history.undo();
	expect(history.now).toBe('a');
	history.redo();
	expect(history.now).toBe('b, selected');
});
