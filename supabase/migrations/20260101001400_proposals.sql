-- Edits waiting beside a published record. A proposal is never altered: when its author adds to it, a
-- new one replaces it, so that a moderator accepts exactly what they read.

create table public.proposals (
	id uuid primary key default gen_random_uuid(),
	record_id uuid not null references public.records (id) on delete cascade,
	author_id uuid references public.profiles (id) on delete set null,
	status text not null default 'pending'
		check (status in ('pending', 'changes_requested', 'rejected', 'accepted', 'replaced')),
	form_version int,
	changes jsonb not null check (jsonb_typeof(changes) = 'object' and changes <> '{}'),
	reason text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create unique index proposals_one_open_idx on public.proposals (record_id, author_id)
	where status in ('pending', 'changes_requested', 'rejected');
create index proposals_queue_idx on public.proposals (created_at, id) where status = 'pending';
create index proposals_author_idx on public.proposals (author_id);

alter table public.proposals enable row level security;
revoke all on public.proposals from anon, authenticated;
create policy proposals_select on public.proposals for select to authenticated
	using (author_id = (select auth.uid()) or exists (select from public.records r where r.id = record_id));
-- Not `changes`: they hold the server's old values, which its author may not be allowed to know.
grant select (id, record_id, author_id, status, reason, created_at, updated_at) on public.proposals to authenticated;
comment on column public.proposals.changes is 'Attribute paths with the server''s value at the time (old) and the one proposed (new). `photos.<id>` adds a photo, `deleted` takes the record away.';

create function private.touch_record_of_proposal() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update public.records set licence = licence where id = new.record_id;
	return null;
end
$$;
comment on function private.touch_record_of_proposal is 'Its author''s devices learn by pull what became of it.';
create trigger touch_record after insert or update on public.proposals
	for each row execute function private.touch_record_of_proposal();
