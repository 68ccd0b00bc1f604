-- Coming into an organisation: by an invitation that is good for once, or by asking.

create table public.organisation_invitations (
	id uuid primary key default gen_random_uuid(),
	organisation_id uuid not null references public.organisations (id) on delete cascade,
	code_hash bytea not null unique,
	email text check (email = lower(email) and char_length(email) <= 320 and email ~ '^[^\s@]+@[^\s@]+\.[^\s@]{2,}$'),
	member_role text not null check (member_role in ('member', 'manager')),
	invited_by uuid references public.profiles (id) on delete set null,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_by uuid references public.profiles (id) on delete set null,
	used_at timestamptz,
	revoked_at timestamptz
);
create index organisation_invitations_organisation_idx on public.organisation_invitations (organisation_id, created_at);
alter table public.organisation_invitations enable row level security;
revoke all on public.organisation_invitations from anon, authenticated;
comment on table public.organisation_invitations is 'Read by nobody. The code itself is told once, to who invites, and never kept.';
comment on column public.organisation_invitations.email is 'Only who signs in with this address may use it; null: whoever has the link.';

create function private.code_hash(p_code text) returns bytea
language sql immutable parallel safe set search_path = ''
as $$ select sha256(convert_to('invitation:' || p_code, 'UTF8')) $$;
comment on function private.code_hash is 'A code has 244 random bits: one plain hash is enough, there is nothing to guess.';

create function public.invite_member(p_organisation_id uuid, p_member_role text default 'member', p_email text default null,
	p_days int default 14) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_email text := nullif(lower(btrim(p_email)), '');
	v_code text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
	v_id uuid;
	v_expires timestamptz;
begin
	perform private.require_organisation(p_organisation_id);
	if p_member_role is null or p_member_role not in ('member', 'manager') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'role')));
	end if;
	if v_email !~ '^[^\s@]+@[^\s@]+\.[^\s@]{2,}$' or char_length(v_email) > 320 then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'email')));
	end if;
	if p_days is null or p_days not between 1 and 90 then
		perform private.fail(400, jsonb_build_array(private.problem('out_of_range', 'days', '{"min": 1, "max": 90}')));
	end if;
	if (select count(*) >= 100 from public.organisation_invitations i where i.organisation_id = p_organisation_id
		and i.created_at > now() - interval '1 day') then
		perform private.fail(429, jsonb_build_array(private.problem('too_many', null)));
	end if;
	insert into public.organisation_invitations (organisation_id, code_hash, email, member_role, invited_by, expires_at)
	values (p_organisation_id, private.code_hash(v_code), v_email, p_member_role, auth.uid(), now() + make_interval(days => p_days))
	returning id, expires_at into v_id, v_expires;
	insert into public.membership_events (kind, organisation_id, actor_id, role)
	values ('invitation_made', p_organisation_id, auth.uid(), p_member_role);
	if v_email is not null then
		-- Forgotten there as soon as the mail has left.
		perform private.queue_mail(v_email, 'invitation', jsonb_build_object('code', v_code,
			'organisation', (select o.name from public.organisations o where o.id = p_organisation_id)),
			(select p.language from public.profiles p where p.id = auth.uid()));
	end if;
	return jsonb_build_object('id', v_id, 'code', v_code, 'email', v_email, 'expires_at', v_expires);
end
$$;
comment on function public.invite_member is 'An invitation good for one person, once. The code is in this answer, and in the mail when there is an address, and nowhere else. At most a hundred a day for an organisation.';

