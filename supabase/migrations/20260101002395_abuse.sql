-- What sending is asked before anything is believed: is the account blocked, how often does it send, does a new
-- account send in bulk. Two kinds of answer: wait (the whole request, 429) and no (each operation, with the reason).

create table public.quarantines (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null references public.profiles (id) on delete cascade,
	at timestamptz not null default now(),
	creates int not null,
	lifted_at timestamptz,
	lifted_by uuid references public.profiles (id) on delete set null
);
create unique index quarantines_one_idx on public.quarantines (user_id) where lifted_at is null;
create index quarantines_user_idx on public.quarantines (user_id);
create index quarantines_lifted_by_idx on public.quarantines (lifted_by);
alter table public.quarantines enable row level security;
revoke all on public.quarantines from anon, authenticated;
create policy quarantines_select_own on public.quarantines for select to authenticated
	using (user_id = (select auth.uid()));
grant select (id, user_id, at, creates, lifted_at) on public.quarantines to authenticated;
comment on table public.quarantines is 'A new account that sent in bulk: all it sends is kept, waits for a moderator, and its person is told. Ends when enough was accepted, or by an administrator.';

create function private.must_wait(p_user uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$ begin return exists (select from public.quarantines q where q.user_id = p_user and q.lifted_at is null); end $$;
comment on function private.must_wait is 'Nothing of this account is published without a moderator, whatever the policy of the place says.';

create function private.accepted_of(p_user uuid) returns bigint
language plpgsql stable security definer set search_path = ''
as $$ begin return (select count(*) from (select from public.records r where r.author_id = p_user and r.published_at is not null limit 100) as few); end $$;

create function private.is_new_account(p_user uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare s private.abuse_settings;
begin
	select * into s from private.abuse_settings;
	return exists (select from public.profiles p where p.id = p_user and p.created_at > now() - make_interval(days => s.new_account_days))
		and not exists (select from public.memberships m where m.user_id = p_user and m.revoked_at is null and m.role <> 'contributor')
		and private.accepted_of(p_user) < s.new_account_accepted;
end
$$;
comment on function private.is_new_account is 'Made lately, trusted by nobody yet, and hardly anything of it accepted.';

create function private.sent_lately(p_user uuid, p_most int) returns bigint
language plpgsql stable security definer set search_path = ''
as $$
declare v_since timestamptz := now() - interval '1 day';
begin
	-- Photos come several to a thing.
	return (select count(*) from (select from public.records r where r.author_id = p_user and r.created_at > v_since limit p_most + 1) as few)
		+ (select count(*) from (select from public.observations o where o.author_id = p_user and not o.is_first and o.created_at > v_since limit p_most + 1) as few)
		+ (select count(*) from (select from public.comments c where c.author_id = p_user and c.created_at > v_since limit p_most + 1) as few)
		+ (select count(*) / 5 from (select from public.photos p where p.added_by = p_user and p.created_at > v_since limit 5 * p_most + 5) as few);
end
$$;

create function private.watch_new_account(p_user uuid, p_things int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_most int;
	v_sent bigint;
begin
	-- A day outside is sent in batches: what came since yesterday counts with this one.
	if p_things = 0 or private.must_wait(p_user) or not private.is_new_account(p_user)
		or exists (select from public.quarantines q where q.user_id = p_user) then
		return;
	end if;
	select new_account_creates into v_most from private.abuse_settings;
	v_sent := private.sent_lately(p_user, v_most) + p_things;
	if v_sent <= v_most then return; end if;
	insert into public.quarantines (user_id, creates) values (p_user, v_sent) on conflict do nothing;
	perform private.note_security('quarantine', jsonb_build_object('creates', v_sent));
end
$$;
comment on function private.watch_new_account is 'Puts a new account that sends in bulk into quarantine, once: one that was let out is not put there again.';

create function private.end_quarantine() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- Hardly anybody waits: what was accepted of all the others is not counted each time.
	if not private.must_wait(new.author_id) then return null; end if;
	update public.quarantines q set lifted_at = now()
	where q.lifted_at is null and q.user_id = new.author_id
		and private.accepted_of(new.author_id) >= (select s.new_account_accepted from private.abuse_settings s);
	return null;
end
$$;
create trigger end_quarantine after update of status on public.records
	for each row when (new.status = 'published' and old.status <> 'published' and new.author_id is not null) execute function private.end_quarantine();

create function private.abuse_refusals(p_batch jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_reason text;
begin
	-- A photo counts as much with a word as with a record.
	if p_batch <> '[]' then perform private.within_limit('operations', jsonb_array_length(p_batch)
		+ (select count(*)::int from jsonb_path_query(p_batch, 'lax $[*].comment.photos[*]'))); end if;
	select b.reason into v_reason from public.account_blocks b where b.user_id = auth.uid() and b.lifted_at is null;
	if v_reason is not null then
		perform private.note_security('blocked_sending', jsonb_build_object('operations', jsonb_array_length(p_batch)));
		return (select coalesce(jsonb_object_agg(u.op_id, refused -> u.op_id), '{}')
			-- Taking back what is one's own stays everyone's right.
			from (select * from private.unanswered(p_batch) where not private.takes_back(op)) u,
				private.refused_before(u.op_id, private.problem('account_blocked', null, jsonb_build_object('reason', v_reason))) as refused);
	end if;
	perform private.watch_new_account(auth.uid(), (select ceil(coalesce(sum(case op ->> 'kind' when 'add_photo' then 0.2 else 1 end), 0))::int
		from private.unanswered(p_batch) where op ->> 'kind' in ('create', 'add_observation', 'add_comment', 'add_photo')));
	return '{}';
end
$$;
comment on function private.abuse_refusals is 'Answers by op_id of what a blocked account may not send, not remembered: it leaves its device once the block is lifted. Ends the request with 429 when there is too much of it.';

create function private.refuse_while_blocked() returns void
language plpgsql stable security definer set search_path = ''
as $$
declare v_reason text;
begin
	select b.reason into v_reason from public.account_blocks b where b.user_id = auth.uid() and b.lifted_at is null;
	if v_reason is not null then
		perform private.fail(403, jsonb_build_array(private.problem('account_blocked', null, jsonb_build_object('reason', v_reason))));
	end if;
end
$$;
comment on function private.refuse_while_blocked is 'For what is sent otherwise than by an operation.';

create function public.my_standing() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object(
		'block', (select jsonb_build_object('reason', b.reason, 'at', b.at, 'appeal', b.appeal, 'answer', b.answer)
			from public.account_blocks b where b.user_id = auth.uid() and b.lifted_at is null),
		'quarantine', (select jsonb_build_object('at', q.at, 'left', greatest(0, (select s.new_account_accepted from private.abuse_settings s) - private.accepted_of(auth.uid())))
			from public.quarantines q where q.user_id = auth.uid() and q.lifted_at is null));
end
$$;
comment on function public.my_standing is 'Standing of src/lib/domain/privacy.ts: why nothing is sent, or why everything waits. Null and null for nearly everyone.';
revoke execute on function public.my_standing() from public, anon, authenticated;
grant execute on function public.my_standing() to authenticated;

create function private.note_forgeries(p_batch jsonb, p_answers jsonb[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	-- What an app of ours never sends: a hand was at it, or a version is broken. Either is worth a line.
	insert into private.security_log (kind, user_id, address, facts)
	select 'operation_refused', auth.uid(), private.caller_address(), jsonb_build_object('op_id', left(answer ->> 'op_id', 40),
		'record_id', left(op ->> 'record_id', 40), 'kind', left(op ->> 'kind', 40), 'code', problem ->> 'code', 'field', left(problem ->> 'field', 100))
	from unnest(p_answers) with ordinality as a(answer, place)
	join jsonb_array_elements(p_batch) with ordinality as b(op, place) using (place)
	cross join lateral (select answer #> '{problems,0}' as problem) as first
	where answer ->> 'result' = 'refused' and problem ->> 'code' in ('operation_malformed', 'not_allowed', 'unknown_field')
	limit 20;
end
$$;
comment on function private.note_forgeries is 'At most twenty lines of a request: a log is not a place to fill.';

revoke execute on all functions in schema private from public;
