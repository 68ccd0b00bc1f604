-- Taking a record's content out for good, and deleting an account.

create table private.erasures (
	record_id uuid primary key references public.records (id),
	at timestamptz not null default now(),
	why text not null check (why in ('account_deleted', 'retention'))
);
comment on table private.erasures is 'Records whose content is gone. Their row and the fact that something happened stay, so that devices are told.';

create table private.files_to_remove (
	name text primary key,
	at timestamptz not null default now(),
	tries int not null default 0,
	error text
);
comment on table private.files_to_remove is 'Files of photos that nobody may see any more, until the job removed them from the bucket (src/lib/backend/removal.ts).';

create function private.remove_file(p_name text) returns void
language plpgsql set search_path = ''
as $$
begin
	-- The same picture may have been added twice, and one of them kept.
	if not exists (select from public.photos p where p.object_name = p_name and p.removed_at is null) then
		insert into private.files_to_remove (name) values (p_name) on conflict do nothing;
	end if;
end
$$;

create function private.removable_files(p_most int) returns setof text
language sql stable set search_path = ''
as $$
	select f.name from private.files_to_remove f
	where f.tries < 20 and not exists (select from public.photos p where p.object_name = f.name and p.removed_at is null)
	order by f.tries, f.at, f.name limit p_most
$$;

create function private.file_removed(p_name text) returns void
language plpgsql set search_path = ''
as $$
begin
	delete from private.files_to_remove where name = p_name;
	-- Hosted storage took its line away with the file, and lets nobody else do it.
	if exists (select from storage.objects o where o.bucket_id = 'photos' and o.name = p_name) then
		delete from storage.objects o where o.bucket_id = 'photos' and o.name = p_name;
	end if;
end
$$;

create function private.erase_record(p_record_id uuid, p_why text) returns void
language plpgsql security definer set search_path = ''
as $$
declare r public.records;
begin
	select * into r from public.records where id = p_record_id for update;
	if r.id is null then return; end if;
	insert into private.erasures (record_id, why) values (r.id, p_why) on conflict do nothing;
	update public.photos set removed_at = coalesce(removed_at, now()), caption = null, credit = null, taken_at = null, heading = null where record_id = r.id;
	perform private.remove_file(p.object_name) from public.photos p where p.record_id = r.id;
	update public.moderation_decisions set before = null, proposal_id = null, observation_id = null, reason = case when reason is not null then '…' end where record_id = r.id;
	delete from public.proposals where record_id = r.id;
	delete from public.observations where record_id = r.id and not is_first;
	-- At the commune, so that the devices of its moderators are told that it is gone.
	update public.records set deleted_at = coalesce(deleted_at, now()), version = version + 1, properties = '{}', position = '{"method": "map", "accuracy_m": null}',
		reason = null, sensitivity = 'hidden', author_id = null,
		geometry = coalesce((select extensions.st_pointonsurface(c.outline) from public.communes c where c.insee = r.commune_insee),
			extensions.st_setsrid(extensions.st_makepoint(0, 0), 4326))
	where id = r.id;
	update public.observations set properties = '{}', note = null, reason = null, author_id = null where record_id = r.id;
	update public.record_history set changes = '{}', reason = null, device_time = null, actor_id = null where record_id = r.id;
	update public.operations_applied set operation = jsonb_build_object('kind', operation -> 'kind'), answer = answer || '{"server": null}' where record_id = r.id;
	update private.reports set words = null, reporter_id = null, address = null where record_id = r.id;
	delete from private.sent_texts where record_id = r.id;
	delete from public.appeals where record_id = r.id;
	update public.vocabulary_suggestions set note = null, record_id = null where record_id = r.id;
	delete from public.review_items where record_id = r.id;
	delete from public.comments where record_id = r.id;
	delete from private.notice_events where record_id = r.id;
end
$$;
comment on function private.erase_record is 'For good: content, photos, history and what was sent. It is deleted for everyone, and cannot be brought back.';

create function private.sole_administrator(p_user uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (select from public.memberships m where m.user_id = p_user and m.role = 'administrator'
			and m.theme is null and m.territory is null and m.revoked_at is null)
		and not exists (select from public.memberships m where m.user_id <> p_user and m.role = 'administrator'
			and m.theme is null and m.territory is null and m.revoked_at is null);
end
$$;

create function public.deletion_preview() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not exists (select from public.profiles where id = auth.uid()) then
		perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null)));
	end if;
	return jsonb_build_object(
		'published', (select count(*) from public.records where author_id = auth.uid() and deleted_at is null and status in ('published', 'archived')),
		'unpublished', (select count(*) from public.records where author_id = auth.uid() and deleted_at is null and status not in ('published', 'archived')),
		'photos', (select count(*) from public.photos where added_by = auth.uid() and removed_at is null)
			+ (select count(*) from public.comment_photos where added_by = auth.uid()),
		'sole_administrator', private.sole_administrator(auth.uid()));
