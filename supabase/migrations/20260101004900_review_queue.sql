-- The desk: what waits under a filter, counted, looked at, claimed.

create type private.review_asked as (
	condition text, f jsonb, keys jsonb, themes text[], kinds text[], concepts text[], flags text[], patterns text[], me uuid
);

create function private.narrower_concepts(p_concept text) returns text[]
language sql stable set search_path = ''
as $$
	with recursive below as (
		select p_concept as id
		union select r.subject from public.concept_relations r join below b on r.object_concept = b.id and r.predicate = 'broader'
	)
	select array_agg(id) from below
$$;

create function private.filter_problems(f jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_key text;
	v_value jsonb;
begin
	if jsonb_typeof(f) is distinct from 'object' then return jsonb_build_array(private.problem('wrong_type', 'filter')); end if;
	for v_key, v_value in select key, value from jsonb_each(f) where value <> 'null' order by key loop
		if v_key not in ('kinds', 'theme', 'territory', 'concept', 'author', 'flags', 'text', 'before', 'after', 'claim', 'record') then
			return jsonb_build_array(private.problem('unknown_field', left(v_key, 100)));
		elsif v_key in ('kinds', 'flags') then
			if not private.is_text_list(v_value) or jsonb_array_length(v_value) > 50 then return jsonb_build_array(private.problem('wrong_type', v_key)); end if;
		elsif jsonb_typeof(v_value) <> 'string' then
			return jsonb_build_array(private.problem('wrong_type', v_key));
		elsif char_length(v_value #>> '{}') > 200 then
			return jsonb_build_array(private.problem('too_long', v_key, '{"max": 200}'));
		elsif v_key in ('author', 'record') and not private.is_uuid(v_value) then
			return jsonb_build_array(private.problem('bad_format', v_key));
		elsif v_key = 'claim' and v_value not in ('"mine"', '"free"') then
			return jsonb_build_array(private.problem('not_in_list', v_key));
		elsif v_key in ('before', 'after') and (v_value #>> '{}') !~ '^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$' then
			return jsonb_build_array(private.problem('bad_format', v_key));
		end if;
	end loop;
	return '[]';
end
$$;

create function private.review_asked(f jsonb) returns private.review_asked
language plpgsql stable set search_path = ''
as $$
declare
	a private.review_asked;
	v_problems jsonb := private.filter_problems(coalesce(f, '{}'));
begin
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	a.f := jsonb_strip_nulls(coalesce(f, '{}'));
	a.keys := private.moderation_keys();
	a.me := auth.uid();
	a.themes := array(select t.id from public.themes t where private.moderates_theme(t.id));
	a.kinds := array(select jsonb_array_elements_text(a.f -> 'kinds'));
	a.flags := array(select jsonb_array_elements_text(a.f -> 'flags'));
	a.concepts := case when a.f ? 'concept' then private.narrower_concepts(a.f ->> 'concept') end;
	a.patterns := array(select '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
		from regexp_split_to_table(private.folded(a.f ->> 'text'), '\s+') as word where word <> '');
	-- Constants only: what was asked for travels beside, as values.
	a.condition := case when a.keys ? '*|*' then 'true'
		else '(case when i.kind = ''suggestion'' then i.theme = any ($3) else private.in_scope($2, i.theme, i.commune_insee) end)' end
		|| case when a.f ? 'kinds' then ' and i.kind = any ($4)' else '' end
		|| case when a.f ? 'theme' then ' and i.theme = $1 ->> ''theme''' else '' end
		|| case when a.f ? 'territory' then ' and i.commune_insee in (select t.insee from public.territory_communes t where t.territory = $1 ->> ''territory'')' else '' end
		|| case when a.f ? 'concept' then ' and i.concept = any ($5)' else '' end
		|| case when a.f ? 'author' then ' and i.author_id = ($1 ->> ''author'')::uuid' else '' end
		|| case when a.f ? 'record' then ' and i.record_id = ($1 ->> ''record'')::uuid' else '' end
		|| case when a.f ? 'flags' then ' and i.flags && $6' else '' end
		|| case when a.patterns <> '{}' then ' and i.words like all ($7)' else '' end
		|| case when a.f ? 'before' then ' and i.since < ($1 ->> ''before'')::timestamptz' else '' end
		|| case when a.f ? 'after' then ' and i.since >= ($1 ->> ''after'')::timestamptz' else '' end
		|| case a.f ->> 'claim' when 'mine' then ' and i.claimed_by = $8 and i.claimed_until > now()'
			when 'free' then ' and (i.claimed_by is null or i.claimed_by = $8 or i.claimed_until <= now())' else '' end;
	return a;
end
$$;
comment on function private.review_asked is 'A ReviewFilter of src/lib/domain/review.ts as a condition on review_items i, and its values $1 to $8.';

create function private.claim_json(i public.review_items) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	if i.claimed_by is null or i.claimed_until <= now() then return null; end if;
	return jsonb_build_object('mine', i.claimed_by = auth.uid(), 'until', i.claimed_until,
		'name', (select private.shown_name(a) from public.profiles a where a.id = i.claimed_by));
end
$$;

create function private.seen_of(p_kind text, p_item_id uuid, p_record_id uuid) returns text
language plpgsql stable set search_path = ''
as $$
begin
	-- An edit is never altered, and a word holds nothing else.
	if p_kind not in ('new', 'deletion', 'observation', 'appeal') then return null; end if;
	return md5(concat_ws(' ',
		(select string_agg(p.id::text, ' ' order by p.id) from public.photos p where p.record_id = p_record_id and p.received_at is not null
			and p.removed_at is null and (p_kind <> 'observation' or p.observation_id = p_item_id)),
		(select string_agg(o.id::text, ' ' order by o.id) from public.observations o where p_kind <> 'observation' and o.record_id = p_record_id
			and o.status <> 'rejected')));
end
$$;
comment on function private.seen_of is 'Which photos and visits a moderator had before them. They come without a new version of the record.';

create function private.review_item_json(i public.review_items) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	r public.records;
	p public.proposals;
begin
	if i.record_id is not null then select * into r from public.records where id = i.record_id; end if;
	if i.kind in ('edit', 'deletion') then select * into p from public.proposals where id = i.item_id; end if;
	return jsonb_build_object('kind', i.kind, 'item_id', i.item_id, 'since', i.since, 'flags', to_jsonb(i.flags), 'claim', private.claim_json(i),
		'theme', i.theme, 'concept', i.concept, 'seen', private.seen_of(i.kind, i.item_id, i.record_id),
		'commune', (select jsonb_build_object('insee', c.insee, 'nom', c.nom) from public.communes c where c.insee = i.commune_insee),
		'author', (select jsonb_build_object('id', a.id, 'name', private.shown_name(a), 'lang', a.language) from public.profiles a where a.id = i.author_id),
		'record', case when r.id is not null then private.record_json(r, true, p, true) end,
		'observation', case when i.kind = 'observation' then (select private.observation_json(o, r, true, true) from public.observations o where o.id = i.item_id) end,
		'suggestion', case when i.kind = 'suggestion' then (select jsonb_build_object('id', s.id, 'theme', s.theme, 'concept', s.concept, 'kind', s.kind,
				'text', s.text, 'lang', s.lang, 'note', s.note, 'recordId', s.record_id, 'status', s.status, 'at', s.at, 'reason', s.reason,
				'author', (select private.shown_name(a) from public.profiles a where a.id = s.author_id), 'mayDecide', true,
				'mayEdit', private.may_edit_vocabulary(private.suggestion_scheme(s.theme, s.concept)))
			from public.vocabulary_suggestions s where s.id = i.item_id) end,
		'appeal', case when i.kind = 'appeal' then (select jsonb_build_object('id', x.id, 'text', x.text, 'at', x.at, 'status', x.of_status,
				'reason', r.reason, 'decided_by_me', coalesce(x.refused_by = auth.uid(), false),
				'others', private.has_other_moderator(r.theme, r.commune_insee))
			from public.appeals x where x.id = i.item_id) end,
		'report', case when i.kind = 'report' then (select jsonb_build_object('id', x.id, 'photo_id', x.photo_id, 'kind', x.kind,
				'about_me', x.about_me, 'words', x.words, 'at', x.at)
			from private.reports x where x.id = i.item_id) end,
		'votes', private.votes_json(i.kind, i.item_id, r.version, i.theme, i.commune_insee));
end
$$;
comment on function private.review_item_json is 'ReviewItem of src/lib/domain/review.ts, for a moderator of its place.';

create function public.review_queue(p_filter jsonb default '{}', p_limit int default 30, p_after text default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	a private.review_asked := private.review_asked(p_filter);
	v_limit int := least(greatest(coalesce(p_limit, 30), 1), 100);
	v_after text[] := regexp_match(coalesce(p_after, '-infinity|00000000-0000-0000-0000-000000000000'), '^([^|]{1,40})\|([0-9a-f-]{36})$');
	v_items public.review_items[];
	v_total bigint;
begin
	if v_after is null then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'after'))); end if;
	execute format('select array_agg(q::public.review_items) from (select i.* from public.review_items i
			where %s and (i.since, i.item_id) > ($9, $10) order by i.since, i.item_id limit $11) q', a.condition)
		into v_items using a.f, a.keys, a.themes, a.kinds, a.concepts, a.flags, a.patterns, a.me, v_after[1]::timestamptz, v_after[2]::uuid, v_limit + 1;
	execute format('select count(*) from public.review_items i where %s', a.condition)
		into v_total using a.f, a.keys, a.themes, a.kinds, a.concepts, a.flags, a.patterns, a.me;
	return jsonb_build_object('total', v_total,
		'items', (select coalesce(jsonb_agg(private.review_item_json(i) order by i.since, i.item_id), '[]') from unnest(v_items[1:v_limit]) i),
		'next', case when cardinality(v_items) > v_limit then to_json(v_items[v_limit].since) #>> '{}' || '|' || v_items[v_limit].item_id end);
exception when invalid_datetime_format or datetime_field_overflow or invalid_text_representation then
	perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'after')));
	return null;
