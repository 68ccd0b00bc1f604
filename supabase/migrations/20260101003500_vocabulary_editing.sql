-- Editing by the administrators of a vocabulary, in batches that apply whole or not at all, and their undoing.

create function private.present_concept(p_scheme text, p_uri text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_id text;
begin
	select c.id into v_id from public.concepts c where c.uri = p_uri and c.scheme = p_scheme;
	if v_id is null then
		perform private.fail(404, jsonb_build_array(private.problem('unknown_concept', 'uri', jsonb_build_object('uri', left(coalesce(p_uri, ''), 2000)))));
	end if;
	return (select d.doc from private.skos_documents(array[v_id]) d);
end
$$;
comment on function private.present_concept is 'The document of a concept of this scheme; whatever else is not found.';

create function private.edit_put(p_batch uuid, p_scheme text, p_doc jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
	v_notation text := p_doc ->> 'notation';
	v_doc jsonb;
begin
	if not private.is_skos_shape(p_doc, '{notations,labels,notes,broader,related,matches,other}') or not private.is_skos_use(p_doc -> 'use')
		or jsonb_typeof(coalesce(p_doc -> 'notation', '""')) not in ('string', 'null') or jsonb_typeof(coalesce(p_doc -> 'replacedBy', 'null')) not in ('string', 'null') then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'concept')));
	end if;
	v_doc := private.skos_normal(jsonb_build_array(p_doc)) -> 0;
	if v_doc ->> 'uri' = '' and v_notation <> '' then
		v_doc := v_doc || jsonb_build_object('uri', (select s.uri from public.concept_schemes s where s.id = p_scheme) || v_notation);
	end if;
	if v_notation <> '' and not exists (select from public.concepts c where c.uri = v_doc ->> 'uri') then
		if v_notation !~ '^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$' then
			perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'notation')));
		end if;
		if exists (select from private.resources r where r.id = p_scheme || '/' || v_notation and r.kind <> 'scheme') then
			perform private.fail_skos(jsonb_build_array(private.skos_problem('uri_taken', v_doc ->> 'uri', p_detail => p_scheme || '/' || v_notation)));
		end if;
		if v_doc -> 'notations' = '[]' then v_doc := v_doc || jsonb_build_object('notations', jsonb_build_array(v_notation)); end if;
	end if;
	perform private.write_concepts(p_batch, p_scheme, 'put', jsonb_build_array(v_doc));
end
$$;

create function private.edit_withdraw(p_batch uuid, p_scheme text, p_action text, p_doc jsonb, p_by text, p_records text) returns void
language plpgsql set search_path = ''
as $$
declare
	v_from text;
	v_to text;
begin
	if p_records is null or p_records not in ('keep', 'move') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'records')));
	end if;
	if p_by is not null and not coalesce(private.is_uri(p_by), false) then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'replacedBy')));
	end if;
	select c.id into v_from from public.concepts c where c.uri = p_doc ->> 'uri';
	select c.id into v_to from public.concepts c where c.uri = p_by and c.scheme = p_scheme and not c.deprecated;
	if p_by = p_doc ->> 'uri' or (p_records = 'move' and v_to is null) then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'replacedBy')));
	end if;
	perform private.write_concepts(p_batch, p_scheme, p_action, jsonb_build_array(p_doc || jsonb_build_object('deprecated', true, 'replacedBy', p_by)));
	if p_records = 'move' then perform private.move_records(p_batch, v_from, v_to); end if;
end
$$;

create function private.edit_merge(p_batch uuid, p_scheme text, p_uri text, p_into text, p_records text) returns void
language plpgsql set search_path = ''
as $$
declare
	v_doc jsonb := private.present_concept(p_scheme, p_uri);
	v_into jsonb := private.present_concept(p_scheme, p_into);
	v_narrower jsonb;
