-- Photos attached to comments. Apart from those of records, so that nothing that shows, counts, accepts or packs photos
-- of records ever meets one: they are read where their comment is read, and nowhere else.

create table public.comment_photos (
	id uuid primary key,
	comment_id uuid not null references public.comments (id) on delete cascade,
	place int not null check (place between 0 and 3),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	bytes int not null check (bytes between 1 and 10485760),
	mime text not null check (mime in ('image/jpeg', 'image/webp')),
	width int not null check (width between 1 and 20000),
	height int not null check (height between 1 and 20000),
	added_by uuid references public.profiles (id) on delete set null,
	received_at timestamptz,
	object_name text not null unique generated always as
		(id::text || '/' || sha256 || case mime when 'image/webp' then '.webp' else '.jpg' end) stored,
	unique (comment_id, place)
);
create index comment_photos_added_by_idx on public.comment_photos (added_by);
alter table public.comment_photos enable row level security;
revoke all on public.comment_photos from anon, authenticated;
-- No grant and no policy: told with their comment (comment_json), to whoever may read it.
comment on table public.comment_photos is 'Facts of photos attached to comments, at most four each. The file lies in the bucket `photos`, in a folder named after the photo.';

create function private.may_upload_comment_photo(p_name text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.comment_photos p where p.object_name = p_name and p.added_by = (select auth.uid())
		and p.received_at is null)
$$;

create function private.shows_comment_photo(p public.comment_photos, p_user uuid, p_moderates boolean) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return coalesce(p.added_by = p_user, false) or (p.received_at is not null and (p_moderates or not private.must_wait(p.added_by)));
end
$$;
comment on function private.shows_comment_photo is 'Whether who reads a comment has its photo too. Nothing of an account in quarantine is shown to others than moderators: a picture cannot be unseen.';

create function private.may_read_comment_photo(p_name text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	p public.comment_photos;
	c public.comments;
	r public.records;
	s record;
begin
	select * into p from public.comment_photos where object_name = p_name;
	if p.id is null then return false; end if;
	select * into c from public.comments where id = p.comment_id;
	select * into r from public.records where id = c.record_id;
	select * into s from private.talk_standing(auth.uid(), r);
	return private.reads_comment(c, auth.uid(), s.moderates, s.sees, s.since) and private.shows_comment_photo(p, auth.uid(), s.moderates);
end
$$;
comment on function private.may_read_comment_photo is 'Whoever reads the comment now: everyone what was said to everyone on a record they see, nobody else what was hidden.';
grant execute on function private.may_upload_comment_photo(text) to authenticated;
grant execute on function private.may_read_comment_photo(text) to anon, authenticated;

create policy comment_photos_upload on storage.objects for insert to authenticated
	with check (bucket_id = 'photos' and private.may_upload_comment_photo(name));
create policy comment_photos_read on storage.objects for select to anon, authenticated
	using (bucket_id = 'photos' and private.may_read_comment_photo(name));

create function private.forget_comment_file() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.remove_file(old.object_name);
	return null;
end
$$;
comment on function private.forget_comment_file is 'However a comment goes, the files of its photos go too.';
create trigger forget_file after delete on public.comment_photos
	for each row execute function private.forget_comment_file();

create function private.comment_photos_json(p_comment_id uuid, p_moderates boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'sha256', p.sha256, 'bytes', p.bytes, 'mime', p.mime,
			'width', p.width, 'height', p.height,
			'received', p.received_at is not null and private.shows_comment_photo(p, auth.uid(), p_moderates)) order by p.place), '[]')
		-- Who would have sent the others is gone: nobody can.
		from public.comment_photos p where p.comment_id = p_comment_id and (p.received_at is not null or p.added_by is not null));
end
$$;
comment on function private.comment_photos_json is 'CommentPhoto of src/lib/domain/talk.ts, in the order of who attached them, for the caller, who may read the comment.';

create function private.comment_photo_problems(p_photos jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_photo jsonb;
	v_id uuid;
	v_name text;
begin
	for v_photo in select value from jsonb_array_elements(p_photos) loop
		if private.photo_problems(v_photo) <> '[]' then return private.photo_problems(v_photo); end if;
		v_id := (v_photo ->> 'id')::uuid;
		v_name := v_id || '/' || (v_photo ->> 'sha256') || case v_photo ->> 'mime' when 'image/webp' then '.webp' else '.jpg' end;
		-- A folder is one photo's: facts that name a file which is there, of a record or of what was said, would open it.
		if exists (select from public.comment_photos x where x.id = v_id)
			or exists (select from public.records x where x.id = v_id)
			or exists (select from public.photos x where x.id = v_id)
			or exists (select from storage.objects o where o.bucket_id = 'photos' and o.name = v_name) then
			return jsonb_build_array(private.problem('not_allowed', 'comment.photos'));
		end if;
	end loop;
	return '[]';
end
$$;
comment on function private.comment_photo_problems is 'Of photos that a new comment announces, each of the right form (malformed_comment).';

revoke execute on all functions in schema private from public;
