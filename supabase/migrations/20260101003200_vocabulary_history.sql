-- Who changed what in a vocabulary and when. A batch is one edit, one import or one undoing, in one transaction.

create table public.vocabulary_batches (
	id uuid primary key default gen_random_uuid(),
	scheme text not null references public.concept_schemes (id),
	kind text not null check (kind in ('edit', 'import', 'undo')),
	actor_id uuid references public.profiles (id) on delete set null,
	at timestamptz not null default clock_timestamp(),
	note text,
	undoes uuid unique references public.vocabulary_batches (id)
);
create index vocabulary_batches_scheme_idx on public.vocabulary_batches (scheme, at desc);
create index vocabulary_batches_actor_idx on public.vocabulary_batches (actor_id);
alter table public.vocabulary_batches enable row level security;
revoke all on public.vocabulary_batches from anon, authenticated;
comment on table public.vocabulary_batches is 'Read through vocabulary_history, by editors: it holds labels that are not sure.';

create table public.vocabulary_changes (
	batch uuid not null references public.vocabulary_batches (id),
	n int not null,
	uri text not null,
	kind text not null check (kind in ('concept', 'collection', 'scheme')),
	action text not null,
	before jsonb,
	after jsonb not null,
	primary key (batch, n)
);
create index vocabulary_changes_uri_idx on public.vocabulary_changes (uri);
alter table public.vocabulary_changes enable row level security;
revoke all on public.vocabulary_changes from anon, authenticated;
comment on column public.vocabulary_changes.before is 'SkosConcept, SkosCollection, or titles and other statements of the scheme; null when it was new.';

-- Records that followed their concept, so that undoing brings them back.
create table private.vocabulary_moves (
	batch uuid not null references public.vocabulary_batches (id),
	record_id uuid not null references public.records (id),
	changes jsonb not null,
	primary key (batch, record_id)
);
create index vocabulary_moves_record_idx on private.vocabulary_moves (record_id);

create function private.keep_vocabulary_history() returns trigger
language plpgsql set search_path = ''
as $$
begin
	-- An erased account is the one thing that may be taken out of the past.
	if tg_op = 'UPDATE' and tg_table_name = 'vocabulary_batches' and to_jsonb(new) ->> 'actor_id' is null
		and to_jsonb(new) - 'actor_id' = to_jsonb(old) - 'actor_id' then
		return new;
	end if;
	raise exception 'the history of a vocabulary is only ever added to' using errcode = 'insufficient_privilege';
end
$$;
create trigger keep_history before update or delete on public.vocabulary_batches
	for each row execute function private.keep_vocabulary_history();
create trigger keep_history_whole before truncate on public.vocabulary_batches
	for each statement execute function private.keep_vocabulary_history();
create trigger keep_history before update or delete on public.vocabulary_changes
	for each row execute function private.keep_vocabulary_history();
create trigger keep_history_whole before truncate on public.vocabulary_changes
	for each statement execute function private.keep_vocabulary_history();

create function private.begin_vocabulary_batch(p_scheme text, p_kind text, p_note text, p_undoes uuid default null) returns uuid
language plpgsql set search_path = ''
as $$
declare
	v_note text := nullif(btrim(p_note), '');
	v_batch uuid;
begin
	if char_length(v_note) > 2000 then
		perform private.fail(400, jsonb_build_array(private.problem('too_long', 'note', '{"max": 2000}')));
	end if;
	if private.has_control_characters(v_note, true) then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'note')));
	end if;
	-- One writer of a vocabulary at a time: each sees what the one before made.
	perform from public.concept_schemes where id = p_scheme for update;
	insert into public.vocabulary_batches (scheme, kind, actor_id, note, undoes) values (p_scheme, p_kind, auth.uid(), v_note, p_undoes)
	returning id into v_batch;
	return v_batch;
end
$$;

create function public.vocabulary_history(p_scheme text, p_uri text default null, p_before timestamptz default null, p_limit int default 100) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_editor() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('batch', x.id, 'at', x.at, 'actor', (select private.shown_name(a) from public.profiles a where a.id = x.actor_id),
			'note', x.note, 'uri', x.uri, 'action', x.action, 'kind', x.kind, 'before', x.before, 'after', x.after,
			'undoneBy', (select u.id from public.vocabulary_batches u where u.undoes = x.id)) order by x.at desc, x.id, x.n), '[]')
		from (select b.id, b.at, b.actor_id, b.note, c.n, c.uri, c.action, c.kind, c.before, c.after
			from public.vocabulary_batches b join public.vocabulary_changes c on c.batch = b.id
			where b.scheme = p_scheme and (p_uri is null or c.uri = p_uri) and (p_before is null or b.at < p_before)
			order by b.at desc, b.id, c.n limit least(greatest(coalesce(p_limit, 100), 1), 500)) x);
end
$$;
comment on function public.vocabulary_history is 'HistoryEntry[] of src/lib/domain/vocabulary/editing.ts, newest first: for who moderates or administers somewhere.';

revoke execute on function private.keep_vocabulary_history(), private.begin_vocabulary_batch(text, text, text, uuid),
	public.vocabulary_history(text, text, timestamptz, int) from public, anon, authenticated;
grant execute on function public.vocabulary_history(text, text, timestamptz, int) to authenticated;
