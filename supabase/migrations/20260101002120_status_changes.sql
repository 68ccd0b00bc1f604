-- The one way a status moves, once a record is there.

create function private.move_status(r public.records, p_to text, p_by text, p_reason text default null, p_op jsonb default null,
	p_why text default null) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_why text := coalesce(p_why, (select m.why from private.status_moves m where m.from_status = r.status and m.to_status = p_to
		and (m.moved_by = p_by or (p_by = 'administrator' and m.moved_by = 'moderator')) order by m.moved_by = p_by desc limit 1));
begin
	if not private.can_move_status(r.status, p_to, p_by) then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', r.status))));
	end if;
	update public.records set status = p_to, reason = p_reason,
		-- What is only taken back finds its place in the queue again.
		submitted_at = case when p_to = 'submitted' and p_by <> 'system' then now() else submitted_at end
	where id = r.id returning * into r;
	if p_to = 'published' then perform private.accept_photos(r.id); end if;
	insert into public.record_history (record_id, version, kind, actor_id, op_id, status, reason, why, device_time)
	values (r.id, r.version, p_to, auth.uid(), (p_op ->> 'op_id')::uuid, r.status, r.reason, v_why, p_op ->> 'device_time');
	return r;
end
$$;
comment on function private.move_status is 'The only writer of status after a record was made. p_by: author, moderator, administrator or system, which the caller has checked. Logs the move with actor, reason and why.';

revoke execute on function private.move_status(public.records, text, text, text, jsonb, text) from public;
