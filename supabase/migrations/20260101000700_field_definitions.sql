-- What a form asks for, by theme and concept. Inherited by narrower concepts, versioned as a whole: what was
-- made with an older form is judged by that form, and only flagged by the one in force.

create function private.is_plain_pattern(p_pattern text) returns boolean
language plpgsql immutable strict parallel safe set search_path = ''
as $$
begin
	-- The notation that JavaScript and PostgreSQL read alike (src/lib/domain/fields/pattern.ts), word by word:
	-- brackets and alternatives; a class, an escaped sign, the end of a bracket or a letter, maybe repeated.
	if char_length(p_pattern) > 500 or p_pattern !~ ('^(?:\((?:\?:)?|\||(?:'
		|| '\[\^?-?(?:(?:[^\[\]\\^-]|\\[\^$\\.*+?()\[\]{}|/-]|\\u(?:[0-9A-Ca-cE-Fe-f][0-9A-Fa-f]|[Dd][0-7])[0-9A-Fa-f]{2})'
		|| '(?:-(?:[^\[\]\\^-]|\\[\^$\\.*+?()\[\]{}|/-]|\\u(?:[0-9A-Ca-cE-Fe-f][0-9A-Fa-f]|[Dd][0-7])[0-9A-Fa-f]{2}))?)+-?\]'
		|| '|\\[\^$\\.*+?()\[\]{}|/]|\\u(?:[0-9A-Ca-cE-Fe-f][0-9A-Fa-f]|[Dd][0-7])[0-9A-Fa-f]{2}|\)|[^\[\](){}*+?|^$\\])'
		|| '(?:[*+?]|\{(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5])(?:,(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5])?)?\})?)*$') then
		return false;
	end if;
	-- Repeated together they would take a compiler down, or a phone's whole evening.
	if p_pattern ~ '\)\{' or p_pattern ~ '\((\?:)?[^()\\][^()]*[*+}][^()]*\)[*+]'
		or (select coalesce(sum(n[1]::int), 0) from regexp_matches(p_pattern, '([0-9]{1,3})(?=[,}])', 'g') as n) > 600 then
		return false;
	end if;
	return '' ~ ('^(?:' || p_pattern || ')$') is not null;
exception when invalid_regular_expression then
	return false;
end
$$;
comment on function private.is_plain_pattern is 'Whether a pattern means the same in the app and here, and can be used.';

create table public.field_definitions (
	id text primary key,
	theme text not null references public.themes (id),
	concept text references public.concepts (id),
	key text not null check (key ~ '^[a-z][a-z0-9_]*$' and char_length(key) <= 60 and key <> 'constructor'),
	kind text not null check (kind in ('text', 'long_text', 'local_text', 'boolean', 'integer', 'decimal', 'measure',
		'date', 'edtf', 'choice', 'multiple_choice', 'hierarchical_choice', 'species', 'record_link', 'group',
		'identifier', 'email', 'url')),
	label jsonb not null check (private.is_localized_text(label)),
	help jsonb check (private.is_localized_text(help)),
	group_label jsonb check (private.is_localized_text(group_label)),
	required boolean not null default false,
	scheme text references public.concept_schemes (id),
	branch text references public.concepts (id),
	link_theme text references public.themes (id),
	fields jsonb not null default '[]' check (jsonb_typeof(fields) = 'array'),
	min numeric,
	max numeric,
	unit text,
	max_length int check (max_length > 0),
	pattern text check (private.is_plain_pattern(pattern)),
	show_when jsonb check (jsonb_typeof(show_when -> 'field') = 'string' and jsonb_typeof(show_when -> 'in') = 'array'),
	default_value jsonb,
	example jsonb check (jsonb_typeof(example -> 'src') = 'string' and private.is_localized_text(example -> 'alt')),
	per_visit boolean not null default false,
	is_public boolean not null default true,
	position int not null default 0,
	version int not null default 1,
	check (id = coalesce(concept, theme) || '/' || key),
	check (scheme is not null or kind not in ('choice', 'multiple_choice', 'hierarchical_choice')),
	check (scheme is null or kind in ('choice', 'multiple_choice', 'hierarchical_choice', 'species')),
	check (branch is null or starts_with(branch, scheme || '/')),
	check (link_theme is null or kind = 'record_link'),
	check ((kind = 'group') = (fields <> '[]')),
	-- A row is shown or not with its group: nothing private hides inside a public answer.
	check (not is_public or not jsonb_path_exists(fields, '$[*].isPublic ? (@ == false)')),
	check (min <= max)
);
create index field_definitions_theme_idx on public.field_definitions (theme, key);
alter table public.field_definitions enable row level security;
revoke all on public.field_definitions from anon, authenticated;
create policy field_definitions_select on public.field_definitions for select to anon, authenticated using (true);
grant select on public.field_definitions to anon, authenticated;
comment on column public.field_definitions.is_public is 'False: the value never leaves towards the public (views, API, exports).';
comment on column public.field_definitions.show_when is '{"field": key, "in": [values]}: asked only when that property has one of the values.';
comment on column public.field_definitions.branch is 'Concept of the scheme: only what is narrower than it may be chosen.';
comment on column public.field_definitions.fields is 'FieldDefinition[] of each row of a group, as src/lib/domain/fields/types.ts writes them.';
comment on column public.field_definitions.per_visit is 'Belongs to each visit (observations) rather than to the object.';

create table public.form_versions (
	theme text not null references public.themes (id),
	version int not null check (version > 0),
	fields jsonb not null check (jsonb_typeof(fields) = 'array'),
	published_at timestamptz not null default now(),
	published_by uuid references public.profiles (id) on delete set null,
	primary key (theme, version)
);
create index form_versions_published_by_idx on public.form_versions (published_by);
alter table public.form_versions enable row level security;
revoke all on public.form_versions from anon, authenticated;
comment on table public.form_versions is 'Every form that was in force, whole (FieldDefinition[]). Not granted: form_history tells administrators.';

