-- Facts of photos. The files lie in the bucket `photos`, named after their record and their content.

create table public.photos (
	id uuid primary key,
	record_id uuid not null references public.records (id) on delete cascade,
	observation_id uuid references public.observations (id) on delete set null,
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	bytes int not null check (bytes between 1 and 10485760),
	mime text not null check (mime in ('image/jpeg', 'image/webp')),
	width int not null check (width between 1 and 20000),
	height int not null check (height between 1 and 20000),
	caption text check (char_length(caption) <= 500),
	taken_at timestamptz,
	heading numeric check (heading >= 0 and heading <= 360),
	scale text check (scale in ('person', 'metre', 'hand', 'coin')),
	credit text check (char_length(credit) between 1 and 120),
	licence text not null default 'cc-by-sa-4.0' check (licence in ('cc-by-sa-4.0', 'cc-by-4.0', 'lov2')),
	position int not null default 0,
	added_by uuid references public.profiles (id) on delete set null,
	created_at timestamptz not null default now(),
	received_at timestamptz,
	accepted_at timestamptz,
	removed_at timestamptz,
	folder uuid,
	object_name text not null generated always as
		(coalesce(folder, record_id)::text || '/' || sha256 || case mime when 'image/webp' then '.webp' else '.jpg' end) stored
);
create index photos_record_idx on public.photos (record_id, position);
create index photos_object_idx on public.photos (object_name);
create index photos_added_by_idx on public.photos (added_by);
create index photos_observation_idx on public.photos (observation_id);

alter table public.photos enable row level security;
revoke all on public.photos from anon, authenticated;
create policy photos_select on public.photos for select to authenticated
	using (added_by = (select auth.uid()) or exists (select from public.records r where r.id = record_id
		and private.may_read_visit(observation_id, r.theme, r.commune_insee)));
-- Not `credit`: whom to name depends on the choice of who added it (photo_credit).
grant select (id, record_id, observation_id, sha256, bytes, mime, width, height, caption, taken_at, heading, scale, licence,
	position, added_by, created_at, received_at, accepted_at, removed_at, object_name) on public.photos to authenticated;

comment on column public.photos.observation_id is 'The visit it was taken during; null: the first one, with the record.';
comment on column public.photos.folder is 'Of the file, when its record was merged into another since: a file keeps its name.';
comment on column public.photos.scale is 'What stands beside the thing and shows its size.';
comment on column public.photos.credit is 'Whom to name, in the words of who added it; null: as their account says. Told to nobody when they chose to appear under no name.';
comment on column public.photos.received_at is 'When the server had the file, with the right size.';
comment on column public.photos.accepted_at is 'When a moderator, or the trust given to its author, let the public see it. A file that arrives after its record was published has been seen by nobody and waits.';

create function private.forget_credit() returns trigger
language plpgsql set search_path = ''
as $$
begin
	new.credit := null;
	return new;
end
$$;
comment on function private.forget_credit is 'An erased account takes the name under its photos with it.';
create trigger forget_credit before update of added_by on public.photos
	for each row when (new.added_by is null) execute function private.forget_credit();

create function private.photo_credit(p_credit text, p_by public.profiles) returns text
language sql immutable parallel safe
return case p_by.name_shown when 'real' then coalesce(p_credit, p_by.display_name)
	when 'pseudonym' then coalesce(p_credit, p_by.pseudonym) end;
comment on function private.photo_credit is 'The name under a photo, for everyone: none when who added it chose none, or is gone.';
grant execute on function private.photo_credit(text, public.profiles) to anon, authenticated;

create function private.photo_json(p public.photos, p_credit text) returns jsonb
language sql stable parallel safe
return jsonb_build_object('id', p.id, 'record_id', coalesce(p.folder, p.record_id), 'sha256', p.sha256, 'bytes', p.bytes, 'mime', p.mime,
		'width', p.width, 'height', p.height, 'caption', p.caption, 'taken_at', p.taken_at, 'heading', p.heading,
		'scale', p.scale, 'credit', p_credit, 'licence', p.licence, 'position', p.position, 'observation_id', p.observation_id, 'received_at', p.received_at);
comment on function private.photo_json is 'Photo of src/lib/domain/record.ts.';
-- The public view calls it with the reader's rights; it only rewrites what it is given.
grant execute on function private.photo_json(public.photos, text) to anon, authenticated;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('photos', 'photos', false, 10485760, '{image/jpeg,image/webp}')
on conflict (id) do update set public = excluded.public, file_size_limit = excluded.file_size_limit,
	allowed_mime_types = excluded.allowed_mime_types;

-- The three questions storage policies ask, answered by definers because the asker cannot read the tables.

create function private.may_upload_photo(p_name text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.photos p where p.object_name = p_name and p.added_by = (select auth.uid())
		and p.received_at is null and p.removed_at is null)
$$;

create function private.is_public_photo(p_name text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.photos p join public.records r on r.id = p.record_id
		where p.object_name = p_name and p.received_at is not null and p.accepted_at is not null and p.removed_at is null
			and r.public_geometry is not null)
$$;

create function private.may_read_photo(p_name text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.photos p join public.records r on r.id = p.record_id
		-- Taken back, perhaps for a face in it, its file is for nobody any more.
		where p.object_name = p_name and p.removed_at is null and (p.added_by = (select auth.uid())
			or (r.author_id = (select auth.uid()) and private.may_read_visit(p.observation_id, r.theme, r.commune_insee))
			or private.in_scope((select private.moderation_keys()), r.theme, r.commune_insee)))
$$;
grant execute on function private.may_upload_photo(text), private.may_read_photo(text) to authenticated;
grant execute on function private.is_public_photo(text) to anon, authenticated;

-- No update nor delete: a file is named after its content and never changes.
create policy photos_upload on storage.objects for insert to authenticated
	with check (bucket_id = 'photos' and private.may_upload_photo(name));
create policy photos_read_public on storage.objects for select to anon, authenticated
	using (bucket_id = 'photos' and private.is_public_photo(name));
create policy photos_read_own on storage.objects for select to authenticated
	using (bucket_id = 'photos' and private.may_read_photo(name));
