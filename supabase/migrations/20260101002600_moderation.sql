-- The queue of a moderator and their decisions.

create function public.moderation_queue(p_theme text default null, p_limit int default 50, p_after text default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_keys jsonb := private.moderation_keys();
	v_limit int := least(greatest(coalesce(p_limit, 50), 1), 200);
	v_after text[] := regexp_match(coalesce(p_after, '-infinity|00000000-0000-0000-0000-000000000000'), '^([^|]{1,40})\|([0-9a-f-]{36})$');
	v_answer jsonb;
begin
	if v_after is null then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'after'))); end if;
	with waiting as (
		select 'new' as kind, r.id as record_id, null::uuid as proposal_id, null::uuid as observation_id, r.submitted_at as since, r.id as place
		from public.records r
		where r.status = 'submitted' and r.deleted_at is null and (p_theme is null or r.theme = p_theme)
			and private.in_scope(v_keys, r.theme, r.commune_insee)
		union all
		select 'edit', r.id, p.id, null, p.created_at, p.id
		from public.proposals p join public.records r on r.id = p.record_id
		where p.status = 'pending' and r.status = 'published' and r.deleted_at is null and (p_theme is null or r.theme = p_theme)
			and private.in_scope(v_keys, r.theme, r.commune_insee)
		union all
		select 'observation', r.id, null, o.id, o.created_at, o.id
		from public.observations o join public.records r on r.id = o.record_id
		where o.status = 'pending' and r.status = 'published' and r.deleted_at is null and (p_theme is null or r.theme = p_theme)
			and private.in_scope(v_keys, r.theme, r.commune_insee)
	), page as (
		select * from waiting w where (w.since, w.place) > (v_after[1]::timestamptz, v_after[2]::uuid)
		order by w.since, w.place limit v_limit + 1
	), numbered as (
		select page.*, row_number() over (order by since, place) as n from page
	)
	select jsonb_build_object(
		'items', coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'waiting_since', n.since,
			'record', private.record_json(r, true, p, true), 'observation', case when o.id is not null
				then private.observation_json(o, r, true, true) end) order by n.n) filter (where n.n <= v_limit), '[]'),
		'next', case when max(n.n) > v_limit then (select to_json(x.since) #>> '{}' || '|' || x.place from numbered x where x.n = v_limit) end,
		'total', (select count(*) from waiting))
	into v_answer
	from numbered n join public.records r on r.id = n.record_id left join public.proposals p on p.id = n.proposal_id
		left join public.observations o on o.id = n.observation_id;
	return v_answer;
exception when invalid_datetime_format or datetime_field_overflow then
	perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'after')));
	return null;
end
$$;
comment on function public.moderation_queue is 'QueuePage of src/lib/domain/moderation.ts: only what the caller may decide, longest wait first.';

create function private.decide_record(r public.records, p_decision text, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_status text := case
		when p_decision = 'accept' and r.status in ('submitted', 'changes_requested') then 'published'
		when p_decision = 'request_changes' and r.status in ('submitted', 'changes_requested') then 'changes_requested'
		when p_decision = 'reject' and r.status in ('submitted', 'changes_requested') then 'rejected'
		when p_decision = 'reject' and r.status = 'published' then 'archived' end;
begin
	if v_status is null then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', r.status))));
	end if;
	return private.move_status(r, v_status, 'moderator', p_reason);
end
$$;

create function private.accept_proposal(r public.records, p public.proposals) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_content jsonb := private.record_content(r);
	v_changes jsonb;
	v_new jsonb;
	v_problems jsonb;
begin
	select coalesce(jsonb_object_agg(key, value), '{}') into v_changes from jsonb_each(p.changes)
	where key <> 'deleted' and key not like 'photos.%';
	-- Lists changed meanwhile are brought together, as they would have been without waiting.
	v_changes := private.merged_changes(r, v_changes, array(select jsonb_object_keys(v_changes)), true, p.author_id);
	select coalesce(jsonb_agg(private.problem('version_changed', key) order by key), '[]') into v_problems from jsonb_each(v_changes)
	where not private.same_value(key, value -> 'old', private.value_at(v_content, key))
		and not private.same_value(key, value -> 'new', private.value_at(v_content, key));
	if v_problems <> '[]' then perform private.fail(409, v_problems); end if;
	v_new := private.with_changes(v_content, v_changes);
	v_problems := private.new_problems(v_content, v_new, v_changes, p.form_version);
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	if v_changes ? 'geometry' or v_changes ? 'theme' then
		if not private.in_scope(private.moderation_keys(), v_new ->> 'theme', private.commune_at(private.to_geometry(v_new -> 'geometry'))) then
			perform private.fail(403, jsonb_build_array(private.problem('not_allowed', 'geometry')));
		end if;
	end if;
	if v_changes <> '{}' then
		r := private.write_content(r, v_new, v_changes, p.form_version);
		perform private.log(r, 'updated', v_changes, p_proposal_id => p.id, p_actor_id => p.author_id);
	end if;
	update public.photos set accepted_at = now()
	where record_id = r.id and accepted_at is null and received_at is not null and removed_at is null
		and jsonb_typeof(p.changes -> ('photos.' || id) -> 'new') = 'object';
	update public.photos set removed_at = now()
	where record_id = r.id and removed_at is null and p.changes -> ('photos.' || id) -> 'new' = 'null';
	if p.changes ? 'deleted' then
		update public.records set deleted_at = now(), version = version + 1 where id = r.id returning * into r;
		perform private.log(r, 'deleted', '{"deleted": {"old": false, "new": true}}', p_proposal_id => p.id, p_actor_id => p.author_id);
	end if;
	return r;
end
$$;

create function private.decide_proposal(r public.records, p public.proposals, p_decision text, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
begin
	if p.status = 'replaced' then
		-- Its author went on after the moderator opened it.
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', 'proposal')));
	end if;
	if p.status not in ('pending', 'changes_requested') or r.status <> 'published' then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', 'proposal', jsonb_build_object('status', p.status))));
	end if;
	if p_decision = 'accept' then
		r := private.accept_proposal(r, p);
		perform private.tell('proposal_accepted', r.id, auth.uid(), jsonb_build_object('audience', jsonb_build_array(p.author_id)), now() + interval '15 seconds');
	else
		perform private.log(r, case p_decision when 'reject' then 'proposal_rejected' else 'proposal_changes_requested' end, p_proposal_id => p.id);
	end if;
	update public.proposals set updated_at = now(), reason = p_reason,
		status = case p_decision when 'accept' then 'accepted' when 'reject' then 'rejected' else 'changes_requested' end
	where id = p.id;
	return r;
end
$$;

create function private.decide_observation(r public.records, o public.observations, p_decision text, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
begin
	if p_decision = 'request_changes' then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'decision')));
	end if;
	if o.status <> 'pending' or r.status <> 'published' then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', 'observation', jsonb_build_object('status', o.status))));
	end if;
	if p_decision = 'accept' then
		perform private.tell('observation_accepted', r.id, auth.uid(), jsonb_build_object('audience', jsonb_build_array(o.author_id)), now() + interval '15 seconds');
		return private.accept_observation(r, o);
	end if;
	update public.observations set status = 'rejected', reason = p_reason where id = o.id;
	perform private.log(r, 'observation_rejected', p_observation_id => o.id);
	-- Its author's devices learn by pull what became of it.
	update public.records set licence = licence where id = r.id returning * into r;
	return r;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on function public.moderation_queue(text, int, text) from public, anon, authenticated;
grant execute on function public.moderation_queue(text, int, text) to authenticated;