begin
	if p_uri = p_into then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'into'))); end if;
	-- Its words find the other from now on; those that are there already stay as they are there.
	v_into := v_into || jsonb_build_object('labels', (v_into -> 'labels') || (
		select coalesce(jsonb_agg(l || jsonb_build_object('kind', case l ->> 'kind' when 'pref' then 'alt' else l ->> 'kind' end)), '[]')
		from jsonb_array_elements(v_doc -> 'labels') as l
		where not exists (select from jsonb_array_elements(v_into -> 'labels') as m where (m -> 'lang', m -> 'text') = (l -> 'lang', l -> 'text'))));
	-- Merged into what is under it, the place above is taken over.
	if v_into -> 'broader' ? p_uri then
		v_into := v_into || jsonb_build_object('broader', (select coalesce(jsonb_agg(distinct b), '[]')
			from jsonb_array_elements_text((v_into -> 'broader') || (v_doc -> 'broader')) as b where b not in (p_uri, p_into)));
	end if;
	v_into := v_into || jsonb_build_object('related', (v_into -> 'related') - p_uri);
	select coalesce(jsonb_agg(d.doc || jsonb_build_object('broader', (select jsonb_agg(distinct case b when p_uri then p_into else b end)
			from jsonb_array_elements_text(d.doc -> 'broader') as b),
		'related', (d.doc -> 'related') - p_into)), '[]') into v_narrower
	from private.skos_documents((select array_agg(r.subject) from public.concept_relations r join public.concepts c on c.id = r.object
		where c.uri = p_uri and r.predicate = 'broader' and r.subject like p_scheme || '/%')) d where d.uri <> p_into;
	-- What is under both would be under the same one twice; what was related to one may now be under it.
	select v_into || jsonb_build_object('related', (select coalesce(jsonb_agg(t), '[]') from jsonb_array_elements_text(v_into -> 'related') as t
		where not exists (select from jsonb_array_elements(v_narrower) as n where n ->> 'uri' = t))) into v_into;
	perform private.write_concepts(p_batch, p_scheme, 'merge', private.skos_normal(jsonb_build_array(v_into,
		v_doc || jsonb_build_object('related', (v_doc -> 'related') - p_into)) || v_narrower));
	perform private.edit_withdraw(p_batch, p_scheme, 'merge', private.present_concept(p_scheme, p_uri), p_into, p_records);
end
$$;

create function private.apply_vocabulary_edit(p_batch uuid, p_scheme text, e jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
	case coalesce(e ->> 'action', '')
	when 'put' then perform private.edit_put(p_batch, p_scheme, e -> 'concept');
	when 'deprecate' then
		perform private.edit_withdraw(p_batch, p_scheme, 'deprecate', private.present_concept(p_scheme, e ->> 'uri'), nullif(e ->> 'replacedBy', ''), e ->> 'records');
	when 'restore' then
		perform private.write_concepts(p_batch, p_scheme, 'restore', jsonb_build_array(
			private.present_concept(p_scheme, e ->> 'uri') || '{"deprecated": false, "replacedBy": null}'));
	when 'merge' then perform private.edit_merge(p_batch, p_scheme, e ->> 'uri', e ->> 'into', e ->> 'records');
	when 'put_collection' then
		if not private.is_skos_shape(e -> 'collection', '{labels,notes,members,other}') then
			perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'collection')));
		end if;
		perform private.write_collection(p_batch, p_scheme, 'put_collection', private.skos_collection_normal(e -> 'collection'));
	when 'put_scheme' then
		if private.titles_problem(e -> 'titles') or not private.is_skos_shape(jsonb_build_object('other', coalesce(e -> 'other', '[]')), '{other}') then
			perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'titles')));
		end if;
		perform private.write_scheme(p_batch, p_scheme, 'put_scheme', e -> 'titles', coalesce(e -> 'other', '[]'));
	else perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'action')));
	end case;
end
$$;

