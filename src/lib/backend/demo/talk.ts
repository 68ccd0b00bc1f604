import type { Database } from '../database.ts';
import { answersToQuestions, closings, greetings, questions } from './talk-words.ts';

/**
 * Conversations of the demo: a moderator's question where something is asked for, answered on every other record;
 * words of passers-by on some published ones. Ids follow from the record's, so that two demos are alike.
 */
export async function talkALittle(database: Database): Promise<void> {
	await database.query(
		`with asked as (
			select r.id, r.author_id, d.moderator_id, d.at, row_number() over (order by r.id) as place
			from public.records r join lateral (
				select x.moderator_id, x.at from public.moderation_decisions x
				where x.record_id = r.id and x.moderator_id is not null order by x.id desc limit 1) d on true
			where r.status = 'changes_requested' and r.deleted_at is null
		)
		insert into public.comments (id, record_id, author_id, visibility, body, created_at)
		select md5(id || 'question')::uuid, id, moderator_id, 'participants', ($1::text[])[1 + place % $3::int], least(at + interval '5 minutes', now())
		from asked
		union all
		select md5(id || 'answer')::uuid, id, author_id, 'participants', ($2::text[])[1 + place % $3::int], least(at + interval '1 day', now())
		from asked where place % 2 = 0 and author_id is not null
		on conflict do nothing`,
		[questions, answersToQuestions, Math.min(questions.length, answersToQuestions.length)]
	);
	await database.query(
		`with shown as (
			select r.id, r.author_id, r.published_at as at, row_number() over (order by r.id) as place,
				(select p.id from public.profiles p where p.id <> r.author_id and private.shown_name(p) is not null
					order by md5(p.id::text || r.id) limit 1) as passer_by
			from public.records r
			where r.public_geometry is not null and r.sensitivity = 'public' and r.author_id is not null
			order by r.id limit 12
		)
		insert into public.comments (id, record_id, author_id, visibility, body, closes, created_at)
		select md5(id || 'greeting')::uuid, id, passer_by, 'public', ($1::text[])[1 + place % $3::int], false, least(at + interval '2 days', now())
		from shown where passer_by is not null
		union all
		select md5(id || 'closing')::uuid, id, author_id, 'public', ($2::text[])[1 + place % $4::int], true, least(at + interval '3 days', now())
		from shown where place % 3 = 0
		on conflict do nothing`,
		[greetings, closings, greetings.length, closings.length]
	);
}
