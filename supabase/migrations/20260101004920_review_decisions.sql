-- Deciding on what waits: one way for one item, for many, and for taking back.

create function private.last_event(p_record_id uuid) returns bigint
language plpgsql stable set search_path = ''
as $$ begin return coalesce((select max(h.id) from public.record_history h where h.record_id = p_record_id), 0); end $$;

create function private.decide_whole(r public.records, a jsonb, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
declare
	v_decision text := a ->> 'decision';
	v_corrections jsonb := coalesce(nullif(a -> 'corrections', 'null'), '{}');
begin
	if v_decision = 'transfer' then return private.transfer(r, coalesce(nullif(a -> 'to', 'null'), '{}'), p_reason); end if;
	if v_decision = 'merge' then return private.merge_record(r, a ->> 'into', p_reason); end if;
	if v_decision = 'accept' and v_corrections <> '{}' then
		if r.status not in ('submitted', 'changes_requested', 'rejected', 'archived') then
			perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', r.status))));
		end if;
		r := private.correct(r, v_corrections, 'corrected');
	end if;
	return private.decide_record(r, v_decision, p_reason);
end
$$;

create function private.check_appeal(r public.records, p_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare x public.appeals;
begin
	select * into x from public.appeals where id = p_id and record_id = r.id for update;
	if x.id is null then perform private.fail(404, jsonb_build_array(private.problem('record_not_found', 'appeal'))); end if;
	if x.status <> 'open' then perform private.fail(409, jsonb_build_array(private.problem('wrong_status', 'appeal', jsonb_build_object('status', x.status)))); end if;
	if (x.refused_by = auth.uid() or x.author_id = auth.uid()) and private.has_other_moderator(r.theme, r.commune_insee) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', 'appeal')));
	end if;
end
$$;
comment on function private.check_appeal is 'Answered by somebody else than who refused, and than who asks, when there is somebody else; nor do these have a vote in it.';

create function private.answer_appeal(r public.records, p_id uuid, a jsonb, p_reason text) returns public.records
language plpgsql set search_path = ''
as $$
begin
	update public.appeals set status = case a ->> 'decision' when 'reject' then 'refused' else 'upheld' end, answered_by = auth.uid(),
		answered_at = now() where id = p_id;
	if a ->> 'decision' = 'reject' then
		update public.records set reason = p_reason where id = r.id returning * into r;
		perform private.log(r, 'appeal_rejected');
		return r;
	end if;
	if a ->> 'decision' = 'accept' and coalesce(nullif(a -> 'corrections', 'null'), '{}') <> '{}' then
		r := private.correct(r, a -> 'corrections', 'corrected');
	end if;
	return private.move_status(r, case a ->> 'decision' when 'accept' then 'published' else 'changes_requested' end, 'moderator', p_reason,
		p_why => 'appeal_upheld');
end
$$;
comment on function private.answer_appeal is 'After check_appeal.';

create function private.has_other_moderator(p_theme text, p_commune text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
	return exists (select from public.memberships m where m.revoked_at is null and m.user_id <> auth.uid()
		and m.role in ('moderator', 'administrator') and (m.theme is null or m.theme = p_theme)
		and (m.territory is null or exists (select from public.territory_communes t where t.territory = m.territory and t.insee = p_commune))
		and private.within_holding(m.holding_id, p_commune));
end
$$;

create function private.record_of_item(p_kind text, p_item_id uuid) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
	return case p_kind
		when 'new' then p_item_id
		when 'observation' then (select o.record_id from public.observations o where o.id = p_item_id and not o.is_first)
		when 'appeal' then (select x.record_id from public.appeals x where x.id = p_item_id)
		when 'report' then (select x.record_id from private.reports x where x.id = p_item_id)
		else (select p.record_id from public.proposals p where p.id = p_item_id) end;
end
$$;
comment on function private.record_of_item is 'The record that an item is about, whether or not it still waits.';

create function private.decision_problems(a jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
	v_decision text := a ->> 'decision';
	v_kind text := coalesce(a ->> 'kind', '');
	v_reason text := nullif(btrim(a ->> 'reason'), '');
begin
	return case
		when coalesce(v_decision, '') not in ('accept', 'request_changes', 'reject', 'merge', 'transfer')
			or (v_kind <> 'new' and v_decision in ('merge', 'transfer'))
			or (v_kind in ('observation', 'suggestion') and v_decision = 'request_changes')
			then jsonb_build_array(private.problem('not_in_list', 'decision'))
		when coalesce(jsonb_typeof(a -> 'reason'), 'null') not in ('string', 'null') then jsonb_build_array(private.problem('wrong_type', 'reason'))
		when v_decision not in ('accept', 'merge') and v_reason is null and v_kind <> 'suggestion' then jsonb_build_array(private.problem('reason_required', 'reason'))
		when char_length(v_reason) > 2000 then jsonb_build_array(private.problem('too_long', 'reason', '{"max": 2000}'))
		when private.has_control_characters(v_reason, true) then jsonb_build_array(private.problem('bad_format', 'reason'))
		when coalesce(jsonb_typeof(a -> 'corrections'), 'null') not in ('object', 'null') then jsonb_build_array(private.problem('wrong_type', 'corrections'))
		when coalesce(jsonb_typeof(a -> 'to'), 'null') not in ('object', 'null') then jsonb_build_array(private.problem('wrong_type', 'to'))
		when coalesce(jsonb_typeof(a -> 'version'), 'null') not in ('number', 'null') or (a ->> 'version') !~ '^\d{1,9}$'
			then jsonb_build_array(private.problem('wrong_type', 'version'))
		when coalesce(jsonb_typeof(a -> 'seen'), 'null') not in ('string', 'null') then jsonb_build_array(private.problem('wrong_type', 'seen'))
		else '[]' end;
end
$$;

create function private.take_decision(a jsonb, p_batch uuid default null) returns public.moderation_decisions
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	p public.proposals;
	o public.observations;
	d public.moderation_decisions;
	v_kind text := a ->> 'kind';
	v_item uuid := (a ->> 'item_id')::uuid;
	v_reason text := nullif(btrim(a ->> 'reason'), '');
	v_problems jsonb;
	v_plan jsonb := '{}';
	v_changes_content boolean;
begin
	-- The record first, as everywhere, so that two requests never wait for each other.
	select * into r from public.records where id = private.record_of_item(v_kind, v_item) for update;
	if r.id is null or not (private.has_full_access(r) or r.public_geometry is not null) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	if not private.in_scope(private.moderation_keys(), r.theme, r.commune_insee) then
		perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null)));
	end if;
	v_problems := private.decision_problems(a);
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	if r.deleted_at is not null then perform private.fail(409, jsonb_build_array(private.problem('record_deleted', null))); end if;
	-- A visit is never altered, and says nothing of the object: it can be judged whatever became of that.
	if v_kind <> 'observation' and (a ->> 'version')::int is distinct from r.version then
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', null, jsonb_build_object('version', r.version))));
	end if;
	-- What came beside it, unseen, is not let out nor sent away with it.
	if a ->> 'seen' is not null and a ->> 'seen' is distinct from private.seen_of(v_kind, v_item, r.id) then
		perform private.fail(409, jsonb_build_array(private.problem('version_changed', 'seen')));
	end if;
	d.record_id := r.id;
	d.kind := v_kind;
	d.item_id := v_item;
	d.moderator_id := auth.uid();
	d.decision := a ->> 'decision';
	d.reason := v_reason;
	d.batch_id := p_batch;
	d.version := r.version;
	d.at := now();
	if v_kind in ('edit', 'deletion') then
		select * into p from public.proposals where id = v_item for update;
		d.proposal_id := p.id;
	elsif v_kind = 'observation' then
		select * into o from public.observations where id = v_item for update;
		d.observation_id := o.id;
	end if;
	-- Where a moderator's own work does not go out at once, it is for somebody else to let it.
	if d.decision = 'accept' and v_kind in ('new', 'edit', 'deletion', 'observation')
		and (case v_kind when 'new' then r.author_id when 'observation' then o.author_id else p.author_id end) = auth.uid()
		and not private.published_at_once(case v_kind when 'new' then 'new' when 'observation' then 'visit' else 'edit' end, r.theme, r.commune_insee) then
		perform private.fail(403, jsonb_build_array(private.problem('own_work', null)));
	end if;
	-- What was reported is decided where it is shown (decide_report).
	if v_kind = 'report' then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'kind'))); end if;
	if v_kind = 'appeal' then perform private.check_appeal(r, v_item); end if;
	if d.decision = 'merge' then v_plan := private.merge_plan(r, a ->> 'into'); end if;
	if v_kind <> 'observation' and not (private.decided_alone(p_batch) or private.is_agreed(v_kind, v_item, a, v_reason, r)) then
		select x.version into d.version from public.records x where x.id = r.id;
		return d;
	end if;
	d.history_from := private.last_event(r.id);
	v_changes_content := d.decision in ('transfer', 'merge')
		or (d.decision = 'accept' and (v_kind in ('edit', 'deletion', 'observation') or coalesce(a -> 'corrections', 'null') not in ('null', '{}')));
	d.before := jsonb_build_object('status', r.status, 'reason', r.reason, 'deleted', false, 'commune_given', r.commune_given)
		|| case when v_changes_content and d.decision <> 'merge' then jsonb_build_object('content', private.record_content(r)) else '{}' end;
	d.before := d.before || v_plan;
	if v_kind in ('edit', 'deletion') then
		r := private.decide_proposal(r, p, d.decision, v_reason);
		if d.decision = 'accept' and coalesce(a -> 'corrections', 'null') not in ('null', '{}') and r.deleted_at is null then
			r := private.correct(r, a -> 'corrections', 'corrected', v_reason);
		end if;
	elsif v_kind = 'observation' then
		r := private.decide_observation(r, o, d.decision, v_reason);
	elsif v_kind = 'appeal' then
		r := private.answer_appeal(r, v_item, a, v_reason);
	else
		r := private.decide_whole(r, a, v_reason);
	end if;
	d.version := r.version;
	d.history_to := private.last_event(r.id);
	if d.decision = 'merge' then d.before := d.before || jsonb_build_object('into_event', private.last_event(r.replaced_by)); end if;
	with gone as (delete from private.review_votes v where v.kind = v_kind and v.item_id = v_item returning v.*)
	select d.before || case when count(*) > 0 then jsonb_build_object('votes', jsonb_agg(to_jsonb(g))) else '{}' end into d.before
	from gone g where g.moderator_id <> d.moderator_id;
	insert into public.moderation_decisions (record_id, kind, item_id, proposal_id, observation_id, moderator_id, decision, reason, version,
		at, batch_id, before, history_from, history_to)
	values (d.record_id, d.kind, d.item_id, d.proposal_id, d.observation_id, d.moderator_id, d.decision, d.reason, d.version,
		d.at, d.batch_id, d.before, d.history_from, d.history_to)
	returning * into d;
	return d;
