import { describe, expect, test } from 'vitest';
import type { ReviewRef } from '$lib/domain/review';
import { DeskSelection } from './desk-selection.svelte';

const items = ['a', 'b', 'c', 'd', 'e'].map((item_id): ReviewRef => ({ kind: 'new', item_id }));
const picked = (selection: DeskSelection) =>
	items.map(({ item_id }) => item_id).filter((id) => selection.has(id));

describe('what is picked out of the queue', () => {
	test('one by one, and let go again', () => {
		const selection = new DeskSelection();
		selection.toggle('b', items);
		selection.toggle('d', items);
		expect([...selection.picked.values()]).toEqual([
			{ kind: 'new', item_id: 'b' },
			{ kind: 'new', item_id: 'd' }
		]);
		selection.toggle('b', items);
		expect(picked(selection)).toEqual(['d']);
		expect(selection.any).toBe(true);
		selection.clear();
		expect(selection.any).toBe(false);
	});

	test('a range goes from what was picked last, either way', () => {
		const selection = new DeskSelection();
		selection.toggle('d', items);
		selection.extend('b', items);
		expect(picked(selection)).toEqual(['b', 'c', 'd']);
	});

	test('a range from nothing picks the one item', () => {
		const selection = new DeskSelection();
		selection.extend('c', items);
		expect(picked(selection)).toEqual(['c']);
	});

	test('letting one go of a whole filter keeps the others that are shown, and no longer what is not', () => {
		const selection = new DeskSelection();
		selection.all();
		expect(selection.has('not loaded')).toBe(true);
		selection.toggle('c', items);
		expect(picked(selection)).toEqual(['a', 'b', 'd', 'e']);
		expect(selection.has('not loaded')).toBe(false);
	});

	test('what left the queue is picked no more', () => {
		const selection = new DeskSelection();
		selection.toggle('a', items);
		selection.toggle('b', items);
		selection.drop('a');
		expect([...selection.picked.keys()]).toEqual(['b']);
	});
});
