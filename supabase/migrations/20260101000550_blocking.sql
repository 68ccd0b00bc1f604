-- Blocking an account and lifting it, by administrators; the appeal of who is blocked; and the log of both.

create function private.note_role() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' or (new.revoked_at is not null and old.revoked_at is null) then
		perform private.note_access(case when tg_op = 'INSERT' then 'role_granted' else 'role_revoked' end, new.user_id,
			jsonb_build_object('role', new.role, 'theme', new.theme, 'territory', new.territory));
	end if;
	return null;
end
$$;
create trigger note_role after insert or update on public.memberships
	for each row execute function private.note_role();

create function private.refuse_role_while_blocked() returns trigger
language plpgsql set search_path = ''
as $$
begin
	if new.revoked_at is null and private.is_blocked(new.user_id) then
		perform private.fail(409, jsonb_build_array(private.problem('account_blocked', 'user_id')));
	end if;
	return new;
end
$$;
create trigger refuse_role_while_blocked before insert on public.memberships
	for each row execute function private.refuse_role_while_blocked();

create function private.administers_all() returns boolean
language plpgsql stable security definer set search_path = ''
as $$ begin return private.may_administer(null, null); end $$;
comment on function private.administers_all is 'An account is one everywhere: only who administers everything decides over it, and reads the log.';

create function private.required_text(p_text text, p_field text) returns text
language plpgsql immutable set search_path = ''
as $$
declare v_text text := nullif(btrim(p_text), '');
begin
	if v_text is null then perform private.fail(400, jsonb_build_array(private.problem('required', p_field))); end if;
	if char_length(v_text) > 2000 then perform private.fail(400, jsonb_build_array(private.problem('too_long', p_field, '{"max": 2000}'))); end if;
	if private.has_control_characters(v_text, true) then perform private.fail(400, jsonb_build_array(private.problem('bad_format', p_field))); end if;
	return v_text;
end
$$;

create function public.block_account(p_user_id uuid, p_reason text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare v_id uuid;
begin
	-- Two who block each other at once would leave nobody.
	perform pg_advisory_xact_lock(hashtext('last administrator'));
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	if not exists (select from public.profiles where id = p_user_id) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'user_id')));
	end if;
	-- Nobody locks the last door behind themselves.
	if p_user_id = auth.uid() then perform private.fail(409, jsonb_build_array(private.problem('not_allowed', 'user_id'))); end if;
	insert into public.account_blocks (user_id, reason, blocked_by) values (p_user_id, private.required_text(p_reason, 'reason'), auth.uid())
	on conflict (user_id) where lifted_at is null do update set reason = excluded.reason, blocked_by = excluded.blocked_by
	returning id into v_id;
	-- Revoked and not only ignored: everything that asks for a role asks whether it still holds. Why is not said with
	-- it: those who manage the organisation read that history, and an accusation is no business of theirs.
	with taken as (
		update public.memberships set revoked_at = now(), revoked_by = auth.uid(), reason = null where user_id = p_user_id and revoked_at is null returning id
	)
	update public.account_blocks set roles = roles || array(select t.id from taken t) where id = v_id;
	perform private.note_access('account_blocked', p_user_id, jsonb_build_object('reason', btrim(p_reason)));
	return v_id;
end
$$;
comment on function public.block_account is 'From the next statement on the account holds no role and sends nothing. Blocking again changes the reason. Returns the block.';

create function public.lift_block(p_block_id uuid, p_answer text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare b public.account_blocks;
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	update public.account_blocks set lifted_at = now(), lifted_by = auth.uid(),
		answer = case when nullif(btrim(p_answer), '') is null then answer else private.required_text(p_answer, 'answer') end,
		answered_at = case when nullif(btrim(p_answer), '') is null then answered_at else now() end
	where id = p_block_id and lifted_at is null returning * into b;
	if b.id is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'block_id'))); end if;
	insert into public.memberships (user_id, organisation_id, role, theme, territory, holding_id, granted_by)
	select m.user_id, m.organisation_id, m.role, m.theme, m.territory, h.id, auth.uid()
	from public.memberships m cross join lateral (select case when m.holding_id is not null
		then private.covering_holding(m.organisation_id, m.role, m.theme, m.territory) end as id) as h
	where m.id = any (b.roles)
		-- Meanwhile the organisation may have lost what it gave this by, or taken the person out.
		and (m.holding_id is null or h.id is not null)
		and (m.role = 'administrator' or not exists (select from public.membership_events e where e.kind = 'member_removed'
			and e.organisation_id = m.organisation_id and e.user_id = m.user_id and e.at >= b.at))
	on conflict do nothing;
	perform private.note_access('block_lifted', b.user_id);
