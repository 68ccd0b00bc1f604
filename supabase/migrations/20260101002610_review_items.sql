-- What waits for a moderator, one row each, kept by triggers so that the queue is read from one index.

create table public.review_items (
	kind text not null check (kind in ('new', 'edit', 'deletion', 'observation', 'suggestion', 'appeal', 'report')),
	item_id uuid not null,
	record_id uuid references public.records (id) on delete cascade,
	theme text references public.themes (id),
	commune_insee text,
	concept text,
	author_id uuid references public.profiles (id) on delete set null,
	since timestamptz not null,
	words text not null default '',
	flags text[] not null default '{}',
	claimed_by uuid references public.profiles (id) on delete set null,
	claimed_until timestamptz,
	primary key (kind, item_id)
);
create index review_items_queue_idx on public.review_items (since, item_id);
create index review_items_record_idx on public.review_items (record_id);
create index review_items_author_idx on public.review_items (author_id, since);
create index review_items_claimed_idx on public.review_items (claimed_by) where claimed_by is not null;

alter table public.review_items enable row level security;
revoke all on public.review_items from anon, authenticated;
create policy review_items_select on public.review_items for select to authenticated
	using (private.in_scope((select private.moderation_keys()), theme, commune_insee));
-- Written by triggers and functions only: nobody queues, flags or claims a row by hand.
grant select on public.review_items to authenticated;

comment on table public.review_items is 'item_id: the record (new), proposal (edit, deletion), observation, suggestion, appeal or report that waits.';
comment on column public.review_items.words is 'What a moderator may search in, folded (private.folded).';
comment on column public.review_items.flags is 'Codes of what to look at twice: links, repeated, quarantine…';

create function private.folded(p_text text) returns text
language sql immutable parallel safe
return regexp_replace(normalize(lower(p_text), nfd), '[\u0300-\u036f]', '', 'g');
comment on function private.folded is 'Without capitals nor accents.';

