import { describe, expect, test } from 'vitest';
import type { FieldDefinition } from '../../src/lib/domain/fields/types.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import {
	addObservation,
	create,
	given,
	publicRecord,
	push,
	pushOne,
	recordFor,
	update
} from './support/operations.ts';
import { bowTie } from './support/shapes.ts';
import { inside, onEveryEngine, outside, type World } from './support/world.ts';

/** Publishes a form of the theme in which some fields are not what they were. */
async function publishForm(
	world: World,
	change: (fields: FieldDefinition[]) => FieldDefinition[]
): Promise<number> {
	const { fields, themes } = await world.rpc<Vocabulary>('administrator', 'vocabulary');
	const before = themes.find(({ id }) => id === 'kilns')!.formVersion;
	const { version } = await world.rpc<{ version: number }>('administrator', 'save_form', {
		p_theme: 'kilns',
		p_fields: change(fields.filter(({ theme }) => theme === 'kilns')),
		p_base_version: before
	});
	return version;
}

const shape = (geometry: unknown, concept: string) => create({ concept, geometry });

onEveryEngine('what happens to records that wait', (world) => {
	describe('when the vocabulary changed meanwhile (fault-11)', () => {
		test('a type withdrawn is refused with the one that replaces it, and the others go', async () => {
			const [good, old] = [create(), create({ concept: 'kilns/old' })];
			const answers = await push(world(), 'author', [old, good]);
			expect(answers).toMatchObject([
				{
					result: 'refused',
					problems: [
						{
							code: 'concept_not_usable',
							field: 'concept',
							params: { replaced_by: 'kilns/lime' }
						}
					]
				},
				{ result: 'applied' }
			]);
			// Repaired by the person, it is a new operation on the same record.
			expect(
				await pushOne(world(), 'author', create({ concept: 'kilns/lime' }, old.record_id))
			).toMatchObject({ result: 'applied', version: 1 });
		});

		test('a record made under a type that was withdrawn since is corrected as before', async () => {
			const id = await given(world(), 'author', { concept: 'kilns/yard' });
			await world().db.query(
				`update public.concepts set deprecated = true where id = 'kilns/yard'`
			);
			expect(
				await pushOne(world(), 'author', update(id, 1, { 'properties.note': [null, 'vu'] }))
			).toMatchObject({ result: 'applied' });
			await world().db.query(
				`update public.concepts set deprecated = false where id = 'kilns/yard'`
			);
		});
	});

	describe('when the form changed meanwhile (fault-11)', () => {
		test('answers are judged by the form they were given to, kept whole, and what is missing is flagged', async () => {
			const waiting = create({ properties: { state: 'stone', ref: 'AB1234', mouths: 2 } });
			const visited = await given(world(), 'author');
			const version = await publishForm(world(), (fields) =>
				fields
					.filter(({ key }) => key !== 'mouths')
					.map((field) => (field.key === 'note' ? { ...field, required: true } : field))
			);
			const made = { ...waiting, form_version: version - 1 };
			expect(await pushOne(world(), 'author', made)).toMatchObject({ result: 'applied' });
			expect(await recordFor(world(), 'author', waiting.record_id)).toMatchObject({
				form_version: version - 1,
				properties: { state: 'stone', ref: 'AB1234', mouths: 2 },
				flags: [
					{ code: 'required', field: 'properties.note' },
					{ code: 'unknown_field', field: 'properties.mouths' }
				]
			});
			// Made today, or by an app that does not say when: the form in force says what is wrong.
			expect(await pushOne(world(), 'author', create())).toMatchObject({
				result: 'refused',
				problems: [{ code: 'required', field: 'properties.note' }]
			});
			const visit = { ...addObservation(visited), form_version: version - 1 };
			expect(await pushOne(world(), 'author', visit)).toMatchObject({ result: 'applied' });
			await publishForm(world(), (fields) =>
				fields.map((field) => (field.key === 'note' ? { ...field, required: false } : field))
			);
		});

		test('a protocol that the server does not speak is refused by name, and blocks nothing', async () => {
			const good = create();
			const answers = await push(world(), 'author', [{ ...create(), schema_version: 2 }, good]);
			expect(answers).toMatchObject([
				{
					result: 'refused',
					problems: [
						{ code: 'operation_malformed', field: 'schema_version', params: { allowed: 1 } }
					]
				},
				{ op_id: good.op_id, result: 'applied' }
			]);
		});
	});

	describe('when their geometry is wrong (fault-22)', () => {
		test('megabytes of it, or sides that cross, are refused by name; the others go', async () => {
			const long = Array.from({ length: 120_000 }, (_, i) => [3 + i / 1_000_000, 43.5]);
			const turning = Array.from({ length: 60_000 }, (_, i) => {
				const angle = (i / 60_000) * 2 * Math.PI;
				return [3.5 + Math.cos(angle) / 10, 43.5 + Math.sin(angle) / 10];
			});
			const good = create();
			const answers = await push(world(), 'author', [
				shape({ type: 'LineString', coordinates: long }, 'kilns/row'),
				shape({ type: 'Polygon', coordinates: [[...turning, turning[0]]] }, 'kilns/yard'),
				shape({ type: 'Polygon', coordinates: [bowTie] }, 'kilns/yard'),
				good
			]);
			expect(answers.map(({ problems }) => problems[0]?.code)).toEqual([
				'geometry_too_many_vertices',
				'geometry_too_many_vertices',
				'geometry_self_intersects',
				undefined
			]);
			expect(answers[3]).toMatchObject({ op_id: good.op_id, result: 'applied' });
		});

		test('more than any request may hold is refused whole, with the limit', async () => {
			const coordinates = Array.from({ length: 300_000 }, (_, i) => [3 + i / 1e9, 43.123456789]);
			const batch = JSON.stringify([shape({ type: 'LineString', coordinates }, 'kilns/row')]);
			expect(
				await world().attempt('author', 'select public.push_operations($1)', [batch])
			).toMatchObject({ code: 'PT413', message: 'batch_too_large' });
		});

		test.each([
			['at 0,0', [0, 0]],
			['with its axes swapped', [inside.coordinates[1]!, inside.coordinates[0]!]]
		])('a place %s is kept, but nobody’s trust publishes it', async (_where, coordinates) => {
			const id = await given(world(), 'trusted', { geometry: { type: 'Point', coordinates } });
			expect(await recordFor(world(), 'trusted', id)).toMatchObject({
				status: 'submitted',
				commune: null,
				geometry: { coordinates }
			});
			expect(await publicRecord(world(), id)).toBeUndefined();
			// Put right by its author, it is where it belongs.
			const moved = update(id, 1, { geometry: [{ type: 'Point', coordinates }, outside] });
			expect(await pushOne(world(), 'trusted', moved)).toMatchObject({ result: 'applied' });
			expect(await recordFor(world(), 'trusted', id)).toMatchObject({
				commune: { insee: '99002' }
			});
		});

		test('a correction with a wrong geometry leaves the record as it was', async () => {
			const id = await given(world(), 'author');
			for (const coordinates of [[900, 0], [3.5], ['3', '43']]) {
				const wrong = { type: 'Point', coordinates };
				expect(
					await pushOne(world(), 'author', update(id, 1, { geometry: [inside, wrong] }))
				).toMatchObject({ result: 'refused', version: 1 });
			}
			expect(await recordFor(world(), 'author', id)).toMatchObject({
				version: 1,
				geometry: inside
			});
		});
	});
});
