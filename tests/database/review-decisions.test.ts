import { expect, test } from 'vitest';
import type { RecordVersion } from '../../src/lib/domain/review.ts';
import {
	addObservation,
	addPhoto,
	create,
	given,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	update,
	upload
} from './support/operations.ts';
import { decideOn, refusal, theItem, undo, waiting } from './support/review.ts';
import { inside, onEveryEngine, outside, type Who } from './support/world.ts';

onEveryEngine('decisions at the desk', (world) => {
	const trail = async (id: string) =>
		(
			await world().db.query<{ kind: string; why: string | null; actor_id: string }>(
				'select kind, why, actor_id from public.record_history where record_id = $1 order by id',
				[id]
			)
		).map(({ kind, why }) => (why ? `${kind} (${why})` : kind));
	const appeal = (id: string, note: string) => {
		const { changes: _changes, ...stamp } = create({}, id);
		return pushOne(world(), 'author', { ...stamp, kind: 'appeal', changes: {}, note });
	};

	test('what a moderator corrects first is told as theirs, then published', async () => {
		const id = await given(world(), 'author');
		const taken = await decideOn(world(), 'moderator', id, {
			decision: 'accept',
			corrections: { 'properties.note': { old: null, new: 'Effondré.' } }
		});
		expect(taken.record).toMatchObject({ status: 'published', version: 2 });
		expect(await trail(id)).toEqual(['created', 'updated (corrected)', 'published (accepted)']);
		for (const path of ['author_id', 'status', 'theme'])
			expect(
				await refusal(
					decideOn(world(), 'moderator', await given(world(), 'author'), {
						decision: 'accept',
						corrections: { [path]: { old: null, new: 'x' } }
					})
				)
			).toEqual([`unknown_field ${path}`]);
	});

	test('a decision is taken back within seconds, with its photos, and once', async () => {
		const id = await given(world(), 'author');
		const photo = addPhoto(id);
		await pushOne(world(), 'author', photo);
		await upload(world(), photo);
		await world().rpc('author', 'confirm_photo', { p_photo_id: photo.photo.id });
		const taken = await decideOn(world(), 'moderator', id, { decision: 'accept' });
		expect(await publicRecord(world(), id)).toMatchObject({ photos: [{ id: photo.photo.id }] });
		expect(await refusal(undo(world(), 'administrator', taken))).toEqual(['record_not_found']);
		expect(await undo(world(), 'moderator', taken)).toMatchObject({ status: 'submitted' });
		expect(await publicRecord(world(), id)).toBeUndefined();
		const rows = await world().db.query('select accepted_at from public.photos where id = $1', [
			photo.photo.id
		]);
		expect(rows).toEqual([{ accepted_at: null }]);
		expect((await waiting(world(), id)).map(({ kind }) => kind)).toEqual(['new']);
		expect(await refusal(undo(world(), 'moderator', taken))).toEqual(['too_late']);
	});

	test('not after the author went on, nor when time is over', async () => {
		const id = await given(world(), 'author');
		const asked = await decideOn(world(), 'moderator', id, {
			decision: 'request_changes',
			reason: 'Laquelle ?'
		});
		await pushOne(world(), 'author', update(id, 1, { 'properties.note': [null, 'Celle-ci.'] }));
		expect(await refusal(undo(world(), 'moderator', asked))).toEqual(['version_changed']);
		const taken = await decideOn(world(), 'moderator', id, { decision: 'accept', version: 2 });
		await world().db.query(
			`update public.moderation_decisions set at = at - interval '13 seconds' where id = $1`,
			[taken.id]
		);
		expect(await refusal(undo(world(), 'moderator', taken))).toEqual(['too_late']);
	});

	test('an edit and a visit that were accepted wait again as they did', async () => {
		const id = await givenPublished(world());
		await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'Fendu.'] }));
		const edit = await theItem(world(), id, 'edit');
		const accepted = await decideOn(
			world(),
			'moderator',
			edit.item_id,
			{ decision: 'accept' },
			'edit'
		);
		expect(accepted.record).toMatchObject({ version: 2, properties: { note: 'Fendu.' } });
		const back = await undo(world(), 'moderator', accepted);
		expect(back?.properties).not.toHaveProperty('note');
		expect((await theItem(world(), id, 'edit')).item_id).toBe(edit.item_id);
		const visit = addObservation(id);
		await pushOne(world(), 'other', visit);
		const seen = await decideOn(
			world(),
			'moderator',
			visit.observation.id,
			{ decision: 'accept', version: null },
			'observation'
		);
		expect(seen.record?.properties).toMatchObject({ condition: 'stone' });
		expect((await undo(world(), 'moderator', seen))?.properties).not.toHaveProperty('condition');
		expect((await theItem(world(), id, 'observation')).item_id).toBe(visit.observation.id);
	});

	test('two records become one: its photos, visits and links, and the way from the other', async () => {
		const stays = await givenPublished(world());
		const goes = await given(world(), 'author');
		const photo = addPhoto(goes);
		await pushOne(world(), 'author', photo);
		const file = await upload(world(), photo);
		await world().rpc('author', 'confirm_photo', { p_photo_id: photo.photo.id });
		await decideOn(world(), 'moderator', goes, { decision: 'accept' });
		const points = await givenPublished(world(), { properties: { state: 'stone', part_of: goes } });
		const taken = await decideOn(world(), 'moderator', goes, { decision: 'merge', into: stays });
		expect(taken.record).toMatchObject({ id: stays, photos: [{ id: photo.photo.id }] });
		expect(taken.record?.observations).toHaveLength(2);
		expect(await publicRecord(world(), goes)).toBeUndefined();
		const page = await publicRecord(world(), stays);
		// The file lies where it lay.
		expect(page).toMatchObject({ photos: [{ id: photo.photo.id, record_id: goes }] });
		expect(
			await world()
				.read('anon', `select private.is_public_photo('${file}')`)
				.catch(() => [])
		).toEqual([]);
		const [shown] = await world().db.query(`select private.is_public_photo($1) as shown`, [file]);
		expect(shown).toEqual({ shown: true });
		expect(await publicRecord(world(), points)).toMatchObject({ properties: { part_of: stays } });
		expect(await world().rpc('anon', 'record_replaced_by', { p_record_id: goes })).toBe(stays);
		await undo(world(), 'moderator', taken);
		expect(await publicRecord(world(), goes)).toMatchObject({ photos: [{ id: photo.photo.id }] });
		expect(await publicRecord(world(), stays)).toMatchObject({ photos: [] });
		expect(await publicRecord(world(), points)).toMatchObject({ properties: { part_of: goes } });
		expect(await world().rpc('anon', 'record_replaced_by', { p_record_id: goes })).toBeNull();
	});

	test('what cannot become one stays two', async () => {
		const id = await givenPublished(world());
		const hidden = await given(world(), 'author');
		const there = await given(world(), 'author', { geometry: outside });
		const merge = (into: string | null) =>
			refusal(decideOn(world(), 'moderator', id, { decision: 'merge', into }));
		expect(await merge(id)).toEqual(['not_in_list into']);
		expect(await merge(null)).toEqual(['bad_format into']);
		expect(await merge(there)).toEqual(['record_not_found into']);
		// What everyone sees does not vanish into what waits.
		expect(await merge(hidden)).toEqual(['wrong_status into']);
		await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'x'] }));
		expect(await merge(await givenPublished(world()))).toEqual(['wrong_status proposal']);
	});

	test('what waits is handed to those of the commune beside; what is published needs both', async () => {
		await world().db
			.exec(`insert into public.communes (insee, nom, departement, outline, origin) values
			('99003', 'À côté', '99', extensions.st_multi(extensions.st_makeenvelope(4, 43, 4.5, 44, 4326)), 'test') on conflict do nothing;
			insert into public.territory_communes values ('test-outside', '99003') on conflict do nothing`);
		const edge = { geometry: { type: 'Point', coordinates: [3.99, 43.5] } };
		const to = { commune: '99003' };
		const published = await givenPublished(world(), edge);
		const reason = 'La rivière fait limite.';
		expect(
			await refusal(decideOn(world(), 'moderator', published, { decision: 'transfer', to, reason }))
		).toEqual(['not_allowed to']);
		const id = await given(world(), 'author', edge);
		const taken = await decideOn(world(), 'moderator', id, { decision: 'transfer', to, reason });
		expect(taken.record).toBeNull();
		expect(await theItem(world(), id, 'new')).toMatchObject({ commune: { insee: '99003' } });
		expect(await refusal(decideOn(world(), 'moderator', id, { decision: 'accept' }))).toEqual([
			'record_not_found'
		]);
		expect((await decideOn(world(), 'outsider', id, { decision: 'accept' })).record).toMatchObject({
			status: 'published'
		});
		const there = { geometry: outside };
		const far = await given(world(), 'author');
		expect(
			await refusal(decideOn(world(), 'moderator', far, { decision: 'transfer', to, reason }))
		).toEqual(['not_in_list to.commune']);
		// Beyond what lies beside, it is put where it really is, for those who decide there.
		const put = (record: string, where: object = there, version = 1) =>
			decideOn(world(), 'moderator', record, {
				decision: 'transfer',
				to: where as never,
				reason,
				version
			});
		expect(await refusal(put(published, there))).toEqual(['not_allowed to']);
		expect(await refusal(put(far, { geometry: null }))).not.toEqual([]);
		const moved = await put(far);
		expect(moved.record).toBeNull();
		expect(await theItem(world(), far, 'new')).toMatchObject({
			record: { geometry: outside, position: { method: 'map' }, status: 'submitted' }
		});
		await undo(world(), 'moderator', moved);
		expect(await theItem(world(), far, 'new')).toMatchObject({ record: { geometry: inside } });
		await put(far, there, 3);
		expect(
			(await decideOn(world(), 'outsider', far, { decision: 'accept', version: 4 })).record
		).toMatchObject({ status: 'published' });
	});

	test('a record handed to another theme takes along what that asks too, and comes back whole', async () => {
		const [to] = await world().db.query<{ theme: string; concept: string }>(
			`select t.id as theme, c.id as concept from public.themes t join public.concepts c on c.scheme = t.scheme
			where t.id <> 'kilns' and 'point' = any (c.geometry_kinds) and not c.deprecated order by t.id, c.id limit 1`
		);
		const id = await given(world(), 'author');
		const reason = 'Ce n’est pas un four.';
		const handed = await decideOn(world(), 'moderator', id, {
			decision: 'transfer',
			to: to!,
			reason
		});
		expect(handed.record).toMatchObject({ ...to, status: 'submitted', version: 2 });
		expect(handed.record?.properties).not.toHaveProperty('state');
		expect(await trail(id)).toEqual(['created', 'updated (transferred)']);
		expect(await undo(world(), 'moderator', handed)).toMatchObject({
			theme: 'kilns',
			concept: 'kilns/lime',
			properties: { state: 'stone' }
		});
	});

	test('an author appeals once, and somebody else answers', async () => {
		const id = await given(world(), 'author');
		await decideOn(world(), 'moderator', id, { decision: 'reject', reason: 'Hors sujet.' });
		expect(await appeal(id, 'C’est bien un four.')).toMatchObject({ result: 'applied' });
		expect(await appeal(id, 'Vraiment.')).toMatchObject({ result: 'refused' });
		const item = await theItem(world(), id, 'appeal');
		expect(item.appeal).toMatchObject({ text: 'C’est bien un four.', status: 'rejected' });
		const answer = (who: Who, decision: 'accept' | 'reject') =>
			decideOn(world(), who, item.item_id, { decision, reason: 'Vu.' }, 'appeal');
		expect(await refusal(answer('moderator', 'reject'))).toEqual(['not_allowed appeal']);
		expect((await answer('administrator', 'accept')).record).toMatchObject({ status: 'published' });
		expect(await waiting(world(), id)).toEqual([]);
		expect(await trail(id)).toEqual([
			'created',
			'rejected (rejected)',
			'appealed',
			'published (appeal_upheld)'
		]);
	});

	test('where two must agree, the first only says so', async () => {
		await world().db.exec(
			`insert into public.contribution_policies (theme, territory, decisions_needed) values ('kilns', 'test-inside', 2)`
		);
		const id = await given(world(), 'author');
		const first = await decideOn(world(), 'moderator', id, { decision: 'accept' });
		expect(first).toMatchObject({
			id: null,
			votes: { needed: 2, given: { accept: 1 }, mine: 'accept' },
			record: { status: 'submitted' }
		});
		await decideOn(world(), 'moderator', id, { decision: 'accept' });
		expect(await recordFor(world(), 'author', id)).toMatchObject({ status: 'submitted' });
		const second = await decideOn(world(), 'administrator', id, { decision: 'accept' });
		expect(second.record).toMatchObject({ status: 'published' });
		await world().db.exec(`delete from public.contribution_policies where theme = 'kilns'`);
	});

	test('a record is read as it was at any time, and written so again', async () => {
		const id = await given(world(), 'author', { properties: { state: 'stone', note: 'Un.' } });
		await pushOne(world(), 'author', update(id, 1, { 'properties.note': ['Un.', 'Deux.'] }));
		const moved = { type: 'Point', coordinates: [3.6, 43.6] };
		await pushOne(
			world(),
			'author',
			update(id, 2, {
				geometry: [{ type: 'Point', coordinates: [3.5, 43.5] }, moved],
				'properties.note': ['Deux.', null]
			})
		);
		const versions = await world().rpc<RecordVersion[]>('author', 'record_versions', {
			p_record_id: id
		});
		expect(versions.map(({ version, content }) => [version, content.properties['note']])).toEqual([
			[1, 'Un.'],
			[2, 'Deux.'],
			[3, undefined]
		]);
		const restore = (who: Who, base: number) =>
			world().rpc(who, 'restore_version', {
				p_record_id: id,
				p_version: 1,
				p_base_version: base,
				p_reason: 'Déplacé par erreur.'
			});
		expect(await refusal(restore('author', 3))).toEqual(['not_allowed']);
		expect(await refusal(restore('outsider', 3))).toEqual(['record_not_found']);
		expect(await refusal(restore('moderator', 2))).toEqual(['version_changed']);
		expect(await restore('moderator', 3)).toMatchObject({
			version: 4,
			geometry: { coordinates: [3.5, 43.5] },
			properties: { note: 'Un.' }
		});
	});
});
