-- A record as its author, its moderators, or the author of a proposal read it.

create function private.has_full_access(r public.records) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	if r.author_id = auth.uid() then return true; end if;
	return private.in_scope(private.moderation_keys(), r.theme, r.commune_insee);
end
$$;

create function private.may_read_fully(p_user uuid, r public.records) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	if r.author_id = p_user then return true; end if;
	return private.in_scope(private.scope_keys_of(p_user, '{moderator,administrator}'), r.theme, r.commune_insee);
end
$$;
comment on function private.may_read_fully is 'has_full_access of somebody else, for what is done outside their own session: mails, mentions.';
revoke execute on function private.may_read_fully(uuid, public.records) from public;

create function private.proposal_json(p public.proposals, p_full boolean) returns jsonb
language sql stable set search_path = ''
as $$
	select case when p.id is not null then jsonb_build_object(
		'id', p.id, 'status', p.status, 'reason', p.reason, 'own', coalesce(p.author_id = (select auth.uid()), false),
		'changes', case when p_full then p.changes else (
			-- The server's old values may be an exact position or a field that is not public.
			select jsonb_object_agg(key, value || '{"old": null}') from jsonb_each(p.changes)) end) end
$$;

create function private.proposal_for_reader(p_record_id uuid, p_moderates boolean) returns public.proposals
language sql stable set search_path = ''
as $$
	select p.* from public.proposals p
	where p.record_id = p_record_id and (
		(p.author_id = (select auth.uid()) and p.status in ('pending', 'changes_requested', 'rejected'))
		or (p_moderates and p.status = 'pending'))
	order by (p.author_id = (select auth.uid())) is true desc, p.created_at, p.id
	limit 1
$$;
comment on function private.proposal_for_reader is 'One''s own open proposal; for a moderator, else the oldest one waiting.';

create function private.observation_json(o public.observations, r public.records, p_full boolean, p_moderates boolean) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object(
		'id', o.id, 'first', o.is_first, 'observed_at', private.to_iso(o.observed_at, o.observed_offset),
		-- One's own too without full access: a correction may have added what is not public.
		'properties', case when p_full then o.properties else private.public_visit(r.theme, r.concept, r.sensitivity, o.properties) end,
		'note', o.note, 'status', o.status,
		'own', coalesce(o.author_id = (select auth.uid()), false),
		'reason', case when p_moderates or o.author_id = (select auth.uid()) then o.reason end,
		'author_name', (select private.shown_name(a) from public.profiles a where a.id = o.author_id),
		'created_at', o.created_at)
$$;
comment on function private.observation_json is 'Observation of src/lib/domain/observation.ts.';

create function private.record_json(r public.records, p_full boolean, p_proposal public.proposals, p_moderates boolean default false) returns jsonb
language sql stable set search_path = ''
as $$
	select jsonb_build_object(
		'id', r.id, 'theme', r.theme, 'concept', r.concept,
		'geometry', private.to_geojson(case when p_full then r.geometry else r.public_geometry end),
		'position', case when p_full then r.position else private.public_position(r.position, r.sensitivity) end,
		'properties', case when p_full then r.properties else r.public_properties end,
		'sensitivity', r.sensitivity,
		'observed_at', private.to_iso(r.observed_at, r.observed_offset),
		'status', r.status, 'version', r.version,
		'form_version', r.form_version, 'flags', case when p_full then r.flags else '[]' end,
		'author_id', case when p_full then r.author_id end,
		'author_name', (select private.shown_name(a) from public.profiles a where a.id = r.author_id),
		'commune', (select jsonb_build_object('insee', c.insee, 'nom', c.nom) from public.communes c where c.insee = r.commune_insee),
		'photos', (select coalesce(jsonb_agg(private.photo_json(p, private.photo_credit(p.credit, w)) order by p.position, p.id), '[]')
			from public.photos p left join public.profiles w on w.id = p.added_by
			where p.record_id = r.id and p.removed_at is null and (p.added_by = (select auth.uid())
				or (p_full and (p_moderates or private.may_read_visit(p.observation_id, r.theme, r.commune_insee)))
				or (p.received_at is not null and p.accepted_at is not null))),
		'reason', case when p_full then r.reason end,
		'proposal', private.proposal_json(p_proposal, p_full),
		'observations', (select coalesce(jsonb_agg(private.observation_json(o, r, p_full, p_moderates) order by o.observed_at, o.id), '[]')
			from public.observations o where o.record_id = r.id
				and (p_moderates or o.status = 'accepted' or o.author_id = (select auth.uid()))),
		'last_seen_at', r.last_seen_at,
		'created_at', r.created_at, 'updated_at', r.updated_at)
$$;
comment on function private.record_json is 'FullRecord of src/lib/domain/record.ts. Without full access its values are the public ones: that is how the author of a proposal or of a visit follows it.';

create function private.record_for_reader(r public.records, p_keys jsonb default private.moderation_keys()) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_moderates boolean := private.in_scope(p_keys, r.theme, r.commune_insee);
	v_proposal public.proposals;
begin
	if r.id is null or r.deleted_at is not null then return null; end if;
	v_proposal := private.proposal_for_reader(r.id, v_moderates);
	if v_moderates or r.author_id = auth.uid() then return private.record_json(r, true, v_proposal, v_moderates); end if;
	if r.public_geometry is not null and (v_proposal.id is not null or exists (
		select from public.observations o where o.record_id = r.id and o.author_id = auth.uid())) then
		return private.record_json(r, false, v_proposal);
	end if;
	return null;
end
$$;
comment on function private.record_for_reader is 'FullRecord for the caller, or null when they may not have it.';

create function public.record_for_me(p_record_id uuid) returns jsonb
language sql stable security definer set search_path = ''
as $$ select private.record_for_reader(r) from public.records r where r.id = p_record_id $$;
comment on function public.record_for_me is 'FullRecord for its author, a moderator of its place, or (public values only) the author of a proposal or a visit; else null.';

create function public.record_trail(p_record_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	r public.records;
	v_moderates boolean;
begin
	select * into r from public.records where id = p_record_id;
	if r.id is null or not private.has_full_access(r) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	v_moderates := private.in_scope(private.moderation_keys(), r.theme, r.commune_insee);
	return (
		select coalesce(jsonb_agg(jsonb_build_object('version', h.version, 'at', h.at, 'kind', h.kind,
			'actor_name', case when v_moderates or h.kind in ('created', 'updated', 'deleted', 'restored', 'photo_added', 'photo_removed', 'proposed', 'observed',
					'submitted', 'withdrawn', 'appealed')
				then (select private.shown_name(a) from public.profiles a where a.id = h.actor_id) end,
			'status', h.status, 'reason', h.reason, 'changes', h.changes) order by h.id), '[]')
		from public.record_history h where h.record_id = p_record_id
			and (v_moderates or private.may_read_visit(h.observation_id, r.theme, r.commune_insee)));
end
$$;
comment on function public.record_trail is 'TrailEntry[] of src/lib/domain/moderation.ts, oldest first, for the author and moderators.';

revoke execute on function public.record_for_me(uuid), public.record_trail(uuid) from public, anon, authenticated;
grant execute on function public.record_for_me(uuid), public.record_trail(uuid) to authenticated;