create function public.edit_vocabulary(p_scheme text, p_edits jsonb, p_note text default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_batch uuid;
	e jsonb;
begin
	perform private.require_vocabulary_editor(p_scheme);
	if jsonb_typeof(p_edits) is distinct from 'array' then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'edits')));
	end if;
	if jsonb_array_length(p_edits) > 500 or pg_column_size(p_edits) > 5242880 then
		perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', 'edits', '{"max": 500}')));
	end if;
	v_batch := private.begin_vocabulary_batch(p_scheme, 'edit', p_note);
	for e in select value from jsonb_array_elements(p_edits) loop
		perform private.apply_vocabulary_edit(v_batch, p_scheme, e);
	end loop;
	return jsonb_build_object('batch', v_batch, 'problems', '[]'::jsonb);
end
$$;
comment on function public.edit_vocabulary is 'VocabularyEdit[] of src/lib/domain/vocabulary/editing.ts, in order and in one transaction. What breaks a condition of SKOS is refused with its name and the concepts.';

create function public.undo_vocabulary(p_batch uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	b public.vocabulary_batches;
	c public.vocabulary_changes;
	v_undo uuid;
	v_changed jsonb;
begin
	select * into b from public.vocabulary_batches where id = p_batch;
	if b.id is null or not private.is_editor() then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'batch')));
	end if;
	perform private.require_vocabulary_editor(b.scheme);
	perform from public.concept_schemes where id = b.scheme for update;
	if exists (select from public.vocabulary_batches where undoes = b.id) then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', 'batch', '{"status": "undone"}')));
	end if;
	v_undo := private.begin_vocabulary_batch(b.scheme, 'undo', null, b.id);
	with last as (
		select distinct on (uri) uri, kind, after from public.vocabulary_changes where batch = b.id order by uri, n desc
	), now as (
		select d.uri, d.doc from private.skos_documents((select array_agg(k.id) from last l join public.concepts k on k.uri = l.uri)) d
		union all select d.uri, d.doc from private.skos_collection_documents((select array_agg(k.id) from last l join public.collections k on k.uri = l.uri)) d
		union all select s.uri, jsonb_build_object('titles', s.titles, 'other', s.other) from last l join public.concept_schemes s on s.uri = l.uri
	)
	select jsonb_agg(private.problem('version_changed', null, jsonb_build_object('uri', l.uri)) order by l.uri) into v_changed
	from last l left join now on now.uri = l.uri where now.doc is distinct from l.after;
	if v_changed is not null then perform private.fail(409, v_changed); end if;
	perform private.write_concepts(v_undo, b.scheme, 'undo', (
		-- Its address may have been used: what was new stays, withdrawn.
		select coalesce(jsonb_agg(coalesce(f.before, f.after || '{"deprecated": true}')), '[]') from (
			select distinct on (uri) uri, before, after from public.vocabulary_changes where batch = b.id and kind = 'concept' order by uri, n) f), false);
	for c in select distinct on (uri) * from public.vocabulary_changes where batch = b.id and kind <> 'concept' order by uri, n loop
		if c.kind = 'scheme' then
			perform private.write_scheme(v_undo, b.scheme, 'undo', c.before -> 'titles', c.before -> 'other');
		else
			perform private.write_collection(v_undo, b.scheme, 'undo', coalesce(c.before, c.after));
			if c.before is null then update public.collections set withdrawn = true where uri = c.uri; end if;
		end if;
	end loop;
	perform private.move_records_back(b.id, v_undo);
	return jsonb_build_object('batch', v_undo);
end
$$;
comment on function public.undo_vocabulary is 'Takes a batch back by a new one, unless something came on top: then it says on which concepts.';

revoke execute on function private.present_concept(text, text), private.edit_put(uuid, text, jsonb),
	private.edit_withdraw(uuid, text, text, jsonb, text, text), private.edit_merge(uuid, text, text, text, text),
	private.apply_vocabulary_edit(uuid, text, jsonb), public.edit_vocabulary(text, jsonb, text), public.undo_vocabulary(uuid)
	from public, anon, authenticated;
grant execute on function public.edit_vocabulary(text, jsonb, text), public.undo_vocabulary(uuid) to authenticated;
