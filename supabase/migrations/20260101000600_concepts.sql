-- SKOS concepts, their labels, notes and relations. A concept is deprecated and replaced, never deleted:
-- old records point to it, and so may anybody.

create table public.concepts (
	id text primary key,
	scheme text not null references public.concept_schemes (id),
	notation text not null check (notation ~ '^[^/[:space:]]+$' and char_length(notation) <= 200),
	uri text not null unique check (private.is_uri(uri)),
	notations text[] not null default '{}',
	geometry_kinds text[] not null default '{}' check (geometry_kinds <@ '{point,line,polygon}'),
	sensitivity text not null default 'public' check (sensitivity in ('public', 'blurred', 'hidden')),
	osm_tags text[] not null default '{}',
	icon text check (char_length(icon) between 1 and 100),
	color text check (color ~ '^#[0-9a-fA-F]{6}$'),
	shape text check (shape in ('circle', 'square', 'diamond', 'triangle', 'pentagon', 'hexagon')),
	position int not null default 0,
	is_top boolean not null default false,
	deprecated boolean not null default false,
	replaced_by text references public.concepts (id) deferrable initially deferred,
	replaced_by_uri text check (private.is_uri(replaced_by_uri)),
	other jsonb not null default '[]' check (jsonb_typeof(other) = 'array'),
	edited_at timestamptz,
	check (id = scheme || '/' || notation),
	check (replaced_by is null or replaced_by_uri is null)
);
create index concepts_scheme_idx on public.concepts (scheme);
create index concepts_replaced_by_uri_idx on public.concepts (replaced_by_uri) where replaced_by_uri is not null;
alter table public.concepts enable row level security;
revoke all on public.concepts from anon, authenticated;
create policy concepts_select on public.concepts for select to anon, authenticated using (true);
grant select on public.concepts to anon, authenticated;
comment on column public.concepts.notation is 'What the id ends with and what a choice stores: stable for ever. `notations` are those of the vocabulary (skos:notation).';
comment on column public.concepts.geometry_kinds is 'Empty for a heading that cannot be recorded and for the values of a list.';
comment on column public.concepts.sensitivity is 'What a record of this concept starts from; a contributor may only raise it.';
comment on column public.concepts.replaced_by_uri is 'When what replaces it is not one of our concepts.';
comment on column public.concepts.edited_at is 'Set when people edited it: seed.sql leaves it alone from then on, with its labels, notes and relations.';

create function private.prepare_concept() returns trigger
language plpgsql set search_path = ''
as $$
begin
	if tg_op = 'INSERT' then
		new.uri := coalesce(new.uri, (select s.uri from public.concept_schemes s where s.id = new.scheme) || new.notation);
		return new;
	end if;
	if tg_op = 'DELETE' or (new.id, new.uri) is distinct from (old.id, old.uri) then
		raise exception 'a concept is deprecated or replaced: it never goes, and keeps its address' using errcode = '42501';
	end if;
	return new;
end
$$;
create trigger prepare_concept before insert on public.concepts
	for each row when (new.uri is null) execute function private.prepare_concept();
create trigger keep_concept before delete on public.concepts
	for each row execute function private.prepare_concept();
create trigger keep_address before update of id, uri on public.concepts
	for each row execute function private.prepare_concept();

create table public.concept_labels (
	concept text not null references public.concepts (id) on delete cascade,
	kind text not null check (kind in ('pref', 'alt', 'hidden')),
	lang text not null check (private.is_language_tag(lang)),
	text text not null check (text ~ '\S' and char_length(text) <= 500 and not private.has_control_characters(text, true)),
	status text not null default 'known' check (status in ('sourced', 'known', 'unsure')),
	position int not null default 0,
	constraint skos_s13_labels_disjoint primary key (concept, lang, text)
);
create unique index skos_s14_one_preferred_label on public.concept_labels (concept, lang) where kind = 'pref';
alter table public.concept_labels enable row level security;
revoke all on public.concept_labels from anon, authenticated;
create policy concept_labels_select on public.concept_labels for select to anon, authenticated
	using (status <> 'unsure' or (select private.is_editor()));
grant select on public.concept_labels to anon, authenticated;
comment on table public.concept_labels is 'An unsure label is read by editors only (domain rule of the heritage theme, kept for all). S13: a text is preferred, alternative or hidden in a language, never two of these.';

create table public.concept_notes (
	concept text not null references public.concepts (id) on delete cascade,
	kind text not null check (kind in ('note', 'definition', 'scopeNote', 'historyNote', 'example', 'editorialNote', 'changeNote')),
	lang text not null check (private.is_language_tag(lang)),
	text text not null check (text <> '' and char_length(text) <= 20000 and not private.has_control_characters(text, true)),
	position int not null default 0
);
-- Too long for a key: by its digest.
create unique index concept_notes_once_idx on public.concept_notes (concept, kind, lang, md5(text));
alter table public.concept_notes enable row level security;
revoke all on public.concept_notes from anon, authenticated;
create policy concept_notes_select on public.concept_notes for select to anon, authenticated
	using (kind not in ('editorialNote', 'changeNote') or (select private.is_editor()));
grant select on public.concept_notes to anon, authenticated;
comment on table public.concept_notes is 'SKOS §7. The first definition of a language is the one the app shows. Editorial and change notes are read by editors only.';

create table public.concept_relations (
	subject text not null references public.concepts (id) on delete cascade,
	predicate text not null check (predicate in
		('broader', 'related', 'exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch', 'relatedMatch')),
	object text not null check (object <> ''),
	-- A scheme's id holds no colon, so an address never looks like the id of a concept.
	object_concept text generated always as (case when predicate in ('broader', 'related') and object ~ '^[a-z0-9_-]+/' then object end)
		stored references public.concepts (id) on delete cascade deferrable initially deferred,
	primary key (subject, predicate, object),
	check (object_concept is not null or private.is_uri(object))
);
create index concept_relations_object_idx on public.concept_relations (object, predicate);
alter table public.concept_relations enable row level security;
revoke all on public.concept_relations from anon, authenticated;
create policy concept_relations_select on public.concept_relations for select to anon, authenticated using (true);
grant select on public.concept_relations to anon, authenticated;
comment on table public.concept_relations is 'SKOS §8 and §10. Several broader concepts are allowed; `related` is stored in one direction or both. The object is the id of one of our concepts, or the address of someone else''s: always for a match, and for a broader or related one that is not here (dangling, kept).';

create function private.concept_lineage(p_concept text) returns text[]
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_lineage text[] := array[p_concept];
	v_at int := 1;
	v_broader text;
begin
	-- Step by step: every record asks for it, and one recursive query plans worse. Known ones are left out,
	-- which ends at a cycle, which real thesauri contain.
	while v_at <= cardinality(v_lineage) loop
		for v_broader in select r.object_concept from public.concept_relations r
			where r.subject = v_lineage[v_at] and r.predicate = 'broader' and r.object_concept is not null
		loop
			if not v_broader = any (v_lineage) then v_lineage := v_lineage || v_broader; end if;
		end loop;
		v_at := v_at + 1;
	end loop;
	return v_lineage;
end
$$;
comment on function private.concept_lineage is 'The concept and everything broader.';
revoke execute on function private.concept_lineage(text), private.prepare_concept() from public;
