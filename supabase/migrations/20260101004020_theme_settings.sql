-- What administrators of a theme choose of it: its words, its licence and its place among the others.

alter table public.themes add column settings_edited_at timestamptz;
comment on column public.themes.settings_edited_at is 'Set when people chose its words, licence or place: seed.sql leaves these alone from then on.';

create function private.keep_theme_settings() returns trigger
language plpgsql set search_path = ''
as $$
begin
	-- save_theme and order_themes stamp the row anew; whoever does not stamp it is the seed.
	if old.settings_edited_at is not null and new.settings_edited_at = old.settings_edited_at then
		new.title := old.title;
		new.description := old.description;
		new.licence := old.licence;
		new.position := old.position;
	end if;
	return new;
end
$$;
create trigger keep_theme_settings before update on public.themes
	for each row execute function private.keep_theme_settings();

create function public.save_theme(p_theme text, p_title jsonb, p_description jsonb, p_licence text) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_problems jsonb := '[]';
begin
	if not private.may_administer(p_theme, null) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	if not exists (select from public.themes t where t.id = p_theme) then
		perform private.fail(400, jsonb_build_array(private.problem('unknown_theme', 'theme')));
	end if;
	if p_title is null or not private.is_localized_text(p_title) or exists (select from jsonb_each_text(p_title) as t
		where t.value !~ '\S' or char_length(t.value) > 60 or private.has_control_characters(t.value)) then
		v_problems := v_problems || private.problem('required', 'title');
	end if;
	if p_description is null or not private.is_localized_text(p_description) or exists (select from jsonb_each_text(p_description) as t
		where t.value !~ '\S' or char_length(t.value) > 300 or private.has_control_characters(t.value)) then
		v_problems := v_problems || private.problem('required', 'description');
	end if;
	if p_licence is null or p_licence not in ('lov2', 'odbl') then
		v_problems := v_problems || private.problem('not_in_list', 'licence');
	end if;
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	update public.themes set title = p_title, description = p_description, licence = p_licence, settings_edited_at = clock_timestamp()
	where id = p_theme;
end
$$;
comment on function public.save_theme is 'By an administrator of the theme. What was recorded keeps the licence it was given under.';

create function public.order_themes(p_themes text[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_site_administrator();
	if (select count(*) from public.themes) <> cardinality(p_themes)
		or exists (select from public.themes t where t.id <> all (p_themes)) then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'themes')));
	end if;
	update public.themes t set position = o.place - 1, settings_edited_at = clock_timestamp()
	from unnest(p_themes) with ordinality as o(id, place) where t.id = o.id and t.position <> o.place - 1;
end
$$;
comment on function public.order_themes is 'The order in which themes are shown: every theme, once.';

revoke execute on function private.keep_theme_settings(), public.save_theme(text, jsonb, jsonb, text), public.order_themes(text[])
	from public, anon, authenticated;
grant execute on function public.save_theme(text, jsonb, jsonb, text), public.order_themes(text[]) to authenticated;
