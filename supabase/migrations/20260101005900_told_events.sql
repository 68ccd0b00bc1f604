-- What people are told of outside the history of a record: roles, organisations, what they reported.

create function private.tell_role() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		perform private.tell('role_given', null, auth.uid(), jsonb_build_object('audience', jsonb_build_array(new.user_id), 'role', new.role));
	elsif old.revoked_at is null and new.revoked_at is not null then
		perform private.tell('role_revoked', null, auth.uid(), jsonb_build_object('audience', jsonb_build_array(new.user_id), 'role', new.role));
	end if;
	return null;
end
$$;
create trigger tell_role after insert or update of revoked_at on public.memberships
	for each row execute function private.tell_role();

create function private.tell_request() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		perform private.tell('join_requested', null, new.user_id, jsonb_build_object('organisation_id', new.organisation_id,
			'audience', (select coalesce(jsonb_agg(m.user_id), '[]') from public.organisation_members m
				where m.organisation_id = new.organisation_id and m.role = 'manager')));
	elsif old.status = 'open' and new.status in ('accepted', 'refused') then
		perform private.tell('join_' || new.status, null, new.decided_by,
			jsonb_build_object('organisation_id', new.organisation_id, 'audience', jsonb_build_array(new.user_id)));
	end if;
	return null;
end
$$;
create trigger tell_request after insert or update of status on public.organisation_requests
	for each row execute function private.tell_request();

create function private.tell_report() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if old.decided_at is null and new.decided_at is not null and new.reporter_id is not null then
		-- Not which record: it may be hidden from them by now.
		perform private.tell('report_handled', null, auth.uid(), jsonb_build_object('audience', jsonb_build_array(new.reporter_id)));
	end if;
	return null;
end
$$;
comment on function private.tell_report is 'Who reported something learns that it was looked at.';
create trigger tell_report after update of decided_at on private.reports
	for each row execute function private.tell_report();

revoke execute on all functions in schema private from public;
