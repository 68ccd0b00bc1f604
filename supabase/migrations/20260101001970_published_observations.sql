-- Visits and links of published records, for everyone.

-- The view calls it with the reader's rights; it only writes a moment in words.
grant execute on function private.to_iso(timestamptz, int) to anon, authenticated;

create view public.published_observations with (security_barrier) as
	select o.id, o.record_id, o.is_first as first, private.to_iso(o.observed_at, o.observed_offset) as observed_at,
		private.public_visit(r.theme, r.concept, r.sensitivity, o.properties) as properties,
		o.note,
		case a.name_shown when 'real' then a.display_name when 'pseudonym' then a.pseudonym end as author_name
	from public.observations o
	join public.records r on r.id = o.record_id
	left join public.profiles a on a.id = o.author_id
	where o.status = 'accepted' and r.public_geometry is not null
	order by o.record_id, o.observed_at, o.id;
revoke all on public.published_observations from anon, authenticated;
grant select on public.published_observations to anon, authenticated;
comment on view public.published_observations is 'PublicObservation of src/lib/domain/observation.ts: accepted visits of what is shown, public fields only, oldest first.';

create view public.published_links with (security_barrier) as
	select l.record_id, l.field, l.linked_id
	from private.record_links l
	join public.records r on r.id = l.record_id
	join public.records other on other.id = l.linked_id
	where r.public_geometry is not null and other.public_geometry is not null and r.sensitivity = other.sensitivity
		-- The field itself may not be public.
		and strpos((r.public_properties -> l.field)::text, l.linked_id::text) > 0;
revoke all on public.published_links from anon, authenticated;
grant select on public.published_links to anon, authenticated;
comment on view public.published_links is 'Which shown record names which other one, and in which field: an element and its ensemble, readable from both sides.';
