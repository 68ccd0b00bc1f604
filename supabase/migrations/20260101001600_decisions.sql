-- Decisions of moderators, with their reasons; and operations, remembered for ever with their answer.

create table public.moderation_decisions (
	id bigint generated always as identity primary key,
	record_id uuid not null references public.records (id),
	proposal_id uuid references public.proposals (id),
	observation_id uuid references public.observations (id),
	moderator_id uuid references public.profiles (id) on delete set null,
	decision text not null check (decision in ('accept', 'request_changes', 'reject')),
	reason text check (char_length(reason) <= 2000),
	version int not null,
	at timestamptz not null default now(),
	check (decision = 'accept' or reason is not null)
);
create index moderation_decisions_record_idx on public.moderation_decisions (record_id, id);
create index moderation_decisions_proposal_idx on public.moderation_decisions (proposal_id);
alter table public.moderation_decisions enable row level security;
revoke all on public.moderation_decisions from anon, authenticated;
-- Its author reads the reason in the record and its trail, not who gave it.
create policy moderation_decisions_select on public.moderation_decisions for select to authenticated
	using (exists (select from public.records r where r.id = record_id
		and private.in_scope((select private.moderation_keys()), r.theme, r.commune_insee)));
grant select on public.moderation_decisions to authenticated;

create table public.operations_applied (
	op_id uuid primary key,
	author_id uuid references public.profiles (id) on delete set null,
	record_id uuid,
	operation jsonb not null,
	answer jsonb not null,
	at timestamptz not null default now()
);
create index operations_applied_author_idx on public.operations_applied (author_id);
create index operations_applied_record_idx on public.operations_applied (record_id);
alter table public.operations_applied enable row level security;
revoke all on public.operations_applied from anon, authenticated;
-- No grant and no policy: an operation is answered again by push_operations, to the one who sent it.
comment on table public.operations_applied is 'The operation as sent and its first answer, repeated word for word whenever it is sent again.';
