-- What makes a Monday shorter: reasons ready to be sent, and filters kept under a name.

create table public.reason_templates (
	id uuid primary key,
	theme text references public.themes (id),
	decision text not null check (decision in ('request_changes', 'reject')),
	title jsonb not null check (private.is_localized_text(title)),
	text jsonb not null check (private.is_localized_text(text)),
	position int not null default 0,
	edited_by uuid references public.profiles (id) on delete set null,
	edited_at timestamptz
);
create index reason_templates_theme_idx on public.reason_templates (theme);
create index reason_templates_edited_by_idx on public.reason_templates (edited_by);
alter table public.reason_templates enable row level security;
revoke all on public.reason_templates from anon, authenticated;
-- No grant and no policy: reason_templates reads them for moderators, save_reason_template writes.
comment on table public.reason_templates is 'By theme, or for all (null). Every text in French at least; the author reads theirs.';

insert into public.reason_templates (id, decision, title, text, position) values
	('00000000-0000-7000-8000-0000000a0001', 'request_changes',
		'{"fr": "Une photo", "oc": "Una fòto", "en": "A photo"}',
		'{"fr": "Merci pour cette fiche. Pourriez-vous ajouter une photo, même prise de loin, pour que nous puissions la publier ?", "oc": "Mercé per aquesta ficha. Poiriatz apondre una fòto, quitament presa de luènh, per que la poguèssem publicar ?", "en": "Thank you for this record. Could you add a photo, even from a distance, so that we can publish it?"}', 1),
	('00000000-0000-7000-8000-0000000a0002', 'request_changes',
		'{"fr": "L’emplacement", "oc": "L’emplaçament", "en": "The place"}',
		'{"fr": "L’emplacement ne correspond pas à ce que montre la carte. Pourriez-vous le vérifier, ou nous dire comment vous l’avez trouvé ?", "oc": "L’emplaçament correspond pas a çò que la mapa mòstra. Lo poiriatz verificar, o nos dire cossí l’avètz trobat ?", "en": "The place does not match what the map shows. Could you check it, or tell us how you found it?"}', 2),
	('00000000-0000-7000-8000-0000000a0003', 'request_changes',
		'{"fr": "Le type", "oc": "Lo tipe", "en": "The type"}',
		'{"fr": "Le type choisi ne semble pas être le bon. Pourriez-vous regarder les types voisins, ou en proposer un autre ?", "oc": "Lo tipe causit sembla pas èsser lo bon. Poiriatz agachar los tipes vesins, o ne prepausar un autre ?", "en": "The chosen type does not seem to be the right one. Could you look at the types beside it, or suggest another?"}', 3),
	('00000000-0000-7000-8000-0000000a0004', 'request_changes',
		'{"fr": "Une personne reconnaissable", "oc": "Una persona reconeissabla", "en": "A recognisable person"}',
		'{"fr": "On reconnaît une personne ou une plaque sur une photo. Pourriez-vous la flouter ou la remplacer ?", "oc": "Se reconeis una persona o una placa sus una fòto. La poiriatz fosquejar o remplaçar ?", "en": "A person or a number plate can be recognised in a photo. Could you blur or replace it?"}', 4),
	('00000000-0000-7000-8000-0000000a0005', 'reject',
		'{"fr": "Déjà recensé", "oc": "Ja recensat", "en": "Already recorded"}',
		'{"fr": "Cet élément est déjà recensé. Merci tout de même ; vous pouvez ajouter un passage ou une photo à la fiche existante.", "oc": "Aqueste element es ja recensat. Mercé pr’aquò ; podètz apondre un passatge o una fòto a la ficha qu’existís.", "en": "This is already recorded. Thank you all the same; you can add a visit or a photo to the record that is there."}', 5),
	('00000000-0000-7000-8000-0000000a0006', 'reject',
		'{"fr": "Hors du sujet", "oc": "Fòra del subjècte", "en": "Not the subject"}',
		'{"fr": "Ce signalement ne relève pas de ce recensement. Vous pouvez demander que nous le regardions à nouveau.", "oc": "Aqueste senhalament es pas d’aqueste recensament. Podètz demandar que l’agachèssem tornarmai.", "en": "This does not belong to this inventory. You can ask us to look at it again."}', 6);

