-- Concept schemes (SKOS) and the themes that pick their concepts from one. Rows come from seed.sql.

create table public.concept_schemes (
	id text primary key check (id ~ '^[a-z][a-z0-9_-]*$'),
	title jsonb not null check (private.is_localized_text(title)),
	uri text not null
);
alter table public.concept_schemes enable row level security;
revoke all on public.concept_schemes from anon, authenticated;
create policy concept_schemes_select on public.concept_schemes for select to anon, authenticated using (true);
grant select on public.concept_schemes to anon, authenticated;
comment on column public.concept_schemes.uri is 'Base of the concepts'' URIs.';

create table public.themes (
	id text primary key check (id ~ '^[a-z][a-z0-9_-]*$'),
	title jsonb not null check (private.is_localized_text(title)),
	description jsonb not null check (private.is_localized_text(description)),
	scheme text not null references public.concept_schemes (id),
	title_field text,
	icon text not null,
	color text not null check (color ~ '^#[0-9a-fA-F]{6}$'),
	licence text not null check (licence in ('lov2', 'odbl')),
	accuracy_gate_m numeric not null check (accuracy_gate_m > 0),
	notice jsonb check (private.is_localized_text(notice)),
	position int not null default 0
);
alter table public.themes enable row level security;
revoke all on public.themes from anon, authenticated;
create policy themes_select on public.themes for select to anon, authenticated using (true);
grant select on public.themes to anon, authenticated;
comment on column public.themes.title_field is 'Key of the property shown as a record''s title.';
