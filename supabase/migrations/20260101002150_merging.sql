-- Two changes of one record, made without seeing each other: what merges, what is in dispute, and with whom.
-- The same rule for lists as src/lib/domain/merge.ts: tests/database/merging.test.ts puts the same cases before both.

create function private.is_text_list(p_value jsonb) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
	select coalesce(p_value, 'null') = 'null'
		or (jsonb_typeof(p_value) = 'array' and not jsonb_path_exists(p_value, 'strict $[*] ? (@.type() != "string")'))
$$;

create function private.merged_list(p_base jsonb, p_mine jsonb, p_theirs jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
	with base as (select item from jsonb_array_elements_text(case jsonb_typeof(p_base) when 'array' then p_base else '[]' end) as item),
		mine as (select item, place from jsonb_array_elements_text(case jsonb_typeof(p_mine) when 'array' then p_mine else '[]' end)
			with ordinality as t(item, place)),
		theirs as (select item, place from jsonb_array_elements_text(case jsonb_typeof(p_theirs) when 'array' then p_theirs else '[]' end)
			with ordinality as t(item, place)),
		merged as (
			select 1 as part, place, item from theirs
			where item not in (select item from base) or item in (select item from mine)
			union all
			select 2, place, item from mine
			where item not in (select item from base) and item not in (select item from theirs)
		)
	-- An empty list is no answer, and no answer is not kept.
	select coalesce(jsonb_agg(item order by part, place), 'null') from merged
$$;
comment on function private.merged_list is 'Three ways, as sets: theirs without what I took out, then what I added. Of lists of texts (is_text_list) or null.';

create function private.changed_since(p_record_id uuid, p_version int) returns text[]
language sql stable set search_path = ''
as $$
	select coalesce(array_agg(distinct path), '{}')
	from public.record_history h, jsonb_object_keys(h.changes) as path
	where h.record_id = p_record_id and h.version > p_version and h.kind in ('updated', 'restored')
$$;

create function private.changed_elsewhere_since(p_record_id uuid, p_version int, p_device text) returns text[]
language sql stable set search_path = ''
as $$
	select coalesce(array_agg(distinct path), '{}')
	from public.record_history h, jsonb_object_keys(h.changes) as path
	where h.record_id = p_record_id and h.version > p_version and h.kind in ('updated', 'restored')
		-- What one device sends in a row, it knows. The same person's other phone it does not.
		and (h.actor_id is distinct from (select auth.uid()) or p_device is distinct from (
			select a.operation ->> 'device_id' from public.operations_applied a where a.op_id = h.op_id))
$$;
comment on function private.changed_elsewhere_since is 'Paths that others, or this person on another device, changed after a version.';

create function private.readable_paths(r public.records, p_changes jsonb, p_full boolean) returns text[]
language sql stable set search_path = ''
as $$
	select case when p_full then array(select jsonb_object_keys(p_changes))
		else private.public_paths(p_changes, array(select jsonb_object_keys(r.public_properties)), r.sensitivity = 'blurred') end
$$;
comment on function private.readable_paths is 'Those of the paths whose values the caller may read.';

create function private.merged_changes(r public.records, p_changes jsonb, p_since text[], p_full boolean,
	p_author uuid default auth.uid()) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_content jsonb;
	v_readable text[];
	v_own jsonb;
	v_path text;
	v_change jsonb;
	v_base jsonb;
	v_theirs jsonb;
begin
	if p_since = '{}' then return p_changes; end if;
	v_content := private.record_content(r);
	v_readable := private.readable_paths(r, p_changes, p_full);
	for v_path, v_change in select key, value from jsonb_each(p_changes)
		where key = any (p_since) and key = any (v_readable) and key like 'properties.%'
	loop
		v_base := v_change -> 'old';
		v_theirs := private.value_at(v_content, v_path);
		continue when v_base is null or v_base = v_theirs or not (private.is_text_list(v_base)
			and private.is_text_list(v_change -> 'new') and private.is_text_list(v_theirs));
		-- What they saw may have been their own proposal: what that added is still to be added.
		v_own := coalesce(v_own, (select p.changes from public.proposals p where p.record_id = r.id and p.author_id = p_author
			and p.status in ('pending', 'changes_requested', 'rejected')), '{}');
		if v_own -> v_path -> 'new' = v_base then v_base := v_own -> v_path -> 'old'; end if;
		p_changes := p_changes || jsonb_build_object(v_path, v_change
			|| jsonb_build_object('old', v_theirs, 'new', private.merged_list(v_base, v_change -> 'new', v_theirs)));
	end loop;
	return p_changes;
end
$$;
comment on function private.merged_changes is 'The changes, with lists that were also changed meanwhile brought together with what the record holds.';

create function private.disputed_paths(r public.records, p_changes jsonb, p_since text[], p_full boolean) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_content jsonb;
	v_readable text[];
begin
	if p_since = '{}' then return '[]'; end if;
	v_content := private.record_content(r);
	v_readable := private.readable_paths(r, p_changes, p_full);
	-- No dispute when both sides say the same, nor when the device knew the value it replaces. Of values the
	-- caller may not read, the answer must not depend.
	return (select coalesce(jsonb_agg(key order by key), '[]') from jsonb_each(p_changes)
		where key = any (p_since) and (
			not key = any (v_readable)
			or not (private.same_value(key, value -> 'new', private.value_at(v_content, key))
				or private.same_value(key, value -> 'old', private.value_at(v_content, key)))));
end
$$;

create function private.said_of(p_actor uuid, p_at timestamptz, p_full boolean) returns jsonb
language sql stable set search_path = ''
as $$
	-- The trail of a record is for its author and moderators: to others, nobody is named.
	select jsonb_build_object('name', case when p_full then
			(select private.shown_name(a) from public.profiles a where a.id = p_actor) end, 'at', p_at)
		|| case when p_actor = (select auth.uid()) then '{"own": true}'::jsonb else '{}' end
$$;
comment on function private.said_of is 'Who did something, as they chose to be shown, and when. own: the caller, on another device.';

create function private.disputed_by(r public.records, p_disputed jsonb, p_full boolean) returns jsonb
language sql stable set search_path = ''
as $$
	select coalesce(jsonb_object_agg(d.path, private.said_of(h.actor_id, h.at, p_full)), '{}')
	from jsonb_array_elements_text(p_disputed) as d(path)
	cross join lateral (
		select h.actor_id, h.at from public.record_history h
		where h.record_id = r.id and h.kind in ('created', 'updated', 'deleted', 'restored') and h.changes ? d.path
		order by h.id desc limit 1
	) h
	where d.path = any (private.readable_paths(r, jsonb_build_object(d.path, null), p_full))
$$;
comment on function private.disputed_by is 'Who last changed each disputed path.';

create function private.beside_own_proposal(r public.records, p_changes jsonb, p_device text, p_full boolean, out changes jsonb, out disputed jsonb)
language plpgsql stable set search_path = ''
as $$
declare
	v_content jsonb;
	v_path text;
	v_change jsonb;
	v_own jsonb;
	v_at timestamptz;
	v_readable boolean;
	v_value jsonb;
begin
	changes := p_changes;
	disputed := '{}';
	for v_path, v_change, v_own, v_at in
		select c.key, c.value, p.changes -> c.key, h.at
		from public.proposals p cross join jsonb_each(p_changes) c
		cross join lateral (
			select h.at, a.operation ->> 'device_id' as device
			from public.record_history h join public.operations_applied a on a.op_id = h.op_id
			where h.record_id = r.id and h.kind = 'proposed' and h.actor_id = auth.uid() and a.operation -> 'changes' ? c.key
			order by h.id desc limit 1
		) h
		where p.record_id = r.id and p.author_id = auth.uid() and p.status in ('pending', 'changes_requested', 'rejected')
			and p.changes ? c.key and h.device is distinct from p_device
	loop
		-- As in disputed_paths: both say the same, or the device knew what it replaces.
		continue when private.same_value(v_path, v_change -> 'old', v_own -> 'new')
			or private.same_value(v_path, v_change -> 'new', v_own -> 'new');
		v_content := coalesce(v_content, private.record_content(r));
		v_readable := v_path = any (private.readable_paths(r, jsonb_build_object(v_path, null), p_full));
		v_value := case when v_readable then private.value_at(v_content, v_path) end;
		if v_path like 'properties.%' and private.is_text_list(v_change -> 'old') and private.is_text_list(v_change -> 'new')
			and private.is_text_list(v_own -> 'old') and private.is_text_list(v_own -> 'new') and private.is_text_list(v_value) then
			v_value := case when v_readable then private.merged_list(v_own -> 'old', v_own -> 'new', v_value) else v_own -> 'new' end;
			changes := changes || jsonb_build_object(v_path, v_change
				|| jsonb_build_object('new', private.merged_list(v_change -> 'old', v_change -> 'new', v_value))
				|| case when v_readable then jsonb_build_object('old', private.value_at(v_content, v_path)) else '{}' end);
		-- What was proposed on a value that is there no more, nobody is shown.
		elsif not v_readable or private.same_value(v_path, v_own -> 'old', v_value) then
			disputed := disputed || jsonb_build_object(v_path, private.said_of(auth.uid(), v_at, true));
		end if;
	end loop;
end
$$;
comment on function private.beside_own_proposal is 'Changes beside what the same person proposed on another device, which moves no version: lists brought together, and the paths in dispute with who and when.';

create function private.added_elsewhere_since(r public.records, p_version int, p_device text) returns jsonb
language sql stable set search_path = ''
as $$
	with added as (
		select h.id, h.at, h.actor_id, a.operation ->> 'device_id' as device,
			case h.kind when 'observed' then 'observations' else 'photos' end as list,
			case h.kind when 'observed' then h.observation_id::text else (select p.id::text from public.photos p
				where p.record_id = r.id and p.removed_at is null and h.changes ? ('photos.' || p.id)) end as thing
		from public.record_history h left join public.operations_applied a on a.op_id = h.op_id
		where h.record_id = r.id and (h.kind = 'observed' or (h.kind = 'photo_added' and h.observation_id is null))
			and h.id > (select min(b.id) from public.record_history b
				where b.record_id = r.id and b.version >= p_version and b.kind in ('created', 'updated', 'deleted', 'restored'))
			and private.may_read_visit(h.observation_id, r.theme, r.commune_insee)
			and not exists (select from public.observations o where o.id = h.observation_id and o.status = 'rejected')
	), unseen as (
		-- These leave the version as it was: a device knows those it made, and those that an answer told it of.
		select distinct on (list) list, actor_id, at from added
		where thing is not null and (actor_id is distinct from (select auth.uid()) or device is distinct from p_device)
			and not exists (select from public.operations_applied a
				where a.record_id = r.id and a.author_id = (select auth.uid()) and a.operation ->> 'device_id' = p_device
					and a.answer #> array['server', list] @> jsonb_build_array(jsonb_build_object('id', thing)))
			-- Photos from the device that made the record came with it.
			and not (list = 'photos' and actor_id is not distinct from r.author_id and device = (
				select a.operation ->> 'device_id' from public.record_history c join public.operations_applied a on a.op_id = c.op_id
				where c.record_id = r.id and c.kind = 'created'))
		order by list, id desc
	)
	select coalesce(jsonb_object_agg(list, private.said_of(actor_id, at, true)), '{}') from unseen
$$;
comment on function private.added_elsewhere_since is '`photos` and `observations` that others, or this person on another device, added after a version, and who and when last. For who may read the record whole.';

create function private.record_in_dispute(r public.records, p_full boolean) returns jsonb
language sql stable set search_path = ''
as $$
	-- Of a deleted record, what it was: who wants it back chooses between values.
	select case when r.deleted_at is null then private.record_for_reader(r)
		when p_full then private.record_json(r, true, null, private.in_scope(private.moderation_keys(), r.theme, r.commune_insee)) end
$$;

create function private.restore_record(r public.records, op jsonb) returns public.records
language plpgsql set search_path = ''
as $$
begin
	update public.records set deleted_at = null, version = version + 1, submitted_at = now(), reason = null
	where id = r.id returning * into r;
	perform private.log(r, 'restored', '{"deleted": {"old": true, "new": false}}', op);
	return r;
end
$$;
comment on function private.restore_record is 'Takes a deletion back. Photos, visits and history were never taken away.';
