-- Everything one account gave, refused at one press: a batch of the desk like any other, with its preview, its
-- progress, its failures by name, and its way back.

create function private.standing_work(p_user uuid) returns table (kind text, item_id uuid, record_id uuid, since timestamptz)
language sql stable set search_path = ''
as $$
	with theirs as (select r.id from public.records r where r.author_id is distinct from p_user and r.deleted_at is null)
	select 'visit', o.id, o.record_id, o.created_at from public.observations o join theirs t on t.id = o.record_id
	where o.author_id = p_user and o.status = 'accepted' and not o.is_first
	union all
	select 'photo', p.id, p.record_id, p.created_at from public.photos p join theirs t on t.id = p.record_id
	where p.added_by = p_user and (p.accepted_at is not null or p.held_at is not null) and p.removed_at is null
	union all
	select 'change', h.record_id, h.record_id, min(h.at) from public.record_history h join theirs t on t.id = h.record_id
	where h.actor_id = p_user and h.kind = 'updated' and h.why is null and h.observation_id is null group by h.record_id
	union all
	select 'comment', c.id, c.record_id, c.created_at from public.comments c join public.records r on r.id = c.record_id
	where c.author_id = p_user and c.hidden_at is null and r.deleted_at is null
$$;
comment on function private.standing_work is 'What an account put into the records of others and is there; of what it said, all.';
revoke execute on function private.standing_work(uuid) from public;

create function public.preview_account_revert(p_user_id uuid, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	b public.moderation_batches;
	v_reason text := private.required_text(p_reason, 'reason');
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	if not exists (select from public.profiles where id = p_user_id) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'user_id')));
	end if;
	insert into public.moderation_batches (moderator_id, decision, reason) values (auth.uid(), 'reject', v_reason) returning * into b;
	insert into private.account_reverts (batch_id, user_id) values (b.id, p_user_id);
	insert into private.batch_items (batch_id, place, kind, item_id, record_id, version, last_event, effect)
	select b.id, row_number() over (order by w.step, w.since, w.item_id), w.kind, w.item_id, r.id, r.version, private.last_event(r.id),
		case when w.step = 3 then 'taken_out' else private.effect_of(w.kind, 'reject', r.status, 1) end
	from (
		-- What waits on a record before the record: once that is archived, nothing can be decided about it any more. What
		-- stands in the records of others last: it moves their versions.
		select 1 as step, i.kind, i.item_id, i.record_id, i.since from public.review_items i
		where i.author_id = p_user_id and i.kind in ('edit', 'deletion', 'observation', 'suggestion')
		union all
		select 2, 'new', r.id, r.id, r.created_at from public.records r
		where r.author_id = p_user_id and r.deleted_at is null and r.status in ('submitted', 'changes_requested', 'published')
		union all
		select 3, t.kind, t.item_id, t.record_id, t.since from private.standing_work(p_user_id) t
	) w left join public.records r on r.id = w.record_id;
	perform private.note_access('work_reverted', p_user_id, jsonb_build_object('batch', b.id));
	return private.batch_json(b) || jsonb_build_object('beyond', (select jsonb_build_object('changes', count(*) filter (where i.kind = 'change'),
			'visits', count(*) filter (where i.kind = 'visit'), 'photos', count(*) filter (where i.kind = 'photo'),
			'comments', count(*) filter (where i.kind = 'comment'))
		from private.batch_items i where i.batch_id = b.id));
end
$$;
comment on function public.preview_account_revert is 'BatchState of src/lib/domain/review.ts over all that an account gave, published or waiting, however much; `beyond`: what of it stands in the records of others. review_batch_run and review_batch_revert do the rest.';
revoke execute on function public.preview_account_revert(uuid, text) from public, anon, authenticated;
grant execute on function public.preview_account_revert(uuid, text) to authenticated;
