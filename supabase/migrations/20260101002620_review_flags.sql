-- Why a moderator should look twice: links, the same paragraph on many records, an account that must wait.

create table private.sent_texts (
	author_id uuid not null references public.profiles (id) on delete cascade,
	key text not null,
	record_id uuid not null references public.records (id) on delete cascade,
	at timestamptz not null default now(),
	primary key (author_id, key, record_id)
);
create index sent_texts_record_idx on private.sent_texts (record_id);
create index sent_texts_at_idx on private.sent_texts (at);
comment on table private.sent_texts is 'Digests of the long texts an account wrote, to see the same one on many records. Kept for a week.';

create function private.text_keys(p_says jsonb) returns setof text
language sql immutable set search_path = ''
as $$
	-- A name or a code comes back on purpose; a paragraph does not.
	select distinct encode(sha256(convert_to(regexp_replace(lower(value #>> '{}'), '[\s[:punct:]]+', ' ', 'g'), 'utf8')), 'hex')
	from jsonb_path_query(coalesce(p_says, '{}'), 'strict $.** ? (@.type() == "string")') as value
	where char_length(value #>> '{}') >= 60
$$;

create function private.has_links(p_text text) returns boolean
language sql immutable parallel safe
return coalesce(p_text ~* '(//|www\.)[a-z0-9-]+\.|[a-z0-9-]\.(com|net|biz|info|ru|cn|top|xyz|shop|online)\y', false);

create function private.is_repeated(p_author uuid, p_record uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (select from private.sent_texts t where t.author_id = p_author and t.record_id = p_record
		and (select count(*) from private.sent_texts u where u.author_id = t.author_id and u.key = t.key)
			>= (select s.repeated_text from private.abuse_settings s));
end
$$;

create function private.keep_text(p_author uuid, p_record uuid, p_says jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.sent_texts (author_id, key, record_id)
	select p_author, key, p_record from private.text_keys(p_says) as key where p_author is not null
	on conflict do nothing;
	if not found or not private.is_repeated(p_author, p_record) then return; end if;
	-- Those before it were one of few then.
	perform private.flag_review(i.kind, i.item_id, 'repeated') from public.review_items i
	where i.author_id = p_author and not i.flags @> '{repeated}' and private.is_repeated(p_author, i.record_id);
end
$$;

create function private.keep_new_texts() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.keep_text(n.author_id, n.id, n.properties) from added n;
	return null;
end
$$;
create trigger keep_new_texts after insert on public.records referencing new table as added
	for each statement execute function private.keep_new_texts();

create function private.keep_part_text() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.keep_text(new.author_id, new.record_id, case tg_table_name when 'proposals' then to_jsonb(new) -> 'changes'
		else (to_jsonb(new) -> 'properties') || jsonb_build_object('note', to_jsonb(new) -> 'note') end);
	return null;
end
$$;
create trigger keep_part_text after insert on public.proposals
	for each row execute function private.keep_part_text();
create trigger keep_part_text after insert on public.observations
	for each row when (not new.is_first) execute function private.keep_part_text();

create function private.flag_item() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	new.flags := array(
		select unnest(array_remove(array_remove(new.flags, 'links'), 'quarantine'))
		union select 'links' where private.has_links(new.words)
		union select 'repeated' where private.is_repeated(new.author_id, new.record_id)
		union select 'quarantine' where private.must_wait(new.author_id)
		order by 1);
	return new;
end
$$;
comment on function private.flag_item is 'Nothing is refused for a flag: it says what to look at.';
create trigger flag_item before insert or update of words, author_id on public.review_items
	for each row execute function private.flag_item();

create function private.lift_flag() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.flag_review(i.kind, i.item_id, 'quarantine', false) from public.review_items i
	where i.author_id = new.user_id and i.flags @> '{quarantine}';
	return null;
end
$$;
create trigger lift_flag after update of lifted_at on public.quarantines
	for each row when (new.lifted_at is not null and old.lifted_at is null) execute function private.lift_flag();

create function public.lift_quarantine(p_user_id uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	update public.quarantines set lifted_at = now(), lifted_by = auth.uid() where user_id = p_user_id and lifted_at is null;
	if not found then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'user_id'))); end if;
	perform private.note_access('quarantine_lifted', p_user_id);
end
$$;
comment on function public.lift_quarantine is 'What waits still waits for a moderator; what comes from now on follows the rules of its place.';

create function public.quarantines_list() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.administers_all() then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('user_id', q.user_id, 'name', private.name_of(q.user_id), 'at', q.at,
			'left', greatest(0, (select s.new_account_accepted from private.abuse_settings s) - private.accepted_of(q.user_id)),
			'waiting', (select count(*) from public.review_items i where i.author_id = q.user_id)) order by q.at desc), '[]')
		from (select * from public.quarantines where lifted_at is null order by at desc limit 200) q);
end
$$;
comment on function public.quarantines_list is 'Quarantine[] of src/lib/domain/privacy.ts for administrators: accounts whose sending waits, the latest first.';

revoke execute on function private.text_keys(jsonb), private.has_links(text), private.is_repeated(uuid, uuid), private.keep_text(uuid, uuid, jsonb),
	private.keep_new_texts(), private.keep_part_text(), private.flag_item(), private.lift_flag(), public.lift_quarantine(uuid), public.quarantines_list() from public, anon, authenticated;
grant execute on function public.lift_quarantine(uuid), public.quarantines_list() to authenticated;
