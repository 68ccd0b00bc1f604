import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { QueueItem } from '../../src/lib/domain/moderation.ts';
import type { PullAnswer } from '../../src/lib/domain/operation.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	given,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	removePhoto,
	update,
	upload
} from './support/operations.ts';
import { onEveryEngine, type Who } from './support/world.ts';

const seen = { state: 'stone', condition: 'stone' };

onEveryEngine('visits', (world) => {
	const visits = (id: string) =>
		world().read(
			'anon',
			'select id, first, observed_at, properties, note, author_name from public.published_observations where record_id = $1',
			[id]
		);
	const visit = async (who: Who, id: string, more: Parameters<typeof addObservation>[1] = {}) => {
		const operation = addObservation(id, more);
		const answer = await pushOne(world(), who, operation);
		expect(answer).toMatchObject({ result: 'applied', problems: [] });
		return { id: operation.observation.id, answer };
	};
	const queueItem = async (who: Who, id: string) => {
		const { items } = await world().rpc<{ items: QueueItem[] }>(who, 'moderation_queue', {
			p_limit: 200
		});
		return items.find((item) => item.observation?.id === id);
	};
	const problemsOf = async (who: Who, id: string, more: Record<string, unknown>) => {
		const answer = await pushOne(world(), who, addObservation(id, more as never));
		return [answer.result, ...answer.problems.map(({ code, field }) => `${code} ${field}`)];
	};

	test('the record is its own first visit, and corrections keep them in step', async () => {
		const id = await givenPublished(world(), { properties: seen });
		expect(await visits(id)).toEqual([
			{
				id,
				first: true,
				observed_at: '2026-05-01T11:30:00+02:00',
				properties: { condition: 'stone' },
				note: null,
				author_name: 'Joana'
			}
		]);
		await pushOne(
			world(),
			'moderator',
			update(id, 1, {
				'properties.condition': ['stone', 'brick'],
				observed_at: ['2026-05-01T11:30:00+02:00', '2026-04-30T08:00:00+02:00']
			})
		);
		expect(await visits(id)).toMatchObject([
			{ observed_at: '2026-04-30T08:00:00+02:00', properties: { condition: 'brick' } }
		]);
		expect((await publicRecord(world(), id))!['last_seen_at']).toEqual(
			(await publicRecord(world(), id))!['observed_at']
		);
	});

	test('a visit to one’s own waiting record counts at once and leaves the object as it is', async () => {
		const id = await given(world(), 'author', {
			properties: { ...seen, danger: 'ronces', made_of: ['brick'] }
		});
		const { id: second, answer } = await visit('author', id, {
			properties: { condition: 'brick' },
			note: 'Un pan est tombé.'
		});
		expect(answer).toMatchObject({ version: 2, status: 'submitted', proposal: false });
		expect(await recordFor(world(), 'author', id)).toMatchObject({
			version: 2,
			observed_at: '2026-05-01T11:30:00+02:00',
			properties: { state: 'stone', made_of: ['brick'], condition: 'brick' },
			observations: [
				{
					id,
					first: true,
					status: 'accepted',
					properties: { condition: 'stone', danger: 'ronces' }
				},
				{ id: second, first: false, own: true, status: 'accepted', note: 'Un pan est tombé.' }
			]
		});
		expect(await visits(id)).toEqual([]);
		await decide(world(), 'moderator', id, 'accept', { version: 2 });
		expect(await visits(id)).toMatchObject([{ id }, { id: second, note: 'Un pan est tombé.' }]);
	});

	test('a visit to a published record waits for a moderator of the place, then shows everywhere', async () => {
		const id = await givenPublished(world(), { properties: seen });
		const { cursor } = await world().rpc<PullAnswer>('anon', 'pull_changes', { p_max_rows: 1000 });
		const { id: second, answer } = await visit('other', id, { properties: { condition: 'brick' } });
		expect(answer).toMatchObject({ version: 1, status: 'published', proposal: true });
		expect(await publicRecord(world(), id)).toMatchObject({ properties: seen, version: 1 });
		expect(await visits(id)).toHaveLength(1);
		expect(await queueItem('outsider', second)).toBeUndefined();
		expect(await queueItem('author', second)).toBeUndefined();
		expect(await queueItem('moderator', second)).toMatchObject({
			kind: 'observation',
			record: { id, properties: seen },
			observation: { id: second, status: 'pending', properties: { condition: 'brick' } }
		});
		const ask = { observation: second };
		await expect(decide(world(), 'outsider', id, 'accept', ask)).rejects.toThrow('not_allowed');
		await expect(decide(world(), 'other', id, 'accept', ask)).rejects.toThrow('not_allowed');
		await decide(world(), 'moderator', id, 'accept', ask);
		expect(await publicRecord(world(), id)).toMatchObject({
			version: 2,
			properties: { state: 'stone', condition: 'brick' }
		});
		expect(new Date((await publicRecord(world(), id))!['last_seen_at'] as string)).toEqual(
			new Date('2026-05-20T07:00:00Z')
		);
		expect(await visits(id)).toMatchObject([
			{ first: true, properties: { condition: 'stone' } },
			{ id: second, author_name: null }
		]);
		const { records } = await world().rpc<PullAnswer>('anon', 'pull_changes', { p_cursor: cursor });
		expect(records.find(({ record }) => record.id === id)).toMatchObject({
			record: { properties: { condition: 'brick' }, version: 2 }
		});
		// Told as a visit, not a second time as a correction.
		expect(
			await world().read('anon', 'select kind from public.published_history where record_id = $1', [
				id
			])
		).toEqual([{ kind: 'created' }, { kind: 'published' }]);
		await expect(decide(world(), 'moderator', id, 'accept', ask)).rejects.toThrow('wrong_status');
	});

	test('two visits waiting on one record are judged one after the other, whatever its version', async () => {
		const id = await givenPublished(world(), { properties: seen });
		const one = await visit('other', id, { properties: { condition: 'brick' } });
		const two = await visit('author', id, { observed_at: '2026-05-21T09:00:00+02:00' });
		await decide(world(), 'moderator', id, 'accept', { observation: one.id, version: 1 });
		await decide(world(), 'moderator', id, 'accept', { observation: two.id, version: 1 });
		expect(await publicRecord(world(), id)).toMatchObject({ properties: { condition: 'stone' } });
		expect(await visits(id)).toHaveLength(3);
	});

	test('who is trusted there is believed at once', async () => {
		const id = await givenPublished(world(), { properties: seen });
		const { answer } = await visit('trusted', id, { properties: { condition: 'brick' } });
		expect(answer).toMatchObject({ proposal: false, version: 2 });
		expect(await visits(id)).toHaveLength(2);
	});

	test('an older visit, sent late, completes the past and changes nothing else', async () => {
		const id = await givenPublished(world(), { properties: seen });
		await visit('trusted', id, { properties: { condition: 'brick' } });
		await visit('trusted', id, {
			observed_at: '2026-05-10T09:00:00+02:00',
			properties: { condition: 'mud', repair: 'rien' }
		});
		expect(await publicRecord(world(), id)).toMatchObject({
			version: 2,
			properties: { condition: 'brick' }
		});
		expect((await visits(id)).map(({ properties }) => properties)).toEqual([
			{ condition: 'stone' },
			{ condition: 'mud', repair: 'rien' },
			{ condition: 'brick' }
		]);
	});

	test('a clock that runs ahead does not stay the latest for years', async () => {
		const id = await givenPublished(world(), { properties: seen });
		await visit('trusted', id, { observed_at: '2099-01-01T00:00:00Z' });
		const { last_seen_at } = (await publicRecord(world(), id))!;
		expect(new Date(last_seen_at as string).getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
	});

	test('a refusal is told to who made the visit, and to nobody else', async () => {
		const id = await givenPublished(world(), { properties: seen });
		const { id: second } = await visit('other', id, { note: 'Madame Machin habite là' });
		const ask = { observation: second };
		await expect(
			decide(world(), 'moderator', id, 'request_changes', { ...ask, reason: 'x' })
		).rejects.toThrow('not_in_list');
		await expect(decide(world(), 'moderator', id, 'reject', ask)).rejects.toThrow(
			'reason_required'
		);
		await decide(world(), 'moderator', id, 'reject', { ...ask, reason: 'Pas de nom.' });
		expect((await recordFor(world(), 'other', id))!.observations).toMatchObject([
			{ first: true },
			{ id: second, status: 'rejected', reason: 'Pas de nom.', own: true }
		]);
		expect((await recordFor(world(), 'author', id))!.observations).toHaveLength(1);
		expect(await visits(id)).toHaveLength(1);
		const { records } = await world().rpc<PullAnswer>('other', 'pull_changes', {
			p_max_rows: 1000
		});
		expect(records.find(({ record }) => record.id === id)).toMatchObject({
			access: 'full',
			record: { author_id: null, observations: [{}, { reason: 'Pas de nom.' }] }
		});
	});

	test('who made the record learns of the visits of others once they are accepted', async () => {
		const id = await givenPublished(world(), { properties: seen });
		const words = 'Madame Machin habite là';
		const bringVisit = async (who: Who) => {
			const { id: made } = await visit(who, id, { note: words });
			const photo = addPhoto(id, { observation_id: made });
			await pushOne(world(), who, photo);
			const name = await upload(world(), photo);
			await world().rpc(who, 'confirm_photo', { p_photo_id: photo.photo.id });
			return { made, photo: photo.photo.id, name };
		};
		const readings = async (who: Who, { photo, name }: { photo: string; name: string }) => ({
			trail: JSON.stringify(
				(await world().attempt(who, 'select public.record_trail($1)', [id])).rows
			).includes(words),
			history: JSON.stringify(
				await world().read(who, 'select changes from public.record_history where record_id = $1', [
					id
				])
			).includes(words),
			record: JSON.stringify(await recordFor(world(), who, id)).includes(photo),
			photo:
				(await world().read(who, 'select id from public.photos where id = $1', [photo])).length > 0,
			file:
				(await world().read(who, 'select name from storage.objects where name = $1', [name]))
					.length > 0
		});
		const nothing = { trail: false, history: false, record: false, photo: false, file: false };
		const everything = { trail: true, history: true, record: true, photo: true, file: true };
		const refused = await bringVisit('other');
		expect(await readings('author', refused)).toEqual(nothing);
		expect(await readings('moderator', refused)).toEqual(everything);
		expect(await readings('other', refused)).toMatchObject({
			record: true,
			photo: true,
			file: true
		});
		await decide(world(), 'moderator', id, 'reject', {
			observation: refused.made,
			reason: 'Pas de nom.'
		});
		expect(await readings('author', refused)).toEqual(nothing);
		const accepted = await bringVisit('other');
		await decide(world(), 'moderator', id, 'accept', { observation: accepted.made });
		expect(await readings('author', accepted)).toEqual(everything);
		// One's own, whatever came of it.
		const own = await bringVisit('author');
		expect(await readings('author', own)).toEqual(everything);
		const taken = await bringVisit('other');
		await pushOne(world(), 'other', removePhoto(id, taken.photo));
		expect(
			JSON.stringify(await world().rpc('author', 'record_trail', { p_record_id: id }))
		).not.toContain(taken.photo);
	});

	test('a visit sent again is the same visit', async () => {
		const id = await givenPublished(world(), { properties: seen });
		const operation = addObservation(id, { properties: { condition: 'brick' } });
		await pushOne(world(), 'trusted', operation);
		expect(await pushOne(world(), 'trusted', operation)).toMatchObject({
			result: 'already',
			version: 2
		});
		expect(await pushOne(world(), 'trusted', { ...operation, op_id: newId() })).toMatchObject({
			result: 'applied',
			version: 2
		});
		expect(await visits(id)).toHaveLength(2);
		expect(await problemsOf('other', id, { id: operation.observation.id })).toEqual([
			'refused',
			'not_allowed observation.id'
		]);
		expect(await problemsOf('author', id, { id })).toEqual([
			'refused',
			'not_allowed observation.id'
		]);
	});

	test('what is wrong with it is said with the codes of a record', async () => {
		const id = await givenPublished(world(), { properties: { state: 'stone' } });
		const cases: [Record<string, unknown>, string[]][] = [
			[{ properties: { state: 'brick' } }, ['unknown_field properties.state']],
			[{ properties: { condition: 'gold' } }, ['not_in_list properties.condition']],
			[{ properties: { condition: 'mud' } }, ['required properties.repair']],
			[{ properties: { condition: 3 } }, ['wrong_type properties.condition']],
			[{ note: 'x'.repeat(2001) }, ['too_long note']],
			[{ note: 'x\u0001' }, ['bad_format note']],
			[{ note: 3 }, ['operation_malformed observation.note']],
			[{ observed_at: 'hier' }, ['bad_format observed_at']],
			[{ observed_at: null }, ['required observed_at']],
			[{ properties: [] }, ['operation_malformed observation.properties']],
			[{ id: 'x' }, ['operation_malformed observation.id']],
			[{ status: 'accepted' }, ['operation_malformed observation']]
		];
		for (const [more, problems] of cases)
			expect(await problemsOf('author', id, more), JSON.stringify(more)).toEqual([
				'refused',
				...problems
			]);
		const bare = { ...addObservation(id), observation: undefined };
		expect(await pushOne(world(), 'author', bare)).toMatchObject({
			result: 'refused',
			problems: [{ code: 'operation_malformed', field: 'observation' }]
		});
		expect(
			await pushOne(world(), 'author', { ...create(), observation: addObservation(id).observation })
		).toMatchObject({ problems: [{ code: 'operation_malformed', field: 'observation' }] });
	});

	test('nobody visits what they cannot see, nor what was withdrawn', async () => {
		const waiting = await given(world(), 'author', { properties: seen });
		expect(await problemsOf('other', waiting, {})).toEqual([
			'refused',
			'record_not_found record_id'
		]);
		const hidden = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden'
		});
		expect(await problemsOf('trusted', hidden, {})).toEqual([
			'refused',
			'record_not_found record_id'
		]);
		expect(await problemsOf('other', newId(), {})).toEqual([
			'refused',
			'record_not_found record_id'
		]);
		const archived = await givenPublished(world(), { properties: seen });
		await decide(world(), 'moderator', archived, 'reject', { reason: 'double' });
		expect(await problemsOf('author', archived, {})).toEqual(['refused', 'wrong_status null']);
	});

	test('photos of a visit are judged with it', async () => {
		const id = await givenPublished(world(), { properties: seen });
		const { id: second } = await visit('other', id);
		const photo = addPhoto(id, { observation_id: second });
		expect(await pushOne(world(), 'other', photo)).toMatchObject({
			result: 'applied',
			proposal: true
		});
		await upload(world(), photo);
		await world().rpc('other', 'confirm_photo', { p_photo_id: photo.photo.id });
		expect((await recordFor(world(), 'other', id))!.proposal).toBeNull();
		expect((await publicRecord(world(), id))!['photos']).toEqual([]);
		await decide(world(), 'moderator', id, 'accept', { observation: second });
		expect((await publicRecord(world(), id))!['photos']).toMatchObject([
			{ id: photo.photo.id, observation_id: second }
		]);
		for (const observation_id of [newId(), second]) {
			expect(await pushOne(world(), 'author', addPhoto(id, { observation_id }))).toMatchObject({
				result: 'refused',
				problems: [{ code: 'record_not_found', field: 'photo.observation_id' }]
			});
		}
		const late = addPhoto(id, { observation_id: id });
		expect(await pushOne(world(), 'author', late)).toMatchObject({ result: 'applied' });
	});

	test('a correction made before a visit is disputed on what was seen, merged on the rest', async () => {
		const id = await givenPublished(world(), { properties: seen });
		await visit('trusted', id, { properties: { condition: 'brick' } });
		expect(
			await pushOne(
				world(),
				'author',
				update(id, 1, {
					'properties.condition': ['stone', 'mud'],
					'properties.repair': [null, 'oui']
				})
			)
		).toMatchObject({ result: 'conflict', disputed: ['properties.condition'] });
		expect(
			await pushOne(world(), 'author', update(id, 1, { 'properties.note': [null, 'près du pont'] }))
		).toMatchObject({ result: 'merged' });
	});

	test('what is not public of a visit stays inside, and silence about it says nothing', async () => {
		const id = await givenPublished(world(), { properties: { ...seen, danger: 'Puits ouvert' } });
		const { id: second } = await visit('other', id, { properties: { condition: 'brick' } });
		await decide(world(), 'moderator', id, 'accept', { observation: second });
		expect((await recordFor(world(), 'author', id))!.properties).toEqual({
			state: 'stone',
			condition: 'brick',
			danger: 'Puits ouvert'
		});
		for (const who of ['anon', 'other', 'trusted', 'outsider'] as Who[]) {
			const told = [
				await world().read(
					who,
					'select * from public.published_observations where record_id = $1',
					[id]
				),
				await world().rpc<PullAnswer>(who, 'pull_changes', { p_max_rows: 1000 }),
				who === 'anon' ? null : await recordFor(world(), who, id)
			];
			expect(JSON.stringify(told), who).not.toMatch(/Puits ouvert/);
		}
		await pushOne(world(), 'moderator', update(id, 2, { sensitivity: ['public', 'hidden'] }));
		expect(await visits(id)).toEqual([]);
		expect(await recordFor(world(), 'other', id)).toBeNull();
	});

	test('silence about a link that was not told says nothing either', async () => {
		await world().db.query(
			`insert into public.field_definitions (id, theme, key, kind, label, per_visit)
				values ('kilns/seen_from', 'kilns', 'seen_from', 'record_link', '{"fr": "Vu de"}', true)`
		);
		const hidden = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden'
		});
		const id = await givenPublished(world(), { properties: { ...seen, seen_from: hidden } });
		const { id: second } = await visit('other', id, { properties: { condition: 'brick' } });
		await decide(world(), 'moderator', id, 'accept', { observation: second });
		expect((await recordFor(world(), 'author', id))!.properties).toMatchObject({
			condition: 'brick',
			seen_from: hidden
		});
	});

	test('an erased account leaves its visits without its name', async () => {
		const user = await world().db.addUser(`${newId()}@test.example`);
		const id = await givenPublished(world(), { properties: seen });
		const voice = world().db.as({ role: 'authenticated', user });
		await voice.query(
			`update public.profiles set display_name = 'Pierre Nom', name_shown = 'real'`
		);
		const operation = addObservation(id);
		await voice.rpc('push_operations', { p_batch: [operation] });
		await decide(world(), 'moderator', id, 'accept', { observation: operation.observation.id });
		expect(await visits(id)).toMatchObject([{}, { author_name: 'Pierre Nom' }]);
		await world().db.query('delete from auth.users where id = $1', [user]);
		expect(await visits(id)).toMatchObject([{}, { author_name: null }]);
	});
});
