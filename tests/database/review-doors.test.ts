import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { BatchFailure, BatchState } from '../../src/lib/domain/review.ts';
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
import { decideOn, refusal, theItem, undo } from './support/review.ts';
import { onEveryEngine, type Who, type World } from './support/world.ts';

async function withPhoto(world: World, who: Who, record: string): Promise<string> {
	const photo = addPhoto(record);
	await pushOne(world, who, photo);
	await upload(world, photo);
	await world.rpc(who, 'confirm_photo', { p_photo_id: photo.photo.id });
	return photo.photo.id;
}

/** Two must agree about kilns inside, while the work goes on. */
async function whereTwoAgree(world: World, work: () => Promise<void>): Promise<void> {
	await world.db.exec(
		`insert into public.contribution_policies (theme, territory, decisions_needed) values ('kilns', 'test-inside', 2)`
	);
	try {
		await work();
	} finally {
		await world.db.exec(`delete from public.contribution_policies where theme = 'kilns'`);
	}
}

onEveryEngine('decisions by a side door', (world) => {
	const batch = (who: Who, step: string, args: object) =>
		world().rpc<BatchState>(who, `review_batch_${step}`, { ...args });
	const preview = (decision: string, ids: string[], reason: string | null = null) =>
		batch('moderator', 'preview', {
			p_batch: { decision, reason, items: ids.map((item_id) => ({ kind: 'new', item_id })) }
		});
	const role = (is: 'given' | 'gone') =>
		world().db.exec(
			`update public.memberships set revoked_at = ${is === 'gone' ? 'now()' : 'null'}
			where user_id = '${world().ids.moderator}' and role = 'moderator'`
		);

	test('a batch decides nothing that was decided, or got a photo, since its preview', async () => {
		const decided = await given(world(), 'author');
		const pictured = await given(world(), 'author');
		const refused = await preview('reject', [decided, pictured], 'Doublon.');
		await decideOn(world(), 'administrator', decided, { decision: 'accept' });
		await withPhoto(world(), 'author', pictured);
		expect(await batch('moderator', 'run', { p_batch: refused.id })).toMatchObject({
			done: 0,
			failed: 2
		});
		const failures = await world().rpc<BatchFailure[]>('moderator', 'review_batch_failures', {
			p_batch: refused.id
		});
		expect(failures.map(({ problem }) => problem.code)).toEqual([
			'version_changed',
			'version_changed'
		]);
		expect(await recordFor(world(), 'author', decided)).toMatchObject({ status: 'published' });
		expect(await recordFor(world(), 'author', pictured)).toMatchObject({ status: 'submitted' });
	});

	test('what came while an item was looked at is looked at before it is decided', async () => {
		const id = await given(world(), 'author');
		const before = await theItem(world(), id, 'new');
		const accept = (seen: string | null) =>
			decideOn(world(), 'moderator', id, { decision: 'accept', seen });
		await withPhoto(world(), 'author', id);
		expect(await refusal(accept(before.seen))).toEqual(['version_changed seen']);
		const pictured = await theItem(world(), id, 'new');
		expect(pictured.record?.photos).toHaveLength(1);
		expect((await accept(pictured.seen)).record).toMatchObject({ status: 'published' });

		const visit = addObservation(id);
		const { observation } = visit;
		await pushOne(world(), 'other', visit);
		const seen = await theItem(world(), id, 'observation');
		const items = [{ kind: 'observation', item_id: observation.id }];
		const together = await batch('moderator', 'preview', {
			p_batch: { decision: 'accept', reason: null, items }
		});
		const photo = addPhoto(id, { observation_id: observation.id });
		await pushOne(world(), 'other', photo);
		await upload(world(), photo);
		await world().rpc('other', 'confirm_photo', { p_photo_id: photo.photo.id });
		const judge = (of: string | null) =>
			decideOn(
				world(),
				'moderator',
				observation.id,
				{ decision: 'accept', version: null, seen: of },
				'observation'
			);
		expect(await refusal(judge(seen.seen))).toEqual(['version_changed seen']);
		expect(await batch('moderator', 'run', { p_batch: together.id })).toMatchObject({ failed: 1 });
		await judge((await theItem(world(), id, 'observation')).seen);
		expect(await publicRecord(world(), id)).toMatchObject({
			photos: [{}, { id: photo.photo.id }]
		});
	});

	test('a link to an item names no kind', async () => {
		const id = await given(world(), 'author');
		const link = (who: Who, p_item_id: string) =>
			world().rpc<{ kind: string } | null>(who, 'review_item', { p_kind: null, p_item_id });
		expect(await link('moderator', id)).toMatchObject({ kind: 'new', item_id: id });
		expect(await link('other', id)).toBeNull();
	});

	test('what was reported of a photo goes with it into another record, and back', async () => {
		const stays = await givenPublished(world());
		const goes = await givenPublished(world());
		const photo_id = await withPhoto(world(), 'other', goes);
		const edit = await theItem(world(), goes, 'edit');
		await decideOn(world(), 'moderator', edit.item_id, { decision: 'accept' }, 'edit');
		const p_report = { id: newId(), record_id: goes, photo_id, kind: 'person' };
		await world().rpc('other', 'report_content', { p_report });
		const merged = await decideOn(world(), 'moderator', goes, { decision: 'merge', into: stays });
		expect(await theItem(world(), stays, 'report')).toMatchObject({
			item_id: p_report.id,
			record: { id: stays }
		});
		await undo(world(), 'moderator', merged);
		expect((await theItem(world(), goes, 'report')).record?.id).toBe(goes);
		await decideOn(world(), 'moderator', goes, { decision: 'merge', into: stays });
		await world().rpc('moderator', 'decide_report', {
			p_report_id: p_report.id,
			p_decision: 'remove'
		});
		expect(await publicRecord(world(), stays)).toMatchObject({ photos: [] });
	});

	test('a photo that was refused is not let out by a merge', async () => {
		const stays = await givenPublished(world());
		const goes = await givenPublished(world());
		await withPhoto(world(), 'other', goes);
		const { item_id } = await theItem(world(), goes, 'edit');
		await decideOn(world(), 'moderator', item_id, { decision: 'reject', reason: 'Non.' }, 'edit');
		await decideOn(world(), 'moderator', goes, { decision: 'merge', into: stays });
		expect(await publicRecord(world(), stays)).toMatchObject({ photos: [] });
	});

	test('who refused has no vote in the appeal, and a report is nobody’s to vote on', async () => {
		const id = await given(world(), 'author');
		await decideOn(world(), 'moderator', id, { decision: 'reject', reason: 'Non.' });
		const { changes: _changes, ...stamp } = create({}, id);
		await pushOne(world(), 'author', { ...stamp, kind: 'appeal', changes: {}, note: 'Si.' });
		const { item_id } = await theItem(world(), id, 'appeal');
		await whereTwoAgree(world(), async () => {
			const answer = { decision: 'accept' as const };
			expect(await refusal(decideOn(world(), 'moderator', item_id, answer, 'appeal'))).toEqual([
				'not_allowed appeal'
			]);
		});
	});

	test('a vote ends with the role, and comes back with what is taken back', async () => {
		await whereTwoAgree(world(), async () => {
			const id = await given(world(), 'author');
			const accept = (who: Who) => decideOn(world(), who, id, { decision: 'accept' });
			await accept('moderator');
			await role('gone');
			expect(await accept('administrator')).toMatchObject({
				id: null,
				votes: { given: { accept: 1 } }
			});
			await role('given');
			const taken = await accept('administrator');
			expect(taken.record).toMatchObject({ status: 'published' });
			await undo(world(), 'administrator', taken);
			expect(await theItem(world(), id, 'new')).toMatchObject({
				votes: { given: { accept: 1 }, mine: null }
			});
		});
	});

	test('the others agree to what they see: corrected first, then voted on', async () => {
		await whereTwoAgree(world(), async () => {
			const id = await given(world(), 'author');
			const corrections = { 'properties.note': { old: null, new: 'Effondré.' } };
			const first = await decideOn(world(), 'moderator', id, { decision: 'accept', corrections });
			expect(first).toMatchObject({
				id: null,
				votes: { given: { accept: 1 }, mine: 'accept' },
				record: { version: 2, status: 'submitted', properties: { note: 'Effondré.' } }
			});
			const second = (more: object) =>
				decideOn(world(), 'administrator', id, { decision: 'accept', ...more });
			expect(await refusal(second({ version: 1 }))).toEqual(['version_changed']);
			expect((await second({ version: 2 })).record).toMatchObject({ status: 'published' });
			await pushOne(world(), 'other', update(id, 2, { 'properties.note': ['Effondré.', 'Non.'] }));
			const { item_id } = await theItem(world(), id, 'edit');
			const asked = { decision: 'accept' as const, version: 2, corrections };
			expect(await refusal(decideOn(world(), 'moderator', item_id, asked, 'edit'))).toEqual([
				'not_allowed corrections'
			]);
		});
	});

	test('one alone neither merges nor hands over what two must agree on', async () => {
		await whereTwoAgree(world(), async () => {
			const [into, other, id] = [
				await given(world(), 'author'),
				await given(world(), 'author'),
				await given(world(), 'author')
			];
			const merge = (who: Who, to: string) =>
				decideOn(world(), who, id, { decision: 'merge', into: to });
			expect((await merge('moderator', into)).id).toBeNull();
			expect((await merge('administrator', other)).id).toBeNull();
			expect(await recordFor(world(), 'author', id)).toMatchObject({ status: 'submitted' });
			expect((await merge('administrator', into)).record).toMatchObject({ id: into });
			expect(await recordFor(world(), 'author', id)).toMatchObject({ status: 'archived' });
		});
	});

	test('a vote that counted is not said to be taken back', async () => {
		await whereTwoAgree(world(), async () => {
			const id = await given(world(), 'author');
			const voted = await preview('accept', [id]);
			await batch('moderator', 'run', { p_batch: voted.id });
			await decideOn(world(), 'administrator', id, { decision: 'accept' });
			expect(await batch('moderator', 'revert', { p_batch: voted.id })).toMatchObject({
				reverted: 0,
				kept: 1
			});
		});
	});

	test('an older version comes back as protected as it is, and by the rules of corrections', async () => {
		const id = await givenPublished(world());
		const hide = update(id, 1, {
			sensitivity: ['public', 'hidden'],
			'properties.note': [null, 'Vu.']
		});
		await pushOne(world(), 'moderator', hide);
		const restore = (version: number, base: number) =>
			world().rpc('moderator', 'restore_version', {
				p_record_id: id,
				p_version: version,
				p_base_version: base,
				p_reason: null
			});
		expect(await restore(1, 2)).toMatchObject({ version: 3, sensitivity: 'hidden' });
		await world().db.exec(
			`insert into public.contribution_policies (theme, territory, edits_at_once) values ('kilns', 'test-inside', 'nobody')`
		);
		expect(await refusal(restore(2, 3))).toEqual(['own_work']);
		await world().db.exec(`delete from public.contribution_policies where theme = 'kilns'`);
	});

	test('what the rights on records ask leaves a query its other cores', async () => {
		const [row] = await world().db.query(
			`select (select array_agg(p.proname::text order by p.proname) from pg_proc p where p.pronamespace = 'private'::regnamespace
					and p.proparallel = 's' and p.proname in ('caller', 'moderation_keys', 'in_scope')) as safe,
				bool_or(pg_get_expr(c.polqual, c.polrelid) like '%auth.uid%') as bare
			from pg_policy c where c.polrelid = 'public.records'::regclass`
		);
		expect(row).toEqual({ safe: ['caller', 'in_scope', 'moderation_keys'], bare: false });
	});
});
