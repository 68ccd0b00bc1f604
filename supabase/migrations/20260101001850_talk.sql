-- Conversations on records. Written by operations (apply_add_comment) and hide_comment alone; read through
-- record_talk and pull_changes, which tell each person what they may read at that moment.

create table public.comments (
	id uuid primary key,
	record_id uuid not null references public.records (id) on delete cascade,
	author_id uuid references public.profiles (id) on delete set null,
	visibility text not null check (visibility in ('public', 'participants', 'moderators')),
	body text not null check (char_length(body) between 1 and 4000 and not private.has_control_characters(body, true)),
	closes boolean not null default false,
	device_time text,
	created_at timestamptz not null default now(),
	hidden_at timestamptz,
	hidden_by uuid references public.profiles (id) on delete set null,
	hidden_reason text check (char_length(hidden_reason) between 1 and 2000),
	check ((hidden_at is null) = (hidden_reason is null))
);
create index comments_record_idx on public.comments (record_id, created_at, id);
create index comments_author_idx on public.comments (author_id);
alter table public.comments enable row level security;
revoke all on public.comments from anon, authenticated;
-- No grant and no policy: who may read a comment depends on what they are to its record, and names on what people chose.
comment on table public.comments is 'One row per comment, its text as it was typed: never HTML. Of a hidden one the text stays for its author and the moderators.';

create table public.comment_mentions (
	comment_id uuid not null references public.comments (id) on delete cascade,
	user_id uuid not null references public.profiles (id) on delete cascade,
	primary key (comment_id, user_id)
);
create index comment_mentions_user_idx on public.comment_mentions (user_id);
alter table public.comment_mentions enable row level security;
revoke all on public.comment_mentions from anon, authenticated;
-- No grant and no policy, as above.

create function private.touch_record_of_comment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update public.records set licence = licence where id = new.record_id;
	return null;
end
$$;
comment on function private.touch_record_of_comment is 'The devices of those who take part learn of it by pull.';
create trigger touch_record after insert or update on public.comments
	for each row execute function private.touch_record_of_comment();

