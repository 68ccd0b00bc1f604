-- Many decisions at once: frozen at the preview, taken piece by piece, each by the rules of one, and taken back together.

create table public.moderation_batches (
	id uuid primary key default gen_random_uuid(),
	moderator_id uuid not null references public.profiles (id) on delete cascade,
	decision text not null check (decision in ('accept', 'request_changes', 'reject')),
	reason text,
	phase text not null default 'previewed' check (phase in ('previewed', 'running', 'done', 'reverting', 'reverted')),
	left_out jsonb not null default '{}',
	at timestamptz not null default now()
);
create index moderation_batches_moderator_idx on public.moderation_batches (moderator_id, at);
alter table public.moderation_batches enable row level security;
revoke all on public.moderation_batches from anon, authenticated;
-- No grant and no policy: review_batches tells its owner all there is.
comment on table public.moderation_batches is 'Read and moved by functions, for who made it.';

create table private.batch_items (
	batch_id uuid not null references public.moderation_batches (id) on delete cascade,
	place int not null,
	kind text not null,
	item_id uuid not null,
	record_id uuid references public.records (id) on delete cascade,
	version int,
	last_event bigint,
	effect text not null,
	state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'reverted', 'kept')),
	problem jsonb,
	decision_id bigint references public.moderation_decisions (id),
	primary key (batch_id, place)
);
create index batch_items_state_idx on private.batch_items (batch_id, state, place);
create index batch_items_record_idx on private.batch_items (record_id);
create index batch_items_decision_idx on private.batch_items (decision_id);
comment on table private.batch_items is '`version` and `last_event`: of the record when the batch was previewed. What changed since fails, and is listed.';

create function private.batch_json(b public.moderation_batches) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('id', b.id, 'phase', b.phase, 'decision', b.decision, 'reason', b.reason, 'at', b.at, 'left_out', b.left_out,
			'total', count(*), 'done', count(*) filter (where i.state = 'done'), 'failed', count(*) filter (where i.state = 'failed'),
			'reverted', count(*) filter (where i.state = 'reverted'), 'kept', count(*) filter (where i.state = 'kept'),
			'kinds', (select coalesce(jsonb_object_agg(kind, n), '{}') from (select k.kind, count(*) as n from private.batch_items k where k.batch_id = b.id group by 1) x),
			'effects', (select coalesce(jsonb_object_agg(effect, n), '{}') from (select k.effect, count(*) as n from private.batch_items k where k.batch_id = b.id group by 1) x))
	from private.batch_items i where i.batch_id = b.id
$$;
comment on function private.batch_json is 'BatchState of src/lib/domain/review.ts.';

create function private.effect_of(p_kind text, p_decision text, p_status text, p_needed int) returns text
language sql immutable set search_path = ''
as $$
	select case
		when p_needed > 1 and p_decision <> 'request_changes' and p_kind in ('new', 'edit', 'deletion') then 'vote'
		when p_kind = 'new' then case p_decision when 'accept' then 'published' when 'request_changes' then 'changes_requested'
			else case p_status when 'published' then 'archived' else 'rejected' end end
		when p_decision = 'request_changes' then 'changes_requested'
		when p_decision = 'reject' then 'rejected'
		else case p_kind when 'edit' then 'changed' when 'deletion' then 'deleted' when 'observation' then 'visit' else 'word' end end
$$;
comment on function private.effect_of is 'What a batch would make of an item, for its preview.';

create function private.asked_items(p_batch jsonb) returns table (place bigint, kind text, item_id uuid)
language plpgsql stable set search_path = ''
as $$
declare
	a private.review_asked;
