-- SKOS collections: concepts grouped by something they share. A trait (round, of stone, no mortar) is one
-- that helps a person who does not know the word.

create function private.labels_are(p_labels jsonb, p_what text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
	select case p_what
		when 'labels' then jsonb_typeof(p_labels) = 'array' and not exists (select from jsonb_array_elements(p_labels) as l
			where coalesce(l ->> 'text', '') !~ '\S' or char_length(l ->> 'text') > 500 or not private.is_language_tag(coalesce(l ->> 'lang', '?'))
				or coalesce(l ->> 'kind', '') not in ('pref', 'alt', 'hidden') or coalesce(l ->> 'status', '') not in ('sourced', 'known', 'unsure'))
		when 'disjoint' then (select count(*) = count(distinct (l ->> 'lang', l ->> 'text')) from jsonb_array_elements(p_labels) as l)
		when 'one preferred' then (select count(*) = count(distinct l ->> 'lang') from jsonb_array_elements(p_labels) as l where l ->> 'kind' = 'pref')
	end
$$;

create table public.collections (
	id text primary key,
	scheme text not null references public.concept_schemes (id),
	notation text not null check (notation ~ '^[^/[:space:]]+$' and char_length(notation) <= 200),
	uri text not null unique check (private.is_uri(uri)),
	labels jsonb not null check (private.labels_are(labels, 'labels')),
	notes jsonb not null default '[]' check (jsonb_typeof(notes) = 'array'),
	ordered boolean not null default false,
	is_trait boolean not null default false,
	icon text check (char_length(icon) between 1 and 100),
	position int not null default 0,
	other jsonb not null default '[]' check (jsonb_typeof(other) = 'array'),
	withdrawn boolean not null default false,
	edited_at timestamptz,
	check (id = scheme || '/' || notation),
	constraint skos_s13_labels_disjoint_in_collection check (private.labels_are(labels, 'disjoint')),
	constraint skos_s14_one_preferred_label_of_collection check (private.labels_are(labels, 'one preferred'))
);
create index collections_scheme_idx on public.collections (scheme);
alter table public.collections enable row level security;
revoke all on public.collections from anon, authenticated;
create policy collections_select on public.collections for select to anon, authenticated using (not withdrawn);
-- Not `labels` and `notes`: some are for editors, and a part of a column cannot be granted. They are told by
-- vocabulary() and skos_scheme().
grant select (id, scheme, notation, uri, ordered, is_trait, icon, position, other, withdrawn, edited_at)
	on public.collections to anon, authenticated;
comment on column public.collections.labels is 'SkosLabel[] of src/lib/domain/vocabulary/skos/types.ts.';
comment on column public.collections.withdrawn is 'Its making was undone: the address stays taken, and says nothing.';
comment on column public.collections.edited_at is 'Set when people edited it: seed.sql leaves it alone from then on.';

create function private.prepare_collection() returns trigger
language plpgsql set search_path = ''
as $$
begin
	new.uri := (select s.uri from public.concept_schemes s where s.id = new.scheme) || new.notation;
	return new;
end
$$;
create trigger prepare_collection before insert on public.collections
	for each row when (new.uri is null) execute function private.prepare_collection();

create table public.collection_members (
	collection text not null references public.collections (id) on delete cascade,
	member text not null check (member <> ''),
	position int not null default 0,
	primary key (collection, member),
	check (member ~ '^[a-z0-9_-]+/' or private.is_uri(member))
);
create index collection_members_member_idx on public.collection_members (member);
alter table public.collection_members enable row level security;
revoke all on public.collection_members from anon, authenticated;
create policy collection_members_select on public.collection_members for select to anon, authenticated using (true);
grant select on public.collection_members to anon, authenticated;
comment on table public.collection_members is 'The id of a concept or collection of ours, or an address that is not here.';

revoke execute on function private.labels_are(jsonb, text), private.prepare_collection() from public;