end
$$;
comment on function public.lift_block is 'Gives the account back what it had and would still have; what waited on its devices leaves at their next try.';

create function public.answer_block_appeal(p_block_id uuid, p_answer text) returns void
language plpgsql security definer set search_path = ''
as $$
declare b public.account_blocks;
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	update public.account_blocks set answer = private.required_text(p_answer, 'answer'), answered_at = now()
	where id = p_block_id and lifted_at is null and appeal is not null returning * into b;
	if b.id is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'block_id'))); end if;
	perform private.note_access('block_kept', b.user_id);
end
$$;
comment on function public.answer_block_appeal is 'Says no to an appeal, with the reason; yes is lift_block.';

create function public.appeal_block(p_text text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	update public.account_blocks set appeal = private.required_text(p_text, 'text'), appealed_at = now()
	where user_id = auth.uid() and lifted_at is null and appeal is null;
	if not found then perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null))); end if;
end
$$;
comment on function public.appeal_block is 'Once per block, by the person blocked.';

create function public.account_blocks_list() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'user_id', b.user_id,
			'name', (select private.shown_name(p) from public.profiles p where p.id = b.user_id),
			'reason', b.reason, 'at', b.at, 'lifted_at', b.lifted_at, 'appeal', b.appeal, 'appealed_at', b.appealed_at,
			'answer', b.answer, 'answered_at', b.answered_at) order by b.lifted_at is not null, b.at desc), '[]')
		from (select * from public.account_blocks order by lifted_at is not null, at desc limit 200) b);
end
$$;
comment on function public.account_blocks_list is 'AccountBlock[] of src/lib/domain/privacy.ts for administrators: those in force first.';

create function public.access_log(p_subject uuid default null, p_before bigint default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'at', l.at, 'kind', l.kind, 'facts', l.facts,
			'actor', (select private.shown_name(p) from public.profiles p where p.id = l.actor_id), 'actor_id', l.actor_id,
			'subject', (select private.shown_name(p) from public.profiles p where p.id = l.subject_id), 'subject_id', l.subject_id) order by l.id desc), '[]')
		from (select * from private.access_log g where (p_subject is null or g.subject_id = p_subject)
			and (p_before is null or g.id < p_before) order by g.id desc limit 100) l);
end
$$;
comment on function public.access_log is 'AccessLine[] of src/lib/domain/privacy.ts, newest first, a hundred at a time (before: the last id seen).';

create function public.my_access_log(p_before bigint default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'at', l.at, 'kind', l.kind, 'facts', l.facts,
			'actor', null, 'actor_id', null, 'subject', null, 'subject_id', l.subject_id, 'own', l.actor_id is not distinct from l.subject_id) order by l.id desc), '[]')
		from (select * from private.access_log g where g.subject_id = auth.uid()
			and (p_before is null or g.id < p_before) order by g.id desc limit 100) l);
end
$$;
comment on function public.my_access_log is 'The same for the person concerned: what was done and when, not by whom.';

create function public.security_log(p_before bigint default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'at', l.at, 'kind', l.kind, 'facts', l.facts, 'address', left(l.address, 8),
			'user', (select private.shown_name(p) from public.profiles p where p.id = l.user_id), 'user_id', l.user_id) order by l.id desc), '[]')
		from (select * from private.security_log g where p_before is null or g.id < p_before order by g.id desc limit 100) l);
end
$$;
comment on function public.security_log is 'SecurityLine[] of src/lib/domain/privacy.ts, newest first, a hundred at a time.';

revoke execute on function private.note_role(), private.refuse_role_while_blocked(), private.administers_all(), private.required_text(text, text), public.block_account(uuid, text),
	public.lift_block(uuid, text), public.answer_block_appeal(uuid, text), public.appeal_block(text), public.account_blocks_list(),
	public.access_log(uuid, bigint), public.my_access_log(bigint), public.security_log(bigint) from public, anon, authenticated;
grant execute on function public.block_account(uuid, text), public.lift_block(uuid, text), public.answer_block_appeal(uuid, text),
	public.appeal_block(text), public.account_blocks_list(), public.access_log(uuid, bigint), public.my_access_log(bigint),
	public.security_log(bigint) to authenticated;
