-- What the server really has of a person: the only count that may be called received.

create function public.my_receipts() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if auth.uid() is null then perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null))); end if;
	return jsonb_build_object(
		'records', (select count(*) from public.records r where r.author_id = auth.uid() and r.deleted_at is null),
		'visits', (select count(*) from public.observations o join public.records r on r.id = o.record_id
			where o.author_id = auth.uid() and not o.is_first and r.deleted_at is null),
		'photos', (select count(*) from public.photos p join public.records r on r.id = p.record_id
			where p.added_by = auth.uid() and p.received_at is not null and p.removed_at is null and r.deleted_at is null)
			+ (select count(*) from public.comment_photos p where p.added_by = auth.uid() and p.received_at is not null),
		-- Announced, by any device: the file has not arrived, or not whole.
		'photos_missing', (select count(*) from public.photos p join public.records r on r.id = p.record_id
			where p.added_by = auth.uid() and p.received_at is null and p.removed_at is null and r.deleted_at is null)
			+ (select count(*) from public.comment_photos p where p.added_by = auth.uid() and p.received_at is null),
		'as_of', now());
end
$$;
comment on function public.my_receipts is 'Receipts of src/lib/domain/receipts.ts: what is here of the caller, deleted records left out.';
revoke execute on function public.my_receipts() from public, anon, authenticated;
grant execute on function public.my_receipts() to authenticated;
