-- Which basemaps are offered, in which order, and which one first. What they are, and from where they may come,
-- is the operator's file (basemaps.json): an account can never open the pages to another address.

create table public.basemap_settings (
	id text primary key check (char_length(id) between 1 and 100 and not private.has_control_characters(id)),
	position int not null check (position >= 0),
	shown boolean not null default true,
	opacity double precision not null default 1 check (opacity between 0.1 and 1),
	initial boolean not null default false check (shown or not initial)
);
create unique index basemap_settings_initial_idx on public.basemap_settings (initial) where initial;
alter table public.basemap_settings enable row level security;
revoke all on public.basemap_settings from anon, authenticated;
create policy basemap_settings_select on public.basemap_settings for select to anon, authenticated using (true);
-- Written by save_basemaps alone.
grant select on public.basemap_settings to anon, authenticated;
comment on table public.basemap_settings is 'By the id of the file. One without a row comes last, as the file has it; a row of one that the file lost means nothing.';
comment on column public.basemap_settings.opacity is 'Of the whole basemap, beside what the file says of its layers.';

create function public.save_basemaps(p_basemaps jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.require_site_administrator();
	if jsonb_typeof(p_basemaps) is distinct from 'array' or jsonb_array_length(p_basemaps) > 100 then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_type', 'basemaps')));
	end if;
	delete from public.basemap_settings;
	insert into public.basemap_settings (id, position, shown, opacity, initial)
	select b ->> 'id', place - 1, coalesce((b ->> 'shown')::boolean, true), coalesce((b ->> 'opacity')::double precision, 1),
		coalesce((b ->> 'initial')::boolean, false)
	from jsonb_array_elements(p_basemaps) with ordinality as e(b, place);
exception when data_exception or integrity_constraint_violation then
	perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'basemaps')));
end
$$;
comment on function public.save_basemaps is 'All of them, in their order: {id, shown, opacity, initial}. Those left out are as in the file again.';
revoke execute on function public.save_basemaps(jsonb) from public, anon, authenticated;
grant execute on function public.save_basemaps(jsonb) to authenticated;
