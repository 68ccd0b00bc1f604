-- What may be sent, and by whom: asked once for a whole batch, before anything of it is written.

create function private.charter_missing() returns text
language sql stable set search_path = ''
as $$
	select in_force from private.current_charter() as in_force
	where in_force is not null and not exists (select from public.charter_acceptances a where a.user_id = (select auth.uid()) and a.version = in_force)
$$;
comment on function private.charter_missing is 'The version in force that the caller has yet to accept, or null.';

create function private.unanswered(p_batch jsonb) returns table (op_id text, op jsonb)
language sql stable set search_path = ''
as $$
	-- What was applied and whose answer was lost is answered as it was, whatever holds now.
	select sent ->> 'op_id', sent from jsonb_array_elements(p_batch) as sent
	where private.is_uuid(sent -> 'op_id') and not exists (
		select from public.operations_applied a
		where a.op_id = case when private.is_uuid(sent -> 'op_id') then (sent ->> 'op_id')::uuid end)
$$;
comment on function private.unanswered is 'The operations of a batch that have no answer yet.';

create function private.takes_back(p_op jsonb) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return case p_op ->> 'kind'
		when 'remove_photo' then true
		when 'withdraw' then true
		when 'appeal' then true
		when 'delete' then private.is_uuid(p_op -> 'record_id') and exists (select from public.records r
			where r.id = case when private.is_uuid(p_op -> 'record_id') then (p_op ->> 'record_id')::uuid end and r.author_id = auth.uid())
		else false
	end;
end
$$;
comment on function private.takes_back is 'Whether an operation takes back what is one''s own, or defends it.';

create function private.refused_before(p_op_id text, p_problem jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	select jsonb_build_object(p_op_id, jsonb_build_object('op_id', p_op_id) || private.answer('refused', p_problems => jsonb_build_array(p_problem)))
$$;

create function private.place_refused(p_op jsonb) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
	r public.records;
	v_user uuid := auth.uid();
	v_theme text := p_op #>> '{changes,theme,new}';
	v_geometry jsonb := p_op #> '{changes,geometry,new}';
	v_full boolean;
begin
	if p_op ->> 'kind' <> 'create' then
		select * into r from public.records where id = (p_op ->> 'record_id')::uuid;
		v_full := r.id is not null and private.has_full_access(r);
		-- What is not before them has an answer of its own, and it says nothing of where it is.
		if private.missing_record(r, v_full) is not null then return false; end if;
		if r.status = 'published' and p_op ->> 'kind' = 'add_observation' then
			return not private.policy_allows(v_user, 'contribute', r.theme, r.commune_insee);
		end if;
		if r.status = 'published' and r.author_id is distinct from v_user and p_op ->> 'kind' in ('update', 'delete', 'add_photo')
			-- The photo of a visit goes where its visit went.
			and coalesce(p_op #>> '{photo,observation_id}', r.id::text) = r.id::text
			and not private.policy_allows(v_user, 'edit_published', r.theme, r.commune_insee) then
			return true;
		end if;
		if p_op ->> 'kind' <> 'update' or coalesce(v_theme, v_geometry::text) is null then return false; end if;
	end if;
	if v_geometry is not null and private.validate_geometry(v_geometry, '{point,line,polygon}') <> '[]' then return false; end if;
	return not private.policy_allows(v_user, 'contribute', coalesce(v_theme, r.theme), case when v_geometry is null then r.commune_insee
		else private.commune_at(private.to_geometry(v_geometry)) end);
exception when others then
	if left(sqlstate, 2) in ('08', '40', '53', '55', '57', '58') then raise; end if;
	-- Malformed: push_one says where.
	return false;
end
$$;
comment on function private.place_refused is 'Whether the rules of a place keep the caller from sending this there. What they have sent already stays theirs to correct.';

create function private.sending_refusals(p_batch jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_charter text := private.charter_missing();
	v_answers jsonb := '{}';
	v_op record;
begin
	if v_charter is not null then
		select coalesce(jsonb_object_agg(u.op_id, refused -> u.op_id), '{}') into v_answers
		from (select * from private.unanswered(p_batch)
			-- Taking back what is one's own never needs it.
			where not private.takes_back(op)) u, private.refused_before(u.op_id,
			private.problem('charter_required', null, jsonb_build_object('version', v_charter))) as refused;
	end if;
	-- Where anyone may send anything, nothing has to be looked at.
	if not exists (select from public.contribution_policies where contribute <> 'everyone' or edit_published <> 'everyone') then
		return v_answers;
	end if;
	for v_op in select u.op_id, u.op from private.unanswered(p_batch) u where private.operation_problems(u.op) = '[]' loop
		if not v_answers ? v_op.op_id and private.place_refused(v_op.op) then
			v_answers := v_answers || private.refused_before(v_op.op_id, private.problem('not_allowed_here', null));
		end if;
	end loop;
	return v_answers;
end
$$;
comment on function private.sending_refusals is 'Answers by op_id of what may not be sent now. They are not remembered: the same operation may be sent again once the charter is accepted or the right is there.';

revoke execute on all functions in schema private from public;
