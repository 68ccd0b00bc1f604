import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordContent } from './actions/content.ts';
import { applyOnto, mergedList } from './merge.ts';
import { listCases } from '../../../tests/database/support/list-cases.ts';

const list = fc.option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 }));
const has = (values: string[] | null, item: string) => (values ?? []).includes(item);

describe('lists changed on both sides', () => {
	test.each(listCases)('$title', ({ base, mine, theirs, merged }) => {
		expect(mergedList(base, mine, theirs)).toEqual(merged);
	});

	test('nothing that one side added is lost, nothing that one side took out comes back', () => {
		fc.assert(
			fc.property(list, list, list, (base, mine, theirs) => {
				const merged = mergedList(base, mine, theirs);
				expect(new Set(merged ?? []).size).toBe((merged ?? []).length);
				for (const item of ['a', 'b', 'c', 'd', 'e']) {
					const both = has(mine, item) && has(theirs, item);
					const added = !has(base, item) && (has(mine, item) || has(theirs, item));
					expect(has(merged, item)).toBe(both || added);
				}
			})
		);
	});
});

const content = (properties: RecordContent['properties']): RecordContent => ({
	theme: 'kilns',
	concept: 'kilns/lime',
	geometry: { type: 'Point', coordinates: [3.5, 43.5] },
	position: { method: 'gps', accuracy_m: 4 },
	properties,
	sensitivity: 'public',
	observed_at: '2026-05-01T11:30:00+02:00'
});

describe('changes put on top of a newer version', () => {
	test('bring lists together and take the person’s word for the rest', () => {
		const now = content({ made_of: ['brick', 'mud'], note: 'theirs', height: 3 });
		const changes = {
			'properties.made_of': { old: ['brick'], new: ['brick', 'stone'] },
			'properties.note': { old: 'seen', new: 'mine' },
			concept: { old: 'kilns/lime', new: 'kilns/shy' }
		};
		expect(applyOnto(now, changes)).toEqual({
			...content({ made_of: ['brick', 'mud', 'stone'], note: 'mine', height: 3 }),
			concept: 'kilns/shy'
		});
		expect(now.properties).toEqual({ made_of: ['brick', 'mud'], note: 'theirs', height: 3 });
	});

	test('leave a list as the person ordered it when nobody else touched it', () => {
		const now = content({ made_of: ['brick', 'mud'] });
		const changes = { 'properties.made_of': { old: ['brick', 'mud'], new: ['mud', 'brick'] } };
		expect(applyOnto(now, changes).properties).toEqual({ made_of: ['mud', 'brick'] });
	});

	test('never bring rows of a group together', () => {
		const now = content({ rows: [{ n: 1 }, { n: 3 }] });
		const changes = { 'properties.rows': { old: [{ n: 1 }], new: [{ n: 1 }, { n: 2 }] } };
		expect(applyOnto(now, changes).properties).toEqual({ rows: [{ n: 1 }, { n: 2 }] });
	});
});
