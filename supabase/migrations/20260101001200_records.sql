-- Records. Written by RPC only; read here by their author and by the moderators of their place. Everyone
-- else reads views over the public_* columns, which hold nothing when there is nothing to show.

create table public.records (
	id uuid primary key,
	theme text not null references public.themes (id),
	concept text not null references public.concepts (id),
	geometry extensions.geometry(Geometry, 4326) not null,
	position jsonb not null,
	properties jsonb not null default '{}' check (jsonb_typeof(properties) = 'object'),
	sensitivity text not null check (sensitivity in ('public', 'blurred', 'hidden')),
	observed_at timestamptz not null,
	observed_offset smallint not null default 0,
	last_seen_at timestamptz not null default now(),
	status text not null default 'submitted'
		check (status in ('submitted', 'changes_requested', 'published', 'rejected', 'archived', 'withdrawn')),
	version int not null default 1 check (version > 0),
	author_id uuid references public.profiles (id) on delete set null,
	commune_insee text references public.communes (insee) on delete set null,
	commune_given text references public.communes (insee) on delete set null,
	replaced_by uuid references public.records (id) on delete set null,
	reason text,
	licence text not null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	submitted_at timestamptz not null default now(),
	published_at timestamptz,
	deleted_at timestamptz,
	title text,
	form_version int not null default 1 check (form_version > 0),
	flags jsonb not null check (jsonb_typeof(flags) = 'array'),
	public_geometry extensions.geometry(Geometry, 4326),
	public_properties jsonb,
	public_lon double precision,
	public_lat double precision,
	changed_xid xid8 not null default pg_current_xact_id()
);
create index records_geometry_idx on public.records using gist (geometry);
create index records_public_geometry_idx on public.records using gist (public_geometry);
create index records_public_lon_lat_idx on public.records (public_lon, public_lat) where public_geometry is not null;
create index records_published_idx on public.records (published_at desc, id) where public_geometry is not null;
create index records_changed_idx on public.records (changed_xid, id);
create index records_queue_idx on public.records (submitted_at, id) where status = 'submitted' and deleted_at is null;
create index records_theme_idx on public.records (theme);
create index records_concept_idx on public.records (concept);
create index records_author_idx on public.records (author_id);
create index records_commune_given_idx on public.records (commune_given) where commune_given is not null;
create index records_replaced_by_idx on public.records (replaced_by) where replaced_by is not null;
-- With what the policy asks of a row, so that counting a commune reads no row at all.
create index records_commune_idx on public.records (commune_insee, theme, author_id);

alter table public.records enable row level security;
revoke all on public.records from anon, authenticated;
create policy records_select on public.records for select to authenticated
	-- In one policy, and in this order: who moderates everything is asked once, and then nothing of any row; what
	-- costs a row most is asked last, of those only whose role is bound to a theme.
	using ((select private.moderates_everything()) or author_id = (select private.caller())
		-- From the function, not by it: a set made in the list itself leaves a query its other cores.
		or commune_insee in (select c from private.moderated_communes() c)
		or ((select private.moderates_by_theme()) and private.in_scope((select private.moderation_keys()), theme, commune_insee)));
-- Select only: author, status, version, commune and publication are never taken from a client.
grant select on public.records to authenticated;

comment on table public.records is 'One row per object on the ground. version counts changes of content; status is moved by moderation.';
comment on column public.records.observed_offset is 'Minutes east of UTC on the device, so that the local hour is not lost.';
comment on column public.records.last_seen_at is 'Of the latest accepted visit; observed_at stays the first one.';
comment on column public.records.public_geometry is 'What everyone may see: exact, centre of a 1 km cell when blurred, null when hidden or not published.';
comment on column public.records.form_version is 'Newest form its content was made with.';
comment on column public.records.commune_given is 'By a moderator, where the outlines say otherwise: on a shared border, in a river, beyond a gap.';
comment on column public.records.replaced_by is 'The record it was merged into.';
comment on column public.records.flags is 'Problem[] by the form in force, for the author and moderators: nothing was refused for them.';
comment on column public.records.changed_xid is 'Transaction of the last change; pull_changes never passes one that is still running.';

