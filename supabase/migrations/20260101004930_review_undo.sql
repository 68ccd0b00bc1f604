-- Taking a decision back: within seconds by who took it, or with its whole batch; only while nothing else happened.

create function private.happened_since(d public.moderation_decisions) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return exists (select from public.record_history h where h.record_id = d.record_id and h.id > d.history_to
		-- Later decisions that were taken back themselves leave nothing behind.
		and not exists (select from public.moderation_decisions u where u.record_id = d.record_id and u.undone_at is not null
			and h.id > u.history_from and h.id <= u.undone_to));
end
$$;

create function private.give_photos_back(d public.moderation_decisions) returns void
language plpgsql set search_path = ''
as $$
declare v_named text[] := case when d.proposal_id is not null
	then array(select substr(key, 8) from public.proposals p, jsonb_object_keys(p.changes) as key where p.id = d.proposal_id and key like 'photos.%') end;
begin
	update public.photos set accepted_at = null
	where record_id = d.record_id and accepted_at = d.at
		and (v_named is null or id::text = any (v_named)) and (d.observation_id is null or observation_id = d.observation_id);
	update public.photos set removed_at = null where record_id = d.record_id and removed_at = d.at and id::text = any (v_named);
end
$$;

create function private.take_back(d public.moderation_decisions) returns public.records
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	v_changes jsonb;
begin
	if d.kind = 'suggestion' then
		update public.vocabulary_suggestions set status = d.before ->> 'status', reason = d.before ->> 'reason', decided_by = null, decided_at = null
		where id = d.item_id and status in ('accepted', 'rejected') and decided_by = d.moderator_id and batch is null;
		if not found then perform private.fail(409, jsonb_build_array(private.problem('version_changed', null))); end if;
		update public.moderation_decisions set undone_at = now() where id = d.id;
		return null;
	end if;
	if d.kind = 'comment' then
		update public.comments set hidden_at = null, hidden_reason = null, hidden_by = null where id = d.item_id and hidden_at = d.at;
		if not found then perform private.fail(409, jsonb_build_array(private.problem('version_changed', null))); end if;
		update public.moderation_decisions set undone_at = now() where id = d.id;
		return null;
	end if;
	perform private.untell(d);
	select * into r from public.records where id = d.record_id for update;
	if private.happened_since(d) then
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', null, jsonb_build_object('version', r.version))));
	end if;
	if d.decision = 'merge' then r := private.unmerge_record(r, d); end if;
	if r.deleted_at is not null then
		update public.records set deleted_at = null, version = version + 1 where id = r.id returning * into r;
		perform private.log(r, 'restored', '{"deleted": {"old": true, "new": false}}', p_why => 'undone');
	end if;
	if r.status <> d.before ->> 'status' then
		r := private.move_status(r, d.before ->> 'status', 'system', d.before ->> 'reason', p_why => 'undone');
	else
		update public.records set reason = d.before ->> 'reason' where id = r.id returning * into r;
		perform private.log(r, 'undone', p_proposal_id => d.proposal_id, p_observation_id => d.observation_id, p_why => 'undone');
	end if;
	if r.commune_given is distinct from d.before ->> 'commune_given' then
		update public.records set commune_given = d.before ->> 'commune_given' where id = r.id returning * into r;
	end if;
	perform private.give_photos_back(d);
	perform private.put_back(d);
	if d.kind = 'observation' then
		update public.observations set status = 'pending', reason = null, accepted_at = null where id = d.observation_id;
	elsif d.kind = 'appeal' then
		update public.appeals set status = 'open', answered_by = null, answered_at = null where id = d.item_id;
	elsif d.proposal_id is not null then
		update public.proposals set status = 'pending', reason = null, updated_at = now() where id = d.proposal_id;
	end if;
	if d.before ? 'content' then
		v_changes := private.content_changes(private.record_content(r), d.before -> 'content');
		if v_changes <> '{}' then
			r := private.write_content(r, d.before -> 'content', v_changes);
			perform private.log(r, 'updated', v_changes, p_why => 'undone');
		end if;
	end if;
	insert into private.review_votes select v.* from jsonb_populate_recordset(null::private.review_votes, d.before -> 'votes') v
	where exists (select from public.profiles p where p.id = v.moderator_id) on conflict do nothing;
	update public.moderation_decisions set undone_at = now(), undone_to = private.last_event(r.id) where id = d.id;
	return r;
end
$$;
comment on function private.take_back is 'As it was before a decision. The history keeps both.';

create function private.may_take_back(d public.moderation_decisions) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return case when d.kind = 'suggestion' then exists (select from public.vocabulary_suggestions s where s.id = d.item_id and private.moderates_theme(s.theme))
		else exists (select from public.records r where r.id = d.record_id
			and private.in_scope(private.moderation_keys(), r.theme, r.commune_insee)) end;
end
$$;
comment on function private.may_take_back is 'A right taken away meanwhile takes this with it.';

create function public.undo_decision(p_decision_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	d public.moderation_decisions;
	r public.records;
begin
	if coalesce(p_decision_id, '') !~ '^\d{1,18}$' then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'decision_id'))); end if;
	select * into d from public.moderation_decisions where id = p_decision_id::bigint and moderator_id = auth.uid() for update;
	if d.id is null then perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null))); end if;
	-- Two seconds more than are shown: what was pressed in time may travel.
	if d.undone_at is not null or d.before is null or d.batch_id is not null or d.at < now() - interval '12 seconds' then
		perform private.fail(409, jsonb_build_array(private.problem('too_late', null)));
	end if;
	-- What was handed to others may be taken back in time.
	if d.decision <> 'transfer' and not private.may_take_back(d) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	r := private.take_back(d);
	return case when r.id is not null and private.has_full_access(r) then private.record_json(r, true, private.proposal_for_reader(r.id, true), true) end;
end
$$;
comment on function public.undo_decision is 'Takes back the caller''s own decision, within ten seconds. FullRecord as it is then.';

revoke execute on all functions in schema private from public;
revoke execute on function public.undo_decision(text) from public, anon, authenticated;
grant execute on function public.undo_decision(text) to authenticated;
