-- What happened that somebody may want to know. An event holds no content: who may read what is asked when a
-- notice is read or a mail is sent, and never before.

create table private.notice_events (
	id bigint generated always as identity primary key,
	kind text not null check (kind ~ '^[a-z][a-z_]{1,39}$'),
	record_id uuid references public.records (id) on delete cascade,
	-- No foreign key: nothing of history is ever removed, and its table says so before another reason is found.
	history_id bigint,
	actor_id uuid references public.profiles (id) on delete set null,
	-- Told to these, beside who follows: who was mentioned, given a role, answered.
	audience uuid[] not null default '{}',
	facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object' and length(facts::text) <= 4000),
	public_keys text[],
	at timestamptz not null default now(),
	due_at timestamptz not null default now(),
	spread_at timestamptz
);
create index notice_events_due_idx on private.notice_events (due_at, id) where spread_at is null;
create index notice_events_record_idx on private.notice_events (record_id);
create index notice_events_history_idx on private.notice_events (history_id);
create index notice_events_actor_idx on private.notice_events (actor_id);
comment on column private.notice_events.public_keys is 'Fields whose values before and after were both public when it happened: all that those who follow may be told of the values.';
comment on column private.notice_events.due_at is 'A decision can be taken back for ten seconds: nobody is told before.';

create function private.tell(p_kind text, p_record_id uuid, p_actor uuid, p_facts jsonb default '{}', p_due_at timestamptz default now()) returns void
language sql set search_path = ''
as $$
	insert into private.notice_events (kind, record_id, actor_id, due_at, audience, facts)
	values (p_kind, p_record_id, p_actor, p_due_at,
		array(select value::uuid from jsonb_array_elements_text(coalesce(p_facts -> 'audience', '[]'))), p_facts - 'audience')
$$;
comment on function private.tell is 'Something that no trigger sees. `audience` in the facts: ids of the accounts to tell. Facts hold ids and codes, never an exact place, a name or an address.';

create function private.untell(d public.moderation_decisions) returns void
language plpgsql set search_path = ''
as $$
declare
	-- A merge has changed others too: they are known by its moment.
	v_events bigint[] := array(select e.id from private.notice_events e where e.at = d.at
		and ((d.decision = 'merge' and e.history_id > d.history_from and (e.record_id = (d.before ->> 'into')::uuid
				or exists (select from public.record_history h where h.id = e.history_id and h.why = 'merged')))
			or (e.record_id = d.record_id and (e.kind in ('proposal_accepted', 'observation_accepted')
				or (e.history_id > d.history_from and e.history_id <= d.history_to)))));
begin
	delete from private.notice_events where id = any (v_events) and spread_at is null;
	perform private.tell('undone', t.record_id, auth.uid(), jsonb_build_object('audience', t.who)) from (
		select e.record_id, jsonb_agg(distinct n.user_id) as who from private.notice_events e join public.notices n on n.event_id = e.id
		where e.id = any (v_events) group by e.record_id) t;
end
$$;
comment on function private.untell is 'A decision that was taken back is told to nobody any more; who was told already is told that it no longer holds.';

create function private.public_keys_of(r public.records, h public.record_history) returns text[]
language plpgsql stable set search_path = ''
as $$
declare v_keys text[];
begin
	if r.public_geometry is null or h.kind <> 'updated' or h.changes ?| '{sensitivity,theme,concept,deleted}'
		or r.published_at is null or r.published_at >= h.at
		or (select p.status from public.record_history p where p.record_id = h.record_id and p.id < h.id order by p.id desc limit 1)
			is distinct from 'published'
		-- What was reported may be what the change takes away: it is not repeated to those who follow.
		or exists (select from private.reports x where x.record_id = r.id and x.at > now() - interval '30 days') then
		return null;
	end if;
	v_keys := array(select substr(path, 12) from jsonb_object_keys(h.changes) as path where path like 'properties.%');
	return array(select jsonb_object_keys(private.public_properties(r.theme, r.concept,
		(select coalesce(jsonb_object_agg(key, 1), '{}') from unnest(v_keys) as key))));
end
$$;
comment on function private.public_keys_of is 'Null when the record was not public both before and after the change, or was reported lately.';

create function private.note_history() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- Sendings of many new records pass here too: what waits for a moderator is no news to anybody yet.
	insert into private.notice_events (kind, record_id, history_id, actor_id, public_keys, due_at)
	select case when h.kind = 'created' then 'published' when h.why = 'absorbed' then 'absorbed' else h.kind end, h.record_id, h.id, h.actor_id,
		case when h.kind = 'updated' then private.public_keys_of(r, h) end,
		case when h.op_id is null then now() + interval '15 seconds' else now() end
	from added h join public.records r on r.id = h.record_id
	-- What takes a decision back is told by untell, to whom it concerns.
	where h.why is distinct from 'undone' and ((h.kind in ('updated', 'deleted', 'restored', 'published', 'changes_requested', 'rejected', 'archived', 'withdrawn',
			'photo_added', 'proposal_changes_requested', 'proposal_rejected', 'observed', 'observation_rejected', 'appeal_rejected', 'merged', 'transferred')
		and (h.status <> 'submitted' or h.kind not in ('updated', 'photo_added', 'observed', 'deleted'))
		-- A photo that waits for a moderator is no news either.
		and (h.kind <> 'photo_added' or h.status <> 'published' or exists (select from public.photos x where x.record_id = r.id
			and h.changes ? ('photos.' || x.id) and x.accepted_at is not null)))
		or (h.kind = 'created' and h.status = 'published'));
	return null;
end
$$;
comment on function private.note_history is 'Nearly all there is to tell comes from the history, whoever wrote it.';
create trigger note_history after insert on public.record_history referencing new table as added
	for each statement execute function private.note_history();

revoke execute on all functions in schema private from public;
