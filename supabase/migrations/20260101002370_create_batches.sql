-- A day's records, sent at once: those that are new and right are written together, with the same outcome as
-- one by one (push_one), in a fraction of the time. Anything else in the batch goes its own way.

create function private.plain_creates(p_batch jsonb) returns setof jsonb
language sql stable set search_path = ''
as $$
	-- What comes twice, or after something else was done to its record, has to wait for what is before it.
	select op from (
		select op, place, row_number() over (partition by lower(op ->> 'record_id') order by place) as of_record,
			count(*) over (partition by lower(op ->> 'op_id')) as of_op
		from jsonb_array_elements(p_batch) with ordinality as sent(op, place)
	) as sent
	where of_record = 1 and of_op = 1 and op ->> 'kind' = 'create' and private.operation_problems(op) = '[]'
	order by place
$$;
comment on function private.plain_creates is 'Well-formed creates that nothing before them in the batch has to do with.';

create function private.write_creates(p_ops jsonb[]) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	v_user uuid := auth.uid();
	v_answers jsonb;
begin
	with sent as materialized (
		select op, (op ->> 'op_id')::uuid as op_id, (op ->> 'record_id')::uuid as record_id, (op ->> 'form_version')::int as form,
			private.with_changes('{}', op -> 'changes') as content
		from unnest(p_ops) with ordinality as sent(op, place)
	), fresh as materialized (
		select s.*, s.content ->> 'theme' as theme, s.content ->> 'concept' as concept from sent s
		where jsonb_typeof(s.content -> 'theme') = 'string' and jsonb_typeof(s.content -> 'concept') = 'string'
			and not exists (select from public.operations_applied a where a.op_id = s.op_id)
			and not exists (select from public.records r where r.id = s.record_id)
	), forms as materialized (
		-- Looked at once for all the records of a concept.
		select g.theme, g.concept, g.form, c.sensitivity as least, c.geometry_kinds as kinds, t.licence, private.known_form(g.theme, g.form) as known_form,
			t.form_version as in_force, private.fields_asked(g.theme, g.concept, g.form, g.answers) as fields
		from (
			select f.theme, f.concept, f.form, jsonb_object_agg(a.key, null) as answers
			from fresh f, jsonb_object_keys(f.content -> 'properties' || '{"": 0}') as a(key) group by f.theme, f.concept, f.form
		) g join public.concepts c on c.id = g.concept join public.themes t on t.id = g.theme
		where private.validate_concept(g.theme, g.concept) = '[]'
	), complete as materialized (
		select f.op, f.op_id, f.record_id, f.theme, f.concept, g.licence, g.known_form, g.in_force, g.fields, g.kinds,
			f.content || case when private.is_blank(f.content -> 'sensitivity') then jsonb_build_object('sensitivity', g.least) else '{}' end as content,
			g.least
		from fresh f join forms g on g.theme = f.theme and g.concept = f.concept and g.form is not distinct from f.form
	), checked as materialized (
		select *, private.to_geometry(content -> 'geometry') as shape from complete
		where private.content_problems(content, kinds) = '[]' and private.properties_problems(fields, content -> 'properties') = '[]'
			and private.sensitivity_rank(content ->> 'sensitivity') >= private.sensitivity_rank(least)
	), placed as materialized (
		select *, private.commune_at(shape) as commune from checked
	), judged as materialized (
		-- Once for each place, not for each record.
		select theme, commune, private.published_at_once('new', theme, commune) as direct from (select distinct theme, commune from placed) places
	), written as (
		insert into public.records (id, theme, concept, geometry, position, properties, sensitivity, observed_at, observed_offset,
			form_version, status, author_id, licence, commune_insee, flags)
		select p.record_id, p.theme, p.concept, p.shape, private.clean_position(content -> 'position'), content -> 'properties', content ->> 'sensitivity',
			private.to_moment(content -> 'observed_at'), private.offset_minutes(content ->> 'observed_at'), known_form,
			case when j.direct then 'published' else 'submitted' end, v_user, licence, p.commune,
			-- Judged right by the form in force, there is nothing to flag.
			case when known_form = in_force then '[]'::jsonb end
		from placed p join judged j on j.theme = p.theme and j.commune is not distinct from p.commune
		returning id, version, status
	), answered as materialized (
		select p.op, p.op_id, p.record_id, w.version, w.status, jsonb_build_object('op_id', p.op -> 'op_id')
			|| (private.answer('applied') || jsonb_build_object('version', w.version, 'status', w.status)) as answer
		from placed p join written w on w.id = p.record_id
	), remembered as (
		insert into public.operations_applied (op_id, author_id, record_id, operation, answer)
		select op_id, v_user, record_id, op, answer from answered
	), logged as (
		insert into public.record_history (record_id, version, kind, actor_id, op_id, changes, status, device_time)
		select a.record_id, a.version, e.kind, v_user, a.op_id, case e.kind when 'published' then '{}' else (
			select jsonb_object_agg(key, jsonb_build_object('old', null, 'new', value -> 'new')) from jsonb_each(a.op -> 'changes')) end,
			a.status, a.op ->> 'device_time'
		from answered a cross join (values (1, 'created'), (2, 'published')) as e(place, kind)
		where e.kind = 'created' or a.status = 'published'
		order by e.place
	)
	select coalesce(jsonb_object_agg(answer ->> 'op_id', answer), '{}') into v_answers from answered;
	return v_answers;
end
$$;

create function private.push_creates(p_batch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	v_ops jsonb[] := array(select private.plain_creates(p_batch));
	op jsonb;
begin
	if cardinality(v_ops) < 2 then return '{}'; end if;
	foreach op in array v_ops loop
		-- As in push_one.
		perform pg_advisory_xact_lock(hashtextextended(lower(op ->> 'op_id'), 0));
	end loop;
	return private.write_creates(v_ops);
exception when others then
	-- One of them cannot be written: which one, push_one finds out. Passing troubles end the request.
	if left(sqlstate, 2) in ('08', '40', '53', '55', '57', '58') then raise; end if;
	return '{}';
end
$$;
comment on function private.push_creates is 'Answers by op_id, of the creates that were written. The others are for push_one.';

revoke execute on all functions in schema private from public;
