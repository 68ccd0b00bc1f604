-- The contributor charter: versions, and who accepted which, when.

create table public.charter_versions (
	version text primary key check (version ~ '^[0-9A-Za-z.-]{1,20}$'),
	text jsonb not null check (private.is_localized_text(text)),
	in_force_from timestamptz
);
alter table public.charter_versions enable row level security;
revoke all on public.charter_versions from anon, authenticated;
create policy charter_versions_select on public.charter_versions for select to anon, authenticated
	using (in_force_from is not null or (select private.is_administrator()));
grant select on public.charter_versions to anon, authenticated;
comment on column public.charter_versions.in_force_from is 'Null: a draft, which administrators alone read.';
comment on column public.charter_versions.text is 'French is the charter; Occitan and English are summaries of it.';

create table public.charter_acceptances (
	user_id uuid not null default auth.uid() references public.profiles (id) on delete cascade,
	version text not null references public.charter_versions (version),
	accepted_at timestamptz not null default now(),
	primary key (user_id, version)
);
alter table public.charter_acceptances enable row level security;
revoke all on public.charter_acceptances from anon, authenticated;
create policy charter_acceptances_select_own on public.charter_acceptances for select to authenticated
	using (user_id = (select auth.uid()));
grant select on public.charter_acceptances to authenticated;
create function private.current_charter() returns text
language sql stable security definer set search_path = ''
as $$
	select version from public.charter_versions where in_force_from <= now() order by in_force_from desc, version desc limit 1
$$;

create policy charter_acceptances_insert_own on public.charter_acceptances for insert to authenticated
	with check (user_id = (select auth.uid()) and version = (select private.current_charter()));
-- The moment is the server's; an acceptance is neither changed nor taken back, and only what is in force is accepted.
grant insert (user_id, version) on public.charter_acceptances to authenticated;
revoke execute on function private.current_charter() from public;
grant execute on function private.current_charter() to authenticated;

create function public.my_account() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare p public.profiles;
begin
	select * into p from public.profiles where id = auth.uid();
	if p.id is null then
		perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null)));
	end if;
	return jsonb_build_object(
		'id', p.id,
		'email', (select u.email from auth.users u where u.id = p.id),
		'display_name', p.display_name, 'pseudonym', p.pseudonym, 'name_shown', p.name_shown, 'language', p.language,
		'languages', to_jsonb(p.languages),
		-- Their own word, so that a button says « change »; nothing depends on it.
		'has_password', (select coalesce(u.raw_user_meta_data ->> 'has_password' = 'true', false) from auth.users u where u.id = p.id),
		'organisations', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'role', o.role) order by g.name, g.id), '[]')
			from public.organisation_members o join public.organisations g on g.id = o.organisation_id where o.user_id = p.id),
		'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'theme', m.theme, 'territory', m.territory)
			order by m.granted_at, m.id), '[]') from public.memberships m where m.user_id = p.id and m.revoked_at is null),
		'can_moderate', private.moderation_keys() <> '{}',
		'charter_accepted', (select a.version from public.charter_acceptances a where a.user_id = p.id
			order by a.accepted_at desc, a.version desc limit 1),
		'charter_current', private.current_charter());
end
$$;
comment on function public.my_account is 'The signed-in person: Account of src/lib/domain/account.ts.';

create function public.remove_my_password() returns void
language plpgsql security definer set search_path = ''
as $$
begin
	update auth.users set encrypted_password = null, raw_user_meta_data = raw_user_meta_data - 'has_password', updated_at = now()
	where id = auth.uid();
	if not found then perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null))); end if;
end
$$;
comment on function public.remove_my_password is 'Back to the code by e-mail alone. It opens nothing to anybody, so no fresh code is asked for it.';

revoke execute on function public.my_account(), public.remove_my_password() from public, anon, authenticated;
grant execute on function public.my_account(), public.remove_my_password() to authenticated;
