-- Where the file of a photo lies, for the address under which everyone sees it.

create view public.published_photos with (security_barrier) as
	select p.id, p.record_id, coalesce(p.folder, p.record_id) as folder, p.sha256, p.mime, p.bytes
	from public.photos p join public.records r on r.id = p.record_id
	where p.received_at is not null and p.accepted_at is not null and p.removed_at is null
		and r.public_geometry is not null;
revoke all on public.published_photos from anon, authenticated;
grant select on public.published_photos to anon, authenticated;
comment on view public.published_photos is 'Photos that the public sees, to find one by its id: published_records finds them by record only.';