create function private.public_properties(p_theme text, p_concept text, p_properties jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_lineage text[] := private.concept_lineage(p_concept);
begin
	-- A list of what is public, not of what is not: a key that no definition knows stays inside.
	return (select coalesce(jsonb_object_agg(p.key, p.value), '{}') from jsonb_each(p_properties) p
		where p.key in (
			-- Asked twice on two ways up, a field is public when it is by both.
			select f.key from public.field_definitions f
			where f.theme = p_theme and (f.concept is null or f.concept = any (v_lineage))
			group by f.key having bool_and(f.is_public)));
end
$$;

create function private.commune_of(p_geometry extensions.geometry, p_given text) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
	-- Some two kilometres: as far as outlines are wrong, and a bridge is long.
	if p_given is not null and exists (select from public.communes c where c.insee = p_given
		and extensions.st_dwithin(c.outline, p_geometry, 0.02)) then
		return p_given;
	end if;
	return private.commune_at(p_geometry);
end
$$;
comment on function private.commune_of is 'The commune a moderator gave, as long as it is beside the place; else the one found.';

create function private.prepare_record() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_title_field text;
	v_point extensions.geometry;
begin
	new.changed_xid := pg_current_xact_id();
	if tg_op = 'INSERT' then
		new.last_seen_at := least(new.observed_at, new.created_at);
		-- Who writes a row may have looked already (apply_create); clients write none.
		new.commune_insee := coalesce(new.commune_insee, private.commune_at(new.geometry));
	else
		new.last_seen_at := private.last_seen_at(new);
		if new.commune_given is distinct from old.commune_given or not extensions.st_orderingequals(new.geometry, old.geometry) then
			new.commune_insee := private.commune_of(new.geometry, new.commune_given);
		end if;
	end if;
	if tg_op = 'UPDATE' and new.updated_at = old.updated_at and ((new.theme, new.concept, new.position, new.properties, new.sensitivity, new.observed_at, new.last_seen_at, new.status, new.deleted_at)
			is distinct from (old.theme, old.concept, old.position, old.properties, old.sensitivity, old.observed_at, old.last_seen_at, old.status, old.deleted_at)
		or not extensions.st_orderingequals(new.geometry, old.geometry))
	then
		new.updated_at := now();
	end if;
	if new.flags is null or (tg_op = 'UPDATE'
		and (new.theme, new.concept, new.properties) is distinct from (old.theme, old.concept, old.properties)) then
		new.flags := private.validate_properties(new.theme, new.concept, new.properties);
	end if;
	if new.status = 'published' and new.published_at is null then new.published_at := now(); end if;
	if new.status = 'published' and new.deleted_at is null and new.sensitivity <> 'hidden' then
		new.public_geometry := case new.sensitivity when 'blurred' then private.blur(new.geometry) else new.geometry end;
		v_point := extensions.st_pointonsurface(new.public_geometry);
		new.public_lon := extensions.st_x(v_point);
		new.public_lat := extensions.st_y(v_point);
		new.public_properties := private.with_told_links(new.theme, new.concept, new.sensitivity,
			private.public_properties(new.theme, new.concept, new.properties));
		select title_field into v_title_field from public.themes where id = new.theme;
		new.title := case jsonb_typeof(new.public_properties -> v_title_field)
			when 'string' then new.public_properties ->> v_title_field
			when 'object' then new.public_properties -> v_title_field ->> 'text' end;
	else
		new.public_geometry := null;
		new.public_lon := null;
		new.public_lat := null;
		new.public_properties := null;
		new.title := null;
	end if;
	return new;
end
$$;
comment on function private.prepare_record is 'Derives commune, public form and change stamp, whoever writes the row.';
create trigger prepare_record before insert or update on public.records
	for each row execute function private.prepare_record();

-- What the public form depends on, beside the record itself.

create function private.refresh_records_of_theme() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- Once for a whole form, and only where something is told or held back that was not.
	update public.records r set licence = licence
	where r.theme in (select b.theme from before b) and r.public_geometry is not null
		and r.public_properties is distinct from private.public_visit(r.theme, r.concept, r.sensitivity, r.properties);
	return null;
end
$$;
create trigger refresh_records_updated after update on public.field_definitions referencing old table as before
	for each statement execute function private.refresh_records_of_theme();
create trigger refresh_records_deleted after delete on public.field_definitions referencing old table as before
	for each statement execute function private.refresh_records_of_theme();
create trigger refresh_records_inserted after insert on public.field_definitions referencing new table as before
	for each statement execute function private.refresh_records_of_theme();

create function private.refresh_records_of_author() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if private.shown_name(old) is distinct from private.shown_name(new) then
		update public.records set licence = licence where author_id = new.id
			or id in (select o.record_id from public.observations o where o.author_id = new.id)
			or id in (select p.record_id from public.photos p where p.added_by = new.id);
	end if;
	return null;
end
$$;
comment on function private.refresh_records_of_author is 'So that copies on other devices follow when someone changes how they are named.';
create trigger refresh_records after update of display_name, pseudonym, name_shown on public.profiles
	for each row execute function private.refresh_records_of_author();

create function private.refresh_records_of_commune() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update public.records r set commune_insee = private.commune_of(r.geometry, r.commune_given)
	where (r.commune_insee = new.insee or extensions.st_intersects(r.geometry, new.outline))
		and r.commune_insee is distinct from private.commune_of(r.geometry, r.commune_given);
	return null;
end
$$;
comment on function private.refresh_records_of_commune is 'Outlines may be loaded after records were made.';
create trigger refresh_records after insert or update of outline on public.communes
	for each row execute function private.refresh_records_of_commune();

revoke execute on all functions in schema private from public;
