-- What can become of a record: one machine for devices, moderators and the server. src/lib/domain/status.ts is
-- its mirror; tests/database/statuses.test.ts holds the two together.

create table private.status_moves (
	from_status text not null,
	to_status text not null,
	moved_by text not null check (moved_by in ('author', 'moderator', 'administrator', 'system')),
	why text not null,
	primary key (from_status, to_status, moved_by)
);
comment on table private.status_moves is 'Every move there is. What a moderator may, an administrator may. `system` takes back a decision that was just made, or a batch.';

insert into private.status_moves values
	('changes_requested', 'submitted', 'author', 'completed'),
	('withdrawn', 'submitted', 'author', 'sent_again'),
	('published', 'submitted', 'author', 'brought_back'),
	('submitted', 'withdrawn', 'author', 'withdrawn'),
	('changes_requested', 'withdrawn', 'author', 'withdrawn'),
	('rejected', 'withdrawn', 'author', 'withdrawn'),
	('submitted', 'published', 'author', 'trusted'),
	('submitted', 'published', 'moderator', 'accepted'),
	('submitted', 'changes_requested', 'moderator', 'changes_requested'),
	('submitted', 'rejected', 'moderator', 'rejected'),
	('submitted', 'archived', 'moderator', 'absorbed'),
	('changes_requested', 'published', 'moderator', 'accepted'),
	('changes_requested', 'changes_requested', 'moderator', 'changes_requested'),
	('changes_requested', 'rejected', 'moderator', 'rejected'),
	('changes_requested', 'archived', 'moderator', 'absorbed'),
	('changes_requested', 'submitted', 'moderator', 'brought_back'),
	('published', 'archived', 'moderator', 'archived'),
	('archived', 'published', 'moderator', 'reopened'),
	('archived', 'changes_requested', 'moderator', 'reopened'),
	('rejected', 'published', 'moderator', 'reopened'),
	('rejected', 'changes_requested', 'moderator', 'reopened'),
	('published', 'withdrawn', 'administrator', 'withdrawn');
-- A decision is taken back: each of a moderator's moves, the other way round.
insert into private.status_moves
	select to_status, from_status, 'system', 'undone' from private.status_moves where moved_by = 'moderator' and from_status <> to_status;

create function private.can_move_status(p_from text, p_to text, p_by text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return exists (select from private.status_moves m where m.from_status = p_from and m.to_status = p_to
		and (m.moved_by = p_by or (p_by = 'administrator' and m.moved_by = 'moderator')));
end
$$;

create function private.refuse_move() returns trigger
language plpgsql set search_path = ''
as $$
begin
	if not exists (select from private.status_moves m where m.from_status = old.status and m.to_status = new.status) then
		raise exception 'no record goes from % to %', old.status, new.status using errcode = 'check_violation';
	end if;
	return new;
end
$$;
comment on function private.refuse_move is 'Whoever writes the row. Who may move what, move_status knows.';
create trigger refuse_move before update of status on public.records
	for each row when (old.status is distinct from new.status) execute function private.refuse_move();

revoke execute on function private.can_move_status(text, text, text), private.refuse_move() from public;
