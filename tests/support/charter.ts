/** Everyone there is accepts the charter in force: without that, nothing is sent. */
export const acceptCharterSql = `
insert into public.charter_acceptances (user_id, version)
select p.id, private.current_charter() from public.profiles p where private.current_charter() is not null
on conflict do nothing;
`;

/** Whoever signs up from now on has accepted it: for tests that are about something else. */
export const acceptedAtSignUpSql = `
create function private.accept_charter_at_sign_up() returns trigger language plpgsql security definer set search_path = ''
as $$ begin
	insert into public.charter_acceptances (user_id, version)
	select new.id, version from private.current_charter() as version where version is not null;
	return null;
end $$;
create trigger accept_charter_at_sign_up after insert on public.profiles
	for each row execute function private.accept_charter_at_sign_up();
`;
