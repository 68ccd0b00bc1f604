-- Concept schemes (SKOS) and the themes that pick their concepts from one. What ships comes from seed.sql;
-- administrators edit and import the rest.

create function private.uri_base() returns text
language sql stable set search_path = ''
-- w3id.org gives addresses that outlive a host: they redirect to wherever the project lives.
as $$ select coalesce(nullif(current_setting('capitelle.uri_base', true), ''), 'https://w3id.org/capitelle/') $$;
comment on function private.uri_base is 'Base of the addresses of what has none yet; the setting CAPITELLE_URI_BASE, told by the server when it seeds.';

create function private.is_uri(p_text text) returns boolean
language sql immutable strict parallel safe set search_path = ''
as $$
	select char_length(p_text) <= 2000 and p_text ~ '^[A-Za-z][A-Za-z0-9+.-]*:[^[:space:][:cntrl:]<>"{}|\\^`]+$'
		-- Addresses become links on public pages.
		and p_text !~* '^(javascript|data|vbscript):'
$$;

create function private.is_language_tag(p_text text) returns boolean
language sql immutable strict parallel safe set search_path = ''
as $$
	-- The rule of src/lib/domain/vocabulary/skos/languages.ts: well-formed after BCP 47 (RFC 5646 §2.1), and not
	-- two letters that are no language of ISO 639-1. Empty when a file did not say.
	select p_text = '' or char_length(p_text) <= 60
		and p_text ~* ('^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*'
			|| '(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+)$')
		and (char_length(split_part(p_text, '-', 1)) <> 2 or position(lower(split_part(p_text, '-', 1)) in
			'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz '
			'ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik '
			'io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml '
			'mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd '
			'se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve '
			'vi vo wa wo xh yi yo za zh zu') > 0)
$$;

create function private.localized(p_texts jsonb) returns jsonb
language sql immutable strict parallel safe set search_path = ''
as $$
	select case when count(*) > 0 then jsonb_strip_nulls(jsonb_build_object(
		'fr', coalesce(min(text) filter (where lang = 'fr' and n = 1), (array_agg(text order by lang = '' desc,
			array_position('{en,oc,ca}', lang), lang, text))[1]),
		'oc', min(text) filter (where lang = 'oc' and n = 1), 'en', min(text) filter (where lang = 'en' and n = 1),
		'ca', min(text) filter (where lang = 'ca' and n = 1))) end
	from (select t ->> 'lang' as lang, t ->> 'text' as text, row_number() over (partition by t ->> 'lang' order by place) as n
		from jsonb_array_elements(p_texts) with ordinality as e(t, place)) texts
$$;
comment on function private.localized is 'LocalizedText out of [{lang, text}]: the first of each language the interface has; French is always there, if only borrowed.';

create table public.concept_schemes (
	id text primary key check (id ~ '^[a-z][a-z0-9_-]*$' and char_length(id) <= 60),
	title jsonb not null check (private.is_localized_text(title)),
	titles jsonb not null check (jsonb_typeof(titles) = 'array'),
	uri text not null unique check (private.is_uri(uri)),
	kind text not null default 'thesaurus' check (kind in ('thesaurus', 'list', 'reference')),
	theme text,
	other jsonb not null default '[]' check (jsonb_typeof(other) = 'array'),
	edited_at timestamptz
);
alter table public.concept_schemes enable row level security;
revoke all on public.concept_schemes from anon, authenticated;
create policy concept_schemes_select on public.concept_schemes for select to anon, authenticated using (true);
grant select on public.concept_schemes to anon, authenticated;
comment on column public.concept_schemes.uri is 'Address of the scheme; base of those of its concepts that bring none.';
comment on column public.concept_schemes.titles is '[{lang, text}] as files exchange them; `title` is made from it, or it from `title` when only that is given.';
comment on column public.concept_schemes.theme is 'Whose administrators edit it; null: those of every theme.';
comment on column public.concept_schemes.edited_at is 'Set when people edited it: seed.sql leaves it alone from then on.';

create function private.prepare_scheme() returns trigger
language plpgsql set search_path = ''
as $$
begin
	if tg_op = 'UPDATE' and new.uri is distinct from old.uri then
		raise exception 'the address of a concept scheme never changes' using errcode = '42501';
	end if;
	new.uri := coalesce(new.uri, private.uri_base() || new.id || '/');
	if new.titles is null or (tg_op = 'UPDATE' and new.titles = old.titles and new.title <> old.title) then
		new.titles := (select jsonb_agg(jsonb_build_object('lang', key, 'text', value) order by key) from jsonb_each_text(new.title));
	else
		new.title := coalesce(private.localized(new.titles), jsonb_build_object('fr', new.id));
	end if;
	return new;
end
$$;
create trigger prepare_scheme before insert or update on public.concept_schemes
	for each row execute function private.prepare_scheme();

create table public.themes (
	id text primary key check (id ~ '^[a-z][a-z0-9_-]*$'),
	title jsonb not null check (private.is_localized_text(title)),
	description jsonb not null check (private.is_localized_text(description)),
	scheme text not null references public.concept_schemes (id),
	title_field text,
	icon text not null,
	color text not null check (color ~ '^#[0-9a-fA-F]{6}$'),
	licence text not null check (licence in ('lov2', 'odbl')),
	accuracy_gate_m numeric not null default 15 check (accuracy_gate_m > 0),
	alike_within_m jsonb not null default '{}' check (jsonb_typeof(alike_within_m) = 'object'),
	notice jsonb check (private.is_localized_text(notice)),
	safety jsonb not null default '[]' check (jsonb_typeof(safety) = 'array'),
	form_version int not null default 1 check (form_version > 0),
	form_edited_at timestamptz,
	position int not null default 0
);
alter table public.themes enable row level security;
revoke all on public.themes from anon, authenticated;
create policy themes_select on public.themes for select to anon, authenticated using (true);
grant select on public.themes to anon, authenticated;
comment on column public.themes.title_field is 'Key of the property shown as a record''s title.';
comment on column public.themes.alike_within_m is 'Metres within which two records of a concept may be of one thing, by notation; * for the rest.';
comment on column public.themes.safety is '[{id, concepts, icon, text}]: what to be careful about where a thing stands; SafetyReminder of src/lib/domain/vocabulary/types.ts.';
comment on column public.themes.form_version is 'Version of its fields in force; raised at each publication of the form.';
comment on column public.themes.form_edited_at is 'Set when people edited the form: seed.sql keeps its fields from then on.';

alter table public.concept_schemes add constraint concept_schemes_theme_fkey
	foreign key (theme) references public.themes (id) deferrable initially deferred;

revoke execute on function private.uri_base(), private.is_uri(text), private.is_language_tag(text), private.localized(jsonb),
	private.prepare_scheme() from public;
