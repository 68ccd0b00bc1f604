-- What becomes of the records when a concept is withdrawn: they stay, or they follow to what replaces it.

create function private.with_value_moved(p_value jsonb, p_from text, p_to text) returns jsonb
language sql immutable set search_path = ''
as $$
	select case when p_value = to_jsonb(p_from) then to_jsonb(p_to)
		when jsonb_typeof(p_value) = 'array' and p_value ? p_from then (
			select jsonb_agg(once.v order by once.place) from (
				select moved.v, min(moved.place) as place from (
					select case when e.v = to_jsonb(p_from) then to_jsonb(p_to) else e.v end as v, e.place
					from jsonb_array_elements(p_value) with ordinality as e(v, place)) moved
				group by moved.v) once)
		else p_value end
$$;
comment on function private.with_value_moved is 'The answer to a choice, one or several, with one value instead of another.';

create function private.moved_properties(p_theme text, p_properties jsonb, p_scheme text, p_from text, p_to text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_key text;
	v_rows jsonb;
begin
	-- A value of a list, wherever a field of that list holds it: in the record, or in the rows of a group.
	for v_key in select distinct f.key from public.field_definitions f where f.theme = p_theme and f.scheme = p_scheme and p_properties ? f.key loop
		p_properties := p_properties || jsonb_build_object(v_key, private.with_value_moved(p_properties -> v_key, p_from, p_to));
	end loop;
	for v_key, v_rows in select f.key, jsonb_agg(x -> 'key') from public.field_definitions f, jsonb_path_query(to_jsonb(f), '$.fields[*]') as x
		where f.theme = p_theme and x ->> 'scheme' = p_scheme and jsonb_typeof(p_properties -> f.key) = 'array' group by f.key loop
		p_properties := p_properties || jsonb_build_object(v_key, (
			select coalesce(jsonb_agg(case when jsonb_typeof(r.v) <> 'object' then r.v else (
				select coalesce(jsonb_object_agg(c.key, case when v_rows ? c.key then private.with_value_moved(c.value, p_from, p_to) else c.value end), '{}')
				from jsonb_each(r.v) c) end order by r.place), '[]')
			from jsonb_array_elements(p_properties -> v_key) with ordinality as r(v, place)));
	end loop;
	return p_properties;
end
$$;

create function private.records_of_value(p_scheme text, p_value text) returns setof uuid
language sql stable set search_path = ''
as $$
	select r.id from public.records r
	where r.theme in (select f.theme from public.field_definitions f where f.scheme = p_scheme
			or jsonb_path_exists(to_jsonb(f), '$.fields[*] ? (@.scheme == $scheme)', jsonb_build_object('scheme', p_scheme)))
		and r.deleted_at is null and strpos(r.properties::text, to_jsonb(p_value)::text) > 0
		and r.properties is distinct from private.moved_properties(r.theme, r.properties, p_scheme, p_value, '')
$$;
comment on function private.records_of_value is 'Records of which a field of this list holds this value.';

create function private.move_record(p_batch uuid, r public.records, p_concept text, p_properties jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
	v_changes jsonb;
	v_least text := private.least_sensitivity(p_concept);
	v_sensitivity text := case when private.sensitivity_rank(v_least) > private.sensitivity_rank(r.sensitivity) then v_least else r.sensitivity end;
begin
	select coalesce(jsonb_object_agg(path, jsonb_build_object('old', old_value, 'new', new_value)), '{}') into v_changes from (
		select 'concept' as path, to_jsonb(r.concept) as old_value, to_jsonb(p_concept) as new_value where r.concept <> p_concept
		-- What it is now may have to be kept more private.
		union all select 'sensitivity', to_jsonb(r.sensitivity), to_jsonb(v_sensitivity) where r.sensitivity <> v_sensitivity
		union all select 'properties.' || p.key, r.properties -> p.key, p.value from jsonb_each(p_properties) p
		where r.properties -> p.key is distinct from p.value
	) changed;
	if v_changes = '{}' then return; end if;
	update public.records set concept = p_concept, properties = p_properties, sensitivity = v_sensitivity, version = version + 1
	where id = r.id returning * into r;
	perform private.log(r, 'updated', v_changes);
	insert into private.vocabulary_moves (batch, record_id, changes) values (p_batch, r.id, v_changes)
	on conflict (batch, record_id) do update set changes = private.vocabulary_moves.changes || excluded.changes
		|| case when private.vocabulary_moves.changes ? 'concept' and excluded.changes ? 'concept'
			then jsonb_build_object('concept', jsonb_build_object('old', private.vocabulary_moves.changes #> '{concept,old}', 'new', excluded.changes #> '{concept,new}')) else '{}' end;
end
$$;

create function private.move_records(p_batch uuid, p_from text, p_to text) returns void
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	v_scheme text := split_part(p_from, '/', 1);
	v_from text := substr(p_from, char_length(v_scheme) + 2);
	v_to text := substr(p_to, char_length(v_scheme) + 2);
begin
	for r in select * from public.records where concept = p_from and deleted_at is null order by id for update loop
		perform private.move_record(p_batch, r, p_to, r.properties);
	end loop;
	for r in select * from public.records where id in (select private.records_of_value(v_scheme, v_from)) order by id for update loop
		perform private.move_record(p_batch, r, r.concept, private.moved_properties(r.theme, r.properties, v_scheme, v_from, v_to));
	end loop;
end
$$;
comment on function private.move_records is 'Every record of a concept, or holding it as the value of a list, takes the other instead; told in its history.';

create function private.move_records_back(p_batch uuid, p_undo uuid) returns void
language plpgsql set search_path = ''
as $$
declare
	m private.vocabulary_moves;
	r public.records;
	v_properties jsonb;
begin
	for m in select * from private.vocabulary_moves where batch = p_batch order by record_id loop
		select * into r from public.records where id = m.record_id and deleted_at is null for update;
		continue when r.id is null;
		-- What somebody changed since is theirs.
		select coalesce(jsonb_object_agg(p.key, coalesce(case when p.value = m.changes -> ('properties.' || p.key) -> 'new'
			then m.changes -> ('properties.' || p.key) -> 'old' end, p.value)), '{}') into v_properties from jsonb_each(r.properties) p;
		perform private.move_record(p_undo, r, case when r.concept = m.changes #>> '{concept,new}' then m.changes #>> '{concept,old}' else r.concept end, v_properties);
	end loop;
end
$$;
comment on function private.move_records_back is 'Undoes move_records. A sensitivity that was raised stays so: nobody can tell who counts on it.';

create function public.concept_use(p_uri text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	c public.concepts;
	v_keys jsonb := private.moderation_keys();
	v_all boolean;
	v_answer jsonb;
begin
	-- Counting reads every record there is: not for everyone to ask.
	if not private.is_editor() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	select * into c from public.concepts where uri = p_uri;
	if c.id is null then perform private.fail(404, jsonb_build_array(private.problem('unknown_concept', 'uri'))); end if;
	v_all := private.may_edit_vocabulary(c.scheme);
	with recursive below(id) as (
		select c.id
		union
		select r.subject from below b join public.concept_relations r on r.object = b.id and r.predicate = 'broader'
	), used as (
		select r.id, r.concept from public.records r where r.concept in (select id from below) and r.deleted_at is null
			and (v_all or r.public_geometry is not null or r.author_id = auth.uid() or private.in_scope(v_keys, r.theme, r.commune_insee))
		union
		select r.id, c.id from public.records r where r.id in (select private.records_of_value(c.scheme, c.notation))
			-- A field may be private: whoever may not read a record whole does not learn what it says.
			and (v_all or r.author_id = auth.uid() or private.in_scope(v_keys, r.theme, r.commune_insee))
	)
	select jsonb_build_object('records', count(distinct u.id) filter (where u.concept = c.id), 'withNarrower', count(distinct u.id),
		'fields', (select count(*) from public.field_definitions f where f.concept = c.id)) into v_answer from used u;
	return v_answer;
end
$$;
comment on function public.concept_use is 'ConceptUseCounts of src/lib/domain/vocabulary/editing.ts: what a withdrawal would touch, for editors, as far as the caller may count.';

revoke execute on function private.with_value_moved(jsonb, text, text), private.moved_properties(text, jsonb, text, text, text), private.records_of_value(text, text),
	private.move_record(uuid, public.records, text, jsonb), private.move_records(uuid, text, text), private.move_records_back(uuid, uuid),
	public.concept_use(text) from public, anon, authenticated;
grant execute on function public.concept_use(text) to authenticated;
