import { expect, test } from 'vitest';
import { create, given, push, pushOne, recordFor, remove, update } from './support/operations.ts';
import { inside, onEveryEngine } from './support/world.ts';

onEveryEngine('parallel changes', (world) => {
	test('disjoint changes merge, the same path conflicts, the same value does not', async () => {
		const id = await given(world(), 'author');
		expect(
			await pushOne(
				world(),
				'moderator',
				update(id, 1, { 'properties.note': [null, 'du modérateur'] })
			)
		).toMatchObject({ result: 'applied', version: 2, status: 'submitted' });
		expect(
			await pushOne(world(), 'author', update(id, 1, { 'properties.mouths': [null, 2] }))
		).toMatchObject({ result: 'merged', version: 3 });
		const conflict = await pushOne(
			world(),
			'author',
			update(id, 1, { 'properties.note': [null, 'de l’auteur'], 'properties.lit': [null, true] })
		);
		expect(conflict).toMatchObject({
			result: 'conflict',
			disputed: ['properties.note'],
			server: { id, version: 3, properties: { note: 'du modérateur', mouths: 2 } }
		});
		expect(
			await pushOne(
				world(),
				'author',
				update(id, 1, { 'properties.note': [null, 'du modérateur'] })
			)
		).toMatchObject({ result: 'merged', version: 3 });
		// The person saw the server's value before replacing it, whatever their base says.
		expect(
			await pushOne(
				world(),
				'author',
				update(id, 1, { 'properties.note': ['du modérateur', 'accordé'] })
			)
		).toMatchObject({ result: 'merged', version: 4 });
		expect(await recordFor(world(), 'author', id)).toMatchObject({
			properties: { note: 'accordé', mouths: 2 }
		});
		const [parallel] = await world().db.query(
			'select parallel from public.record_history where record_id = $1 and version = 3',
			[id]
		);
		expect(parallel).toEqual({ parallel: true });
	});

	test('two corrections of one device follow each other without dispute', async () => {
		const id = await given(world(), 'author');
		const answers = await push(world(), 'author', [
			update(id, 1, { 'properties.note': [null, 'un'] }),
			update(id, 1, {
				'properties.note': ['un', 'deux'],
				geometry: [inside, { type: 'Point', coordinates: [3.6, 43.6, 120] }]
			})
		]);
		expect(answers).toMatchObject([
			{ result: 'applied', version: 2 },
			{ result: 'applied', version: 3 }
		]);
		expect(await recordFor(world(), 'author', id)).toMatchObject({
			properties: { note: 'deux' },
			geometry: { type: 'Point', coordinates: [3.6, 43.6] }
		});
	});

	test('a record made twice is the same when it says the same', async () => {
		const operation = create();
		await pushOne(world(), 'author', operation);
		expect(await pushOne(world(), 'author', create({}, operation.record_id))).toMatchObject({
			result: 'applied',
			version: 1
		});
		expect(
			await pushOne(
				world(),
				'author',
				create({ properties: { state: 'mud' } }, operation.record_id)
			)
		).toMatchObject({
			result: 'conflict',
			disputed: ['properties.state'],
			server: { id: operation.record_id }
		});
		expect(await pushOne(world(), 'other', create({}, operation.record_id))).toMatchObject({
			result: 'refused',
			server: null,
			problems: [{ code: 'not_allowed', field: 'record_id' }]
		});
	});

	test('deleting: one’s own before publication, again is nothing, afterwards it is gone', async () => {
		const id = await given(world(), 'author');
		expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
			result: 'applied',
			version: 2,
			proposal: false
		});
		expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
			result: 'applied',
			version: 2
		});
		expect(
			await pushOne(world(), 'author', update(id, 2, { 'properties.note': [null, 'x'] }))
		).toMatchObject({ result: 'conflict', disputed: ['deleted'], server: null });
		expect(await recordFor(world(), 'author', id)).toBeNull();
		expect(await pushOne(world(), 'author', create({}, id))).toMatchObject({
			problems: [{ code: 'record_deleted' }]
		});
	});

	test('deleting what someone changed meanwhile is a conflict', async () => {
		const id = await given(world(), 'author');
		await pushOne(world(), 'moderator', update(id, 1, { 'properties.note': [null, 'x'] }));
		expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
			result: 'conflict',
			disputed: ['properties.note'],
			server: { version: 2 }
		});
		expect(await pushOne(world(), 'author', remove(id, 2))).toMatchObject({ result: 'applied' });
	});
});
