-- Territories as administrators of the whole site keep them: their communes, and the outlines of these.

create function private.write_commune(p_insee text, p_nom text, p_outline jsonb, p_origin text) returns text
language plpgsql set search_path = ''
as $$
declare
	v_outline extensions.geometry;
	v_added boolean;
begin
	v_outline := extensions.st_multi(extensions.st_collectionextract(extensions.st_makevalid(extensions.st_force2d(
		extensions.st_setsrid(extensions.st_geomfromgeojson(p_outline::text), 4326))), 3));
	-- An outline of which nothing remains, or that lies off the world (metres for degrees), becomes null: the column refuses it.
	if extensions.st_isempty(v_outline) or not extensions.st_coveredby(v_outline, extensions.st_makeenvelope(-180, -90, 180, 90, 4326)) then
		v_outline := null;
	end if;
	insert into public.communes as known (insee, nom, departement, outline, origin)
	-- Overseas departments have three figures (INSEE).
	values (p_insee, p_nom, left(p_insee, case when p_insee like '97%' then 3 else 2 end), v_outline, p_origin)
	on conflict (insee) do update set nom = excluded.nom, departement = excluded.departement,
		outline = excluded.outline, origin = excluded.origin
	where (known.nom, known.departement, known.origin) is distinct from (excluded.nom, excluded.departement, excluded.origin)
		or not extensions.st_orderingequals(known.outline, excluded.outline)
	returning xmax = 0 into v_added;
	return case when v_added then 'added' when not v_added then 'changed' else 'unchanged' end;
end
$$;
comment on function private.write_commune is 'added, changed or unchanged. Broken outlines (bow ties, repeated points) are repaired, which official files sometimes need.';

create function private.require_site_administrator() returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.may_administer(null, null) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
end
$$;

create function public.import_communes(p_communes jsonb, p_write boolean default false) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	c jsonb;
	v_report jsonb := '{"added": 0, "changed": 0, "unchanged": 0}';
	v_refused jsonb := '[]';
	v_became text;
begin
	perform private.require_site_administrator();
	if jsonb_typeof(p_communes) is distinct from 'array' or jsonb_array_length(p_communes) > 50 then
		perform private.fail(400, jsonb_build_array(private.problem('batch_too_large', 'communes', '{"max": 50}')));
	end if;
	for c in select * from jsonb_array_elements(p_communes) loop
		begin
			v_became := private.write_commune(c ->> 'insee', c ->> 'nom', c -> 'outline', 'file');
			-- Looked at, not done: what was written ends with this block.
			if not p_write then raise exception using errcode = 'CP001'; end if;
			v_report := jsonb_set(v_report, array[v_became], to_jsonb((v_report ->> v_became)::int + 1));
		exception
			when sqlstate 'CP001' then v_report := jsonb_set(v_report, array[v_became], to_jsonb((v_report ->> v_became)::int + 1));
			-- One that cannot be read costs itself alone. A trouble in passing (40…) ends the whole, as everywhere.
			when data_exception or integrity_constraint_violation or internal_error then v_refused := v_refused || jsonb_build_array(c -> 'insee');
		end;
	end loop;
	return v_report || jsonb_build_object('refused', v_refused);
end
$$;
comment on function public.import_communes is 'Outlines of communes, fifty at most: {insee, nom, outline (GeoJSON)}. Without p_write it tells what would become of them, and changes nothing.';

create function public.save_territory(p_id text, p_name jsonb, p_communes text[], p_write boolean default false) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_problems jsonb := '[]';
	v_communes text[];
	v_added text[];
	v_removed text[];
