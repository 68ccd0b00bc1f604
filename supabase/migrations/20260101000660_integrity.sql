-- The integrity conditions of SKOS (https://www.w3.org/TR/skos-reference/#L2434), whoever writes: S13 and
-- S14 are constraints of the label tables, the others are below. Each error names the condition and the
-- concepts. Checked once per statement, over what the statement touched.

create function private.skos_problem(p_code text, p_uri text, p_others text[] default '{}', p_detail text default '',
	p_severity text default 'error') returns jsonb
language sql immutable parallel safe set search_path = ''
as $$
	select jsonb_build_object('code', p_code, 'severity', p_severity, 'uri', p_uri, 'others', to_jsonb(p_others), 'detail', p_detail)
$$;
comment on function private.skos_problem is 'One SkosProblem of src/lib/domain/vocabulary/skos/types.ts.';

create function private.fail_skos(p_problems jsonb) returns void
language plpgsql stable set search_path = ''
as $$
begin
	perform private.fail(409, (select jsonb_agg(private.problem(p ->> 'code', null, jsonb_build_object('uri', p ->> 'uri',
		'others', (select coalesce(string_agg(o, ' '), '') from jsonb_array_elements_text(p -> 'others') as o), 'detail', p ->> 'detail')))
		from jsonb_array_elements(p_problems) as p));
end
$$;
comment on function private.fail_skos is 'Ends the request with SkosProblem[] as Problem[]; the addresses of the others with spaces between.';

-- S9 and S37: a scheme, a concept and a collection are three things. One list of all addresses lets the
-- database itself refuse the second use of one, even at the same moment.

create table private.resources (
	uri text primary key,
	kind text not null check (kind in ('scheme', 'concept', 'collection')),
	id text not null
);
-- A collection's id is none of a concept's, in its scheme.
create unique index resources_id_idx on private.resources (id) where kind <> 'scheme';

create function private.check_kind(p_uris text[], p_kind text) returns void
language plpgsql stable set search_path = ''
as $$
declare
	v_problems jsonb;
begin
	select jsonb_agg(private.skos_problem(case when 'collection' in (r.kind, p_kind) then 'skos_s37' else 'skos_s9' end, r.uri)) into v_problems
	from private.resources r where r.uri = any (p_uris) and r.kind <> p_kind;
	if v_problems is not null then perform private.fail_skos(v_problems); end if;
end
$$;

create function private.register_resources() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_kind text := tg_argv[0];
	v_problems jsonb;
begin
	perform private.check_kind((select array_agg(uri) from fresh), v_kind);
	insert into private.resources (uri, kind, id) select uri, v_kind, id from fresh on conflict (uri) do nothing;
	-- Again, for who took the address at the same moment.
	perform private.check_kind((select array_agg(uri) from fresh), v_kind);
	if v_kind <> 'concept' then
		-- What is broader or related is a concept (S19), here or not.
		select jsonb_agg(private.skos_problem(case v_kind when 'collection' then 'skos_s37' else 'skos_s9' end, f.uri, array[c.uri])) into v_problems
		from fresh f join public.concept_relations r on r.object = f.uri and r.predicate in ('broader', 'related')
		join public.concepts c on c.id = r.subject;
		if v_problems is not null then perform private.fail_skos(v_problems); end if;
	else
		-- What others already pointed to by its address is here now.
		update public.concept_relations r set object = f.id from fresh f where r.object = f.uri and r.predicate in ('broader', 'related');
		update public.concepts c set replaced_by = f.id, replaced_by_uri = null from fresh f where c.replaced_by_uri = f.uri;
	end if;
	if v_kind <> 'scheme' then
		update public.collection_members m set member = f.id from fresh f where m.member = f.uri;
	end if;
	return null;
end
$$;
create trigger register_schemes after insert on public.concept_schemes
	referencing new table as fresh for each statement execute function private.register_resources('scheme');
create trigger register_concepts after insert on public.concepts
	referencing new table as fresh for each statement execute function private.register_resources('concept');
create trigger register_collections after insert on public.collections
	referencing new table as fresh for each statement execute function private.register_resources('collection');

-- S27: what is related is neither broader nor narrower, however far.

create function private.s27_problems(p_touched text[]) returns jsonb
language sql stable set search_path = ''
as $$
	with recursive below(id) as (
		select unnest(p_touched)
		union
		select r.subject from below b join public.concept_relations r on r.object = b.id and r.predicate = 'broader'
	), above(id) as (
		select unnest(p_touched)
		union
		select r.object from above a join public.concept_relations r on r.subject = a.id and r.predicate = 'broader'
	), near as materialized (
		select id from below union select id from above
	), pairs as materialized (
		-- A way up that goes through what was touched starts below it and ends above it.
		select r.subject as a, r.object as b from public.concept_relations r
		where r.predicate = 'related' and r.subject in (select id from near) and r.object in (select id from near)
	), ends as materialized (
		select a, b from pairs union select b, a from pairs
	), climb(low, high) as (
		select r.subject, r.object from public.concept_relations r
		where r.predicate = 'broader' and r.subject in (select a from ends)
		union
		select c.low, r.object from climb c join public.concept_relations r on r.subject = c.high and r.predicate = 'broader'
	)
	select coalesce(jsonb_agg(distinct private.skos_problem('skos_s27', coalesce(low.uri, e.a), array[coalesce(high.uri, e.b)])), '[]')
	from ends e join climb c on c.low = e.a and c.high = e.b
	left join public.concepts low on low.id = e.a left join public.concepts high on high.id = e.b
$$;
comment on function private.s27_problems is 'Related pairs of which one end is broader than the other, as far as these concepts may have made them so.';

-- S46: an exact match is neither a broader, a narrower nor a related one, through any chain of exact matches.

create function private.s46_problems(p_touched text[]) returns jsonb
language sql stable set search_path = ''
as $$
	with recursive alike(uri) as (
		select c.uri from public.concepts c where c.id = any (p_touched)
		union
		select n.uri from alike a cross join lateral (
			select r.object as uri from public.concepts c join public.concept_relations r on r.subject = c.id and r.predicate = 'exactMatch'
			where c.uri = a.uri
			union all
			select c.uri from public.concept_relations r join public.concepts c on c.id = r.subject
			where r.object = a.uri and r.predicate = 'exactMatch'
		) n
	), pairs as materialized (
		select c.uri as a, r.object as b from public.concept_relations r join public.concepts c on c.id = r.subject
		where r.predicate in ('broadMatch', 'narrowMatch', 'relatedMatch')
			and c.uri in (select uri from alike) and r.object in (select uri from alike)
	), reach(a, uri) as (
		select distinct a, a from pairs
		union
		select x.a, n.uri from reach x cross join lateral (
			select r.object as uri from public.concepts c join public.concept_relations r on r.subject = c.id and r.predicate = 'exactMatch'
			where c.uri = x.uri
			union all
			select c.uri from public.concept_relations r join public.concepts c on c.id = r.subject
			where r.object = x.uri and r.predicate = 'exactMatch'
		) n
	)
	select coalesce(jsonb_agg(distinct private.skos_problem('skos_s46', p.a, array[p.b])), '[]')
	from pairs p join reach x on x.a = p.a and x.uri = p.b
$$;
comment on function private.s46_problems is 'Pairs matched exactly and otherwise too, as far as the matches of these concepts may have made them so.';

create function private.check_relations() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_problems jsonb;
	v_within text[];
	v_matched text[];
begin
	select array_agg(distinct subject) filter (where predicate in ('broader', 'related')), array_agg(distinct subject) filter (where predicate like '%Match')
	into v_within, v_matched from fresh;
	if v_within is not null then
		select jsonb_agg(private.skos_problem(case x.kind when 'collection' then 'skos_s37' else 'skos_s9' end, x.uri, array[c.uri])) into v_problems
		from fresh f join private.resources x on x.uri = f.object and x.kind <> 'concept' join public.concepts c on c.id = f.subject
		where f.predicate in ('broader', 'related');
		if v_problems is not null then perform private.fail_skos(v_problems); end if;
		v_problems := private.s27_problems(v_within || (select array_agg(distinct object) from fresh where predicate in ('broader', 'related')));
		if v_problems <> '[]' then perform private.fail_skos(v_problems); end if;
	end if;
	if v_matched is not null then
		v_problems := private.s46_problems(v_matched);
		if v_problems <> '[]' then perform private.fail_skos(v_problems); end if;
	end if;
	return null;
end
$$;
create trigger check_relations_inserted after insert on public.concept_relations
	referencing new table as fresh for each statement execute function private.check_relations();
create trigger check_relations_updated after update on public.concept_relations
	referencing new table as fresh for each statement execute function private.check_relations();

create function private.check_label_count() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_problems jsonb;
begin
	select jsonb_agg(private.skos_problem('too_many_labels', c.uri, p_detail => n.labels::text)) into v_problems
	from (select l.concept, count(*) as labels from public.concept_labels l where l.concept in (select concept from fresh)
		group by l.concept having count(*) > 1000) n join public.concepts c on c.id = n.concept;
	if v_problems is not null then perform private.fail_skos(v_problems); end if;
	return null;
end
$$;
create trigger check_label_count after insert on public.concept_labels
	referencing new table as fresh for each statement execute function private.check_label_count();

create function private.ship_relations(p_relations jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
	v_wanted jsonb;
	v_one jsonb;
begin
	-- Who edited a concept also said what it is related to, whichever side told so.
	select coalesce(jsonb_agg(x.r order by x.n), '[]') into v_wanted
	from jsonb_array_elements(p_relations) with ordinality as x(r, n)
	join public.concepts c on c.id = x.r ->> 0 and c.edited_at is null
	left join public.concepts o on o.id = x.r ->> 2 and x.r ->> 1 = 'related'
	where o.edited_at is null;
	begin
		insert into public.concept_relations (subject, predicate, object)
		select w ->> 0, w ->> 1, w ->> 2 from jsonb_array_elements(v_wanted) as w on conflict do nothing;
		return;
	exception when sqlstate 'PT409' then
		null;
	end;
	for v_one in select jsonb_array_elements(v_wanted) loop
		begin
			insert into public.concept_relations (subject, predicate, object)
			values (v_one ->> 0, v_one ->> 1, v_one ->> 2) on conflict do nothing;
		exception when sqlstate 'PT409' then
			raise warning 'left out, people decided otherwise: %', v_one;
		end;
	end loop;
end
$$;
comment on function private.ship_relations is 'For seed.sql: [[subject, predicate, object], …] of concepts that people left alone. What contradicts theirs is left out, one by one, only when the whole is refused: a new version must start over any vocabulary.';

revoke execute on function private.ship_relations(jsonb), private.skos_problem(text, text, text[], text, text), private.fail_skos(jsonb), private.check_kind(text[], text),
	private.register_resources(), private.s27_problems(text[]), private.s46_problems(text[]), private.check_relations(),
	private.check_label_count() from public;