begin
	if coalesce(p_batch -> 'items', 'null') <> 'null' then
		if jsonb_typeof(p_batch -> 'items') <> 'array' or exists (select from jsonb_array_elements(p_batch -> 'items') x
			where jsonb_typeof(x) <> 'object' or not private.is_uuid(x -> 'item_id') or coalesce(x ->> 'kind', '') not in
				('new', 'edit', 'deletion', 'observation', 'suggestion', 'appeal', 'report')) then
			perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'items')));
		end if;
		return query select min(t.place), x ->> 'kind', (x ->> 'item_id')::uuid
			from jsonb_array_elements(p_batch -> 'items') with ordinality as t(x, place) group by 2, 3 limit 10001;
		return;
	end if;
	a := private.review_asked(p_batch -> 'filter');
	return query execute format('select row_number() over (order by i.since, i.item_id), i.kind, i.item_id from public.review_items i
			where %s order by i.since, i.item_id limit 10001', a.condition)
		using a.f, a.keys, a.themes, a.kinds, a.concepts, a.flags, a.patterns, a.me;
end
$$;

create function public.review_batch_preview(p_batch jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	b public.moderation_batches;
	v_keys jsonb := private.moderation_keys();
	v_problems jsonb;
	v_count int;
	v_left_out jsonb;
begin
	if not exists (select from public.profiles where id = auth.uid()) or v_keys = '{}' then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	if jsonb_typeof(p_batch) is distinct from 'object' or coalesce(p_batch ->> 'decision', '') not in ('accept', 'request_changes', 'reject') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'decision')));
	end if;
	v_problems := private.decision_problems(jsonb_build_object('kind', 'new', 'decision', p_batch -> 'decision', 'reason', p_batch -> 'reason'));
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	-- What was only looked at is not kept, and what is older is not gone back to.
	delete from public.moderation_batches where moderator_id = auth.uid() and phase = 'previewed' and moderation_batches.at < now() - interval '1 day';
	update public.moderation_decisions d set before = null from public.moderation_batches o
	where o.moderator_id = auth.uid() and o.at < now() - interval '30 days' and d.batch_id = o.id and d.before is not null;
	insert into public.moderation_batches (moderator_id, decision, reason)
	values (auth.uid(), p_batch ->> 'decision', nullif(btrim(p_batch ->> 'reason'), '')) returning * into b;
	with asked as materialized (
		select a.place, a.kind, a.item_id, coalesce(i.record_id, r.id) as record_id, x.version,
			private.effect_of(a.kind, b.decision, x.status, case when x.id is null then 1 else private.decisions_needed(x.theme, x.commune_insee) end) as effect,
			case
				when i.kind is null and r.id is null then 'record_not_found'
				when not coalesce(case when a.kind = 'suggestion' then private.moderates_theme(i.theme)
					else private.in_scope(v_keys, x.theme, x.commune_insee) end, false) then 'record_not_found'
				when a.kind in ('appeal', 'report') or (a.kind in ('suggestion', 'observation') and b.decision = 'request_changes') then 'one_by_one'
				when i.claimed_by <> auth.uid() and i.claimed_until > now() then 'claimed' end as left_out
		from private.asked_items(p_batch) a
		left join public.review_items i on i.kind = a.kind and i.item_id = a.item_id
		-- Records that do not wait can be decided on too, when they are named.
		left join public.records r on a.kind = 'new' and r.id = a.item_id and i.kind is null
		left join public.records x on x.id = coalesce(i.record_id, r.id)
	), kept as (
		insert into private.batch_items (batch_id, place, kind, item_id, record_id, version, last_event, effect)
		select b.id, row_number() over (order by t.place), t.kind, t.item_id, t.record_id, t.version, private.last_event(t.record_id), t.effect
		from asked t where t.left_out is null
	)
	select (select count(*) from asked), (select coalesce(jsonb_object_agg(code, n), '{}')
		from (select t.left_out as code, count(*) as n from asked t where t.left_out is not null group by 1) c)
	into v_count, v_left_out;
	if v_count > 10000 then perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', null, '{"max": 10000}'))); end if;
	update public.moderation_batches set left_out = v_left_out where id = b.id returning * into b;
	return private.batch_json(b);
end
$$;
comment on function public.review_batch_preview is 'BatchState of a BatchAsked: freezes the items and their versions. Nothing is decided yet.';

create function private.own_batch(p_batch uuid) returns public.moderation_batches
language plpgsql set search_path = ''
as $$
declare b public.moderation_batches;
begin
	select * into b from public.moderation_batches where id = p_batch and moderator_id = auth.uid() for update;
	if b.id is null then perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null))); end if;
	return b;
end
$$;

create function private.problem_told(p_state text, p_message text, p_detail text) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
	-- Passing troubles end the call, which is made again.
	if left(p_state, 2) in ('08', '40', '53', '55', '57', '58') then raise exception '%', p_message using errcode = p_state; end if;
	if left(p_state, 2) = 'PT' then return p_detail::jsonb -> 0; end if;
	return private.problem('operation_malformed', null, jsonb_build_object('sqlstate', p_state));
end
$$;

create function private.check_as_previewed(i private.batch_items, p_previewed_at timestamptz) returns void
language plpgsql set search_path = ''
as $$
begin
	-- The version says what became of the content. A decision, or a photo, leaves it as it was.
	if i.kind not in ('new', 'observation') then return; end if;
	perform from public.records where id = i.record_id for update;
	if (i.kind = 'new' and exists (select from public.record_history h where h.record_id = i.record_id and h.id > i.last_event
			and h.kind not in ('observed', 'observation_rejected', 'proposed', 'proposal_changes_requested', 'proposal_rejected')))
		or exists (select from public.photos p where p.record_id = i.record_id and p.received_at > p_previewed_at
			and (i.kind = 'new' or p.observation_id = i.item_id)) then
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', null)));
	end if;
end
$$;
comment on function private.check_as_previewed is 'Raises when something happened that the preview could not say: published or refused by somebody else, a photo nobody has seen.';

create function public.review_batch_run(p_batch uuid, p_limit int default 100) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	b public.moderation_batches := private.own_batch(p_batch);
	i private.batch_items;
	d public.moderation_decisions;
	v_detail text;