create function public.revoke_invitation(p_invitation_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare i public.organisation_invitations;
begin
	select * into i from public.organisation_invitations where id = p_invitation_id for update;
	if i.id is null then perform private.fail(404, jsonb_build_array(private.problem('invitation_unknown', null))); end if;
	perform private.require_organisation(i.organisation_id);
	if i.used_at is not null then perform private.fail(409, jsonb_build_array(private.problem('invitation_used', null))); end if;
	if i.revoked_at is not null then return; end if;
	update public.organisation_invitations set revoked_at = now() where id = i.id;
	insert into public.membership_events (kind, organisation_id, actor_id, role)
	values ('invitation_revoked', i.organisation_id, auth.uid(), i.member_role);
end
$$;

create function private.invitation_trouble(i public.organisation_invitations) returns text
language sql stable set search_path = ''
as $$
	select case when i.id is null then 'invitation_unknown' when i.used_at is not null then 'invitation_used'
		when i.revoked_at is not null or i.invited_by is null then 'invitation_revoked' when i.expires_at <= now() then 'invitation_expired' end
$$;
comment on function private.invitation_trouble is 'Why it cannot be used, as a problem code; null when it can.';

create function private.end_invitations() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare v_user uuid := case when tg_op = 'DELETE' then old.user_id else new.user_id end;
begin
	update public.organisation_invitations i set revoked_at = now()
	where i.invited_by = v_user and i.used_at is null and i.revoked_at is null and (private.is_blocked(v_user) or not (
		exists (select from public.organisation_members m where m.organisation_id = i.organisation_id and m.user_id = v_user and m.role = 'manager')
		or exists (select from public.memberships m where m.user_id = v_user and m.role = 'administrator' and m.revoked_at is null)));
	return null;
end
$$;
comment on function private.end_invitations is 'Who may no longer invite leaves no open door behind them, least of all for themselves.';
create trigger end_invitations after update of role or delete on public.organisation_members
	for each row when (old.role = 'manager') execute function private.end_invitations();
create trigger end_invitations after update of revoked_at on public.memberships
	for each row when (old.role = 'administrator' and new.revoked_at is not null) execute function private.end_invitations();
create trigger end_invitations after insert on public.account_blocks
	for each row execute function private.end_invitations();

create function private.verified_email() returns text
language sql stable security definer set search_path = ''
as $$ select lower(u.email) from auth.users u where u.id = (select auth.uid()) and u.email_confirmed_at is not null $$;
comment on function private.verified_email is 'The caller''s address as the authentication server has it, not as a token says; null when it was never proved.';

create function public.read_invitation(p_code text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare i public.organisation_invitations;
begin
	select * into i from public.organisation_invitations where code_hash = private.code_hash(coalesce(p_code, ''));
	if i.id is null then perform private.fail(404, jsonb_build_array(private.problem('invitation_unknown', null))); end if;
	return jsonb_build_object(
		'organisation', (select jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.kind) from public.organisations o where o.id = i.organisation_id),
		'member_role', i.member_role, 'invited_by', private.name_of(i.invited_by), 'expires_at', i.expires_at,
		'trouble', private.invitation_trouble(i),
		-- Not the address itself: who has the link need not learn for whom it was.
		'for_other', i.email is not null and auth.uid() is not null and i.email is distinct from private.verified_email(),
		'member', exists (select from public.organisation_members m where m.organisation_id = i.organisation_id and m.user_id = auth.uid()));
end
$$;
comment on function public.read_invitation is 'What an invitation is about, for whoever has its code, before signing in too.';

create function public.accept_invitation(p_code text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	i public.organisation_invitations;
	v_trouble text;
begin
	-- Two who hold the same link come here one after the other.
	select * into i from public.organisation_invitations where code_hash = private.code_hash(coalesce(p_code, '')) for update;
	-- A lost answer is asked for again by the same person, who is in already.
	if i.used_by = auth.uid() and exists (select from public.organisation_members m
		where m.organisation_id = i.organisation_id and m.user_id = auth.uid()) then
		return i.organisation_id;
	end if;
	v_trouble := private.invitation_trouble(i);
	if v_trouble is not null then
		perform private.fail(case v_trouble when 'invitation_unknown' then 404 else 409 end, jsonb_build_array(private.problem(v_trouble, null)));
	end if;
	perform private.refuse_while_blocked();
	if i.email is not null and i.email is distinct from private.verified_email() then
		perform private.fail(403, jsonb_build_array(private.problem('invitation_for_other', null)));
	end if;
	update public.organisation_invitations set used_at = now(), used_by = auth.uid() where id = i.id;
	insert into public.membership_events (kind, organisation_id, user_id, actor_id, role)
	values ('invitation_used', i.organisation_id, auth.uid(), i.invited_by, i.member_role);
	insert into public.organisation_members as m (organisation_id, user_id, role, changed_by)
	values (i.organisation_id, auth.uid(), i.member_role, i.invited_by)
	on conflict (organisation_id, user_id) do update set role = 'manager', changed_by = excluded.changed_by
	where excluded.role = 'manager' and m.role <> 'manager';
	update public.organisation_requests set status = 'accepted', decided_at = now(), decided_by = i.invited_by
	where organisation_id = i.organisation_id and user_id = auth.uid() and status = 'open';
	return i.organisation_id;
end
$$;
comment on function public.accept_invitation is 'Joins with an invitation, once. Returns the organisation; the same person asking again is answered the same while they belong to it.';

create table public.organisation_requests (
	id uuid primary key default gen_random_uuid(),
	organisation_id uuid not null references public.organisations (id) on delete cascade,
	user_id uuid not null references public.profiles (id) on delete cascade,
	message text check (char_length(message) <= 500),
	status text not null default 'open' check (status in ('open', 'accepted', 'refused', 'withdrawn')),
	created_at timestamptz not null default now(),
	decided_at timestamptz,
	decided_by uuid references public.profiles (id) on delete set null,
	reason text
);
create unique index organisation_requests_open_idx on public.organisation_requests (organisation_id, user_id) where status = 'open';
create index organisation_requests_user_idx on public.organisation_requests (user_id, created_at);
alter table public.organisation_requests enable row level security;
revoke all on public.organisation_requests from anon, authenticated;
comment on table public.organisation_requests is 'Who asks to belong to it. Read through organisation_page, by who asked and by its managers.';

create function public.request_to_join(p_organisation_id uuid, p_message text default null) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_message text := private.checked_reason(p_message);
	v_id uuid;
	v_new boolean;
begin
	perform private.refuse_while_blocked();
	if not exists (select from public.organisations where id = p_organisation_id) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'organisation_id')));
	end if;
	if exists (select from public.organisation_members m where m.organisation_id = p_organisation_id and m.user_id = auth.uid()) then
		perform private.fail(409, jsonb_build_array(private.problem('already_member', null)));
	end if;
	if (select count(*) >= 20 from public.organisation_requests q where q.user_id = auth.uid() and q.created_at > now() - interval '1 day') then
		perform private.fail(429, jsonb_build_array(private.problem('too_many', null)));
	end if;
	insert into public.organisation_requests (organisation_id, user_id, message) values (p_organisation_id, auth.uid(), v_message)
	on conflict (organisation_id, user_id) where status = 'open' do update set message = excluded.message
	returning id, xmax = 0 into v_id, v_new;
	-- What is kept for ever is not filled by asking again and again.
	if v_new then
		insert into public.membership_events (kind, organisation_id, user_id, actor_id)
		values ('join_requested', p_organisation_id, auth.uid(), auth.uid());
	end if;
	return v_id;
