import { describe, expect, test } from 'vitest';
import type { FullRecord } from '$lib/domain/record';
import { choicesFor } from './choices';
import { reportedOf } from './report';

const record = { photos: [{ id: 'one' }, { id: 'two' }] } as FullRecord;

describe('a report at the desk', () => {
	test('shows which of the photos it is about', () => {
		const report = { photo_id: 'two', kind: 'person', about_me: true, words: 'Mon jardin.' };
		expect(reportedOf({ report, record })).toMatchObject({
			photo: { id: 'two' },
			isPhoto: true,
			aboutMe: true,
			words: 'Mon jardin.'
		});
	});

	test('of a photo that is gone is still about a photo, one of a text is not', () => {
		const gone = reportedOf({ report: { photo_id: 'three' }, record });
		expect([gone.isPhoto, gone.photo]).toEqual([true, null]);
		const text = reportedOf({ report: { photo_id: null, kind: 'contact', words: '' }, record });
		expect([text.isPhoto, text.words]).toEqual([false, null]);
	});
});

describe('an appeal at the desk', () => {
	const appeal = { decided_by_me: true, others: true } as never;
	test('is answered by somebody else than who refused, where there is somebody', () => {
		expect(choicesFor({ kind: 'appeal', report: null, appeal })).toEqual([]);
		const alone = { decided_by_me: true, others: false } as never;
		expect(choicesFor({ kind: 'appeal', report: null, appeal: alone })).toContain('accept');
	});
});
