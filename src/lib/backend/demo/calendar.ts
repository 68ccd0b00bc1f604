import { inTransaction, type Database } from '../database.ts';
import type { PlannedRecord } from './plan.ts';
import type { ToldVisit } from './visits.ts';

/**
 * Gives the records the past they pretend to have: what happened to each is spread, in order, from
 * the day it was sent to the day it was settled. Triggers are off meanwhile (history is append-only,
 * and stamps of change must stay): only the owner of the database can do that.
 */
export async function spreadOverTime(
	database: Database,
	records: PlannedRecord[],
	visits: ToldVisit[]
): Promise<void> {
	const spans = JSON.stringify(
		records.map(({ id, sentAt, settledAt }) => ({ id, sent: sentAt, settled: settledAt }))
	);
	const seen = JSON.stringify(
		visits.map(({ id, sentAt, settledAt }) => ({ id, sent: sentAt, settled: settledAt }))
	);
	await inTransaction(database, async () => {
		await database.exec('set local session_replication_role = replica');
		await database.query(
			'create temporary table span on commit drop as select * from jsonb_to_recordset($1::jsonb) as x(id uuid, sent timestamptz, settled timestamptz)',
			[spans]
		);
		await database.query(
			'create temporary table seen on commit drop as select * from jsonb_to_recordset($1::jsonb) as x(id uuid, sent timestamptz, settled timestamptz)',
			[seen]
		);
		await database.exec(`
			create temporary table moment on commit drop as
			select h.id, h.record_id, h.kind, h.proposal_id, s.sent + (s.settled - s.sent)
				* coalesce((row_number() over (w) - 1)::float8 / nullif(count(*) over (partition by h.record_id) - 1, 0), 0) as at
			from public.record_history h join span s on s.id = h.record_id
			where h.observation_id is null
			window w as (partition by h.record_id order by h.id);
			insert into moment select h.id, h.record_id, h.kind, null, case when h.kind in ('observed', 'photo_added') then v.sent else v.settled end
			from public.record_history h join seen v on v.id = h.observation_id;
			update public.record_history h set at = m.at from moment m where m.id = h.id;
			update public.records r set created_at = s.sent, submitted_at = s.sent,
				updated_at = (select max(m.at) from moment m where m.record_id = r.id),
				published_at = (select min(m.at) from moment m where m.record_id = r.id and m.kind = 'published')
			from span s where s.id = r.id;
			update public.proposals p set created_at = m.at, updated_at = m.at from moment m where m.proposal_id = p.id and m.kind = 'proposed';
			update public.moderation_decisions d set at = coalesce((select max(m.at) from moment m where m.record_id = d.record_id
				and m.kind in ('published', 'changes_requested', 'rejected', 'archived', 'proposal_changes_requested', 'proposal_rejected')), d.at);
			update public.photos p set created_at = s.sent, received_at = case when p.received_at is not null then s.sent + interval '2 minutes' end,
				accepted_at = case when p.accepted_at is not null then s.settled end
			from span s where s.id = p.record_id;
			update public.photos p set created_at = v.sent, received_at = case when p.received_at is not null then v.sent + interval '2 minutes' end,
				accepted_at = case when p.accepted_at is not null then v.settled end
			from seen v where v.id = p.observation_id;
			update public.observations o set created_at = s.sent, accepted_at = s.sent from span s where s.id = o.id;
			update public.observations o set created_at = v.sent, accepted_at = case when o.accepted_at is not null then v.settled end
			from seen v where v.id = o.id;
			update public.moderation_decisions d set at = v.settled from seen v where v.id = d.observation_id;
			update public.records r set last_seen_at = (select max(private.seen_at(o)) from public.observations o
				where o.record_id = r.id and o.status = 'accepted') from span s where s.id = r.id;
			update public.operations_applied o set at = s.sent from span s where s.id = o.record_id and not exists (
				select from seen v where v.id::text = o.operation #>> '{observation,id}');
		`);
	});
}