create function private.may_edit_reasons(p_theme text) returns boolean
language sql stable set search_path = ''
as $$
	select exists (select from public.memberships m where m.user_id = (select auth.uid()) and m.revoked_at is null
		and m.role in ('moderator', 'administrator') and (m.theme is null or m.theme = p_theme))
$$;
comment on function private.may_edit_reasons is 'Who moderates the theme anywhere; what is for all themes, who moderates all of them.';

create function public.reason_templates(p_theme text default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_editor() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'theme', t.theme, 'decision', t.decision, 'title', t.title, 'text', t.text,
			'position', t.position, 'may_edit', private.may_edit_reasons(t.theme)) order by t.theme nulls last, t.position, t.id), '[]')
		from public.reason_templates t where t.theme is null or t.theme = p_theme or p_theme is null);
end
$$;
comment on function public.reason_templates is 'ReasonTemplate[] of src/lib/domain/review.ts, those of the theme before those for all.';

create function public.save_reason_template(p_template jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	t public.reason_templates;
	v_field text;
	v_text text;
begin
	if jsonb_typeof(p_template) is distinct from 'object' or not private.is_uuid(p_template -> 'id') then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'id')));
	end if;
	select * into t from public.reason_templates where id = (p_template ->> 'id')::uuid for update;
	if not private.may_edit_reasons(p_template ->> 'theme') or (t.id is not null and not private.may_edit_reasons(t.theme)) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	if p_template ->> 'theme' is not null and not exists (select from public.themes x where x.id = p_template ->> 'theme') then
		perform private.fail(400, jsonb_build_array(private.problem('unknown_theme', 'theme')));
	end if;
	if coalesce(p_template ->> 'decision', '') not in ('request_changes', 'reject') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'decision')));
	end if;
	if jsonb_typeof(coalesce(p_template -> 'position', '0')) <> 'number' or (coalesce(p_template ->> 'position', '0')) !~ '^\d{1,6}$' then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'position')));
	end if;
	foreach v_field in array '{title,text}'::text[] loop
		if not coalesce(private.is_localized_text(p_template -> v_field), false)
			or exists (select from jsonb_object_keys(p_template -> v_field) k where k not in ('fr', 'oc', 'en')) then
			perform private.fail(400, jsonb_build_array(private.problem('required', v_field)));
		end if;
		for v_text in select value from jsonb_each_text(p_template -> v_field) loop
			if char_length(v_text) > (case v_field when 'title' then 100 else 2000 end) then
				perform private.fail(400, jsonb_build_array(private.problem('too_long', v_field, jsonb_build_object('max', case v_field when 'title' then 100 else 2000 end))));
			elsif private.has_control_characters(v_text, v_field = 'text') then
				perform private.fail(400, jsonb_build_array(private.problem('bad_format', v_field)));
			end if;
		end loop;
	end loop;
	insert into public.reason_templates (id, theme, decision, title, text, position, edited_by, edited_at)
	values ((p_template ->> 'id')::uuid, p_template ->> 'theme', p_template ->> 'decision', p_template -> 'title', p_template -> 'text',
		coalesce((p_template ->> 'position')::int, 0), auth.uid(), now())
	on conflict (id) do update set theme = excluded.theme, decision = excluded.decision, title = excluded.title, text = excluded.text,
		position = excluded.position, edited_by = excluded.edited_by, edited_at = excluded.edited_at;
end
$$;
comment on function public.save_reason_template is 'Writes a ReasonTemplate, a new one when its id is not known.';