end
$$;
comment on function private.take_decision is 'A DecisionAsked by the caller. Without an id when only a vote was kept. Every refusal is raised.';

create function private.take_word_decision(a jsonb, p_batch uuid default null) returns public.moderation_decisions
language plpgsql set search_path = ''
as $$
declare
	s public.vocabulary_suggestions;
	d public.moderation_decisions;
	v_problems jsonb := private.decision_problems(a);
begin
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	select * into s from public.vocabulary_suggestions where id = (a ->> 'item_id')::uuid for update;
	perform public.decide_word((a ->> 'item_id')::uuid, a ->> 'decision', a ->> 'reason');
	insert into public.moderation_decisions (kind, item_id, moderator_id, decision, reason, batch_id, before)
	values ('suggestion', s.id, auth.uid(), a ->> 'decision', coalesce(nullif(btrim(a ->> 'reason'), ''), case a ->> 'decision' when 'reject' then '—' end),
		p_batch, jsonb_build_object('status', s.status, 'reason', s.reason))
	returning * into d;
	return d;
end
$$;
comment on function private.take_word_decision is 'Says yes or no to a word. What goes into the vocabulary is edited there (decide_word).';

create function private.decide_item(a jsonb, p_batch uuid default null) returns public.moderation_decisions
language plpgsql set search_path = ''
as $$
begin
	if jsonb_typeof(a) is distinct from 'object' or not private.is_uuid(a -> 'item_id') or coalesce(a ->> 'kind', '')
		not in ('new', 'edit', 'deletion', 'observation', 'suggestion', 'appeal', 'report') then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'item_id')));
	end if;
	if a ->> 'kind' = 'suggestion' then return private.take_word_decision(a, p_batch); end if;
	return private.take_decision(a, p_batch);
