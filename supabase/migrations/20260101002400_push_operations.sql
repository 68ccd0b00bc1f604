-- One request, many operations: each in its own savepoint, each applied once for ever.

create function private.apply_operation(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
begin
	return case op ->> 'kind'
		when 'create' then private.apply_create(op)
		when 'update' then private.apply_update(op)
		when 'delete' then private.apply_delete(op)
		when 'add_photo' then private.apply_add_photo(op)
		when 'remove_photo' then private.apply_remove_photo(op)
		when 'add_observation' then private.apply_add_observation(op)
		when 'add_comment' then private.apply_add_comment(op)
		when 'withdraw' then private.apply_speak_up(op)
		when 'appeal' then private.apply_speak_up(op)
	end;
end
$$;

create function private.still_readable(p_answer jsonb, r public.records) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_full boolean := r.id is not null and private.has_full_access(r);
	v_server jsonb := p_answer -> 'server';
	v_by jsonb;
begin
	if p_answer ? 'disputed_by' then
		select coalesce(jsonb_object_agg(b.path, b.by || jsonb_build_object('name', (
			select private.shown_name(a) from public.record_history h join public.profiles a on a.id = h.actor_id
			where h.record_id = r.id and h.at = (b.by ->> 'at')::timestamptz and (v_full or h.actor_id = auth.uid())
				and case b.path when 'photos' then h.kind = 'photo_added' when 'observations' then h.kind = 'observed' else h.changes ? b.path end
			order by h.id desc limit 1))), '{}')
		into v_by from jsonb_each(p_answer -> 'disputed_by') as b(path, by);
		p_answer := p_answer || jsonb_build_object('disputed_by', v_by);
	end if;
	if v_server = 'null' then return p_answer; end if;
	-- Told whole, or perhaps so, to who now may read the public part at most.
	if r.id is null or private.record_in_dispute(r, v_full) is null
		or (not v_full and (v_server -> 'author_id' <> 'null' or r.author_id is null)) then
		return p_answer || '{"server": null}';
	end if;
	return p_answer || jsonb_build_object('server', v_server || jsonb_build_object(
		'author_name', (select private.shown_name(a) from public.profiles a where a.id = r.author_id),
		'observations', (select coalesce(jsonb_agg(told || jsonb_build_object('author_name', (select private.shown_name(a) from public.profiles a where a.id = o.author_id))
				order by place), '[]')
			from jsonb_array_elements(v_server -> 'observations') with ordinality as t(told, place)
			join public.observations o on o.id = (told ->> 'id')::uuid
			where private.may_read_visit(o.id, r.theme, r.commune_insee)),
		'photos', (select coalesce(jsonb_agg(told || jsonb_build_object('credit', private.photo_credit(p.credit, w)) order by place), '[]')
			from jsonb_array_elements(v_server -> 'photos') with ordinality as t(told, place)
			join public.photos p on p.id = (told ->> 'id')::uuid
			left join public.profiles w on w.id = p.added_by
			where p.removed_at is null and private.may_read_visit(p.observation_id, r.theme, r.commune_insee))));
end
$$;
comment on function private.still_readable is 'An answer given before, without what its reader may no longer read, and with names as people now choose to be shown.';

create function private.repeat_answer(p_known public.operations_applied) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	r public.records;
begin
	select * into r from public.records where id = p_known.record_id;
	return private.still_readable(p_known.answer, r) || '{"result": "already"}';
end
$$;

create function private.push_one(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	v_known public.operations_applied;
	v_problems jsonb;
	v_answer jsonb;
begin
	v_problems := private.operation_problems(op);
	if v_problems <> '[]' then
		return jsonb_build_object('op_id', op -> 'op_id') || private.answer('refused', p_problems => v_problems);
	end if;
	-- The same operation sent by two tabs at once waits here, then finds the answer of the other.
	perform pg_advisory_xact_lock(hashtextextended(lower(op ->> 'op_id'), 0));
	select * into v_known from public.operations_applied where op_id = (op ->> 'op_id')::uuid;
	if v_known.op_id is not null then
		if v_known.author_id is distinct from auth.uid() then
			return jsonb_build_object('op_id', op -> 'op_id') || private.refusal('operation_malformed', 'op_id');
		end if;
		return private.repeat_answer(v_known);
	end if;
	v_answer := jsonb_build_object('op_id', op -> 'op_id') || private.apply_operation(op);
	insert into public.operations_applied (op_id, author_id, record_id, operation, answer)
	values ((op ->> 'op_id')::uuid, auth.uid(), (op ->> 'record_id')::uuid,
		-- What was refused leaves its name and kind, not its megabytes. The name under a photo is kept with the photo
		-- alone, what was said with the comment or the appeal alone: they go with their account.
		(case when v_answer ->> 'result' = 'refused' then op - '{changes,observation}'::text[] else op end)
			#- '{photo,credit}' #- '{comment,body}' #- '{note}', v_answer);
	return v_answer;
exception when others then
	-- Passing troubles (deadlock, lock, resources) end the request, which is sent again as a whole. Anything
	-- else stays with its operation, so that one poisoned item never blocks the others.
	if left(sqlstate, 2) in ('08', '40', '53', '55', '57', '58') then raise; end if;
	raise log 'operation % failed: % %', op ->> 'op_id', sqlstate, sqlerrm;
	return jsonb_build_object('op_id', op -> 'op_id')
		|| private.refusal('operation_malformed', null, jsonb_build_object('sqlstate', sqlstate));
end
$$;

create function private.lock_records(p_batch jsonb) returns void
language sql set search_path = ''
as $$
	-- In one order for everyone: two batches about the same records wait for each other, but never both.
	select from public.records r
	where r.id in (select case when private.is_uuid(op -> 'record_id') then (op ->> 'record_id')::uuid end
		from jsonb_array_elements(p_batch) as op where op ->> 'kind' <> 'create')
	order by r.id for update
$$;

create function public.push_operations(p_batch jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_abuse jsonb;
	v_refused jsonb;
	v_created jsonb;
	v_answers jsonb[] := '{}';
	op jsonb;
begin
	if not exists (select from public.profiles where id = auth.uid()) then
		perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null)));
	end if;
	if jsonb_typeof(p_batch) is distinct from 'array' then
		perform private.fail(400, jsonb_build_array(private.problem('operation_malformed', null)));
	end if;
	if jsonb_array_length(p_batch) > 200 then
		perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', null, '{"max": 200}')));
	end if;
	if octet_length(p_batch::text) > 5242880 then
		perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', null, '{"max": 5242880, "unit": "B"}')));
	end if;
	v_abuse := private.abuse_refusals(p_batch);
	perform private.lock_records(p_batch);
	v_refused := private.sending_refusals(p_batch) || v_abuse;
	v_created := private.push_creates((select coalesce(jsonb_agg(o order by n), '[]') from jsonb_array_elements(p_batch) with ordinality as sent(o, n)
		where not v_refused ? coalesce(o ->> 'op_id', '')));
	for op in select value from jsonb_array_elements(p_batch) loop
		v_answers := v_answers || coalesce(v_refused -> (op ->> 'op_id'), v_created -> (op ->> 'op_id'), private.push_one(op));
	end loop;
	perform private.note_forgeries(p_batch, v_answers);
	return to_jsonb(v_answers);
end
$$;
comment on function public.push_operations is 'OperationAnswer[] in the order sent. At most 200 operations and 5 MiB.';
revoke execute on function private.lock_records(jsonb), public.push_operations(jsonb) from public, anon, authenticated;
grant execute on function public.push_operations(jsonb) to authenticated;