end
$$;
comment on function public.review_queue is 'ReviewPage of src/lib/domain/review.ts: only what the caller may decide, longest wait first.';

create function public.review_counts(p_filter jsonb default '{}') returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	a private.review_asked := private.review_asked(p_filter);
	v_answer jsonb;
begin
	execute format($q$
		with found as materialized (
			select i.kind, i.theme, i.commune_insee, i.flags, count(*) as n, min(i.since) as oldest
			from public.review_items i where %s group by 1, 2, 3, 4
		)
		select jsonb_build_object('total', coalesce((select sum(n) from found), 0), 'oldest', (select min(oldest) from found),
			'kinds', (select coalesce(jsonb_object_agg(k, n), '{}') from (select kind as k, sum(n) as n from found group by 1) x),
			'themes', (select coalesce(jsonb_object_agg(k, n), '{}') from (select theme as k, sum(n) as n from found where theme is not null group by 1) x),
			'communes', (select coalesce(jsonb_object_agg(k, n), '{}') from (select coalesce(commune_insee, '') as k, sum(n) as n from found group by 1) x),
			'flags', (select coalesce(jsonb_object_agg(k, n), '{}') from (select flag as k, sum(n) as n from found, unnest(flags) as flag group by 1) x))
		$q$, a.condition)
		into v_answer using a.f, a.keys, a.themes, a.kinds, a.concepts, a.flags, a.patterns, a.me;
	return v_answer;
