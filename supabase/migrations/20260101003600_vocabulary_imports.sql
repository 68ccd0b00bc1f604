-- A vocabulary on its way in: handed over in parts, checked, and applied in one transaction. What is being
-- handed over is nobody else's to see.

create table private.vocabulary_imports (
	id uuid primary key default gen_random_uuid(),
	author_id uuid not null references public.profiles (id) on delete cascade,
	scheme text not null,
	target jsonb not null,
	missing text not null check (missing in ('keep', 'deprecate')),
	created_at timestamptz not null default now()
);
create index vocabulary_imports_author_idx on private.vocabulary_imports (author_id);

create table private.vocabulary_import_items (
	import uuid not null references private.vocabulary_imports (id) on delete cascade,
	kind text not null check (kind in ('concept', 'collection')),
	key text not null,
	uri text not null,
	doc jsonb not null,
	problems jsonb not null default '[]',
	before jsonb,
	primary key (import, kind, key)
);
comment on column private.vocabulary_import_items.key is 'The address; for what has none, a digest.';
comment on column private.vocabulary_import_items.before is 'What is here under this address, once it is being applied.';

create function private.may_edit_theme_vocabulary(p_theme text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.memberships m where m.user_id = (select auth.uid()) and m.role = 'administrator'
		and m.revoked_at is null and m.territory is null and (m.theme is null or m.theme = p_theme))
$$;
comment on function private.may_edit_theme_vocabulary is 'May bring a new vocabulary for this theme; for none, who administers every theme.';

create function private.own_import(p_import uuid) returns private.vocabulary_imports
language plpgsql set search_path = ''
as $$
declare
	i private.vocabulary_imports;
begin
	select * into i from private.vocabulary_imports where id = p_import and author_id = auth.uid() for update;
	if i.id is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'import'))); end if;
	return i;
end
$$;

create function private.check_import_target(p_scheme jsonb) returns void
language plpgsql stable set search_path = ''
as $$
declare
	s public.concept_schemes;
	v_id text := p_scheme ->> 'id';
begin
	if jsonb_typeof(p_scheme) is distinct from 'object' then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'scheme')));
	end if;
	if coalesce(v_id, '') !~ '^[a-z][a-z0-9_-]{0,59}$' then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'id'))); end if;
	if not coalesce(private.is_uri(p_scheme ->> 'uri'), false) then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'uri'))); end if;
	if coalesce(p_scheme ->> 'kind', '') not in ('thesaurus', 'list', 'reference') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'kind')));
	end if;
	if private.titles_problem(coalesce(p_scheme -> 'titles', '[]'))
		or not private.is_skos_shape(jsonb_build_object('other', coalesce(p_scheme -> 'other', '[]')), '{other}') then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'titles')));
	end if;
	select * into s from public.concept_schemes where id = v_id;
	if s.id is null then
		if not private.may_edit_theme_vocabulary(p_scheme ->> 'theme') then
			perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
		end if;
		if p_scheme ->> 'theme' is not null and not exists (select from public.themes where id = p_scheme ->> 'theme') then
			perform private.fail(400, jsonb_build_array(private.problem('unknown_theme', 'theme')));
		end if;
		if exists (select from private.resources where uri = p_scheme ->> 'uri') then
			perform private.fail_skos((select jsonb_build_array(private.skos_problem(case kind when 'scheme' then 'uri_taken' when 'concept' then 'skos_s9'
				else 'skos_s37' end, uri, p_detail => id)) from private.resources where uri = p_scheme ->> 'uri'));
		end if;
	else
		perform private.require_vocabulary_editor(s.id);
		-- Another address is another vocabulary.
		if s.uri <> p_scheme ->> 'uri' then
			perform private.fail(409, jsonb_build_array(private.problem('not_allowed', 'uri', jsonb_build_object('uri', s.uri))));
		end if;
	end if;
end
$$;