create function private.moderates(p_user uuid, p_theme text, p_commune text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return exists (select from public.memberships m
		where m.user_id = p_user and m.revoked_at is null and m.role in ('moderator', 'administrator')
			and (m.theme is null or m.theme = p_theme)
			and (m.territory is null or exists (select from public.territory_communes tc
				where tc.territory = m.territory and tc.insee = p_commune))
			and private.within_holding(m.holding_id, p_commune));
end
$$;
comment on function private.moderates is 'Whether somebody decides about what stands there; moderation_keys says the same of the caller, for many rows.';

create function private.talk_standing(p_user uuid, r public.records, out moderates boolean, out sees boolean, out since timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
begin
	moderates := p_user is not null and private.moderates(p_user, r.theme, r.commune_insee);
	sees := r.id is not null and r.deleted_at is null
		and (r.public_geometry is not null or moderates or coalesce(r.author_id = p_user, false));
	since := case
		when not sees or p_user is null then null
		when moderates or r.author_id = p_user
			or exists (select from public.proposals p where p.record_id = r.id and p.author_id = p_user and p.status = 'accepted')
			or exists (select from public.observations o where o.record_id = r.id and o.author_id = p_user and o.status = 'accepted') then '-infinity'
		else (select min(t.at) from (
			select c.created_at as at from public.comments c where c.record_id = r.id and c.author_id = p_user and c.hidden_at is null
			union all select p.created_at from public.proposals p where p.record_id = r.id and p.author_id = p_user
			union all select o.created_at from public.observations o where o.record_id = r.id and o.author_id = p_user) t) end;
end
$$;
comment on function private.talk_standing is 'What somebody is to a record: moderator of its place, whether they see it, and since when they take part. Whoever takes part by their word alone, or by what nobody accepted, reads what is written after it: anybody can send a word, a correction or a visit, and none is a key to what was said before.';

create function private.reads_comment(c public.comments, p_user uuid, p_moderates boolean, p_sees boolean, p_since timestamptz) returns boolean
language sql immutable parallel safe
return coalesce(c.author_id = p_user, false) or (p_sees and (p_moderates or (c.hidden_at is null and case c.visibility
	when 'public' then true
	when 'participants' then coalesce(p_since <= c.created_at, false)
	else false end)));
comment on function private.reads_comment is 'Whether somebody of this standing (talk_standing) may read a comment. One''s own words one always may.';

create function private.may_read_comment(p_user uuid, c public.comments, r public.records) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare s record;
begin
	select * into s from private.talk_standing(p_user, r);
	return private.reads_comment(c, p_user, s.moderates, s.sees, s.since);
end
$$;
comment on function private.may_read_comment is 'Asked outside a reader''s own session: before somebody is mentioned, or told by mail.';

create function private.comment_json(c public.comments, r public.records, p_moderates boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object('id', c.id, 'at', c.created_at, 'body', c.body, 'visibility', c.visibility, 'closes', c.closes,
		'own', coalesce(c.author_id = auth.uid(), false),
		'author_name', (select private.shown_name(a) from public.profiles a where a.id = c.author_id),
		'author_role', case when c.author_id = r.author_id then 'author'
			when private.moderates(c.author_id, r.theme, r.commune_insee) then 'moderator' end,
		'mentions', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', private.shown_name(p)) order by private.shown_name(p), p.id), '[]')
			from public.comment_mentions n join public.profiles p on p.id = n.user_id
			where n.comment_id = c.id and private.shown_name(p) is not null),
		'photos', private.comment_photos_json(c.id, p_moderates),
		'hidden', case when c.hidden_at is not null then jsonb_build_object('reason', c.hidden_reason, 'at', c.hidden_at) end);
end
$$;
comment on function private.comment_json is 'Comment of src/lib/domain/talk.ts, for the caller, who may read it.';

create function private.comments_for(p_user uuid, r public.records) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare s record;
begin
	select * into s from private.talk_standing(p_user, r);
	return (select coalesce(jsonb_agg(private.comment_json(c, r, s.moderates) order by c.created_at, c.id), '[]') from (
		-- The latest of a very long one: a phone keeps them.
		select x.* from public.comments x where x.record_id = r.id
			and private.reads_comment(x, p_user, s.moderates, s.sees, s.since)
		order by x.created_at desc, x.id desc limit 500) c);
end
$$;

create function private.talk_people(p_user uuid, r public.records, p_moderates boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare s record;
begin
	if p_user is null then return '[]'; end if;
	select * into s from private.talk_standing(p_user, r);
	return (
		with known as (
			select r.author_id as id
			union
			select c.author_id from public.comments c
			where c.record_id = r.id and private.reads_comment(c, p_user, s.moderates, s.sees, s.since)
			union
			-- Who proposed or passed by is the concern of moderators.
			select p.author_id from public.proposals p where p_moderates and p.record_id = r.id
			union
			select o.author_id from public.observations o where p_moderates and o.record_id = r.id
			union
			select m.user_id from public.memberships m where p_moderates and m.revoked_at is null
				and m.role in ('moderator', 'administrator') and private.moderates(m.user_id, r.theme, r.commune_insee)
		), able as (
			select p.id, private.shown_name(p) as name, t.*
			from known k join public.profiles p on p.id = k.id, private.talk_standing(p.id, r) t
			where p.id <> p_user and private.shown_name(p) is not null
		)
		select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'reads', (
			select coalesce(jsonb_agg(v), '[]') from unnest(array['public', 'participants', 'moderators']) as v
			where case v when 'public' then sees when 'participants' then since is not null else moderates end)) order by name, id), '[]')
		from able where sees);
end
$$;
comment on function private.talk_people is 'Whom the caller may mention, by the names they chose, and which comments each of them would read. Who shows no name cannot be called by it.';

