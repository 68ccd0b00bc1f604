-- Everything forms, search and symbols need, in one answer kept on the device.

create function private.vocabulary_concepts() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', c.id, 'scheme', c.scheme, 'notation', c.notation,
		'broader', coalesce(b.broader, '[]'), 'labels', coalesce(l.labels, '[]'),
		'definition', c.definition, 'geometryKinds', to_jsonb(c.geometry_kinds), 'sensitivity', c.sensitivity,
		'osmTags', to_jsonb(c.osm_tags), 'matches', coalesce(b.matches, '[]'),
		'icon', c.icon, 'color', c.color, 'position', c.position,
		'deprecated', c.deprecated, 'replacedBy', c.replaced_by
	) order by c.scheme, c.position, c.id), '[]')
	from public.concepts c
	left join (
		select concept, jsonb_agg(jsonb_build_object('kind', kind, 'lang', lang, 'text', text, 'status', status)
			order by position, kind, lang, text) as labels
		from public.concept_labels where lang in ('fr', 'oc', 'en', 'ca') group by concept
	) l on l.concept = c.id
	left join (
		select subject,
			jsonb_agg(object order by object) filter (where predicate = 'broader') as broader,
			jsonb_agg(jsonb_build_object('relation', predicate, 'uri', object) order by predicate, object)
				filter (where predicate like '%Match') as matches
		from public.concept_relations group by subject
	) b on b.subject = c.id
$$;
comment on function private.vocabulary_concepts is 'Concept[] of src/lib/domain/vocabulary/types.ts; labels as the caller may read them.';

create function private.vocabulary_fields() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', f.id, 'theme', f.theme, 'concept', f.concept, 'key', f.key, 'kind', f.kind,
		'label', f.label, 'help', f.help, 'group', f.group_label, 'required', f.required, 'scheme', f.scheme,
		'min', f.min, 'max', f.max, 'unit', f.unit, 'maxLength', f.max_length, 'pattern', f.pattern,
		'showWhen', f.show_when, 'isPublic', f.is_public, 'position', f.position, 'version', f.version
	) order by f.theme, f.position, f.id), '[]')
	from public.field_definitions f
$$;

create function private.vocabulary_themes() returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', t.id, 'title', t.title, 'description', t.description, 'scheme', t.scheme, 'titleField', t.title_field,
		'icon', t.icon, 'color', t.color, 'licence', t.licence, 'accuracyGateM', t.accuracy_gate_m,
		'notice', t.notice, 'position', t.position
	) order by t.position, t.id), '[]')
	from public.themes t
$$;

-- Definer only to call the three above, which nobody else may: so it asks by itself who is an editor.
create function public.vocabulary() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_concepts jsonb := private.vocabulary_concepts();
	v_content jsonb;
begin
	if not private.is_editor() then
		select coalesce(jsonb_agg(concept || jsonb_build_object('labels',
			jsonb_path_query_array(concept, '$.labels[*] ? (@.status != "unsure")')) order by place), '[]')
		into v_concepts
		from jsonb_array_elements(v_concepts) with ordinality as c(concept, place);
	end if;
	v_content := jsonb_build_object(
		'themes', private.vocabulary_themes(),
		'schemes', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title, 'uri', s.uri) order by s.id), '[]')
			from public.concept_schemes s),
		'concepts', v_concepts,
		'fields', private.vocabulary_fields());
	return jsonb_build_object('etag', md5(v_content::text)) || v_content;
end
$$;
comment on function public.vocabulary is 'Vocabulary of src/lib/domain/vocabulary/types.ts. The etag is a hash of the content as the caller sees it.';

revoke execute on function private.vocabulary_concepts(), private.vocabulary_fields(), private.vocabulary_themes(),
	public.vocabulary() from public, anon, authenticated;
grant execute on function public.vocabulary() to anon, authenticated;
