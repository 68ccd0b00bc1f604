-- SKOS concepts, their labels and their relations. A concept is deprecated and replaced, never deleted:
-- old records point to it.

create table public.concepts (
	id text primary key,
	scheme text not null references public.concept_schemes (id),
	notation text not null check (notation ~ '^[^/[:space:]]+$'),
	definition jsonb check (private.is_localized_text(definition)),
	geometry_kinds text[] not null default '{}' check (geometry_kinds <@ '{point,line,polygon}'),
	sensitivity text not null default 'public' check (sensitivity in ('public', 'blurred', 'hidden')),
	osm_tags text[] not null default '{}',
	icon text,
	color text check (color ~ '^#[0-9a-fA-F]{6}$'),
	position int not null default 0,
	deprecated boolean not null default false,
	replaced_by text references public.concepts (id) deferrable initially deferred,
	check (id = scheme || '/' || notation),
	check (replaced_by is null or deprecated)
);
create index concepts_scheme_idx on public.concepts (scheme);
alter table public.concepts enable row level security;
revoke all on public.concepts from anon, authenticated;
create policy concepts_select on public.concepts for select to anon, authenticated using (true);
grant select on public.concepts to anon, authenticated;
comment on column public.concepts.geometry_kinds is 'Empty for a heading that cannot be recorded and for the values of a list.';
comment on column public.concepts.sensitivity is 'What a record of this concept starts from; a contributor may only raise it.';

create table public.concept_labels (
	concept text not null references public.concepts (id) on delete cascade,
	kind text not null check (kind in ('pref', 'alt', 'hidden')),
	lang text not null check (lang ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
	text text not null check (text <> ''),
	status text not null default 'known' check (status in ('sourced', 'known', 'unsure')),
	position int not null default 0,
	primary key (concept, kind, lang, text)
);
-- SKOS S14: at most one preferred label per language.
create unique index concept_labels_one_pref_idx on public.concept_labels (concept, lang) where kind = 'pref';
alter table public.concept_labels enable row level security;
revoke all on public.concept_labels from anon, authenticated;
create policy concept_labels_select on public.concept_labels for select to anon, authenticated
	using (status <> 'unsure' or (select private.is_editor()));
grant select on public.concept_labels to anon, authenticated;
comment on table public.concept_labels is 'An unsure label is read by editors only (domain rule of the heritage theme, kept for all).';

create table public.concept_relations (
	subject text not null references public.concepts (id) on delete cascade,
	predicate text not null check (predicate in
		('broader', 'related', 'exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch')),
	object text not null check (object <> ''),
	-- Within the schemes the object is one of our concepts; a match points to someone else's, by URI.
	object_concept text generated always as (case when predicate in ('broader', 'related') then object end) stored
		references public.concepts (id) on delete cascade deferrable initially deferred,
	primary key (subject, predicate, object),
	check (subject <> object)
);
create index concept_relations_object_idx on public.concept_relations (object_concept);
alter table public.concept_relations enable row level security;
revoke all on public.concept_relations from anon, authenticated;
create policy concept_relations_select on public.concept_relations for select to anon, authenticated using (true);
grant select on public.concept_relations to anon, authenticated;
comment on table public.concept_relations is 'SKOS §8 and §10. Several broader concepts are allowed; `related` is stored in one direction or both.';

create function private.concept_lineage(p_concept text) returns text[]
language sql stable security definer set search_path = ''
as $$
	-- `union` ends at a cycle, which real thesauri contain.
	with recursive lineage(id) as (
		select p_concept
		union
		select r.object_concept from lineage l
		join public.concept_relations r on r.subject = l.id and r.predicate = 'broader'
	)
	select array_agg(id) from lineage
$$;
comment on function private.concept_lineage is 'The concept and everything broader.';
revoke execute on function private.concept_lineage(text) from public;