create function public.remove_reason_template(p_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare t public.reason_templates;
begin
	select * into t from public.reason_templates where id = p_id for update;
	if not private.may_edit_reasons(t.theme) then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	delete from public.reason_templates where id = t.id;
end
$$;
comment on function public.remove_reason_template is 'Reasons that were sent stay with what was decided.';

create table public.saved_filters (
	id uuid primary key,
	owner_id uuid not null references public.profiles (id) on delete cascade,
	name text not null check (name ~ '\S' and char_length(name) <= 100 and not private.has_control_characters(name)),
	filter jsonb not null check (jsonb_typeof(filter) = 'object'),
	position int not null default 0,
	updated_at timestamptz not null default now()
);
create index saved_filters_owner_idx on public.saved_filters (owner_id, position);
alter table public.saved_filters enable row level security;
revoke all on public.saved_filters from anon, authenticated;
create policy saved_filters_select on public.saved_filters for select to authenticated using (owner_id = (select auth.uid()));
grant select on public.saved_filters to authenticated;
comment on table public.saved_filters is 'Of one person, on all their devices. Written by save_filter, which checks.';

create function public.saved_filters() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'filter', f.filter, 'position', f.position, 'updated_at', f.updated_at)
		order by f.position, f.updated_at, f.id), '[]')
	from public.saved_filters f where f.owner_id = (select auth.uid())
$$;
comment on function public.saved_filters is 'SavedFilter[] of src/lib/domain/review.ts, the caller''s own.';

create function public.save_filter(p_filter jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_name text := btrim(p_filter ->> 'name');
	v_problems jsonb;
begin
	if not exists (select from public.profiles where id = auth.uid()) then
		perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null)));
	end if;
	v_problems := case
		when jsonb_typeof(p_filter) is distinct from 'object' or not private.is_uuid(p_filter -> 'id') then jsonb_build_array(private.problem('bad_format', 'id'))
		when coalesce(v_name, '') = '' then jsonb_build_array(private.problem('required', 'name'))
		when char_length(v_name) > 100 then jsonb_build_array(private.problem('too_long', 'name', '{"max": 100}'))
		when private.has_control_characters(v_name) then jsonb_build_array(private.problem('bad_format', 'name'))
		when (coalesce(p_filter ->> 'position', '0')) !~ '^\d{1,6}$' then jsonb_build_array(private.problem('wrong_type', 'position'))
		else private.filter_problems(p_filter -> 'filter') end;
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	perform pg_advisory_xact_lock(hashtextextended('saved_filters' || auth.uid(), 0));
	if (select count(*) >= 50 from public.saved_filters f where f.owner_id = auth.uid() and f.id <> (p_filter ->> 'id')::uuid) then
		perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', null, '{"max": 50}')));
	end if;
	insert into public.saved_filters (id, owner_id, name, filter, position)
	values ((p_filter ->> 'id')::uuid, auth.uid(), v_name, jsonb_strip_nulls(p_filter -> 'filter'), coalesce((p_filter ->> 'position')::int, 0))
	on conflict (id) do update set name = excluded.name, filter = excluded.filter, position = excluded.position, updated_at = now()
	where saved_filters.owner_id = excluded.owner_id;
	if not found then perform private.fail(409, jsonb_build_array(private.problem('not_allowed', 'id'))); end if;
end
$$;
comment on function public.save_filter is 'Keeps a SavedFilter, at most fifty.';

create function public.remove_filter(p_id uuid) returns void
language sql security definer set search_path = ''
as $$ delete from public.saved_filters where id = p_id and owner_id = (select auth.uid()) $$;
comment on function public.remove_filter is 'Forgets one of the caller''s own filters.';

revoke execute on function private.may_edit_reasons(text) from public;
revoke execute on function public.reason_templates(text), public.save_reason_template(jsonb), public.remove_reason_template(uuid),
	public.saved_filters(), public.save_filter(jsonb), public.remove_filter(uuid) from public, anon, authenticated;
grant execute on function public.reason_templates(text), public.save_reason_template(jsonb), public.remove_reason_template(uuid),
	public.saved_filters(), public.save_filter(jsonb), public.remove_filter(uuid) to authenticated;
