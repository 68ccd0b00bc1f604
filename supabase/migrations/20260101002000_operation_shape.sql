-- The form of an operation (src/lib/domain/operation.ts), checked before anything it says is believed.

create function private.is_uuid(p_value jsonb) returns boolean
language sql immutable parallel safe
return coalesce(jsonb_typeof(p_value) = 'string'
	and p_value #>> '{}' ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$', false);

create function private.is_short_text(p_value jsonb, p_max int) returns boolean
language sql immutable parallel safe
return coalesce(jsonb_typeof(p_value) = 'string' and char_length(p_value #>> '{}') between 1 and p_max
	and not private.has_control_characters(p_value #>> '{}'), false);

create function private.is_whole(p_value jsonb, p_min numeric, p_max numeric) returns boolean
language sql immutable parallel safe
return case when jsonb_typeof(p_value) = 'number'
	then (p_value #>> '{}')::numeric between p_min and p_max and (p_value #>> '{}')::numeric % 1 = 0 else false end;

create function private.malformed_change(p_changes jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
begin
	return (select min(key collate "C") from jsonb_each(p_changes)
		where key !~ '^(theme|concept|geometry|position|sensitivity|observed_at|deleted|properties\.[a-z][a-z0-9_]*)$'
			or jsonb_typeof(value) <> 'object' or not value ? 'new' or value - '{old,new}'::text[] <> '{}'
			or (key = 'deleted' and value <> '{"old": true, "new": false}'));
end
$$;
comment on function private.malformed_change is 'The first path that is none, or whose value is not {old, new}. `deleted` can only be taken back here.';

create function private.malformed_observation(p jsonb) returns text
language sql immutable set search_path = ''
as $$
	select case
		when jsonb_typeof(p) is distinct from 'object' or p - '{id,observed_at,properties,note}'::text[] <> '{}' then 'observation'
		when not private.is_uuid(p -> 'id') then 'observation.id'
		when jsonb_typeof(p -> 'properties') is distinct from 'object' then 'observation.properties'
		when coalesce(jsonb_typeof(p -> 'note'), 'null') not in ('string', 'null') then 'observation.note'
	end
$$;
comment on function private.malformed_observation is 'What has not the form of a NewObservation, or null.';

create function private.malformed_comment(p jsonb) returns text
language sql immutable set search_path = ''
as $$
	select case
		when jsonb_typeof(p) is distinct from 'object' or p - '{id,body,visibility,mentions,closes,photos}'::text[] <> '{}' then 'comment'
		when not private.is_uuid(p -> 'id') then 'comment.id'
		when jsonb_typeof(p -> 'body') is distinct from 'string' then 'comment.body'
		when coalesce(p -> 'visibility', 'null') not in ('"public"', '"participants"', '"moderators"') then 'comment.visibility'
		when jsonb_typeof(p -> 'mentions') is distinct from 'array' then 'comment.mentions'
		when jsonb_array_length(p -> 'mentions') > 10 then 'comment.mentions'
		when exists (select from jsonb_array_elements(p -> 'mentions') as m where not private.is_uuid(m)) then 'comment.mentions'
		when jsonb_typeof(p -> 'closes') is distinct from 'boolean' then 'comment.closes'
		when jsonb_typeof(coalesce(p -> 'photos', '[]')) <> 'array' then 'comment.photos'
		when jsonb_array_length(p -> 'photos') > 4 then 'comment.photos'
		when exists (select from jsonb_array_elements(p -> 'photos') as f where jsonb_typeof(f) <> 'object'
			or f - '{id,sha256,bytes,mime,width,height}'::text[] <> '{}' or not private.is_uuid(f -> 'id')) then 'comment.photos'
		when (select count(distinct lower(f ->> 'id')) from jsonb_array_elements(p -> 'photos') as f) < jsonb_array_length(p -> 'photos') then 'comment.photos'
	end
$$;
comment on function private.malformed_comment is 'What has not the form of a NewComment (src/lib/domain/talk.ts), or null.';

create function private.operation_problems(op jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_stray text;
	v_field text;
	v_kind text := op ->> 'kind';
	v_path text;
	-- More than any form asks: each path is read, compared and kept.
	v_max constant int := 200;
	v_many boolean := false;
begin
	if jsonb_typeof(op) is distinct from 'object' then
		return jsonb_build_array(private.problem('operation_malformed', null));
	end if;
	-- Author, status, version and the like are the server's: sending them is an error, not a wish.
	select key into v_stray from jsonb_object_keys(op) as key
	where key not in ('op_id', 'kind', 'record_id', 'base_version', 'changes', 'photo', 'observation', 'comment', 'note', 'device_time', 'device_id', 'app_version', 'schema_version', 'form_version')
	order by key limit 1;
	if jsonb_typeof(op -> 'changes') = 'object' then
		v_many := (select count(*) from jsonb_object_keys(op -> 'changes')) > v_max;
		if not v_many then v_path := private.malformed_change(op -> 'changes'); end if;
	end if;
	v_field := case
		when not private.is_uuid(op -> 'op_id') then 'op_id'
		when v_stray is not null then v_stray
		when coalesce(v_kind, '') not in ('create', 'update', 'delete', 'add_photo', 'remove_photo', 'add_observation',
			'add_comment', 'withdraw', 'appeal') then 'kind'
		when not private.is_uuid(op -> 'record_id') then 'record_id'
		when op -> 'schema_version' is distinct from '1'::jsonb then 'schema_version'
		when coalesce(op -> 'form_version', 'null') <> 'null' and not private.is_whole(op -> 'form_version', 1, 2147483647) then 'form_version'
		when v_kind = 'create' and coalesce(op -> 'base_version', 'null') <> 'null' then 'base_version'
		when v_kind in ('update', 'delete') and not private.is_whole(op -> 'base_version', 1, 2147483647) then 'base_version'
		when jsonb_typeof(op -> 'changes') is distinct from 'object' then 'changes'
		when v_many then 'changes'
		when v_path is not null then 'changes.' || v_path
		when v_kind in ('create', 'update') and op -> 'changes' = '{}' then 'changes'
		when v_kind not in ('create', 'update') and op -> 'changes' <> '{}' then 'changes'
		when v_kind = 'create' and op -> 'changes' ? 'deleted' then 'changes.deleted'
		when v_kind in ('add_photo', 'remove_photo') and jsonb_typeof(op -> 'photo') is distinct from 'object' then 'photo'
		when v_kind in ('add_photo', 'remove_photo') and not private.is_uuid(op #> '{photo,id}') then 'photo.id'
		when v_kind not in ('add_photo', 'remove_photo') and coalesce(op -> 'photo', 'null') <> 'null' then 'photo'
		when v_kind = 'add_observation' and private.malformed_observation(op -> 'observation') is not null
			then private.malformed_observation(op -> 'observation')
		when v_kind <> 'add_observation' and coalesce(op -> 'observation', 'null') <> 'null' then 'observation'
		when v_kind = 'add_comment' then private.malformed_comment(op -> 'comment')
		when coalesce(op -> 'comment', 'null') <> 'null' then 'comment'
		when v_kind in ('withdraw', 'appeal') and coalesce(jsonb_typeof(op -> 'note'), 'null') not in ('string', 'null') then 'note'
		when v_kind not in ('withdraw', 'appeal') and coalesce(op -> 'note', 'null') <> 'null' then 'note'
	end;
	v_field := case
		when v_field is not null then v_field
		when private.to_moment(op -> 'device_time') is null then 'device_time'
		when not private.is_short_text(op -> 'device_id', 100) then 'device_id'
		when not private.is_short_text(op -> 'app_version', 50) then 'app_version'
	end;
	if v_field is null then return '[]'; end if;
	return jsonb_build_array(private.problem('operation_malformed', v_field,
		case when v_field = 'schema_version' then '{"allowed": 1}'::jsonb
			when v_field = 'changes' and v_many then jsonb_build_object('max', v_max) end));
end
$$;
comment on function private.operation_problems is 'Empty when the operation has the right form; else names the field that has not.';

create function private.photo_problems(p jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_stray text;
	v_field text;
begin
	select key into v_stray from jsonb_object_keys(p) as key
	where key not in ('id', 'sha256', 'bytes', 'mime', 'width', 'height', 'caption', 'taken_at', 'heading', 'scale', 'credit', 'licence', 'position', 'observation_id')
	order by key limit 1;
	if coalesce(p ->> 'mime', '') not in ('image/jpeg', 'image/webp') then
		return jsonb_build_array(private.problem('photo_not_an_image', 'photo.mime'));
	end if;
	if private.is_whole(p -> 'bytes', 10485761, 1e15) then
		return jsonb_build_array(private.problem('photo_too_large', 'photo.bytes', '{"max": 10485760, "unit": "B"}'));
	end if;
	if private.is_whole(p -> 'width', 20001, 1e15) or private.is_whole(p -> 'height', 20001, 1e15) then
		return jsonb_build_array(private.problem('photo_too_large', 'photo.width', '{"max": 20000, "unit": "px"}'));
	end if;
	if jsonb_typeof(p -> 'caption') = 'string' and char_length(p ->> 'caption') > 500 then
		return jsonb_build_array(private.problem('too_long', 'photo.caption', '{"max": 500}'));
	end if;
	if jsonb_typeof(p -> 'caption') = 'string' and private.has_control_characters(p ->> 'caption', true) then
		return jsonb_build_array(private.problem('bad_format', 'photo.caption'));
	end if;
	if jsonb_typeof(p -> 'credit') = 'string' and char_length(p ->> 'credit') > 120 then
		return jsonb_build_array(private.problem('too_long', 'photo.credit', '{"max": 120}'));
	end if;
	v_field := case
		when v_stray is not null then v_stray
		when jsonb_typeof(p -> 'sha256') is distinct from 'string' or p ->> 'sha256' !~ '^[0-9a-f]{64}$' then 'sha256'
		when not private.is_whole(p -> 'bytes', 1, 10485760) then 'bytes'
		when not private.is_whole(p -> 'width', 1, 20000) then 'width'
		when not private.is_whole(p -> 'height', 1, 20000) then 'height'
		when coalesce(jsonb_typeof(p -> 'caption'), 'null') not in ('string', 'null') then 'caption'
		when coalesce(jsonb_typeof(p -> 'taken_at'), 'null') <> 'null' and private.to_moment(p -> 'taken_at') is null then 'taken_at'
		when coalesce(jsonb_typeof(p -> 'heading'), 'null') <> 'null' and (jsonb_typeof(p -> 'heading') <> 'number'
			or not (p ->> 'heading')::numeric between 0 and 360) then 'heading'
		when coalesce(p -> 'scale', 'null') not in ('null', '"person"', '"metre"', '"hand"', '"coin"') then 'scale'
		when coalesce(p -> 'credit', 'null') <> 'null' and not private.is_short_text(p -> 'credit', 120) then 'credit'
		when coalesce(p ->> 'licence', 'cc-by-sa-4.0') not in ('cc-by-sa-4.0', 'cc-by-4.0', 'lov2') then 'licence'
		when coalesce(p -> 'observation_id', 'null') <> 'null' and not private.is_uuid(p -> 'observation_id') then 'observation_id'
		when p ? 'position' and not private.is_whole(p -> 'position', 0, 100000) then 'position'
	end;
	if v_field is null then return '[]'; end if;
	return jsonb_build_array(private.problem('operation_malformed', 'photo.' || v_field));
end
$$;
comment on function private.photo_problems is 'Of the facts in an add_photo. received_at is not among them: only the server can tell.';
