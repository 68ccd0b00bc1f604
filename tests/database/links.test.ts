import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import {
	create,
	decide,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	update
} from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

onEveryEngine('links between records', (world) => {
	const linksOf = (id: string) =>
		world().read(
			'anon',
			'select record_id, field, linked_id from public.published_links where record_id = $1 or linked_id = $1',
			[id]
		);
	const element = (ensemble: string, facts: { sensitivity?: string; concept?: string } = {}) =>
		givenPublished(world(), { ...facts, properties: { state: 'stone', part_of: ensemble } });

	test('an element names its ensemble, and the ensemble its elements', async () => {
		const ensemble = await givenPublished(world());
		const one = await element(ensemble);
		const two = await element(ensemble);
		expect((await publicRecord(world(), one))!['properties']).toMatchObject({ part_of: ensemble });
		expect((await linksOf(ensemble)).map((link) => link['record_id']).sort()).toEqual(
			[one, two].sort()
		);
		await pushOne(world(), 'moderator', update(one, 1, { 'properties.part_of': [ensemble, null] }));
		expect(await linksOf(one)).toEqual([]);
	});

	test('nothing tells of an ensemble that is not shown, until it is', async () => {
		const operation = create({});
		const one = await element(operation.record_id);
		const shown = async () => (await publicRecord(world(), one))!['properties'];
		expect(await shown()).not.toHaveProperty('part_of');
		expect((await recordFor(world(), 'author', one))!.properties['part_of']).toBe(
			operation.record_id
		);
		await pushOne(world(), 'author', operation);
		expect(await shown()).not.toHaveProperty('part_of');
		await decide(world(), 'moderator', operation.record_id, 'accept');
		expect(await shown()).toMatchObject({ part_of: operation.record_id });
		await pushOne(
			world(),
			'moderator',
			update(operation.record_id, 1, { sensitivity: ['public', 'hidden'] })
		);
		expect(await shown()).not.toHaveProperty('part_of');
		expect(await linksOf(one)).toEqual([]);
	});

	test('an exact element does not give away where its blurred ensemble is', async () => {
		const ensemble = await givenPublished(world(), { sensitivity: 'blurred' });
		const exact = await element(ensemble);
		const alike = await element(ensemble, { sensitivity: 'blurred' });
		expect((await publicRecord(world(), exact))!['properties']).toEqual({ state: 'stone' });
		expect((await linksOf(ensemble)).map((link) => link['record_id'])).toEqual([alike]);
		await pushOne(
			world(),
			'moderator',
			update(ensemble, 1, { sensitivity: ['blurred', 'public'] })
		);
		expect((await linksOf(ensemble)).map((link) => link['record_id'])).toEqual([exact]);
	});

	test('records that name each other, or themselves, do not send the database round in circles', async () => {
		const first = create({});
		const second = create({ properties: { state: 'stone', part_of: first.record_id } });
		first.changes['properties.part_of'] = { old: null, new: second.record_id };
		for (const operation of [first, second]) {
			await pushOne(world(), 'author', operation);
			await decide(world(), 'moderator', operation.record_id, 'accept');
		}
		expect(await linksOf(first.record_id)).toHaveLength(2);
		const id = newId();
		await pushOne(world(), 'author', create({ properties: { state: 'stone', part_of: id } }, id));
		await decide(world(), 'moderator', id, 'accept');
		expect(await publicRecord(world(), id)).toBeDefined();
	});

	test('a record written while its link was no question of the form still keeps quiet about one that is hidden', async () => {
		const later = create({});
		const ensemble = await givenPublished(world());
		const one = await element(ensemble);
		const waiting = await element(later.record_id);
		const { fields, themes } = await world().rpc<Vocabulary>('administrator', 'vocabulary');
		const form = fields.filter(({ theme }) => theme === 'kilns');
		const version = themes.find(({ id }) => id === 'kilns')?.formVersion ?? 0;
		const save = (p_fields: unknown, p_base_version: number) =>
			world().rpc('administrator', 'save_form', { p_theme: 'kilns', p_fields, p_base_version });
		await save(
			form.filter(({ key }) => key !== 'part_of'),
			version
		);
		for (const id of [one, waiting]) {
			await pushOne(world(), 'moderator', update(id, 1, { 'properties.mouths': [null, 2] }));
			expect((await publicRecord(world(), id))!['properties']).not.toHaveProperty('part_of');
		}
		await save(form, version + 1);
		expect((await publicRecord(world(), one))!['properties']).toMatchObject({ part_of: ensemble });
		expect((await linksOf(ensemble)).map((link) => link['record_id'])).toEqual([one]);

		await pushOne(world(), 'moderator', update(ensemble, 1, { sensitivity: ['public', 'hidden'] }));
		expect((await publicRecord(world(), one))!['properties']).not.toHaveProperty('part_of');
		expect(await linksOf(ensemble)).toEqual([]);

		// The other way round: told as soon as the one it names is shown.
		await pushOne(world(), 'author', later);
		await decide(world(), 'moderator', later.record_id, 'accept');
		expect((await publicRecord(world(), waiting))!['properties']).toMatchObject({
			part_of: later.record_id
		});
	});
});