exception when invalid_datetime_format or datetime_field_overflow then
	perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'filter')));
	return null;
end
$$;
comment on function public.review_counts is 'ReviewCounts of src/lib/domain/review.ts.';

create function private.may_review(i public.review_items) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return coalesce(case when i.kind = 'suggestion' then private.moderates_theme(i.theme)
		else private.in_scope(private.moderation_keys(), i.theme, i.commune_insee) end, false);
end
$$;

create function private.item_for_me(p_kind text, p_item_id uuid) returns public.review_items
language plpgsql stable set search_path = ''
as $$
declare i public.review_items;
begin
	-- A link to an item names no kind.
	select * into i from public.review_items where item_id = p_item_id and kind = any (case when p_kind is null
		then '{new,edit,deletion,observation,suggestion,appeal,report}'::text[] else array[p_kind] end);
	if i.kind is null or not private.may_review(i) then return null; end if;
	return i;
end
$$;

create function public.review_item(p_kind text, p_item_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare i public.review_items := private.item_for_me(p_kind, p_item_id);
begin
	return case when i.kind is not null then private.review_item_json(i) end;
end
$$;
comment on function public.review_item is 'ReviewItem, of whichever kind when none is said; null when it waits no more or is not the caller''s to decide.';

create function public.review_claim(p_kind text, p_item_id uuid, p_take_over boolean default false) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	i public.review_items;
	v_from text;
	v_others boolean;
begin
	select * into i from public.review_items where kind = p_kind and item_id = p_item_id for update;
	if i.kind is null or not private.may_review(i) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	v_others := i.claimed_by is not null and i.claimed_by <> auth.uid() and i.claimed_until > now();
	if v_others and not coalesce(p_take_over, false) then
		return jsonb_build_object('claimed', false, 'claim', private.claim_json(i), 'from', null);
	end if;
	if v_others then v_from := coalesce(private.claim_json(i) ->> 'name', ''); end if;
	update public.review_items set claimed_by = auth.uid(), claimed_until = now() + interval '10 minutes'
	where kind = p_kind and item_id = p_item_id returning * into i;
	return jsonb_build_object('claimed', true, 'claim', private.claim_json(i), 'from', v_from);
end
$$;
comment on function public.review_claim is '{claimed, claim, from}: for ten minutes, seen by the others, who may take it over. It keeps nobody from deciding.';

create function public.review_release(p_kind text, p_item_id uuid) returns void
language sql security definer set search_path = ''
as $$
	update public.review_items set claimed_by = null, claimed_until = null
	where kind = p_kind and item_id = p_item_id and claimed_by = (select auth.uid())
$$;
comment on function public.review_release is 'Lets go of what the caller claimed.';

revoke execute on all functions in schema private from public;
revoke execute on function public.review_queue(jsonb, int, text), public.review_counts(jsonb), public.review_item(text, uuid),
	public.review_claim(text, uuid, boolean), public.review_release(text, uuid) from public, anon, authenticated;
grant execute on function public.review_queue(jsonb, int, text), public.review_counts(jsonb), public.review_item(text, uuid),
	public.review_claim(text, uuid, boolean), public.review_release(text, uuid) to authenticated;