begin
	if b.phase not in ('previewed', 'running') then return private.batch_json(b); end if;
	for i in select * from private.batch_items x where x.batch_id = b.id and x.state = 'waiting' order by x.place
		limit least(greatest(coalesce(p_limit, 100), 1), 100)
	loop
		begin
			perform private.check_as_previewed(i, b.at);
			if i.effect = 'taken_out' then
				d := private.take_out(i, b);
			else
				d := private.decide_item(jsonb_build_object('kind', i.kind, 'item_id', i.item_id, 'version', i.version, 'decision', b.decision,
					'reason', b.reason), b.id);
			end if;
			update private.batch_items set state = 'done', decision_id = d.id where batch_id = i.batch_id and place = i.place;
		exception when others then
			get stacked diagnostics v_detail = pg_exception_detail;
			update private.batch_items set state = 'failed', problem = private.problem_told(sqlstate, sqlerrm, v_detail)
			where batch_id = i.batch_id and place = i.place;
		end;
	end loop;
	update public.moderation_batches set phase = case when exists (select from private.batch_items x where x.batch_id = b.id and x.state = 'waiting')
		then 'running' else 'done' end where id = b.id returning * into b;
	return private.batch_json(b);
end
$$;
comment on function public.review_batch_run is 'Decides the next items, at most 100, each by the rules of review_decide. Called again it goes on.';

create function private.revert_item(i private.batch_items) returns void
language plpgsql set search_path = ''
as $$
declare d public.moderation_decisions;
begin
	if i.decision_id is null then
		-- Only a vote.
		delete from private.review_votes where kind = i.kind and item_id = i.item_id and moderator_id = auth.uid();
		-- It counted already: what several decided is not one person's to take back.
		if not found then perform private.fail(409, jsonb_build_array(private.problem('too_late', null))); end if;
		return;
	end if;
	select * into d from public.moderation_decisions where id = i.decision_id for update;
	if d.before is null or d.undone_at is not null then perform private.fail(409, jsonb_build_array(private.problem('too_late', null))); end if;
	if not private.may_take_back(d) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	perform private.take_back(d);
end
$$;

create function public.review_batch_revert(p_batch uuid, p_limit int default 100) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	b public.moderation_batches := private.own_batch(p_batch);
	i private.batch_items;
	v_detail text;
begin
	if b.phase not in ('running', 'done', 'reverting') then return private.batch_json(b); end if;
	-- What did not begin yet will not.
	if b.phase = 'running' then delete from private.batch_items where batch_id = b.id and state = 'waiting'; end if;
	for i in select * from private.batch_items x where x.batch_id = b.id and x.state = 'done' order by x.place desc
		limit least(greatest(coalesce(p_limit, 100), 1), 100)
	loop
		begin
			perform private.revert_item(i);
			update private.batch_items set state = 'reverted' where batch_id = i.batch_id and place = i.place;
		exception when others then
			get stacked diagnostics v_detail = pg_exception_detail;
			update private.batch_items set state = 'kept', problem = private.problem_told(sqlstate, sqlerrm, v_detail)
			where batch_id = i.batch_id and place = i.place;
		end;
	end loop;
	update public.moderation_batches set phase = case when exists (select from private.batch_items x where x.batch_id = b.id and x.state = 'done')
		then 'reverting' else 'reverted' end where id = b.id returning * into b;
	return private.batch_json(b);
end
$$;
comment on function public.review_batch_revert is 'Takes the next decisions of a batch back, the last first, at most 100. What was changed since stays as it is, and is listed.';

create function public.review_batches() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(private.batch_json(b) order by b.at desc, b.id), '[]')
	from (select * from public.moderation_batches where moderator_id = (select auth.uid()) and phase <> 'previewed' order by at desc limit 20) b
$$;
comment on function public.review_batches is 'The caller''s last twenty, newest first.';

create function public.review_batch_failures(p_batch uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare b public.moderation_batches := private.own_batch(p_batch);
begin
	return (select coalesce(jsonb_agg(jsonb_build_object('kind', case f.kind when 'visit' then 'observation' when 'photo' then 'new' when 'change' then 'edit' when 'comment' then 'new' else f.kind end, 'item_id', f.item_id, 'record_id', f.record_id,
			'when', case f.state when 'failed' then 'deciding' else 'reverting' end, 'problem', f.problem) order by f.place), '[]')
		from (select * from private.batch_items i where i.batch_id = b.id and i.state in ('failed', 'kept') order by i.place limit 500) f);
end
$$;
comment on function public.review_batch_failures is 'BatchFailure[] of src/lib/domain/review.ts.';

revoke execute on all functions in schema private from public;
revoke execute on function public.review_batch_preview(jsonb), public.review_batch_run(uuid, int), public.review_batch_revert(uuid, int),
	public.review_batches(), public.review_batch_failures(uuid) from public, anon, authenticated;
grant execute on function public.review_batch_preview(jsonb), public.review_batch_run(uuid, int), public.review_batch_revert(uuid, int),
	public.review_batches(), public.review_batch_failures(uuid) to authenticated;
