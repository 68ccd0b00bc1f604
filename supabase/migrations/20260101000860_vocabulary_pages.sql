-- A vocabulary as its page lists it: names and the tree, without what only the page of one concept shows.

create function public.scheme_lines(p_scheme text) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object(
		'scheme', jsonb_build_object('id', s.id, 'uri', s.uri, 'title', s.title, 'kind', s.kind),
		'lines', coalesce((
			select jsonb_agg(jsonb_build_array(c.notation, nullif(c.uri, s.uri || c.notation),
				coalesce(l.names, '{}'), coalesce(b.broader, '[]'), c.deprecated::int) order by c.position, c.id)
			from public.concepts c
			left join (
				select l.concept, jsonb_object_agg(l.lang, l.text) as names
				from public.concept_labels l join public.concepts c on c.id = l.concept
				where c.scheme = p_scheme and l.kind = 'pref' and l.status <> 'unsure' group by l.concept
			) l on l.concept = c.id
			left join (
				select r.subject, jsonb_agg(o.notation order by o.position, o.id) as broader
				from public.concept_relations r join public.concepts o on o.id = r.object_concept
				where r.predicate = 'broader' and o.scheme = p_scheme group by r.subject
			) b on b.subject = c.id
			where c.scheme = s.id
		), '[]'))
	from public.concept_schemes s where s.id = p_scheme
$$;
comment on function public.scheme_lines is '{scheme, lines: [notation, uri when it is not the base''s, names by language, notations of the broader ones, withdrawn]}; null for no such vocabulary. The same for everyone: labels that are not sure are left out.';

revoke execute on function public.scheme_lines(text) from public, anon, authenticated;
grant execute on function public.scheme_lines(text) to anon, authenticated;