begin
	perform private.require_site_administrator();
	if p_id is null or p_id !~ '^[a-z][a-z0-9-]{1,49}$' then
		v_problems := v_problems || private.problem('bad_format', 'id');
	end if;
	if p_name is null or not private.is_localized_text(p_name)
		or exists (select from jsonb_each_text(p_name) as n where n.value !~ '\S' or char_length(n.value) > 200 or private.has_control_characters(n.value)) then
		v_problems := v_problems || private.problem('required', 'name');
	end if;
	select array_agg(distinct upper(btrim(code))) into v_communes from unnest(p_communes) as code;
	-- A territory without communes is nowhere: those who hold a role on it would hold nothing.
	if v_communes is null then
		v_problems := v_problems || private.problem('required', 'communes');
	elsif cardinality(v_communes) > 5000 then
		v_problems := v_problems || private.problem('too_many', 'communes', '{"max": 5000}');
	elsif exists (select from unnest(v_communes) as code where code is null or code !~ '^[0-9AB]{5}$') then
		v_problems := v_problems || private.problem('bad_format', 'communes');
	end if;
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	v_added := array(select code from unnest(v_communes) as code
		where not exists (select from public.territory_communes t where t.territory = p_id and t.insee = code) order by code);
	v_removed := array(select t.insee from public.territory_communes t where t.territory = p_id and t.insee <> all (v_communes) order by 1);
	if p_write then
		insert into public.territories (id, name) values (p_id, p_name) on conflict (id) do update set name = excluded.name;
		delete from public.territory_communes where territory = p_id and insee = any (v_removed);
		insert into public.territory_communes (territory, insee) select p_id, unnest(v_added);
		if v_added <> '{}' or v_removed <> '{}' then
			-- Who holds a role here reads more or less from now on: their devices are told.
			update public.memberships set granted_at = granted_at where revoked_at is null and (territory = p_id
				or holding_id in (select h.id from public.organisation_holdings h where h.territory = p_id));
		end if;
	end if;
	return jsonb_build_object('added', v_added, 'removed', v_removed, 'without_outline', array(
		select code from unnest(v_communes) as code where not exists (select from public.communes c where c.insee = code) order by code));
end
$$;
comment on function public.save_territory is 'Makes a territory, or gives it another name and exactly these communes (INSEE codes). Without p_write it tells what would change, and changes nothing.';

create function public.territory_overview() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.require_site_administrator();
	return coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'communes', c.codes, 'outlined', c.outlined,
			'roles', coalesce(m.roles, '[]')) order by t.name ->> 'fr', t.id)
		from public.territories t
		cross join lateral (select coalesce(jsonb_agg(tc.insee order by tc.insee), '[]') as codes, count(k.insee) as outlined
			from public.territory_communes tc left join public.communes k on k.insee = tc.insee where tc.territory = t.id) c
		cross join lateral (select jsonb_agg(jsonb_build_object('role', x.role, 'theme', x.theme, 'organisation', o.name,
				'name', private.shown_name(p)) order by x.role, x.theme nulls first, p.id) as roles
			from public.memberships x join public.profiles p on p.id = x.user_id
				left join public.organisations o on o.id = x.organisation_id
			where x.territory = t.id and x.revoked_at is null) m), '[]');
end
$$;
comment on function public.territory_overview is 'Every territory with its communes and who holds a role on it, by the name they chose to show.';

create function public.territory_outline(p_id text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	-- A hundred metres are enough to see where it is; the communes stay apart.
	return (select extensions.st_asgeojson(extensions.st_collectionextract(extensions.st_collect(
			extensions.st_simplifypreservetopology(c.outline, 0.001) order by c.insee), 3), 4)::jsonb
		from public.territory_communes t join public.communes c on c.insee = t.insee where t.territory = p_id);
end
$$;
comment on function public.territory_outline is 'MultiPolygon of its communes, simplified; null when none of their outlines is known.';

revoke execute on function private.write_commune(text, text, jsonb, text), private.require_site_administrator(),
	public.import_communes(jsonb, boolean), public.save_territory(text, jsonb, text[], boolean), public.territory_overview(),
	public.territory_outline(text) from public, anon, authenticated;
grant execute on function public.import_communes(jsonb, boolean), public.save_territory(text, jsonb, text[], boolean),
	public.territory_overview() to authenticated;
-- What a territory covers is public, as its communes are.
grant execute on function public.territory_outline(text) to anon, authenticated;
