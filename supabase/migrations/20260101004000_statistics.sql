-- What came in, what was decided and what waits: figures of the places a person moderates or administers.

-- History is only added to, in the order of time: a few blocks tell which part of it a year is.
create index record_history_at_idx on public.record_history using brin (at);

create function private.contributed(p_keys jsonb, p_theme text, p_since timestamptz)
returns table (week date, kind text, actor_id uuid)
language plpgsql stable set search_path = ''
as $$
begin
	-- A correction that was proposed first is counted when it was proposed, by whoever thought of it.
	return query select date_trunc('week', h.at at time zone 'Europe/Paris')::date, h.kind, h.actor_id
	from public.record_history h join public.records r on r.id = h.record_id
	where h.at >= p_since and (h.kind in ('created', 'proposed', 'observed') or (h.kind = 'updated' and h.proposal_id is null))
		and (p_theme is null or r.theme = p_theme) and private.in_scope(p_keys, r.theme, r.commune_insee);
end
$$;

create function private.decided(p_keys jsonb, p_theme text, p_since timestamptz)
returns table (week date, hours double precision)
language plpgsql stable set search_path = ''
as $$
begin
	return query select date_trunc('week', d.at at time zone 'Europe/Paris')::date,
		extract(epoch from d.at - coalesce(o.created_at, p.created_at, sent.at, r.created_at))::double precision / 3600
	from public.moderation_decisions d join public.records r on r.id = d.record_id
		left join public.proposals p on p.id = d.proposal_id left join public.observations o on o.id = d.observation_id
		-- Of a record that was sent again after a change was asked, the wait is counted from then.
		left join lateral (select max(h.at) as at from public.record_history h
			where h.record_id = d.record_id and h.at <= d.at and h.kind in ('created', 'updated', 'restored', 'submitted')
				and h.status = 'submitted') sent on d.proposal_id is null and d.observation_id is null
	where d.at >= p_since and (p_theme is null or r.theme = p_theme) and private.in_scope(p_keys, r.theme, r.commune_insee);
end
$$;

create function public.contribution_statistics(p_theme text default null, p_weeks int default 26) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_keys jsonb := private.moderation_keys();
	v_weeks int := least(greatest(coalesce(p_weeks, 26), 1), 104);
	v_now date := date_trunc('week', now() at time zone 'Europe/Paris')::date;
	v_first date := v_now - 7 * (v_weeks - 1);
	v_since timestamptz := v_first::timestamp at time zone 'Europe/Paris';
	v_answer jsonb;
begin
	if v_keys = '{}' then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	if p_theme is not null and not exists (select from public.themes t where t.id = p_theme) then
		perform private.fail(400, jsonb_build_array(private.problem('unknown_theme', 'theme')));
	end if;
	with made as materialized (
		select * from private.contributed(v_keys, p_theme, v_since)
	), firsts as (
		-- Of the whole site: who came back is not asked where they were before.
		select a.actor_id, date_trunc('week', min(h.at) at time zone 'Europe/Paris')::date as week
		from (select distinct m.actor_id from made m where m.actor_id is not null) a
			join public.record_history h on h.actor_id = a.actor_id and h.kind in ('created', 'updated', 'proposed', 'observed')
		group by a.actor_id
	), by_week as (
		select m.week, count(*) filter (where m.kind = 'created') as records,
			count(*) filter (where m.kind in ('updated', 'proposed')) as corrections,
			count(*) filter (where m.kind = 'observed') as visits,
			count(distinct m.actor_id) as contributors,
			count(distinct m.actor_id) filter (where f.week < m.week) as returning
		from made m left join firsts f on f.actor_id = m.actor_id
		group by m.week
	), decisions as materialized (
		select * from private.decided(v_keys, p_theme, v_since)
	), decided as (
		select d.week, count(*) as decisions,
			percentile_cont(0.5) within group (order by d.hours) as median_hours
		from decisions d group by d.week
	), waiting as (
		select i.*, tc.territory from public.review_items i left join public.territory_communes tc on tc.insee = i.commune_insee
		where (p_theme is null or i.theme = p_theme) and private.in_scope(v_keys, i.theme, i.commune_insee)
	), backlog as (
		select w.territory, t.name, count(*) as waiting, min(w.since) as oldest
		from waiting w left join public.territories t on t.id = w.territory
		group by w.territory, t.name
	)
	select jsonb_build_object(
		'weeks', (select jsonb_agg(jsonb_build_object('week', to_char(v_first + 7 * g.n, 'YYYY-MM-DD'),
				'records', coalesce(b.records, 0), 'corrections', coalesce(b.corrections, 0), 'visits', coalesce(b.visits, 0),
				'contributors', coalesce(b.contributors, 0), 'returning', coalesce(b.returning, 0),
				'decisions', coalesce(d.decisions, 0), 'median_hours', round(d.median_hours::numeric, 1)) order by g.n)
			from generate_series(0, v_weeks - 1) as g(n)
				left join by_week b on b.week = v_first + 7 * g.n left join decided d on d.week = v_first + 7 * g.n),
		'backlog', coalesce((select jsonb_agg(jsonb_build_object('territory', b.territory, 'name', b.name, 'waiting', b.waiting,
			'oldest', b.oldest) order by b.waiting desc, b.territory) from backlog b), '[]'),
		'contributors', (select count(distinct m.actor_id) from made m),
		'returning', (select count(distinct m.actor_id) from made m join firsts f on f.actor_id = m.actor_id where f.week < m.week),
		'decisions', (select count(*) from decisions),
		'median_hours', (select round((percentile_cont(0.5) within group (order by d.hours))::numeric, 1) from decisions d),
		'waiting', (select count(distinct (w.kind, w.item_id)) from waiting w))
	into v_answer;
	return v_answer;
end
$$;
comment on function public.contribution_statistics is 'Statistics of src/lib/domain/statistics.ts, of what the caller moderates; weeks from Monday, in the hour of Paris. Figures alone: no name, no record.';

revoke execute on function private.contributed(jsonb, text, timestamptz), private.decided(jsonb, text, timestamptz),
	public.contribution_statistics(text, int) from public, anon, authenticated;
grant execute on function public.contribution_statistics(text, int) to authenticated;
