-- Communes with their outlines, and the territories (parks, syndicates, departments) made of them.

create table public.communes (
	insee text primary key check (insee ~ '^[0-9AB]{5}$'),
	nom text not null check (char_length(nom) between 1 and 100),
	departement text not null check (departement ~ '^[0-9AB]{2,3}$'),
	outline extensions.geometry(MultiPolygon, 4326) not null,
	origin text not null check (char_length(origin) between 1 and 50)
);
create index communes_outline_idx on public.communes using gist (outline);
create index communes_departement_idx on public.communes (departement);

alter table public.communes enable row level security;
-- Read through public_communes, which writes outlines as GeoJSON.
revoke all on public.communes from anon, authenticated;

comment on column public.communes.origin is 'Where the outline comes from: admin-express, api, demo… Never mixed up on a map.';

create view public.public_communes with (security_barrier) as
	select insee, nom, departement, extensions.st_asgeojson(outline, 5)::jsonb as outline, origin,
		extensions.st_xmin(outline) as west, extensions.st_ymin(outline) as south,
		extensions.st_xmax(outline) as east, extensions.st_ymax(outline) as north
	from public.communes;
revoke all on public.public_communes from anon, authenticated;
grant select on public.public_communes to anon, authenticated;
comment on view public.public_communes is 'Outlines as GeoJSON with five decimals (a metre) and their bounds in degrees.';

create function private.commune_at(p_geometry extensions.geometry) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare v_point extensions.geometry := extensions.st_pointonsurface(p_geometry);
begin
	-- The lowest code wins on a shared border, so that the same point always gives the same commune.
	return (select min(c.insee) from public.communes c where extensions.st_intersects(c.outline, v_point));
end
$$;
comment on function private.commune_at is 'The commune of the point on surface; null outside the outlines known here.';
revoke execute on function private.commune_at(extensions.geometry) from public;

create table public.territories (
	id text primary key check (id ~ '^[a-z][a-z0-9-]{1,49}$'),
	name jsonb not null check (private.is_localized_text(name))
);
alter table public.territories enable row level security;
revoke all on public.territories from anon, authenticated;
create policy territories_select on public.territories for select to anon, authenticated using (true);
grant select on public.territories to anon, authenticated;
comment on table public.territories is 'Where roles hold.';

create table public.territory_communes (
	territory text not null references public.territories (id) on delete cascade,
	-- No foreign key: a territory is defined by codes, whether or not their outlines were loaded.
	insee text not null check (insee ~ '^[0-9AB]{5}$'),
	primary key (territory, insee)
);
create index territory_communes_insee_idx on public.territory_communes (insee);
alter table public.territory_communes enable row level security;
revoke all on public.territory_communes from anon, authenticated;
create policy territory_communes_select on public.territory_communes for select to anon, authenticated using (true);
grant select on public.territory_communes to anon, authenticated;
