import { expect, test } from 'vitest';
import { checkObservedAt } from '$lib/domain/validation';
import { momentAsJson } from './moment';

test.each([
	['2026-11-12 19:50:31+00', '2026-11-12T19:50:31+00:00'],
	['2026-11-12 19:50:31.123456-02', '2026-11-12T19:50:31.123456-02:00'],
	['2026-11-12 19:50:31+05:30', '2026-11-12T19:50:31+05:30'],
	['infinity', 'infinity']
])('a moment of the database, %s, is told as %s', (text, json) => {
	expect(momentAsJson(text)).toBe(json);
});

test('what was read of a published record may be sent back in its correction', () => {
	const observed_at = momentAsJson('2026-11-12 19:50:31+00');
	expect(checkObservedAt({ observed_at } as Parameters<typeof checkObservedAt>[0])).toEqual([]);
});