create function private.review_words(p_theme text, p_concept text, p_commune text, p_values jsonb) returns text
language plpgsql stable set search_path = ''
as $$
begin
	return left(private.folded(concat_ws(' ',
		(select string_agg(value #>> '{}', ' ') from jsonb_path_query(p_values, 'strict $.** ? (@.type() == "string")') as value),
		(select string_agg(l.text, ' ') from public.concept_labels l where l.concept = p_concept and l.kind = 'pref'),
		(select c.nom from public.communes c where c.insee = p_commune))), 4000);
end
$$;
comment on function private.review_words is 'What a record or a change says, with the names of its concept and commune.';

create function private.refresh_review(p_records uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	with waiting as materialized (
		select 'new' as kind, r.id as item_id, r.id as record_id, r.author_id, r.submitted_at as since, r.properties as says
		from public.records r where r.id = any (p_records) and r.status = 'submitted' and r.deleted_at is null
		union all
		select case when p.changes ? 'deleted' then 'deletion' else 'edit' end, p.id, r.id, p.author_id, p.created_at, r.properties || p.changes
		from public.records r join public.proposals p on p.record_id = r.id
		where r.id = any (p_records) and p.status = 'pending' and r.status = 'published' and r.deleted_at is null
		union all
		select 'observation', o.id, r.id, o.author_id, o.created_at, r.properties || o.properties || jsonb_build_object('note', o.note)
		from public.records r join public.observations o on o.record_id = r.id
		where r.id = any (p_records) and o.status = 'pending' and r.status = 'published' and r.deleted_at is null
	), gone as (
		delete from public.review_items i where i.record_id = any (p_records) and i.kind in ('new', 'edit', 'deletion', 'observation')
			and not exists (select from waiting w where w.kind = i.kind and w.item_id = i.item_id)
	)
	insert into public.review_items (kind, item_id, record_id, theme, commune_insee, concept, author_id, since, words)
	select w.kind, w.item_id, r.id, r.theme, r.commune_insee, r.concept, w.author_id, w.since,
		private.review_words(r.theme, r.concept, r.commune_insee, w.says)
	from waiting w join public.records r on r.id = w.record_id
	on conflict (kind, item_id) do update set theme = excluded.theme, commune_insee = excluded.commune_insee, concept = excluded.concept,
		author_id = excluded.author_id, since = excluded.since, words = excluded.words;
	-- What was asked about a record goes where the record goes.
	update public.review_items i set theme = r.theme, commune_insee = r.commune_insee, concept = r.concept
	from public.records r
	where r.id = i.record_id and i.record_id = any (p_records) and i.kind in ('appeal', 'report')
		and (i.theme, i.commune_insee, i.concept) is distinct from (r.theme, r.commune_insee, r.concept);
end
$$;
comment on function private.refresh_review is 'Looks again at what waits about these records. Claims and flags stay.';

create function private.review_new_records() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare v_waiting uuid[] := array(select a.id from added a where a.status = 'submitted');
begin
	if v_waiting <> '{}' then perform private.refresh_review(v_waiting); end if;
	return null;
end
$$;
create trigger review_new_records after insert on public.records referencing new table as added
	for each statement execute function private.review_new_records();

create function private.review_record() returns trigger
language plpgsql security definer set search_path = ''
as $$ begin perform private.refresh_review(array[new.id]); return null; end $$;
create trigger review_record after update on public.records
	for each row when ((old.status, old.deleted_at, old.theme, old.concept, old.commune_insee, old.author_id, old.properties, old.submitted_at)
		is distinct from (new.status, new.deleted_at, new.theme, new.concept, new.commune_insee, new.author_id, new.properties, new.submitted_at))
	execute function private.review_record();

create function private.review_part() returns trigger
language plpgsql security definer set search_path = ''
as $$ begin perform private.refresh_review(array[new.record_id]); return null; end $$;
create trigger review_proposal after insert or update on public.proposals
	for each row execute function private.review_part();
create trigger review_observation after update of status, properties, author_id, created_at on public.observations
	for each row when (old.status = 'pending' or new.status = 'pending') execute function private.review_part();
create trigger review_new_observation after insert on public.observations
	for each row when (new.status = 'pending') execute function private.review_part();

create function private.add_review_item(p_kind text, p_item_id uuid, p_record_id uuid, p_author_id uuid, p_words text,
	p_flags text[] default '{}') returns void
language plpgsql set search_path = ''
as $$
begin
	insert into public.review_items (kind, item_id, record_id, theme, commune_insee, concept, author_id, since, words, flags)
	select p_kind, p_item_id, p_record_id, r.theme, r.commune_insee, r.concept, p_author_id, now(), left(private.folded(coalesce(p_words, '')), 4000), p_flags
	from (select p_record_id as id) asked left join public.records r on r.id = asked.id
	on conflict (kind, item_id) do nothing;
end
$$;
comment on function private.add_review_item is 'For what no trigger sees: an appeal, a report. Without a record, those who moderate everywhere read it.';

create function private.drop_review_item(p_kind text, p_item_id uuid) returns void
language sql set search_path = ''
as $$ delete from public.review_items where kind = p_kind and item_id = p_item_id $$;

create function private.flag_review(p_kind text, p_item_id uuid, p_flag text, p_on boolean default true) returns void
language sql set search_path = ''
as $$
	update public.review_items set flags = case when p_on then array(select distinct unnest(flags || p_flag) order by 1) else array_remove(flags, p_flag) end
	where kind = p_kind and item_id = p_item_id
$$;

revoke execute on function private.folded(text), private.review_words(text, text, text, jsonb), private.refresh_review(uuid[]),
	private.review_new_records(), private.review_record(), private.review_part(),
	private.add_review_item(text, uuid, uuid, uuid, text, text[]), private.drop_review_item(text, uuid),
	private.flag_review(text, uuid, text, boolean) from public;
