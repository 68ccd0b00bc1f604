import { expect, test } from 'vitest';
import type { Operation } from '../../src/lib/domain/operation.ts';
import { givenPublished, publicRecord, pushOne, recordFor, update } from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

/** The same operation as another phone of the same person would send it. */
const elsewhere = (operation: Operation): Operation => ({ ...operation, device_id: 'device-2' });

const named = (text: string) => ({ text, lang: 'oc' });
const old = named('Lo Forn');
const name = (before: unknown, now: unknown): Record<string, [unknown, unknown]> => ({
	'properties.name': [before, now]
});
const madeOf = (before: string[], now: string[]): Record<string, [unknown, unknown]> => ({
	'properties.made_of': [before, now]
});

/** A proposal moves no version: what it says is compared by its values. */
onEveryEngine('one person proposes on two phones', (world) => {
	const proposed = async (who: 'author' | 'other', id: string) =>
		(await recordFor(world(), who, id))?.proposal?.changes;

	test('the same answer differently: a choice, and what is chosen is taken', async () => {
		const id = await givenPublished(world());
		await pushOne(world(), 'author', update(id, 1, name(old, named('A'))));
		const second = elsewhere(
			update(id, 1, { ...name(old, named('B')), 'properties.note': [null, 'n'] })
		);
		const answer = await pushOne(world(), 'author', second);
		expect(answer).toMatchObject({
			result: 'conflict',
			version: 1,
			disputed: ['properties.name'],
			server: { proposal: { own: true, changes: { 'properties.name': { new: named('A') } } } }
		});
		expect(answer.disputed_by).toEqual({
			'properties.name': { name: 'Joana', own: true, at: expect.any(String) as string }
		});
		expect(await proposed('author', id)).toEqual({
			'properties.name': { old, new: named('A') }
		});
		expect(await pushOne(world(), 'author', second)).toEqual({ ...answer, result: 'already' });
		const chosen = elsewhere(update(id, 1, name(named('A'), named('B'))));
		expect(await pushOne(world(), 'author', chosen)).toMatchObject({ proposal: true });
		expect(await proposed('author', id)).toEqual({ 'properties.name': { old, new: named('B') } });
		// The first phone has seen neither.
		const late = update(id, 1, name(named('A'), named('C')));
		expect(await pushOne(world(), 'author', late)).toMatchObject({ result: 'conflict' });
	});

	test('the same, something else, or by the same phone in a row: no dispute', async () => {
		const id = await givenPublished(world());
		await pushOne(world(), 'author', update(id, 1, name(old, named('A'))));
		await pushOne(world(), 'author', update(id, 1, name(old, named('B'))));
		const same = elsewhere(
			update(id, 1, { ...name(old, named('B')), 'properties.lit': [null, true] })
		);
		expect(await pushOne(world(), 'author', same)).toMatchObject({
			result: 'applied',
			proposal: true
		});
		expect(await proposed('author', id)).toEqual({
			'properties.name': { old, new: named('B') },
			'properties.lit': { old: null, new: true }
		});
	});

	test('lists come together, and that is told', async () => {
		const id = await givenPublished(world(), {
			properties: { state: 'stone', made_of: ['brick'] }
		});
		await pushOne(world(), 'author', update(id, 1, madeOf(['brick'], ['brick', 'stone'])));
		await pushOne(world(), 'trusted', update(id, 1, { 'properties.note': [null, 'vu'] }));
		const second = elsewhere(update(id, 2, madeOf(['brick'], ['mud'])));
		const both = { 'properties.made_of': { old: ['brick'], new: ['stone', 'mud'] } };
		expect(await pushOne(world(), 'author', second)).toMatchObject({
			disputed: [],
			proposal: true,
			server: { proposal: { changes: both } }
		});
		expect(await proposed('author', id)).toEqual(both);
	});

	test('lists proposed on a record that was changed meanwhile lose nothing of the three', async () => {
		const id = await givenPublished(world(), {
			properties: { state: 'stone', made_of: ['brick'] }
		});
		await pushOne(world(), 'author', update(id, 1, madeOf(['brick'], ['brick', 'stone'])));
		await pushOne(world(), 'trusted', update(id, 1, madeOf(['brick'], ['mud', 'brick'])));
		await pushOne(world(), 'author', elsewhere(update(id, 1, madeOf(['brick'], []))));
		expect(await proposed('author', id)).toEqual({
			'properties.made_of': { old: ['mud', 'brick'], new: ['mud', 'stone'] }
		});
	});

	test('what was proposed on a value that is there no more asks for nothing twice', async () => {
		const id = await givenPublished(world());
		await pushOne(world(), 'author', update(id, 1, name(old, named('A'))));
		await pushOne(world(), 'trusted', update(id, 1, name(old, named('M'))));
		const answer = await pushOne(
			world(),
			'author',
			elsewhere(update(id, 1, name(old, named('B'))))
		);
		expect(answer).toMatchObject({ result: 'conflict', version: 2 });
		const chosen = elsewhere(update(id, 2, name(named('M'), named('B'))));
		expect(await pushOne(world(), 'author', chosen)).toMatchObject({ proposal: true });
	});

	test('somebody without access to all of it learns nothing but their own words', async () => {
		const id = await givenPublished(world());
		const secret = (now: string): Record<string, [unknown, unknown]> => ({
			'properties.keeper': [null, now]
		});
		await pushOne(world(), 'trusted', update(id, 1, { 'properties.keeper': [null, 'x'] }));
		await pushOne(world(), 'other', update(id, 2, secret('un')));
		const answer = await pushOne(world(), 'other', elsewhere(update(id, 2, secret('deux'))));
		expect(answer).toMatchObject({ result: 'conflict', disputed: ['properties.keeper'] });
		expect(answer.server!.proposal!.changes).toEqual({
			'properties.keeper': { old: null, new: 'un' }
		});
		expect(answer.server!.properties['keeper']).toBeUndefined();
		const chosen = elsewhere(update(id, 2, { 'properties.keeper': ['un', 'deux'] }));
		expect(await pushOne(world(), 'other', chosen)).toMatchObject({ proposal: true });
		expect(await publicRecord(world(), id)).toMatchObject({ version: 2 });
	});
});
