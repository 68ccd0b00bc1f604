-- Decisions of moderators, with their reasons; and operations, remembered for ever with their answer.

create table public.moderation_decisions (
	id bigint generated always as identity primary key,
	record_id uuid references public.records (id),
	kind text not null default 'new',
	item_id uuid,
	proposal_id uuid references public.proposals (id),
	observation_id uuid references public.observations (id),
	moderator_id uuid references public.profiles (id) on delete set null,
	decision text not null check (decision in ('accept', 'request_changes', 'reject', 'merge', 'transfer')),
	reason text check (char_length(reason) <= 2000),
	version int,
	at timestamptz not null default now(),
	batch_id uuid,
	before jsonb,
	history_from bigint,
	history_to bigint,
	undone_at timestamptz,
	undone_to bigint,
	check (decision in ('accept', 'merge') or reason is not null)
);
create index moderation_decisions_batch_idx on public.moderation_decisions (batch_id, id) where batch_id is not null;
create index moderation_decisions_undo_idx on public.moderation_decisions (moderator_id, at) where before is not null;
create index moderation_decisions_record_idx on public.moderation_decisions (record_id, id);
create index moderation_decisions_proposal_idx on public.moderation_decisions (proposal_id);
alter table public.moderation_decisions enable row level security;
revoke all on public.moderation_decisions from anon, authenticated;
-- Its author reads the reason in the record and its trail, not who gave it.
create policy moderation_decisions_select on public.moderation_decisions for select to authenticated
	using (exists (select from public.records r where r.id = record_id
		and private.in_scope((select private.moderation_keys()), r.theme, r.commune_insee)));
-- Not `before`: it holds what a record was, for whoever takes the decision back.
grant select (id, record_id, kind, item_id, proposal_id, observation_id, moderator_id, decision, reason, version, at, batch_id, undone_at)
	on public.moderation_decisions to authenticated;
comment on column public.moderation_decisions.before is 'What to go back to. Kept for seconds, or with its batch.';
comment on column public.moderation_decisions.history_from is 'The last event of the record before the decision; history_to the last one it made, undone_to the last one of taking it back.';

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
comment on table public.operations_applied is 'The operation as sent, without the name under a photo, and its first answer, repeated whenever it is sent again (still_readable).';