create function public.import_begin(p_scheme jsonb, p_missing text default 'keep') returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_id uuid;
begin
	perform private.check_import_target(p_scheme);
	if p_missing is null or p_missing not in ('keep', 'deprecate') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'missing')));
	end if;
	-- What was left lying about; and no more than a few at a time of one person.
	delete from private.vocabulary_imports where created_at < now() - interval '1 day'
		or id in (select i.id from private.vocabulary_imports i where i.author_id = auth.uid() order by i.created_at desc offset 4);
	insert into private.vocabulary_imports (author_id, scheme, target, missing) values (auth.uid(), p_scheme ->> 'id', p_scheme, p_missing)
	returning id into v_id;
	return v_id;
end
$$;
comment on function public.import_begin is 'Opens an import into a vocabulary, new or not, by who edits it. `missing` says what becomes of concepts that the file does not hold.';

create function public.import_add(p_import uuid, p_concepts jsonb, p_collections jsonb default '[]') returns int
language plpgsql security definer set search_path = ''
as $$
declare
	i private.vocabulary_imports := private.own_import(p_import);
	v_rows int;
begin
	if jsonb_typeof(p_concepts) is distinct from 'array' or jsonb_typeof(p_collections) is distinct from 'array' then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'concepts')));
	end if;
	if jsonb_array_length(p_concepts) + jsonb_array_length(p_collections) > 500 or pg_column_size(p_concepts) + pg_column_size(p_collections) > 20971520 then
		perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', 'concepts', '{"max": 500}')));
	end if;
	if exists (select from jsonb_array_elements(p_concepts) as d
			where not private.is_skos_shape(d, '{notations,labels,notes,broader,related,matches,other}') or not private.is_skos_use(d -> 'use')
				or jsonb_typeof(coalesce(d -> 'replacedBy', 'null')) not in ('string', 'null'))
		or exists (select from jsonb_array_elements(p_collections) as d where not private.is_skos_shape(d, '{labels,notes,members,other}')) then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'concepts')));
	end if;
	insert into private.vocabulary_import_items (import, kind, key, uri, doc, problems)
	select distinct on (key) i.id, 'concept', key, d ->> 'uri', d, private.skos_concept_problems(d)
	from (select d - 'notation' as d, coalesce(nullif(d ->> 'uri', ''), md5(d::text)) as key from jsonb_array_elements(private.skos_normal(p_concepts)) as d) x
	on conflict (import, kind, key) do update set doc = excluded.doc, problems = excluded.problems;
	insert into private.vocabulary_import_items (import, kind, key, uri, doc, problems)
	select distinct on (key) i.id, 'collection', key, d ->> 'uri', d, private.skos_collection_problems(d)
	from (select d, coalesce(nullif(d ->> 'uri', ''), md5(d::text)) as key from (select private.skos_collection_normal(c) as d
		from jsonb_array_elements(p_collections) as c) n) x
	on conflict (import, kind, key) do update set doc = excluded.doc, problems = excluded.problems;
	select count(*) into v_rows from private.vocabulary_import_items where import = i.id;
	if v_rows > 50000 then perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', 'import', '{"max": 50000}'))); end if;
	return v_rows;
end
$$;
comment on function public.import_add is 'Hands over at most 500 concepts and collections; the same part again changes nothing. Answers with the rows held.';

create function public.import_drop(p_import uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.vocabulary_imports where id = (private.own_import(p_import)).id;
end
$$;
comment on function public.import_drop is 'Forgets an import of one''s own.';

revoke execute on function private.may_edit_theme_vocabulary(text), private.own_import(uuid), private.check_import_target(jsonb),
	public.import_begin(jsonb, text), public.import_add(uuid, jsonb, jsonb), public.import_drop(uuid) from public, anon, authenticated;
grant execute on function public.import_begin(jsonb, text), public.import_add(uuid, jsonb, jsonb), public.import_drop(uuid) to authenticated;
