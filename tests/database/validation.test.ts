import { expect, test } from 'vitest';
import type { Problem } from '../../src/lib/domain/problem.ts';
import { validateRecord } from '../../src/lib/domain/validation.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { badGeometries } from './support/bad-geometries.ts';
import { badRecords, goodRecords, withKiln } from './support/bad-input.ts';
import { badProperties } from './support/bad-properties.ts';
import { create, pushOne, publicRecord } from './support/operations.ts';
import { onEveryEngine, type World } from './support/world.ts';

/** The same record before both judges: the database and the code of the app. */
async function judge(
	world: World,
	record: Record<string, unknown>
): Promise<{ server: Problem[]; app: Problem[] }> {
	const [row] = await world.db.query<{ problems: Problem[] }>(
		'select private.validate_record($1::jsonb) as problems',
		[JSON.stringify(record)]
	);
	const vocabulary = await world.rpc<Vocabulary>('administrator', 'vocabulary');
	const complete = {
		position: null,
		observed_at: null,
		sensitivity: null,
		...(JSON.parse(JSON.stringify(record)) as typeof record)
	};
	return { server: row!.problems, app: validateRecord(complete as never, vocabulary) };
}

const names = (problems: Problem[]) =>
	problems.map(({ code, field }) => `${field}: ${code}`).sort();

onEveryEngine('validation', (world) => {
	test.each(goodRecords)('%s is right', async (_title, record) => {
		expect(await judge(world(), record)).toEqual({ server: [], app: [] });
	});

	test.each([...badRecords, ...badGeometries, ...badProperties])(
		'%s → %s',
		async (_title, expected, record) => {
			const { server, app } = await judge(world(), record);
			expect(names(server)).toEqual(expected.split(', ').sort());
			expect(names(app)).toEqual(names(server));
		}
	);

	test('a problem says what is allowed', async () => {
		const { server, app } = await judge(
			world(),
			withKiln({ height: { value: 51, estimated: false }, why: 'x'.repeat(21), state: 'brick' })
		);
		expect(server).toEqual(expect.arrayContaining(app));
		expect(server).toEqual([
			{ code: 'out_of_range', field: 'properties.height', params: { min: 0, max: 50, unit: 'm' } },
			{ code: 'too_long', field: 'properties.why', params: { max: 20 } }
		]);
		expect(
			(
				await judge(world(), {
					...withKiln(),
					geometry: {
						type: 'LineString',
						coordinates: [
							[3, 43],
							[4, 43]
						]
					}
				})
			).server
		).toEqual([{ code: 'geometry_kind', field: 'geometry', params: { kinds: 'point' } }]);
		expect((await judge(world(), { ...withKiln(), concept: 'kilns/old' })).server).toEqual([
			{ code: 'concept_not_usable', field: 'concept', params: { replaced_by: 'kilns/lime' } }
		]);
	});

	test('text is kept as typed: markup and formulas are only characters', async () => {
		const typed =
			'<img src=x onerror=alert(1)> =HYPERLINK("http://x") &amp; \'; drop table records; -- 🧱';
		const operation = create({ properties: { state: 'stone', note: `${typed}\nligne 2\t.` } });
		await pushOne(world(), 'trusted', operation);
		expect(await publicRecord(world(), operation.record_id)).toMatchObject({
			properties: { note: `${typed}\nligne 2\t.` }
		});
	});

	test('a record made under an older vocabulary can still be corrected elsewhere', async () => {
		const operation = create({ properties: { state: 'stone', ref: 'AB1234' } });
		await pushOne(world(), 'author', operation);
		await world().db.query(
			`update public.field_definitions set pattern = '[0-9]+' where key = 'ref'`
		);
		await world().db.query(
			`insert into public.field_definitions (id, theme, key, kind, label, required) values ('kilns/new', 'kilns', 'new', 'text', '{"fr": "Nouveau"}', true)`
		);
		const change = (path: string, value: unknown) => ({
			...create(),
			kind: 'update',
			record_id: operation.record_id,
			base_version: 1,
			changes: { [path]: { old: null, new: value } }
		});
		expect(await pushOne(world(), 'author', change('properties.note', 'vu'))).toMatchObject({
			result: 'applied'
		});
		expect(await pushOne(world(), 'author', change('properties.ref', 'CD5678'))).toMatchObject({
			problems: [{ code: 'bad_format', field: 'properties.ref' }]
		});
		await world().db.query(`delete from public.field_definitions where key = 'new'`);
		await world().db.query(
			`update public.field_definitions set pattern = '[A-Z]{2}[0-9]{4}' where key = 'ref'`
		);
	});
});
