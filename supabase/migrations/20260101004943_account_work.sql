-- What an account put into the records of others, taken out again: its visits, photos, changes, and what it said
-- anywhere. Each is a decision like any other, so that a batch takes it back.

create table private.account_reverts (
	batch_id uuid primary key references public.moderation_batches (id) on delete cascade,
	user_id uuid references public.profiles (id) on delete set null
);
create index account_reverts_user_idx on private.account_reverts (user_id);
comment on table private.account_reverts is 'Whose work a batch refuses whole. It needs one decision where others need several: it stops an abuse, and goes back at one press.';

insert into private.personal_data (section, relation, person, sort, hidden, told, why) values
	('work_refused', 'private.account_reverts', 'user_id', 't.batch_id', '{}', true, 'Les fois où tout ce que vous avez apporté a été refusé ensemble.');

create function private.decided_alone(p_batch uuid) returns boolean
language plpgsql stable set search_path = ''
as $$ begin return exists (select from private.account_reverts a where a.batch_id = p_batch); end $$;

create function private.take_out_change(r public.records, p_user uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_now jsonb := private.record_content(r);
	v_then jsonb := v_now;
	v_without jsonb;
	c record;
begin
	-- The newest first: what they changed twice goes back to what was there before both.
	for c in select x.key as path, x.value as change from public.record_history h cross join jsonb_each(h.changes) x
		where h.record_id = r.id and h.actor_id = p_user and h.kind = 'updated' and h.why is null and h.observation_id is null
			and (x.key in ('theme', 'concept', 'geometry', 'position', 'sensitivity', 'observed_at') or x.key like 'properties.%')
		order by h.id desc
	loop
		-- Somebody changed it since: that is theirs.
		continue when not private.same_value(c.path, private.value_at(v_then, c.path), c.change -> 'new');
		v_without := private.with_changes(v_then, jsonb_build_object(c.path, jsonb_build_object('new', coalesce(c.change -> 'old', 'null'))));
		-- What was to be protected since stays protected.
		continue when c.path = 'sensitivity'
			and private.sensitivity_rank(v_now ->> 'sensitivity') > private.sensitivity_rank(v_without ->> 'sensitivity');
		v_then := v_without;
	end loop;
	return private.content_changes(v_now, v_then);
end
$$;
comment on function private.take_out_change is 'What would undo all changes of an account that still stand in somebody else''s record.';

create function private.take_out_visit(r public.records, o public.observations, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_content jsonb := private.record_content(r);
	v_was_latest boolean := (private.latest_visit(r.id)).id = o.id;
	v_seen jsonb;
	v_changes jsonb := '{}';
begin
	update public.observations set status = 'rejected', accepted_at = null, reason = p_reason where id = o.id;
	perform private.log(r, 'observation_rejected', p_observation_id => o.id, p_reason => p_reason);
	if v_was_latest then
		-- What the visit before it saw is what is known again.
		v_seen := (r.properties - private.visit_keys(r.theme, r.concept)) || (private.latest_visit(r.id)).properties;
		v_changes := private.content_changes(v_content, v_content || jsonb_build_object('properties', v_seen));
	end if;
	if v_changes <> '{}' then
		r := private.write_content(r, v_content || jsonb_build_object('properties', v_seen), v_changes);
		perform private.log(r, 'updated', v_changes, p_why => 'restored_version', p_reason => p_reason);
	else
		update public.records set licence = licence where id = r.id returning * into r;
	end if;
	return r;
end
$$;

create function private.take_out_rest(r public.records, d public.moderation_decisions, p_changes jsonb) returns public.records
language plpgsql set search_path = ''
as $$
declare
	p public.photos;
	v_content jsonb := private.record_content(r);
	v_new jsonb := private.with_changes(v_content, p_changes);
	v_problems jsonb;
begin
	if d.kind = 'comment' then
		update public.comments set hidden_at = d.at, hidden_reason = d.reason, hidden_by = auth.uid() where id = d.item_id and hidden_at is null;
		return r;
	elsif d.kind = 'photo' then
		update public.photos set removed_at = d.at where id = d.item_id returning * into p;
		perform private.log(r, 'photo_removed', private.photo_changes(p, false), p_observation_id => p.observation_id, p_reason => d.reason);
		update public.records set licence = licence where id = r.id returning * into r;
		return r;
	end if;
	v_problems := private.new_problems(v_content, v_new, p_changes);
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	r := private.write_content(r, v_new, p_changes);
	perform private.log(r, 'updated', p_changes, p_why => 'restored_version', p_reason => d.reason);
	return r;
end
$$;

create function private.take_out(i private.batch_items, b public.moderation_batches) returns public.moderation_decisions
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	o public.observations;
	d public.moderation_decisions;
	v_changes jsonb := '{}';
	v_stands boolean;
begin
	select * into r from public.records where id = i.record_id for update;
	if r.id is null or not private.in_scope(private.moderation_keys(), r.theme, r.commune_insee) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	d.kind := i.kind;
	d.item_id := i.item_id;
	d.reason := b.reason;
	d.at := now();
	d.before := jsonb_build_object('status', r.status, 'reason', r.reason, 'deleted', false, 'commune_given', r.commune_given);
	d.history_from := private.last_event(r.id);
	if i.kind = 'visit' then
		select * into o from public.observations where id = i.item_id for update;
		v_stands := o.status = 'accepted';
		d.before := d.before || jsonb_build_object('content', private.record_content(r), 'accepted_at', o.accepted_at);
	elsif i.kind = 'photo' then
		v_stands := exists (select from public.photos p where p.id = i.item_id and p.removed_at is null);
	elsif i.kind = 'comment' then
		v_stands := exists (select from public.comments c where c.id = i.item_id and c.hidden_at is null);
	else
		v_changes := private.take_out_change(r, (select a.user_id from private.account_reverts a where a.batch_id = b.id));
		v_stands := v_changes <> '{}';
		d.before := d.before || jsonb_build_object('content', private.record_content(r));
	end if;
	if not coalesce(v_stands, false) then perform private.fail(409, jsonb_build_array(private.problem('version_changed', null))); end if;
	r := case i.kind when 'visit' then private.take_out_visit(r, o, b.reason) else private.take_out_rest(r, d, v_changes) end;
	insert into public.moderation_decisions (record_id, kind, item_id, moderator_id, decision, reason, version, at, batch_id, before, history_from, history_to)
	values (r.id, d.kind, d.item_id, auth.uid(), 'reject', d.reason, r.version, d.at, b.id, d.before, d.history_from, private.last_event(r.id))
	returning * into d;
	return d;
end
$$;
comment on function private.take_out is 'One part of an account''s work that stands already. Fails when nothing of it does any more.';

create function private.put_back(d public.moderation_decisions) returns void
language plpgsql set search_path = ''
as $$
begin
	-- Before the content: what a record holds is what its latest visit says.
	if d.kind = 'visit' then
		update public.observations set status = 'accepted', accepted_at = (d.before ->> 'accepted_at')::timestamptz, reason = null where id = d.item_id;
	elsif d.kind = 'photo' then
		update public.photos set removed_at = null where id = d.item_id and removed_at = d.at;
	end if;
end
$$;

revoke execute on all functions in schema private from public;