end
$$;
comment on function public.deletion_preview is 'DeletionPreview of src/lib/domain/privacy.ts: what would stay without a name, and what would go.';

create function private.remove_unpublished(p_user uuid) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_id uuid;
	v_count int := 0;
begin
	for v_id in select r.id from public.records r where r.author_id = p_user and r.status not in ('published', 'archived') order by r.id loop
		perform private.erase_record(v_id, 'account_deleted');
		v_count := v_count + 1;
	end loop;
	-- Beside the records of others: what nobody accepted.
	update public.moderation_decisions d set proposal_id = null from public.proposals p
	where p.id = d.proposal_id and p.author_id = p_user and p.status <> 'accepted';
	delete from public.proposals where author_id = p_user and status <> 'accepted';
	update public.moderation_decisions d set observation_id = null from public.observations o
	where o.id = d.observation_id and o.author_id = p_user and o.status <> 'accepted';
	update public.photos set removed_at = now() where added_by = p_user and accepted_at is null and removed_at is null;
	perform private.remove_file(p.object_name) from public.photos p where p.added_by = p_user and p.removed_at is not null;
	delete from public.observations where author_id = p_user and status <> 'accepted' and not is_first;
	delete from public.vocabulary_suggestions where author_id = p_user and status = 'pending';
	delete from public.comments where author_id = p_user and visibility <> 'public';
	return v_count;
end
$$;

create function public.delete_my_account(p_choice text, p_email text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_user uuid := auth.uid();
	v_removed int := 0;
begin
	if not exists (select from public.profiles where id = v_user) then
		perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null)));
	end if;
	if p_choice is null or p_choice not in ('keep', 'remove') then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'choice'))); end if;
	-- Typed by hand: a tablet left open in a hall is one tap away from this page.
	if lower(btrim(p_email)) is distinct from (select lower(u.email) from auth.users u where u.id = v_user) then
		perform private.fail(400, jsonb_build_array(private.problem('wrong_confirmation', 'email')));
	end if;
	if private.sole_administrator(v_user) then perform private.fail(409, jsonb_build_array(private.problem('last_administrator', null))); end if;
	perform private.note_access('account_deleted', v_user, jsonb_build_object('choice', p_choice));
	-- What nobody was shown is not let out by leaving.
	delete from public.comment_photos where added_by = v_user and (received_at is null or private.must_wait(v_user));
	if p_choice = 'remove' then v_removed := private.remove_unpublished(v_user); end if;
	-- What was sent is kept to answer its device the same; there is no device to answer any more.
	update public.operations_applied set operation = jsonb_build_object('kind', operation -> 'kind'), answer = '{"result": "refused"}' where author_id = v_user;
	delete from private.rate_counts where key = 'u:' || v_user;
	-- Where no reference follows the account.
	update private.notice_events set audience = array_remove(audience, v_user) where v_user = any (audience);
	delete from public.subscriptions where kind = 'person' and target = v_user::text;
	update public.organisation_invitations set email = null where email = lower(btrim(p_email));
	delete from private.mail_queue where lower(address) = lower(btrim(p_email));
	update storage.objects set owner = null, owner_id = null where owner_id = v_user::text or owner = v_user;
	update public.saved_filters set filter = filter - 'author' where filter ->> 'author' = v_user::text;
	-- Everything else follows the account, or loses its name with it.
	delete from auth.users where id = v_user;
	return jsonb_build_object('removed', v_removed);
end
$$;
comment on function public.delete_my_account is '`keep`: what was contributed stays, without a name. `remove`: what was never published is erased, the rest stays without a name. For good.';

revoke execute on function private.remove_file(text), private.removable_files(int), private.file_removed(text), private.erase_record(uuid, text), private.sole_administrator(uuid), public.deletion_preview(),
	private.remove_unpublished(uuid), public.delete_my_account(text, text) from public, anon, authenticated;
grant execute on function public.deletion_preview(), public.delete_my_account(text, text) to authenticated;
