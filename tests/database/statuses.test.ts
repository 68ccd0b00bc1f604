import { expect, test } from 'vitest';
import { mayMove, statusMoves, type MovedBy } from '../../src/lib/domain/status.ts';
import type { Status } from '../../src/lib/domain/record.ts';
import { decide, given, pushOne, update } from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

const statuses: Status[] = [
	'submitted',
	'changes_requested',
	'published',
	'rejected',
	'archived',
	'withdrawn'
];
const movers: MovedBy[] = ['author', 'moderator', 'administrator', 'system'];

onEveryEngine('statuses', (world) => {
	test('the database and the app know the same moves', async () => {
		const rows = await world().db.query<{ from: string; to: string; by: string }>(
			`select from_status as "from", to_status as "to", moved_by as "by" from private.status_moves`
		);
		const key = (move: { from: string; to: string; by: string }) =>
			`${move.by}: ${move.from} → ${move.to}`;
		expect(rows.map(key).sort()).toEqual(statusMoves.map(key).sort());
	});

	test('both answer the same for every pair and everyone', async () => {
		const rows = await world().db.query<{ case: string; may: boolean }>(
			`select b || ' ' || f || ' ' || t as "case", private.can_move_status(f, t, b) as may
			from unnest($1::text[]) f, unnest($1::text[]) t, unnest($2::text[]) b`,
			[statuses, movers]
		);
		const expected = movers.flatMap((by) =>
			statuses.flatMap((from) =>
				statuses.map((to) => ({ case: `${by} ${from} ${to}`, may: mayMove(from, to, by) }))
			)
		);
		const sorted = (list: { case: string; may: boolean }[]) =>
			list.toSorted((a, b) => a.case.localeCompare(b.case));
		expect(sorted(rows)).toEqual(sorted(expected));
	});

	test('no row goes where no move leads, whoever writes it', async () => {
		const id = await given(world(), 'author');
		await decide(world(), 'moderator', id, 'reject', { reason: 'Hors sujet.' });
		await expect(
			world().db.query(`update public.records set status = 'archived' where id = $1`, [id])
		).rejects.toMatchObject({ code: '23514' });
	});

	test('every move stands in the history, with who, why and the reason', async () => {
		const id = await given(world(), 'author');
		await decide(world(), 'moderator', id, 'request_changes', { reason: 'Une photo ?' });
		await pushOne(world(), 'author', update(id, 1, { 'properties.made_of': [null, ['stone']] }));
		await decide(world(), 'moderator', id, 'accept', { version: 2 });
		await decide(world(), 'moderator', id, 'reject', { version: 2, reason: 'Démoli.' });
		const rows = await world().db.query(
			`select kind, status, why, reason, actor_id from public.record_history
			where record_id = $1 and why is not null order by id`,
			[id]
		);
		const { author, moderator } = world().ids;
		expect(rows).toEqual([
			{
				kind: 'changes_requested',
				status: 'changes_requested',
				why: 'changes_requested',
				reason: 'Une photo ?',
				actor_id: moderator
			},
			{ kind: 'submitted', status: 'submitted', why: 'completed', reason: null, actor_id: author },
			{
				kind: 'published',
				status: 'published',
				why: 'accepted',
				reason: null,
				actor_id: moderator
			},
			{
				kind: 'archived',
				status: 'archived',
				why: 'archived',
				reason: 'Démoli.',
				actor_id: moderator
			}
		]);
	});
});
