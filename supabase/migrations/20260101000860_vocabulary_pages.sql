-- A vocabulary as its page lists it: names and the tree, without what only the page of one concept shows.

create function public.scheme_lines(p_scheme text) returns json
language sql stable set search_path = ''
as $$
	select json_build_object(
		'scheme', json_build_object('id', s.id, 'uri', s.uri, 'title', s.title, 'kind', s.kind),
		'lines', coalesce((
			select json_agg(json_build_array(c.notation, nullif(c.uri, s.uri || c.notation),
				coalesce(l.names, '{}'), coalesce(b.broader, '[]'), c.deprecated::int) order by c.position, c.id)
			from public.concepts c
			left join (
				select l.concept, json_object_agg(l.lang, l.text) as names
				from public.concept_labels l join public.concepts c on c.id = l.concept
				where c.scheme = p_scheme and l.kind = 'pref' and l.status <> 'unsure' group by l.concept
			) l on l.concept = c.id
			left join (
				select r.subject, json_agg(o.notation order by o.position, o.id) as broader
				from public.concept_relations r join public.concepts o on o.id = r.object_concept
				where r.predicate = 'broader' and o.scheme = p_scheme group by r.subject
			) b on b.subject = c.id
			where c.scheme = s.id
		), '[]'))
	from public.concept_schemes s where s.id = p_scheme
$$;
comment on function public.scheme_lines is '{scheme, lines: [notation, uri when it is not the base''s, names by language, notations of the broader ones, withdrawn]}; null for no such vocabulary. The same for everyone: labels that are not sure are left out.';

create function public.scheme_stamp(p_scheme text) returns text
language sql stable set search_path = ''
as $$
	select concat_ws('-', extract(epoch from s.edited_at), extract(epoch from max(c.edited_at)), count(c.id),
		(select extract(epoch from max(l.edited_at)) from public.collections l where l.scheme = s.id))
	from public.concept_schemes s left join public.concepts c on c.scheme = s.id
	where s.id = p_scheme group by s.id
$$;
comment on function public.scheme_stamp is 'Changes whenever somebody edits the vocabulary, so that what was made of it is made once; null for no such vocabulary.';

revoke execute on function public.scheme_lines(text), public.scheme_stamp(text) from public, anon, authenticated;
grant execute on function public.scheme_lines(text), public.scheme_stamp(text) to anon, authenticated;
