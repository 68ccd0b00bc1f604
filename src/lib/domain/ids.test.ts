import { expect, it } from 'vitest';
import { isUuid, newId } from './ids.ts';

it('makes UUIDs of version 7 that sort in the order they were made', () => {
	const ids = Array.from({ length: 500 }, newId);
	expect(new Set(ids).size).toBe(500);
	expect([...ids].sort()).toEqual(ids);
	for (const id of ids)
		expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it.each([
	'',
	'x',
	null,
	7,
	'0192f0c0-1111-7000-8000-00000000000',
	"0192f0c0-1111-7000-8000-000000000001' or 1=1"
])('%j is no id', (value) => {
	expect(isUuid(value)).toBe(false);
});