end
$$;

create function public.review_decide(p_decision jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	d public.moderation_decisions;
	r public.records;
begin
	-- What can no longer be taken back is not kept.
	update public.moderation_decisions set before = null
	where moderator_id = auth.uid() and before is not null and batch_id is null and at < now() - interval '1 minute';
	d := private.decide_item(p_decision);
	select * into r from public.records where id = case when d.decision = 'merge' then (p_decision ->> 'into')::uuid else d.record_id end;
	return jsonb_build_object('id', d.id::text, 'undo_until', case when d.id is not null then d.at + interval '10 seconds' end,
		'votes', private.votes_json(p_decision ->> 'kind', (p_decision ->> 'item_id')::uuid, d.version, r.theme, r.commune_insee),
		'record', case when r.id is not null and private.has_full_access(r) and r.deleted_at is null
			then private.record_json(r, true, private.proposal_for_reader(r.id, true), true) end);
end
$$;
comment on function public.review_decide is 'DecisionTaken of src/lib/domain/review.ts.';

create function public.decide(p_record_id uuid, p_proposal_id uuid, p_version int, p_decision text, p_reason text default null,
	p_observation_id uuid default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	r public.records;
	v_item uuid := coalesce(p_observation_id, p_proposal_id, p_record_id);
	v_kind text := case when p_observation_id is not null then 'observation' when p_proposal_id is not null then 'edit' else 'new' end;
begin
	if v_kind <> 'new' and private.record_of_item(v_kind, v_item) is distinct from p_record_id then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', case v_kind when 'edit' then 'proposal' else 'observation' end)));
	end if;
	if p_decision in ('merge', 'transfer') then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'decision'))); end if;
	perform private.take_decision(jsonb_build_object('kind', v_kind, 'item_id', v_item, 'version', p_version, 'decision', p_decision, 'reason', p_reason));
	select * into r from public.records where id = p_record_id;
	return private.record_json(r, true, private.proposal_for_reader(r.id, true), true);
end
$$;
comment on function public.decide is 'One decision on a record, or on a proposal or a visit when its id is given; answers with the FullRecord after it. Rejecting what is published archives it.';

revoke execute on all functions in schema private from public;
revoke execute on function public.review_decide(jsonb), public.decide(uuid, uuid, int, text, text, uuid) from public, anon, authenticated;
grant execute on function public.review_decide(jsonb), public.decide(uuid, uuid, int, text, text, uuid) to authenticated;