create function private.record_talked_of(p_record_id uuid) returns public.records
language plpgsql stable security definer set search_path = ''
as $$
declare
	r public.records;
	s public.records;
	v_steps int := 0;
begin
	select * into r from public.records where id = p_record_id;
	while r.replaced_by is not null and v_steps < 20 and not exists (select from public.comments c where c.record_id = r.id) loop
		select * into s from public.records where id = r.replaced_by;
		exit when s.public_geometry is null;
		r := s;
		v_steps := v_steps + 1;
	end loop;
	return r;
end
$$;
comment on function private.record_talked_of is 'The record itself, or the one that it was merged into and its conversation with it.';

create function public.record_talk(p_record_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_user uuid := auth.uid();
	r public.records;
	s record;
	v_comments jsonb;
begin
	r := private.record_talked_of(p_record_id);
	select * into s from private.talk_standing(v_user, r);
	v_comments := case when r.id is null or r.deleted_at is not null then '[]' else private.comments_for(v_user, r) end;
	if not s.sees and v_comments = '[]' then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	return jsonb_build_object('record_id', p_record_id, 'comments', v_comments,
		'people', case when s.sees then private.talk_people(v_user, r, s.moderates) else '[]' end,
		'may', jsonb_build_object(
			'write', case when v_user is not null and s.sees then '["public", "participants", "moderators"]'::jsonb else '[]' end,
			'close', coalesce(s.sees and (s.moderates or r.author_id = v_user), false),
			'hide', s.sees and s.moderates));
end
$$;
comment on function public.record_talk is 'Talk of src/lib/domain/talk.ts, as the caller may read it; everyone reads what is public of a record they see.';
revoke execute on function public.record_talk(uuid) from public, anon, authenticated;
grant execute on function public.record_talk(uuid) to anon, authenticated;

create function private.told_talk(p_ids uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare v_user uuid := auth.uid();
begin
	if v_user is null then return '[]'; end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('record_id', r.id, 'comments', private.comments_for(v_user, r))), '[]')
		from public.records r
		where r.id = any (p_ids) and r.deleted_at is null and exists (select from public.comments c where c.record_id = r.id)
			-- Their own part of it: a moderator reads the others at the desk.
			and (r.author_id = v_user
				or exists (select from public.comments c where c.record_id = r.id and c.author_id = v_user)
				or exists (select from public.proposals p where p.record_id = r.id and p.author_id = v_user)
				or exists (select from public.observations o where o.record_id = r.id and o.author_id = v_user)));
end
$$;
comment on function private.told_talk is 'Of these records, the conversations that the caller takes part in, for the device they carry.';

create function public.hide_comment(p_comment_id uuid, p_reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	c public.comments;
	r public.records;
	v_reason text := nullif(btrim(p_reason), '');
begin
	select * into c from public.comments where id = p_comment_id;
	select * into r from public.records where id = c.record_id for update;
	if r.id is null or r.deleted_at is not null or not private.in_scope(private.moderation_keys(), r.theme, r.commune_insee) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	if p_reason is not null and v_reason is null then
		perform private.fail(400, jsonb_build_array(private.problem('reason_required', 'reason')));
	end if;
	if char_length(v_reason) > 2000 then
		perform private.fail(400, jsonb_build_array(private.problem('too_long', 'reason', '{"max": 2000}')));
	end if;
	if private.has_control_characters(v_reason, true) then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'reason')));
	end if;
	update public.comments set hidden_reason = v_reason,
		hidden_at = case when v_reason is not null then now() end,
		hidden_by = case when v_reason is not null then auth.uid() end
	where id = c.id;
end
$$;
comment on function public.hide_comment is 'Takes a comment out of sight, with a reason that its author reads; without one, puts it back. For the moderators of the place.';

revoke execute on all functions in schema private from public;
revoke execute on function public.hide_comment(uuid, text) from public, anon, authenticated;
grant execute on function public.hide_comment(uuid, text) to authenticated;
