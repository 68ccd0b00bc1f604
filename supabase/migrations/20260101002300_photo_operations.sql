-- Photos: announced by an operation, uploaded to the bucket, confirmed here.

create function private.photo_changes(p public.photos, p_added boolean) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object('photos.' || p.id, case when p_added
		then jsonb_build_object('old', null, 'new', private.photo_json(p, null) - 'credit')
		else jsonb_build_object('old', private.photo_json(p, null) - 'credit', 'new', null) end)
$$;
comment on function private.photo_changes is 'Without the name under it: what is kept for ever holds none.';

create function private.resubmit(r public.records) returns public.records
language plpgsql set search_path = ''
as $$
begin
	-- The photo may be the very thing that was asked for.
	if r.status = 'changes_requested' and r.author_id = auth.uid() then return private.move_status(r, 'submitted', 'author'); end if;
	update public.records set licence = licence where id = r.id returning * into r;
	return r;
end
$$;
comment on function private.resubmit is 'Stamps the record as changed, and puts a corrected one back in the queue.';

create function private.apply_add_photo(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	p public.photos;
	v_full boolean;
	v_direct boolean;
	v_problems jsonb := private.photo_problems(op -> 'photo');
	v_visit uuid := nullif(lower(op #>> '{photo,observation_id}'), lower(op ->> 'record_id'))::uuid;
begin
	if v_problems <> '[]' then return private.answer('refused', p_problems => v_problems); end if;
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	v_full := r.id is not null and private.has_full_access(r);
	if private.missing_record(r, v_full) is not null then return private.missing_record(r, v_full); end if;
	if r.status in ('rejected', 'archived') then return private.refusal('wrong_status', null, jsonb_build_object('status', r.status)); end if;
	v_direct := r.status = 'published' and private.published_at_once(case when v_visit is null then 'edit' else 'visit' end, r.theme, r.commune_insee);
	select * into p from public.photos where id = (op #>> '{photo,id}')::uuid;
	if p.id is not null then
		if p.record_id = r.id and p.added_by = auth.uid() and p.sha256 = op #>> '{photo,sha256}' then
			return private.answer('applied', r, p_proposal => r.status = 'published' and not v_direct);
		end if;
		return private.refusal('not_allowed', 'photo.id');
	end if;
	-- Its folder is a photo's of a conversation: the file there is not this record's.
	if exists (select from public.comment_photos x where x.id = r.id) then return private.refusal('not_allowed', 'photo.id'); end if;
	if v_visit is not null and not exists (select from public.observations o
		where o.id = v_visit and o.record_id = r.id and o.author_id = auth.uid()) then
		return private.refusal('record_not_found', 'photo.observation_id');
	end if;
	-- Of one visit: a place that many people pass by collects more over the years.
	if (select count(*) from public.photos x where x.record_id = r.id and x.observation_id is not distinct from v_visit
		and x.removed_at is null) >= 20 then
		return private.refusal('photo_too_many', 'photo', '{"max": 20}');
	end if;
	insert into public.photos (id, record_id, observation_id, sha256, bytes, mime, width, height, caption, taken_at, heading, scale, credit, licence, position, added_by, accepted_at)
	values ((op #>> '{photo,id}')::uuid, r.id, v_visit, op #>> '{photo,sha256}', (op #>> '{photo,bytes}')::int, op #>> '{photo,mime}',
		(op #>> '{photo,width}')::int, (op #>> '{photo,height}')::int, op #>> '{photo,caption}',
		private.to_moment(op #> '{photo,taken_at}'), (op #>> '{photo,heading}')::numeric,
		op #>> '{photo,scale}', op #>> '{photo,credit}',
		coalesce(op #>> '{photo,licence}', 'cc-by-sa-4.0'), coalesce((op #>> '{photo,position}')::int, 0), auth.uid(),
		case when v_direct then now() end)
	returning * into p;
	perform private.log(r, 'photo_added', private.photo_changes(p, true), op, p_observation_id => v_visit);
	r := private.resubmit(r);
	return private.answer('applied', r, p_proposal => r.status = 'published' and not v_direct);
end
$$;
comment on function private.apply_add_photo is 'The proposal itself is made when the file is there (confirm_photo): a moderator cannot judge facts.';

create function private.apply_remove_photo(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	p public.photos;
	v_full boolean;
begin
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	v_full := r.id is not null and private.has_full_access(r);
	if private.missing_record(r, v_full) is not null then return private.missing_record(r, v_full); end if;
	select * into p from public.photos where id = (op #>> '{photo,id}')::uuid and record_id = r.id for update;
	if p.id is null or not (v_full or p.added_by = auth.uid() or (p.received_at is not null and p.accepted_at is not null)) then
		return private.refusal('record_not_found', 'photo.id');
	end if;
	if p.removed_at is not null then return private.answer('applied', r); end if;
	-- Who took a picture may always take it back; its record's author, until it is published.
	if p.added_by is not distinct from auth.uid() or private.in_scope(private.moderation_keys(), r.theme, r.commune_insee)
		or (r.author_id = auth.uid() and r.status <> 'published') then
		update public.photos set removed_at = now() where id = p.id;
		perform private.log(r, 'photo_removed', private.photo_changes(p, false), op, p_observation_id => p.observation_id);
		r := private.resubmit(r);
		return private.answer('applied', r);
	end if;
	perform private.propose(r, private.photo_changes(p, false), v_full, op);
	return private.answer('applied', r, true);
end
$$;

create function private.file_there(p_name text, p_bytes int, p_mime text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_metadata jsonb := (select o.metadata from storage.objects o where o.bucket_id = 'photos' and o.name = p_name);
begin
	if v_metadata is null then return '{"received": false}'; end if;
	if (v_metadata ->> 'size')::bigint is distinct from p_bytes then
		return jsonb_build_object('received', false, 'reason', private.problem('bad_format', 'photo.bytes',
			jsonb_strip_nulls(jsonb_build_object('expected', p_bytes, 'received', v_metadata -> 'size'))));
	end if;
	if v_metadata ->> 'mimetype' is distinct from p_mime then
		return jsonb_build_object('received', false, 'reason', private.problem('photo_not_an_image', 'photo.mime'));
	end if;
	return '{"received": true}';
end
$$;
comment on function private.file_there is 'Whether the bucket holds a file as it was announced; a reason when it holds another.';

create function private.confirm_comment_photo(p_photo_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	p public.comment_photos;
	v_record uuid;
	v_answer jsonb;
begin
	select c.record_id into v_record from public.comment_photos x join public.comments c on c.id = x.comment_id
	where x.id = p_photo_id and x.added_by = auth.uid();
	if v_record is null then return null; end if;
	perform from public.records where id = v_record for update;
	select * into p from public.comment_photos where id = p_photo_id for update;
	if p.received_at is not null then return '{"received": true}'; end if;
	v_answer := private.file_there(p.object_name, p.bytes, p.mime);
	if v_answer -> 'received' = 'true' then
		update public.comment_photos set received_at = now() where id = p.id;
		-- The devices of those who take part learn of it by pull.
		update public.records set licence = licence where id = v_record;
	end if;
	return v_answer;
end
$$;
comment on function private.confirm_comment_photo is 'confirm_photo of one that the caller attached to a comment; null when there is none.';

create function public.confirm_photo(p_photo_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	p public.photos;
	r public.records;
	v_answer jsonb := private.confirm_comment_photo(p_photo_id);
begin
	if v_answer is not null then return v_answer; end if;
	select record_id into p.record_id from public.photos where id = p_photo_id and added_by = auth.uid() and removed_at is null;
	if p.record_id is null then perform private.fail(404, jsonb_build_array(private.problem('record_not_found', 'photo.id'))); end if;
	-- The record first, as everywhere, so that two requests never wait for each other.
	select * into r from public.records where id = p.record_id for update;
	select * into p from public.photos where id = p_photo_id for update;
	if p.received_at is not null then return '{"received": true}'; end if;
	v_answer := private.file_there(p.object_name, p.bytes, p.mime);
	if v_answer -> 'received' = 'false' then return v_answer; end if;
	update public.photos set received_at = now() where id = p.id returning * into p;
	if r.status = 'published' and p.accepted_at is null and r.deleted_at is null then
		if private.published_at_once(case when p.observation_id is null then 'edit' else 'visit' end, r.theme, r.commune_insee) then
			update public.photos set accepted_at = now() where id = p.id;
		elsif not exists (select from public.observations o where o.id = p.observation_id and o.status <> 'accepted') then
			-- That of a visit that waits is judged with the visit.
			perform private.propose(r, private.photo_changes(p, true), private.has_full_access(r), null);
		end if;
	end if;
	update public.records set licence = licence where id = r.id;
	return '{"received": true}';
end
$$;
comment on function public.confirm_photo is '{received, reason?}: whether the bucket holds the file with the announced size. Without a reason it is simply not there yet.';
revoke execute on function public.confirm_photo(uuid) from public, anon, authenticated;
grant execute on function public.confirm_photo(uuid) to authenticated;
revoke execute on function private.file_there(text, int, text), private.confirm_comment_photo(uuid) from public, anon, authenticated;
