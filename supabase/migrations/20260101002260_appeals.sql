-- What an author does about a decision: takes the record back, or asks, once, that somebody looks again.

create table public.appeals (
	id uuid primary key default gen_random_uuid(),
	record_id uuid not null unique references public.records (id) on delete cascade,
	author_id uuid not null references public.profiles (id) on delete cascade,
	text text not null check (char_length(text) between 1 and 2000 and not private.has_control_characters(text, true)),
	at timestamptz not null default now(),
	of_status text not null check (of_status in ('rejected', 'archived')),
	refused_by uuid references public.profiles (id) on delete set null,
	status text not null default 'open' check (status in ('open', 'upheld', 'refused', 'dropped')),
	answered_by uuid references public.profiles (id) on delete set null,
	answered_at timestamptz
);
create index appeals_author_idx on public.appeals (author_id);
create index appeals_refused_by_idx on public.appeals (refused_by);
create index appeals_answered_by_idx on public.appeals (answered_by);
alter table public.appeals enable row level security;
revoke all on public.appeals from anon, authenticated;
create policy appeals_select_own on public.appeals for select to authenticated using (author_id = (select auth.uid()));
-- Made by an operation, answered by review_decide. Who refused is not for its author.
grant select (id, record_id, author_id, text, at, of_status, status, answered_at) on public.appeals to authenticated;
comment on table public.appeals is 'Once for a record, by its author. `dropped`: the record went another way meanwhile.';

create function private.withdraw_record(r public.records, p_note text, p_op jsonb) returns public.records
language plpgsql set search_path = ''
as $$
begin
	if not private.can_move_status(r.status, 'withdrawn', 'author') then return null; end if;
	return private.move_status(r, 'withdrawn', 'author', p_note, p_op);
end
$$;
comment on function private.withdraw_record is 'By its author, before it is published; null where no such move leads. What is published is asked to be deleted.';

create function private.who_may_answer(p_appeal uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	return (
		with able as (
			select m.user_id, bool_or(m.role = 'moderator') as near, coalesce(m.user_id = x.refused_by, false) as refused
			from public.appeals x join public.records r on r.id = x.record_id
				join public.memberships m on m.revoked_at is null and m.role in ('moderator', 'administrator')
			where x.id = p_appeal and m.user_id <> x.author_id and private.moderates(m.user_id, r.theme, r.commune_insee)
			group by m.user_id, x.refused_by
		)
		select coalesce(jsonb_agg(a.user_id order by a.user_id), '[]') from able a
		where (not a.refused or not exists (select from able b where not b.refused))
			-- Administrators only where there is no moderator to do it.
			and (a.near or not exists (select from able b where b.near and not b.refused)));
end
$$;
comment on function private.who_may_answer is 'Accounts that are told of an appeal: the moderators of the place, without who refused unless there is nobody else.';

create function private.appeal_record(r public.records, p_note text, p_op jsonb) returns public.records
language plpgsql set search_path = ''
as $$
declare v_id uuid;
begin
	if r.status not in ('rejected', 'archived') or r.replaced_by is not null then return null; end if;
	insert into public.appeals (record_id, author_id, text, of_status, refused_by)
	values (r.id, auth.uid(), p_note, r.status, (select d.moderator_id from public.moderation_decisions d
		where d.record_id = r.id and d.undone_at is null and d.kind in ('new', 'appeal') order by d.id desc limit 1))
	on conflict (record_id) do nothing returning id into v_id;
	if v_id is null then return null; end if;
	perform private.add_review_item('appeal', v_id, r.id, auth.uid(), p_note);
	-- Not its text: what is kept for ever is that it was asked.
	perform private.log(r, 'appealed', p_op => p_op);
	perform private.tell('appealed', r.id, auth.uid(), jsonb_build_object('audience', private.who_may_answer(v_id)));
	update public.records set licence = licence where id = r.id returning * into r;
	return r;
end
$$;
comment on function private.appeal_record is 'Null when there is nothing to appeal against, or it was appealed already.';

create function private.drop_appeals() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update public.appeals set status = 'dropped' where record_id = new.id and status = 'open';
	return null;
end
$$;
create trigger drop_appeals after update of status, deleted_at on public.records
	for each row when (new.status not in ('rejected', 'archived') or new.deleted_at is not null) execute function private.drop_appeals();

create function private.keep_appeal_item() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	if tg_op = 'DELETE' or new.status <> 'open' then perform private.drop_review_item('appeal', old.id);
	else
		perform private.add_review_item('appeal', new.id, new.record_id, new.author_id, new.text);
		update public.review_items set since = new.at where kind = 'appeal' and item_id = new.id;
	end if;
	return null;
end
$$;
create trigger keep_appeal_item after update of status or delete on public.appeals
	for each row execute function private.keep_appeal_item();

revoke execute on all functions in schema private from public;
