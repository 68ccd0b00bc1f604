-- What is said of a record rather than changed of it: a comment, the author's taking back, their appeal.

create function private.text_problems(p_text text, p_field text, p_max int) returns jsonb
language sql immutable set search_path = ''
as $$
	select case
		when coalesce(btrim(p_text, E' \n'), '') = '' then jsonb_build_array(private.problem('required', p_field))
		when char_length(btrim(p_text, E' \n')) > p_max
			then jsonb_build_array(private.problem('too_long', p_field, jsonb_build_object('max', p_max)))
		when private.has_control_characters(p_text, true) then jsonb_build_array(private.problem('bad_format', p_field))
		else '[]'::jsonb end
$$;
comment on function private.text_problems is 'Of a text that must be there (src/lib/domain/talk.ts).';

create function private.tell_of_comment(c public.comments, r public.records) returns void
language plpgsql set search_path = ''
as $$
declare
	v_mentioned uuid[] := array(select n.user_id from public.comment_mentions n where n.comment_id = c.id and n.user_id is distinct from c.author_id);
	v_others uuid[] := array(
		select known.id from (
			select r.author_id as id
			union select p.author_id from public.proposals p where p.record_id = r.id
			union select o.author_id from public.observations o where o.record_id = r.id
			union select x.author_id from public.comments x where x.record_id = r.id and x.hidden_at is null) known
		where known.id is not null and known.id is distinct from c.author_id and not known.id = any (v_mentioned)
			and private.may_read_comment(known.id, c, r));
begin
	if v_mentioned <> '{}' then
		perform private.tell('mentioned', r.id, c.author_id, jsonb_build_object('audience', v_mentioned, 'comment_id', c.id));
	end if;
	if v_others <> '{}' then
		perform private.tell(case when c.closes then 'closed' else 'commented' end, r.id, c.author_id,
			jsonb_build_object('audience', v_others, 'comment_id', c.id));
	end if;
end
$$;
comment on function private.tell_of_comment is 'To those who take part and may read it, and apart from them to those it mentions. Moderators who never spoke find it at the desk.';

create function private.apply_add_comment(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	-- Where it is said: what was merged meanwhile is talked about where it went.
	t public.records;
	c public.comments;
	s record;
	v_new jsonb := op -> 'comment';
	v_problems jsonb := private.text_problems(v_new ->> 'body', 'comment.body', 4000);
	v_known public.comments;
	v_mention uuid;
	v_photos jsonb := coalesce(v_new -> 'photos', '[]');
begin
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	t := private.record_talked_of(r.id);
	select * into s from private.talk_standing(auth.uid(), t);
	if not s.sees then
		return coalesce(private.missing_record(r, r.id is not null and private.has_full_access(r)), private.refusal('record_not_found', 'record_id'));
	end if;
	select * into v_known from public.comments where id = (v_new ->> 'id')::uuid;
	if v_known.id is not null then
		-- Sent before under another op_id: harmless when it says the same.
		if v_known.record_id = t.id and coalesce(v_known.author_id = auth.uid(), false)
			and v_known.body = btrim(v_new ->> 'body', E' \n') then return private.answer('applied', r); end if;
		return private.refusal('not_allowed', 'comment.id');
	end if;
	if v_problems <> '[]' then return private.answer('refused', r, p_problems => v_problems); end if;
	v_problems := private.comment_photo_problems(v_photos);
	if v_problems <> '[]' then return private.answer('refused', r, p_problems => v_problems); end if;
	if v_new -> 'closes' = 'true' and not (s.moderates or coalesce(t.author_id = auth.uid(), false)) then
		return private.refusal('not_allowed', 'comment.closes');
	end if;
	c.id := (v_new ->> 'id')::uuid;
	c.record_id := t.id;
	c.author_id := auth.uid();
	c.visibility := v_new ->> 'visibility';
	c.body := btrim(v_new ->> 'body', E' \n');
	c.closes := (v_new ->> 'closes')::boolean;
	c.device_time := op ->> 'device_time';
	c.created_at := now();
	for v_mention in select distinct m::uuid from jsonb_array_elements_text(v_new -> 'mentions') as m order by 1 loop
		-- An account that is not there and one that may not read it get the same answer.
		if not exists (select from public.profiles p where p.id = v_mention) or not private.may_read_comment(v_mention, c, t) then
			return private.refusal('mention_not_allowed', 'comment.mentions', jsonb_build_object('id', v_mention));
		end if;
	end loop;
	insert into public.comments select c.*;
	insert into public.comment_mentions (comment_id, user_id)
	select distinct c.id, m::uuid from jsonb_array_elements_text(v_new -> 'mentions') as m;
	insert into public.comment_photos (id, comment_id, place, sha256, bytes, mime, width, height, added_by)
	select (f.value ->> 'id')::uuid, c.id, f.ordinality - 1, f.value ->> 'sha256', (f.value ->> 'bytes')::int, f.value ->> 'mime',
		(f.value ->> 'width')::int, (f.value ->> 'height')::int, c.author_id
	from jsonb_array_elements(v_photos) with ordinality as f;
	perform private.tell_of_comment(c, t);
	return private.answer('applied', r);
end
$$;
comment on function private.apply_add_comment is 'A comment by whoever sees the record. A mentioned person must be one who may read it.';

create function private.apply_speak_up(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	v_note text := nullif(btrim(op ->> 'note', E' \n'), '');
	v_problems jsonb := case when op ->> 'kind' = 'appeal' or v_note is not null then private.text_problems(v_note, 'note', 2000) else '[]' end;
	v_after public.records;
begin
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	if private.missing_record(r, r.id is not null and private.has_full_access(r)) is not null then
		return private.missing_record(r, r.id is not null and private.has_full_access(r));
	end if;
	if r.author_id is distinct from auth.uid() then return private.refusal('not_allowed', null); end if;
	if v_problems <> '[]' then return private.answer('refused', r, p_problems => v_problems); end if;
	if op ->> 'kind' = 'appeal' then
		v_after := private.appeal_record(r, v_note, op);
	elsif private.can_move_status(r.status, 'withdrawn', 'author') then
		v_after := private.move_status(r, 'withdrawn', 'author', v_note, op);
	elsif r.status = 'withdrawn' then
		-- Asked for on two devices.
		v_after := r;
	end if;
	if v_after.id is null then return private.refusal('wrong_status', null, jsonb_build_object('status', r.status)); end if;
	return private.answer('applied', v_after);
end
$$;
comment on function private.apply_speak_up is 'The author takes a record back, or appeals. From which statuses they may, the status machine says.';

revoke execute on all functions in schema private from public;
