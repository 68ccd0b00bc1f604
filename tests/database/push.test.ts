import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import {
	create,
	given,
	givenPublished,
	publicRecord,
	push,
	pushOne,
	recordFor,
	remove,
	update
} from './support/operations.ts';
import { inside, onEveryEngine, outside } from './support/world.ts';

onEveryEngine('push_operations', (world) => {
	test('a new record waits for a moderator, a trusted one is published, and nobody else is told', async () => {
		const waiting = await given(world(), 'author');
		expect(await recordFor(world(), 'author', waiting)).toMatchObject({
			status: 'submitted',
			version: 1,
			author_id: world().ids.author,
			author_name: 'Joana',
			commune: { insee: '99001', nom: 'Dedans' },
			observed_at: '2026-05-01T11:30:00+02:00',
			geometry: inside,
			reason: null,
			proposal: null
		});
		expect(await publicRecord(world(), waiting)).toBeUndefined();
		expect(await recordFor(world(), 'other', waiting)).toBeNull();
		const published = await given(world(), 'trusted');
		expect(await publicRecord(world(), published)).toMatchObject({
			id: published,
			title: 'Lo Forn',
			licence: 'lov2',
			blurred: false
		});
	});

	test('trust holds in its territory only', async () => {
		const id = await given(world(), 'trusted', { geometry: outside });
		expect(await recordFor(world(), 'trusted', id)).toMatchObject({
			status: 'submitted',
			commune: { insee: '99002' }
		});
		const nowhere = await given(world(), 'moderator', {
			geometry: { type: 'Point', coordinates: [-60, 10] }
		});
		expect(await recordFor(world(), 'moderator', nowhere)).toMatchObject({
			status: 'submitted',
			commune: null
		});
	});

	test('the same operation sent again is answered as the first time, and done once', async () => {
		const operation = create();
		const first = await pushOne(world(), 'author', operation);
		await pushOne(
			world(),
			'author',
			update(operation.record_id, 1, { 'properties.note': [null, 'vu'] })
		);
		const again = await pushOne(world(), 'author', operation);
		expect(first).toMatchObject({ result: 'applied', version: 1, status: 'submitted' });
		expect(again).toEqual({ ...first, result: 'already' });
		const rows = await world().db.query(
			'select kind from public.record_history where record_id = $1',
			[operation.record_id]
		);
		expect(rows).toHaveLength(2);
		const twice = create();
		expect(await push(world(), 'author', [twice, twice])).toMatchObject([
			{ result: 'applied' },
			{ result: 'already' }
		]);
	});

	test('a refusal is remembered too, but tells nothing to someone else', async () => {
		const operation = create({ properties: { state: 'gold' } });
		const first = await pushOne(world(), 'author', operation);
		expect(first).toMatchObject({
			result: 'refused',
			problems: [{ code: 'not_in_list', field: 'properties.state' }],
			version: null,
			status: null
		});
		expect(await pushOne(world(), 'author', operation)).toEqual({ ...first, result: 'already' });
		expect(await pushOne(world(), 'other', operation)).toMatchObject({
			result: 'refused',
			problems: [{ code: 'operation_malformed', field: 'op_id' }]
		});
	});

	test('one poisoned item does not stop the others', async () => {
		const good = [create(), create()];
		const answers = await push(world(), 'author', [
			good[0],
			'rubbish',
			create({ geometry: { type: 'Point', coordinates: [900, 0] } }),
			{ op_id: 1 },
			null,
			good[1]
		]);
		expect(answers.map(({ result }) => result)).toEqual([
			'applied',
			'refused',
			'refused',
			'refused',
			'refused',
			'applied'
		]);
		expect(answers[2]?.problems).toEqual([{ code: 'geometry_outside_world', field: 'geometry' }]);
		expect(answers[3]?.problems).toEqual([{ code: 'operation_malformed', field: 'op_id' }]);
		expect(await recordFor(world(), 'author', good[1]!.record_id)).not.toBeNull();
	});

	test('what only the server may say is refused by name', async () => {
		for (const [field, value] of Object.entries({
			author_id: world().ids.other,
			status: 'published',
			version: 9,
			commune_insee: '99002',
			published_at: '2026-01-01'
		})) {
			expect(await pushOne(world(), 'author', { ...create(), [field]: value })).toMatchObject({
				result: 'refused',
				problems: [{ code: 'operation_malformed', field }]
			});
			const operation = create();
			operation.changes[field] = { old: null, new: value };
			expect(await pushOne(world(), 'author', operation)).toMatchObject({
				problems: [{ code: 'operation_malformed', field: `changes.${field}` }]
			});
		}
	});

	const malformed: [string, Record<string, unknown>][] = [
		['op_id', { op_id: 'not-a-uuid' }],
		['record_id', { record_id: null }],
		['kind', { kind: 'explode' }],
		['base_version', { base_version: 3 }],
		['changes', { changes: [] }],
		['changes', { changes: {} }],
		['changes.theme', { changes: { theme: 'kilns' } }],
		['changes.properties.Name', { changes: { 'properties.Name': { old: null, new: 'x' } } }],
		['changes.theme', { changes: { theme: { old: null, new: 'kilns', extra: 1 } } }],
		['schema_version', { schema_version: 2 }],
		['device_time', { device_time: 'yesterday' }],
		['device_id', { device_id: '' }],
		['app_version', { app_version: 'x'.repeat(51) }],
		['photo', { photo: { id: newId() } }]
	];
	test.each(malformed)('a malformed %s is named (%j)', async (field, more) => {
		expect(await pushOne(world(), 'author', { ...create(), ...more })).toMatchObject({
			result: 'refused',
			problems: [{ code: 'operation_malformed', field }]
		});
	});

	test('a batch has limits, and needs somebody', async () => {
		const call = 'select public.push_operations($1)';
		const many = JSON.stringify(Array.from({ length: 201 }, () => 1));
		expect(await world().attempt('author', call, [many])).toMatchObject({
			code: 'PT413',
			message: 'batch_too_large'
		});
		const large = JSON.stringify([{ ...create(), app_version: 'x'.repeat(5_300_000) }]);
		expect(await world().attempt('author', call, [large])).toMatchObject({
			code: 'PT413',
			message: 'batch_too_large'
		});
		expect(await world().attempt('author', call, ['{}'])).toMatchObject({
			code: 'PT400',
			message: 'operation_malformed'
		});
		expect(await world().attempt('anon', call, ['[]'])).toMatchObject({ code: '42501' });
	});

	test('an account that is gone cannot write', async () => {
		const gone = await world().db.addUser('gone@test.example');
		const id = create();
		await world()
			.db.as({ role: 'authenticated', user: gone })
			.rpc('push_operations', { p_batch: [id] });
		await world().db.query('delete from auth.users where id = $1', [gone]);
		await expect(
			world()
				.db.as({ role: 'authenticated', user: gone })
				.rpc('push_operations', { p_batch: [create()] })
		).rejects.toMatchObject({ code: 'PT401' });
		// What it gave stays, without its name.
		expect(await recordFor(world(), 'moderator', id.record_id)).toMatchObject({
			author_id: null,
			author_name: null
		});
	});

	test('nobody touches what they cannot see', async () => {
		const id = await given(world(), 'author');
		for (const operation of [update(id, 1, { 'properties.note': [null, 'x'] }), remove(id, 1)]) {
			for (const who of ['other', 'trusted', 'outsider'] as const) {
				expect(await pushOne(world(), who, { ...operation, op_id: newId() })).toMatchObject({
					result: 'refused',
					problems: [{ code: 'record_not_found' }]
				});
			}
		}
		expect(
			await pushOne(world(), 'other', update(newId(), 1, { 'properties.note': [null, 'x'] }))
		).toMatchObject({ problems: [{ code: 'record_not_found' }] });
	});

	test('a version from the future, and statuses that take no change', async () => {
		const id = await given(world(), 'author');
		expect(
			await pushOne(world(), 'author', update(id, 7, { 'properties.note': [null, 'x'] }))
		).toMatchObject({ problems: [{ code: 'operation_malformed', field: 'base_version' }] });
		await world().rpc('moderator', 'decide', {
			p_record_id: id,
			p_proposal_id: null,
			p_version: 1,
			p_decision: 'reject',
			p_reason: 'hors sujet'
		});
		expect(
			await pushOne(world(), 'author', update(id, 1, { 'properties.note': [null, 'x'] }))
		).toMatchObject({ problems: [{ code: 'wrong_status', params: { status: 'rejected' } }] });
	});

	test('a moderator does not carry a record out of their territory, nor into it', async () => {
		const id = await givenPublished(world());
		const answer = await pushOne(
			world(),
			'moderator',
			update(id, 1, { geometry: [inside, outside] })
		);
		expect(answer).toMatchObject({ result: 'applied', proposal: true, version: 1 });
		expect(await publicRecord(world(), id)).toMatchObject({ geometry: inside });
		expect(
			await pushOne(world(), 'administrator', update(id, 1, { geometry: [inside, outside] }))
		).toMatchObject({ proposal: false, version: 2 });
		expect(await publicRecord(world(), id)).toMatchObject({
			geometry: outside,
			commune_insee: '99002'
		});
	});

	test('sensitivity starts from the concept; contributors raise it, moderators lower it', async () => {
		const operation = create({ concept: 'kilns/shy' });
		delete operation.changes['sensitivity'];
		await pushOne(world(), 'author', operation);
		expect(await recordFor(world(), 'author', operation.record_id)).toMatchObject({
			sensitivity: 'blurred'
		});
		expect(
			await pushOne(world(), 'author', create({ concept: 'kilns/shy', sensitivity: 'public' }))
		).toMatchObject({
			problems: [{ code: 'not_allowed', field: 'sensitivity', params: { allowed: 'blurred' } }]
		});
		const raised = await given(world(), 'author', { sensitivity: 'hidden' });
		expect(
			await pushOne(world(), 'author', update(raised, 1, { concept: ['kilns/lime', 'kilns/shy'] }))
		).toMatchObject({ result: 'applied' });
		expect(
			await pushOne(world(), 'author', update(raised, 2, { sensitivity: ['hidden', 'public'] }))
		).toMatchObject({ problems: [{ code: 'not_allowed' }] });
		expect(
			await pushOne(world(), 'author', update(raised, 2, { sensitivity: ['hidden', 'blurred'] }))
		).toMatchObject({ result: 'applied' });
		expect(
			await pushOne(world(), 'moderator', update(raised, 3, { sensitivity: ['blurred', 'public'] }))
		).toMatchObject({ result: 'applied' });
		// Better identified, better protected.
		const open = await given(world(), 'author');
		await pushOne(world(), 'author', update(open, 1, { concept: ['kilns/lime', 'kilns/secret'] }));
		expect(await recordFor(world(), 'author', open)).toMatchObject({ sensitivity: 'hidden' });
	});
});
