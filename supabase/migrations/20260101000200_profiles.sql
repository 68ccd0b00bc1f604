-- One profile per account: how the person wants to be named, and in which language they read.

create table public.profiles (
	id uuid primary key references auth.users (id) on delete cascade,
	display_name text check (char_length(display_name) between 1 and 100 and not private.has_control_characters(display_name)),
	pseudonym text check (char_length(pseudonym) between 1 and 100 and not private.has_control_characters(pseudonym)),
	name_shown text not null default 'none' check (name_shown in ('real', 'pseudonym', 'none')),
	language text check (language in ('fr', 'oc', 'en')),
	languages text[] not null default '{}' check (languages <@ '{fr,oc,en}' and cardinality(languages) <= 3),
	created_at timestamptz not null default now()
);

alter table public.profiles enable row level security;
revoke all on public.profiles from anon, authenticated;

create policy profiles_select_own on public.profiles for select to authenticated
	using (id = (select auth.uid()));
create policy profiles_update_own on public.profiles for update to authenticated
	using (id = (select auth.uid())) with check (id = (select auth.uid()));

-- No insert (made with the account) nor delete (goes with the account).
grant select on public.profiles to authenticated;
grant update (display_name, pseudonym, name_shown, language, languages) on public.profiles to authenticated;

comment on column public.profiles.languages is 'Which others they read too; `language` is the one they are written to in.';
comment on table public.profiles is 'How a person is named. The public sees the name only through views, as name_shown allows.';

create function private.shown_name(p_profile public.profiles) returns text
language sql immutable parallel safe set search_path = ''
as $$
	select case p_profile.name_shown
		when 'real' then p_profile.display_name
		when 'pseudonym' then p_profile.pseudonym
	end
$$;
comment on function private.shown_name is 'The name as its owner chose it to be shown; null when they chose none.';

create function private.create_profile() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- What the sign-up form sends is the person's word: the language is taken from it, never a right.
	insert into public.profiles (id, language)
	values (new.id, case when new.raw_user_meta_data ->> 'language' in ('fr', 'oc', 'en')
		then new.raw_user_meta_data ->> 'language' end)
	on conflict (id) do nothing;
	return new;
end
$$;
revoke execute on function private.create_profile() from public;

create trigger create_profile after insert on auth.users
	for each row execute function private.create_profile();
