import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/lib/domain/operation.ts';
import {
	decide,
	given,
	givenPublished,
	pushOne,
	recordFor,
	remove,
	update
} from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

type Lists = [string[], string[]];
const kiln = (made_of: string[]) => ({ properties: { state: 'stone', made_of } });
const madeOf = (...[old, now]: Lists) => ({ 'properties.made_of': [old, now] as Lists });

/** Nobody's change is undone by a device that was not shown it. */
onEveryEngine('unseen changes', (world) => {
	const read = (id: string) => recordFor(world(), 'author', id);

	test('a list that was merged with what this device sent before is told, and nothing of it is lost', async () => {
		const id = await given(world(), 'author', kiln(['brick']));
		await pushOne(world(), 'author', update(id, 1, madeOf(['brick'], ['brick', 'stone'])));
		const late = update(id, 1, madeOf(['brick'], ['brick', 'mud']));
		const answer = await pushOne(world(), 'author', late);
		expect(answer).toMatchObject({
			result: 'applied',
			version: 3,
			server: { version: 3, properties: { made_of: ['brick', 'stone', 'mud'] } }
		});
		const same = update(id, 1, madeOf(['brick'], ['brick', 'stone']));
		expect(await pushOne(world(), 'author', same)).toMatchObject({
			version: 3,
			server: { properties: { made_of: ['brick', 'stone', 'mud'] } }
		});
	});

	test('what was taken back of a proposal is told', async () => {
		const id = await givenPublished(world());
		const away = update(id, 1, { 'properties.state': ['stone', 'mud'] });
		expect(await pushOne(world(), 'author', away)).toMatchObject({ proposal: true });
		const back = update(id, 1, { 'properties.state': ['mud', 'stone'] });
		expect(await pushOne(world(), 'author', back)).toMatchObject({
			result: 'applied',
			proposal: false,
			server: { proposal: null, properties: { state: 'stone' } }
		});
	});

	test('accepting a proposal merges a list with nothing the moderator once proposed', async () => {
		const id = await givenPublished(world(), kiln(['brick']));
		// Made before they moderated anything here.
		const sql = `insert into public.proposals (record_id, author_id, changes) values ($1, $2, $3)`;
		const own = { 'properties.made_of': { old: ['brick'], new: ['brick', 'mud'] } };
		await world().db.query(sql, [id, world().ids.moderator, JSON.stringify(own)]);
		await pushOne(world(), 'trusted', update(id, 1, madeOf(['brick'], ['brick', 'mud'])));
		await pushOne(
			world(),
			'author',
			update(id, 2, madeOf(['brick', 'mud'], ['brick', 'mud', 'stone']))
		);
		await pushOne(world(), 'trusted', update(id, 2, madeOf(['brick', 'mud'], ['brick'])));
		const proposal = (await read(id))!.proposal!.id;
		expect(
			await decide(world(), 'moderator', id, 'accept', { proposal, version: 3 })
		).toMatchObject({ properties: { made_of: ['brick', 'stone'] } });
	});

	describe('an operation of very many paths', () => {
		const many = (id: string, base: number, first: Record<string, [unknown, unknown]>): Operation =>
			update(id, base, {
				...first,
				...Object.fromEntries(
					Array.from({ length: 201 }, (_, at) => [`properties.a${at}`, [null, 'x']])
				)
			});

		test('is refused by name, whatever it asks', async () => {
			const id = await given(world(), 'author');
			const refusal = {
				result: 'refused',
				problems: [{ code: 'operation_malformed', field: 'changes', params: { max: 200 } }]
			};
			expect(await pushOne(world(), 'author', many(id, 1, {}))).toMatchObject(refusal);
			await pushOne(world(), 'author', remove(id, 1));
			const back = many(id, 2, { deleted: [true, false] });
			expect(await pushOne(world(), 'author', back)).toMatchObject(refusal);
		});
	});
});
