-- What a form asks for, by theme and concept. Inherited by narrower concepts.

create table public.field_definitions (
	id text primary key,
	theme text not null references public.themes (id),
	concept text references public.concepts (id),
	key text not null check (key ~ '^[a-z][a-z0-9_]*$'),
	kind text not null check (kind in ('text', 'long_text', 'local_text', 'boolean', 'integer', 'decimal', 'measure',
		'date', 'edtf', 'choice', 'multiple_choice', 'identifier', 'email', 'url')),
	label jsonb not null check (private.is_localized_text(label)),
	help jsonb check (private.is_localized_text(help)),
	group_label jsonb check (private.is_localized_text(group_label)),
	required boolean not null default false,
	scheme text references public.concept_schemes (id),
	min numeric,
	max numeric,
	unit text,
	max_length int check (max_length > 0),
	pattern text,
	show_when jsonb check (jsonb_typeof(show_when -> 'field') = 'string' and jsonb_typeof(show_when -> 'in') = 'array'),
	is_public boolean not null default true,
	position int not null default 0,
	version int not null default 1,
	check (id = coalesce(concept, theme) || '/' || key),
	check ((kind in ('choice', 'multiple_choice')) = (scheme is not null)),
	check (min <= max)
);
create index field_definitions_theme_idx on public.field_definitions (theme);
alter table public.field_definitions enable row level security;
revoke all on public.field_definitions from anon, authenticated;
create policy field_definitions_select on public.field_definitions for select to anon, authenticated using (true);
grant select on public.field_definitions to anon, authenticated;
comment on column public.field_definitions.is_public is 'False: the value never leaves towards the public (views, API, exports).';
comment on column public.field_definitions.show_when is '{"field": key, "in": [values]}: asked only when that property has one of the values.';

create function private.fields_for(p_theme text, p_concept text) returns setof public.field_definitions
language sql stable security definer set search_path = ''
as $$
	select f.* from public.field_definitions f
	where f.theme = p_theme and (f.concept is null or f.concept = any ((select private.concept_lineage(p_concept))::text[]))
$$;
comment on function private.fields_for is 'Definitions that apply to a concept: the theme''s own and those inherited from broader concepts.';
revoke execute on function private.fields_for(text, text) from public;
