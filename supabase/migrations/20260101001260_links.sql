-- Links between records: an element and its ensemble. Told to the public only between records that are
-- both shown, and protected alike: an exact element would give away where its blurred ensemble is.

create table private.record_links (
	record_id uuid not null references public.records (id) on delete cascade,
	field text not null,
	-- No reference: the other record may still wait on another phone.
	linked_id uuid not null,
	primary key (record_id, field, linked_id)
);
create index record_links_linked_idx on private.record_links (linked_id);
comment on table private.record_links is 'What the properties of records point to, kept by a trigger, to be looked up from the other side.';

create function private.links_in(p_theme text, p_concept text, p_properties jsonb) returns table (field text, linked text)
language plpgsql stable security definer set search_path = ''
as $$
declare v_lineage text[];
begin
	-- Most records point to none: they are told so at once.
	if not exists (select from public.field_definitions f
		where f.theme = p_theme and f.kind in ('record_link', 'group') and p_properties ? f.key) then
		return;
	end if;
	v_lineage := private.concept_lineage(p_concept);
	return query
	with fields as (
		select distinct f.key, f.kind, f.fields from public.field_definitions f
		where f.theme = p_theme and f.kind in ('record_link', 'group') and (f.concept is null or f.concept = any (v_lineage))
	)
	select f.key, p_properties ->> f.key from fields f
	where f.kind = 'record_link' and jsonb_typeof(p_properties -> f.key) = 'string'
	union
	select f.key, row_ ->> (inner_ ->> 'key')
	from fields f, jsonb_array_elements(f.fields) as inner_,
		jsonb_array_elements(case when jsonb_typeof(p_properties -> f.key) = 'array' then p_properties -> f.key else '[]' end) as row_
	where f.kind = 'group' and inner_ ->> 'kind' = 'record_link' and jsonb_typeof(row_) = 'object'
		and jsonb_typeof(row_ -> (inner_ ->> 'key')) = 'string';
end
$$;
comment on function private.links_in is 'Ids of other records in a record''s properties, with the field that holds them.';

create function private.is_told_link(p_sensitivity text, p_linked text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.is_uuid(to_jsonb(p_linked)) then return false; end if;
	return exists (select from public.records r where r.id = p_linked::uuid
		and r.public_geometry is not null and r.sensitivity = p_sensitivity);
end
$$;

create function private.with_told_links(p_theme text, p_concept text, p_sensitivity text, p_properties jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_field text;
	v_linked text;
begin
	for v_field, v_linked in select l.field, l.linked from private.links_in(p_theme, p_concept, p_properties) l
		where not private.is_told_link(p_sensitivity, l.linked)
	loop
		p_properties := case jsonb_typeof(p_properties -> v_field)
			when 'array' then p_properties || jsonb_build_object(v_field, (
				select coalesce(jsonb_agg(row_ - array(select key from jsonb_each(row_) where value = to_jsonb(v_linked))
					order by place), '[]')
				from jsonb_array_elements(p_properties -> v_field) with ordinality as rows_(row_, place)))
			else p_properties - v_field end;
	end loop;
	return p_properties;
end
$$;
comment on function private.with_told_links is 'Public properties without the links that would tell of a record that is not shown, or protected otherwise.';

create function private.public_visit(p_theme text, p_concept text, p_sensitivity text, p_properties jsonb) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select private.with_told_links(p_theme, p_concept, p_sensitivity, private.public_properties(p_theme, p_concept, p_properties))
$$;
-- The view of published visits calls it with the reader's rights; it only leaves out of what it is given.
grant execute on function private.public_visit(text, text, text, jsonb) to anon, authenticated;

create function private.relink(p_records uuid[]) returns void
language plpgsql set search_path = ''
as $$
begin
	delete from private.record_links where record_id = any (p_records);
	insert into private.record_links (record_id, field, linked_id)
	select r.id, l.field, l.linked::uuid
	from public.records r cross join private.links_in(r.theme, r.concept, r.properties) l
	where r.id = any (p_records) and private.is_uuid(to_jsonb(l.linked))
	on conflict do nothing;
end
$$;
comment on function private.relink is 'Looks again at what these records point to, by the form and the vocabulary of now.';

create function private.keep_links() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- What is shown changes with the form too, and with it what is a link.
	if (new.theme, new.concept, new.properties, new.public_properties)
		is distinct from (old.theme, old.concept, old.properties, old.public_properties)
		and (exists (select from private.record_links l where l.record_id = new.id)
			or exists (select from private.links_in(new.theme, new.concept, new.properties))) then
		perform private.relink(array[new.id]);
	end if;
	if (new.public_geometry is null, new.sensitivity) is distinct from (old.public_geometry is null, old.sensitivity) then
		-- Whoever points here tells so from now on, or no longer.
		update public.records set licence = licence
		where id in (select l.record_id from private.record_links l where l.linked_id = new.id and l.record_id <> new.id)
			and public_geometry is not null;
	end if;
	return null;
end
$$;
create trigger keep_links after update on public.records
	for each row execute function private.keep_links();

create function private.make_links() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_pointing uuid[] := array(select a.id from added a where exists (select from public.field_definitions f
		where f.theme = a.theme and f.kind in ('record_link', 'group') and a.properties ? f.key));
begin
	if v_pointing <> '{}' then perform private.relink(v_pointing); end if;
	-- An ensemble may come after its elements, from another phone.
	update public.records set licence = licence
	where id in (select l.record_id from private.record_links l join added a on a.id = l.linked_id where l.record_id <> a.id)
		and public_geometry is not null;
	return null;
end
$$;
create trigger make_links after insert on public.records referencing new table as added
	for each statement execute function private.make_links();

revoke execute on all functions in schema private from public;
