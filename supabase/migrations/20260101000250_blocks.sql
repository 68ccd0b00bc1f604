-- Accounts that may not send for a while: why, since when, and what their person answered.

create table public.account_blocks (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null references public.profiles (id) on delete cascade,
	reason text not null check (char_length(reason) between 1 and 2000 and not private.has_control_characters(reason, true)),
	blocked_by uuid references public.profiles (id) on delete set null,
	at timestamptz not null default now(),
	roles uuid[] not null default '{}',
	lifted_at timestamptz,
	lifted_by uuid references public.profiles (id) on delete set null,
	appeal text check (char_length(appeal) between 1 and 2000 and not private.has_control_characters(appeal, true)),
	appealed_at timestamptz,
	answer text check (char_length(answer) between 1 and 2000 and not private.has_control_characters(answer, true)),
	answered_at timestamptz,
	check ((appeal is null) = (appealed_at is null))
);
create unique index account_blocks_one_idx on public.account_blocks (user_id) where lifted_at is null;
create index account_blocks_user_idx on public.account_blocks (user_id);
create index account_blocks_by_idx on public.account_blocks (blocked_by);
create index account_blocks_lifted_by_idx on public.account_blocks (lifted_by);

alter table public.account_blocks enable row level security;
revoke all on public.account_blocks from anon, authenticated;
create policy account_blocks_select_own on public.account_blocks for select to authenticated
	using (user_id = (select auth.uid()));
-- Not `blocked_by` nor `lifted_by`: whoever decides acts for the commons, not in their own name.
grant select (id, user_id, reason, at, lifted_at, appeal, appealed_at, answer, answered_at) on public.account_blocks to authenticated;
comment on column public.account_blocks.roles is 'Memberships that ended with the block, given again when it is lifted.';
comment on table public.account_blocks is 'Written by block_account and its sisters. A lifted block stays, and says so.';

create function private.is_blocked(p_user uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$ begin return exists (select from public.account_blocks b where b.user_id = p_user and b.lifted_at is null); end $$;
comment on function private.is_blocked is 'A blocked account reads as everyone does, holds no role, and sends nothing; what it captured stays on its device.';
revoke execute on function private.is_blocked(uuid) from public;
