import { expect, test } from 'vitest';
import type { BatchFailure, BatchState } from '../../src/lib/domain/review.ts';
import {
	addObservation,
	given,
	givenPublished,
	pushOne,
	recordFor,
	update
} from './support/operations.ts';
import { decideOn, refusal, theItem, waiting } from './support/review.ts';
import { onEveryEngine, outside, type Who } from './support/world.ts';

onEveryEngine('decisions together', (world) => {
	const preview = (who: Who, p_batch: object) =>
		world().rpc<BatchState>(who, 'review_batch_preview', { p_batch });
	const step = (who: Who, name: 'run' | 'revert', id: string, limit = 100) =>
		world().rpc<BatchState>(who, `review_batch_${name}`, { p_batch: id, p_limit: limit });
	const failures = (id: string) =>
		world().rpc<BatchFailure[]>('moderator', 'review_batch_failures', { p_batch: id });
	const asNew = (ids: string[]) => ids.map((item_id) => ({ kind: 'new', item_id }));

	test('a batch is previewed, taken piece by piece, its failures listed, and taken back whole', async () => {
		const ids = [];
		for (let i = 0; i < 4; i++) ids.push(await given(world(), 'author'));
		const published = await givenPublished(world());
		await pushOne(world(), 'other', update(published, 1, { 'properties.note': [null, 'Fendu.'] }));
		const visit = addObservation(published);
		await pushOne(world(), 'other', visit);
		const edit = await theItem(world(), published, 'edit');
		const elsewhere = await given(world(), 'author', { geometry: outside });
		const items = [
			...asNew([...ids, elsewhere]),
			{ kind: 'edit', item_id: edit.item_id },
			{ kind: 'observation', item_id: visit.observation.id }
		];
		const batch = await preview('moderator', { decision: 'accept', reason: null, items });
		expect(batch).toMatchObject({
			phase: 'previewed',
			total: 6,
			kinds: { new: 4, edit: 1, observation: 1 },
			effects: { published: 4, changed: 1, visit: 1 },
			left_out: { record_not_found: 1 }
		});
		expect(await recordFor(world(), 'author', ids[0]!)).toMatchObject({ status: 'submitted' });
		// Somebody changes one of them meanwhile: that one is not what was previewed.
		await pushOne(world(), 'author', update(ids[1]!, 1, { 'properties.note': [null, 'Plus.'] }));
		expect(await step('moderator', 'run', batch.id, 2)).toMatchObject({
			phase: 'running',
			done: 1,
			failed: 1
		});
		expect(await step('moderator', 'run', batch.id)).toMatchObject({
			phase: 'done',
			done: 5,
			failed: 1
		});
		expect(await step('moderator', 'run', batch.id)).toMatchObject({ done: 5 });
		expect(await failures(batch.id)).toMatchObject([
			{ item_id: ids[1], when: 'deciding', problem: { code: 'version_changed' } }
		]);
		expect(await recordFor(world(), 'author', published)).toMatchObject({
			properties: { note: 'Fendu.', condition: 'stone' }
		});
		// One goes on by itself afterwards: that one stays, and is named.
		await decideOn(world(), 'moderator', ids[2]!, { decision: 'reject', reason: 'Démoli.' });
		expect(await step('moderator', 'revert', batch.id)).toMatchObject({
			phase: 'reverted',
			reverted: 4,
			kept: 1
		});
		expect(await failures(batch.id)).toMatchObject([
			{ when: 'deciding' },
			{ item_id: ids[2], when: 'reverting', problem: { code: 'version_changed' } }
		]);
		expect((await waiting(world(), ids[0]!)).map(({ kind }) => kind)).toEqual(['new']);
		expect((await waiting(world(), published)).map(({ kind }) => kind).sort()).toEqual([
			'edit',
			'observation'
		]);
		const back = await recordFor(world(), 'author', published);
		expect(back?.properties).not.toHaveProperty('note');
		expect(back?.properties).not.toHaveProperty('condition');
	});

	test('a filter is frozen when it is previewed', async () => {
		const id = await given(world(), 'author', {
			properties: { state: 'stone', note: 'Marquejat' }
		});
		const batch = await preview('moderator', {
			decision: 'request_changes',
			reason: 'Une photo ?',
			filter: { text: 'marquejat' }
		});
		const later = await given(world(), 'author', {
			properties: { state: 'stone', note: 'Marquejat' }
		});
		expect(await step('moderator', 'run', batch.id)).toMatchObject({ total: 1, done: 1 });
		expect(await recordFor(world(), 'author', id)).toMatchObject({
			status: 'changes_requested',
			reason: 'Une photo ?'
		});
		expect(await recordFor(world(), 'author', later)).toMatchObject({ status: 'submitted' });
	});

	test('a batch is its moderator’s alone, and a role that is gone decides nothing more', async () => {
		const id = await given(world(), 'author');
		const items = asNew([id]);
		expect(await refusal(preview('author', { decision: 'accept', items }))).toEqual([
			'not_allowed'
		]);
		expect(await refusal(preview('moderator', { decision: 'reject', items }))).toEqual([
			'reason_required reason'
		]);
		const batch = await preview('moderator', { decision: 'accept', items });
		expect(await refusal(step('administrator', 'run', batch.id))).toEqual(['record_not_found']);
		const role = `user_id = '${world().ids.moderator}' and role = 'moderator'`;
		await world().db.exec(`update public.memberships set revoked_at = now() where ${role}`);
		expect(await step('moderator', 'run', batch.id)).toMatchObject({ done: 0, failed: 1 });
		await world().db.exec(`update public.memberships set revoked_at = null where ${role}`);
		expect(await recordFor(world(), 'author', id)).toMatchObject({ status: 'submitted' });
	});
});