end
$$;
comment on function public.request_to_join is 'Asks to belong to an organisation. Asking again changes the message. At most twenty a day for a person.';

create function public.withdraw_request(p_request_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare q public.organisation_requests;
begin
	update public.organisation_requests set status = 'withdrawn', decided_at = now(), decided_by = auth.uid()
	where id = p_request_id and user_id = auth.uid() and status = 'open' returning * into q;
	if q.id is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'request_id'))); end if;
	insert into public.membership_events (kind, organisation_id, user_id, actor_id)
	values ('join_withdrawn', q.organisation_id, q.user_id, auth.uid());
end
$$;

create function public.decide_request(p_request_id uuid, p_accept boolean, p_reason text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	q public.organisation_requests;
	v_reason text;
begin
	select * into q from public.organisation_requests where id = p_request_id for update;
	if q.id is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'request_id'))); end if;
	perform private.require_organisation(q.organisation_id);
	if p_accept is null then perform private.fail(400, jsonb_build_array(private.problem('required', 'accept'))); end if;
	if q.status <> 'open' then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', q.status))));
	end if;
	v_reason := private.checked_reason(p_reason, not p_accept);
	update public.organisation_requests set status = case when p_accept then 'accepted' else 'refused' end,
		decided_at = now(), decided_by = auth.uid(), reason = v_reason where id = q.id;
	if p_accept then
		insert into public.organisation_members (organisation_id, user_id, changed_by, reason)
		values (q.organisation_id, q.user_id, auth.uid(), v_reason) on conflict do nothing;
	else
		insert into public.membership_events (kind, organisation_id, user_id, actor_id, reason)
		values ('join_refused', q.organisation_id, q.user_id, auth.uid(), v_reason);
	end if;
end
$$;
comment on function public.decide_request is 'A manager accepts or refuses; a refusal says why, to the person who asked.';

revoke execute on function private.code_hash(text), private.invitation_trouble(public.organisation_invitations), private.end_invitations(), private.verified_email(),
	public.invite_member(uuid, text, text, int), public.revoke_invitation(uuid), public.read_invitation(text), public.accept_invitation(text),
	public.request_to_join(uuid, text), public.withdraw_request(uuid), public.decide_request(uuid, boolean, text)
	from public, anon, authenticated;
grant execute on function public.read_invitation(text) to anon, authenticated;
grant execute on function public.invite_member(uuid, text, text, int), public.revoke_invitation(uuid), public.accept_invitation(text),
	public.request_to_join(uuid, text), public.withdraw_request(uuid), public.decide_request(uuid, boolean, text) to authenticated;
