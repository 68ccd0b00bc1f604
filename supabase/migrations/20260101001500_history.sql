-- What happened to each record, for ever.

create table public.record_history (
	id bigint generated always as identity primary key,
	record_id uuid not null references public.records (id),
	version int not null,
	kind text not null check (kind in ('created', 'updated', 'deleted', 'photo_added', 'photo_removed', 'proposed',
		'submitted', 'published', 'changes_requested', 'rejected', 'archived', 'withdrawn', 'proposal_changes_requested',
		'proposal_rejected', 'observed', 'observation_rejected', 'restored', 'appealed', 'appeal_rejected', 'merged', 'transferred', 'undone')),
	at timestamptz not null default now(),
	actor_id uuid references public.profiles (id) on delete set null,
	op_id uuid,
	proposal_id uuid,
	observation_id uuid,
	changes jsonb not null default '{}',
	status text not null,
	reason text,
	why text,
	device_time text,
	parallel boolean not null default false
);
create index record_history_record_idx on public.record_history (record_id, id);
create index record_history_actor_idx on public.record_history (actor_id);

alter table public.record_history enable row level security;
revoke all on public.record_history from anon, authenticated;
create policy record_history_select on public.record_history for select to authenticated
	using (exists (select from public.records r where r.id = record_id
		and private.may_read_visit(observation_id, r.theme, r.commune_insee)));
-- Not `actor_id`: the author of a record learns what was decided, not by whom.
grant select (id, record_id, version, kind, at, op_id, proposal_id, observation_id, changes, status, reason, why, device_time, parallel)
	on public.record_history to authenticated;
comment on column public.record_history.parallel is 'True when the change was made on an older version and merged, its paths being others.';
comment on column public.record_history.why is 'Of a move of status, what private.status_moves calls it: an acceptance is told from the same move taken back. Of a change, that a moderator made it: corrected, transferred, restored_version, undone.';
comment on column public.record_history.version is 'Of the content, after this event.';

create function private.keep_history() returns trigger
language plpgsql set search_path = ''
as $$
begin
	-- An erased account is the one thing that may be taken out of the past.
	if tg_op = 'UPDATE' and new.actor_id is null and to_jsonb(new) - 'actor_id' = to_jsonb(old) - 'actor_id' then
		return new;
	end if;
	-- And what a record held, once it was erased for good; that something happened stays.
	if tg_op = 'UPDATE' and new.changes = '{}' and new.reason is null and new.device_time is null and (new.actor_id is null or new.actor_id = old.actor_id)
		and to_jsonb(new) - '{actor_id,changes,reason,device_time}'::text[] = to_jsonb(old) - '{actor_id,changes,reason,device_time}'::text[]
		and exists (select from private.erasures e where e.record_id = old.record_id) then
		return new;
	end if;
	raise exception 'record_history is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger keep_history before update or delete on public.record_history
	for each row execute function private.keep_history();
create trigger keep_history_whole before truncate on public.record_history
	for each statement execute function private.keep_history();
