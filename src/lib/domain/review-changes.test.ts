import { expect, test } from 'vitest';
import type { FullRecord } from './record.ts';
import { changesSince } from './review-changes.ts';
import type { ReviewItem } from './review.ts';

const looked = (over: object) =>
	({
		record: { properties: {}, photos: [], observations: [], ...over } as unknown as FullRecord
	}) as ReviewItem;

test('tells what became of an item between two looks, photos and visits included', () => {
	const before = looked({
		properties: { note: 'one' },
		photos: [
			{ id: 'kept', received_at: 'then' },
			{ id: 'coming', received_at: null }
		]
	});
	const after = looked({
		properties: { note: 'two' },
		photos: [
			{ id: 'kept', received_at: 'then' },
			{ id: 'coming', received_at: 'now' }
		],
		observations: [{ id: 'visit' }]
	});
	expect(changesSince(before, after)).toEqual({
		'properties.note': { old: 'one', new: 'two' },
		'photos.coming': { old: null, new: 'coming' },
		'observations.visit': { old: null, new: 'visit' }
	});
	expect(changesSince(after, after)).toEqual({});
});