create function private.field_json(f public.field_definitions) returns jsonb
language sql immutable set search_path = ''
as $$
	select jsonb_build_object(
		'id', f.id, 'theme', f.theme, 'concept', f.concept, 'key', f.key, 'kind', f.kind,
		'label', f.label, 'help', f.help, 'group', f.group_label, 'required', f.required,
		'scheme', f.scheme, 'branch', f.branch, 'linkTheme', f.link_theme, 'fields', f.fields,
		'min', f.min, 'max', f.max, 'unit', f.unit, 'maxLength', f.max_length, 'pattern', f.pattern,
		'showWhen', f.show_when, 'default', f.default_value, 'example', f.example, 'perVisit', f.per_visit,
		'isPublic', f.is_public, 'position', f.position, 'version', f.version)
$$;
comment on function private.field_json is 'FieldDefinition of src/lib/domain/fields/types.ts.';

create function private.field_of(p jsonb) returns public.field_definitions
language sql immutable set search_path = ''
as $$
	select jsonb_populate_record(null::public.field_definitions, p || jsonb_build_object(
		'group_label', p -> 'group', 'link_theme', p -> 'linkTheme', 'max_length', p -> 'maxLength',
		'show_when', p -> 'showWhen', 'default_value', p -> 'default', 'per_visit', coalesce(p -> 'perVisit', 'false'),
		'is_public', coalesce(p -> 'isPublic', 'true'), 'required', coalesce(p -> 'required', 'false'),
		'fields', coalesce(nullif(p -> 'fields', 'null'), '[]'), 'position', coalesce(p -> 'position', '0'),
		'version', coalesce(p -> 'version', '1')))
$$;
comment on function private.field_of is 'The row of a FieldDefinition, as field_json wrote it or with parts left out.';

create function private.fields_of(p_fields jsonb) returns public.field_definitions[]
language sql immutable set search_path = ''
as $$
	select coalesce(array_agg(private.field_of(e) order by place), '{}')
	from jsonb_array_elements(p_fields) with ordinality as fields(e, place)
$$;

create function private.form_in_force(p_theme text) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(private.field_json(f) order by f.position, f.id collate "C"), '[]')
	from public.field_definitions f where f.theme = p_theme
$$;

create function private.form_at(p_theme text, p_version int) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(
		(select v.fields from public.form_versions v join public.themes t on t.id = v.theme
			where v.theme = p_theme and v.version = p_version and t.form_version <> p_version),
		private.form_in_force(p_theme))
$$;
comment on function private.form_at is 'A form that was in force; the one that is for no version, or one that nobody published.';

create function private.fields_within(p_form jsonb, p_concept text) returns public.field_definitions[]
language sql stable security definer set search_path = ''
as $$
	-- The same key may reach a concept by two ways up: it is asked once.
	select coalesce(array_agg(private.field_of(e) order by (e ->> 'position')::int, (e ->> 'id') collate "C"), '{}')
	from (
		select distinct on (e ->> 'key') e from jsonb_array_elements(p_form) as e
		where coalesce(e -> 'concept', 'null') = 'null' or e ->> 'concept' = any ((select private.concept_lineage(p_concept))::text[])
		order by e ->> 'key', (e ->> 'position')::int, (e ->> 'id') collate "C"
	) as once
$$;

create function private.fields_for(p_theme text, p_concept text, p_form_version int default null) returns setof public.field_definitions
language sql stable security definer set search_path = ''
as $$ select * from unnest(private.fields_within(private.form_at(p_theme, p_form_version), p_concept)) $$;
comment on function private.fields_for is 'Definitions that apply to a concept, in the order of the form: the theme''s own and those inherited from broader concepts.';

create function private.fields_asked(p_theme text, p_concept text, p_form_version int, p_answers jsonb) returns public.field_definitions[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_lineage text[];
	v_fields public.field_definitions[];
	v_conditional boolean;
begin
	if p_form_version is distinct from (select t.form_version from public.themes t where t.id = p_theme)
		and exists (select from public.form_versions v where v.theme = p_theme and v.version = p_form_version) then
		return private.fields_within(private.form_at(p_theme, p_form_version), p_concept);
	end if;
	v_lineage := private.concept_lineage(p_concept);
	select coalesce(array_agg(f order by f.position, f.id collate "C"), '{}'), bool_or(f.required and f.show_when is not null)
	into v_fields, v_conditional
	from (
		-- As fields_within: the same key may come by two ways.
		select distinct on (f.key) f.* from public.field_definitions f
		where f.theme = p_theme and (f.concept is null or f.concept = any (v_lineage))
			and f.key = any (array(select g.key from public.field_definitions g where g.theme = p_theme and g.required)
				|| array(select jsonb_object_keys(p_answers)))
		order by f.key, f.position, f.id collate "C"
	) as f;
	-- Whether it is asked may depend on fields that nobody answered.
	if v_conditional then return private.fields_within(private.form_in_force(p_theme), p_concept); end if;
	return v_fields;
end
$$;
comment on function private.fields_asked is 'Of fields_for, enough to judge these answers: those answered and those required. Every record is judged, and most forms are long.';

revoke execute on function private.fields_asked(text, text, int, jsonb), private.field_json(public.field_definitions), private.field_of(jsonb), private.fields_of(jsonb),
	private.form_in_force(text), private.form_at(text, int), private.fields_within(jsonb, text),
	private.fields_for(text, text, int) from public;
-- A check constraint runs with the rights of who writes the row.
revoke execute on function private.is_plain_pattern(text) from public;
