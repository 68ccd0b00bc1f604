-- What each kind of operation does. Every function answers with an OperationAnswer and runs in the
-- savepoint of push_operations, which alone may call them.

create function private.answer(p_result text, r public.records default null, p_proposal boolean default false,
	p_problems jsonb default '[]', p_disputed jsonb default '[]', p_server jsonb default null) returns jsonb
language sql immutable
return jsonb_build_object('result', p_result, 'version', r.version, 'status', r.status, 'proposal', p_proposal,
	'problems', p_problems, 'disputed', p_disputed, 'server', p_server);

create function private.refusal(p_code text, p_field text, p_params jsonb default null) returns jsonb
language plpgsql immutable set search_path = ''
as $$ begin return private.answer('refused', p_problems => jsonb_build_array(private.problem(p_code, p_field, p_params))); end $$;

create function private.done(r public.records, p_merged boolean, p_proposal boolean default false, p_tells boolean default false) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	-- A device that does not know what else became of the record is told, or its next change would undo that unseen.
	return private.answer(case when p_merged then 'merged' else 'applied' end, r, p_proposal,
		p_server => case when p_merged or p_tells then private.record_for_reader(r) end);
end
$$;

create function private.dispute(r public.records, p_disputed jsonb, p_full boolean, p_server jsonb, p_beside jsonb default '{}') returns jsonb
language sql stable set search_path = ''
as $$
	select private.answer('conflict', r, p_server => p_server, p_disputed => (select coalesce(jsonb_agg(path order by path), '[]')
			from (select jsonb_array_elements_text(p_disputed) union select jsonb_object_keys(p_beside)) as d(path)))
		|| jsonb_build_object('disputed_by', private.disputed_by(r, p_disputed, p_full) || p_beside)
$$;
comment on function private.dispute is 'The answer of a conflict. p_beside: what is disputed beside the record''s own values, and with whom.';

create function private.missing_record(r public.records, p_full boolean) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	-- Someone who never could see it is not told that it exists.
	return case
		when r.id is null then private.refusal('record_not_found', 'record_id')
		when r.deleted_at is not null and (p_full or (r.published_at is not null and r.sensitivity <> 'hidden'))
			then private.refusal('record_deleted', 'record_id')
		when r.deleted_at is not null or not (p_full or r.public_geometry is not null)
			then private.refusal('record_not_found', 'record_id')
	end;
end
$$;
comment on function private.missing_record is 'A refusal when the caller has no such record before them, else null.';

create function private.apply_create(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	v_content jsonb := private.with_changes('{}', op -> 'changes');
	v_problems jsonb;
	v_disputed jsonb;
	v_commune text;
begin
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	if r.id is not null and r.author_id is distinct from auth.uid() then return private.refusal('not_allowed', 'record_id'); end if;
	if r.deleted_at is not null then return private.refusal('record_deleted', 'record_id'); end if;
	if r.id is not null then
		-- Made before under another op_id: harmless when it says the same.
		select coalesce(jsonb_agg(key order by key), '[]') into v_disputed from jsonb_each(op -> 'changes')
		where not private.same_value(key, value -> 'new', private.value_at(private.record_content(r), key));
		if v_disputed = '[]' then return private.done(r, false, p_tells => r.version > 1); end if;
		return private.dispute(r, v_disputed, true, private.record_for_reader(r));
	end if;
	if private.is_blank(v_content -> 'sensitivity') then
		v_content := v_content || jsonb_build_object('sensitivity', private.least_sensitivity(v_content ->> 'concept'));
	end if;
	v_problems := private.validate_record(v_content, (op ->> 'form_version')::int);
	if v_problems <> '[]' then return private.answer('refused', p_problems => v_problems); end if;
	v_commune := private.commune_at(private.to_geometry(v_content -> 'geometry'));
	if private.sensitivity_rank(v_content ->> 'sensitivity') < private.sensitivity_rank(private.least_sensitivity(v_content ->> 'concept'))
		and not private.in_scope(private.moderation_keys(), v_content ->> 'theme', v_commune) then
		return private.refusal('not_allowed', 'sensitivity', jsonb_build_object('allowed', private.least_sensitivity(v_content ->> 'concept')));
	end if;
	insert into public.records (id, theme, concept, geometry, position, properties, sensitivity, observed_at, observed_offset,
		form_version, status, author_id, licence)
	values ((op ->> 'record_id')::uuid, v_content ->> 'theme', v_content ->> 'concept', private.to_geometry(v_content -> 'geometry'),
		private.clean_position(v_content -> 'position'), v_content -> 'properties', v_content ->> 'sensitivity',
		private.to_moment(v_content -> 'observed_at'), private.offset_minutes(v_content ->> 'observed_at'),
		private.known_form(v_content ->> 'theme', (op ->> 'form_version')::int),
		case when private.published_at_once('new', v_content ->> 'theme', v_commune) then 'published' else 'submitted' end,
		auth.uid(), (select licence from public.themes where id = v_content ->> 'theme'))
	returning * into r;
	perform private.log(r, 'created', (select jsonb_object_agg(key, jsonb_build_object('old', null, 'new', value -> 'new'))
		from jsonb_each(op -> 'changes')), op);
	if r.status = 'published' then perform private.log(r, 'published', p_op => op); end if;
	return private.answer('applied', r);
end
$$;

create function private.apply_update(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	v_full boolean;
	v_base int := (op ->> 'base_version')::int;
	v_content jsonb;
	v_new jsonb;
	-- That a record is there again is no value of its content.
	v_changes jsonb := (op -> 'changes') - 'deleted';
	v_restores boolean;
	v_problems jsonb;
	v_since text[] := '{}';
	v_disputed jsonb;
	v_merges boolean := false;
	v_proposed boolean;
	v_tells boolean := false;
	v_wishes jsonb;
	v_as_is jsonb;
	v_beside jsonb := '{}';
	v_commune text;
	v_kind text;
	v_trusted boolean;
	v_moderates boolean;
	v_least text;
	v_status text;
begin
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	v_full := r.id is not null and private.has_full_access(r);
	v_restores := v_full and r.deleted_at is not null;
	if not v_restores and private.missing_record(r, v_full) is not null then return private.missing_record(r, v_full); end if;
	if v_base > r.version then return private.refusal('operation_malformed', 'base_version', jsonb_build_object('max', r.version)); end if;
	if r.status in ('rejected', 'archived') then return private.refusal('wrong_status', null, jsonb_build_object('status', r.status)); end if;
	if v_restores and not (op -> 'changes') ? 'deleted' then return private.dispute(r, '["deleted"]', true, null); end if;
	v_content := private.record_content(r);
	if v_restores then
		-- Nobody was shown what became of it before it was deleted: every value must be the one the person saw.
		v_since := array(select jsonb_object_keys(v_changes));
	elsif v_base < r.version then
		v_since := private.changed_since(r.id, v_base);
		v_merges := private.changed_elsewhere_since(r.id, v_base, op ->> 'device_id') <> '{}';
	end if;
	if r.status = 'published' and not v_restores then
		select changes, disputed into v_changes, v_beside from private.beside_own_proposal(r, v_changes, op ->> 'device_id', v_full);
	end if;
	v_changes := private.merged_changes(r, v_changes, v_since, v_full);
	v_tells := v_changes is distinct from (op -> 'changes') - 'deleted';
	v_disputed := private.disputed_paths(r, v_changes, v_since, v_full);
	if v_disputed <> '[]' or v_beside <> '{}' then
		return private.dispute(r, v_disputed, v_full, private.record_in_dispute(r, v_full), v_beside);
	end if;

	v_wishes := v_changes;
	-- The server's own old values; without full access nothing is left out, or guessing would tell them.
	select coalesce(jsonb_object_agg(key, jsonb_build_object('old', private.value_at(v_content, key), 'new', value -> 'new')), '{}')
	into v_changes from jsonb_each(v_changes)
	where not v_full or not private.same_value(key, value -> 'new', private.value_at(v_content, key));
	v_new := private.with_changes(v_content, v_changes);
	v_problems := private.new_problems(v_content, v_new, v_changes, (op ->> 'form_version')::int);
	if v_problems <> '[]' then return private.answer('refused', r, p_problems => v_problems); end if;

	v_commune := case when v_changes ? 'geometry' then private.commune_at(private.to_geometry(v_new -> 'geometry')) else r.commune_insee end;
	-- Rights must hold where the record was and where it goes.
	v_kind := case when r.status = 'published' then 'edit' else 'new' end;
	v_trusted := private.published_at_once(v_kind, r.theme, r.commune_insee) and private.published_at_once(v_kind, v_new ->> 'theme', v_commune);
	v_moderates := private.in_scope(private.moderation_keys(), r.theme, r.commune_insee)
		and private.in_scope(private.moderation_keys(), v_new ->> 'theme', v_commune);
	v_least := private.least_sensitivity(v_new ->> 'concept');
	if private.sensitivity_rank(v_new ->> 'sensitivity') < private.sensitivity_rank(v_least) then
		if v_changes ? 'sensitivity' and not v_moderates then
			return private.refusal('not_allowed', 'sensitivity', jsonb_build_object('allowed', v_least));
		elsif v_changes ? 'concept' and not v_changes ? 'sensitivity' then
			-- A better identification may reveal that the place must be protected.
			v_changes := v_changes || jsonb_build_object('sensitivity', jsonb_build_object('old', r.sensitivity, 'new', v_least));
			v_new := v_new || jsonb_build_object('sensitivity', v_least);
			v_tells := true;
		end if;
	end if;

	if r.status = 'published' and not v_trusted and not v_restores then
		-- As the record is already: whoever asks for it takes back what they had proposed there.
		v_as_is := coalesce((select jsonb_object_agg(key, value) from jsonb_each(v_wishes)
			where not v_changes ? key and exists (select from public.proposals p where p.record_id = r.id and p.author_id = auth.uid()
				and p.status in ('pending', 'changes_requested', 'rejected') and p.changes ? key)), '{}');
		v_proposed := v_as_is || v_changes <> '{}' and private.propose(r, v_as_is || v_changes, v_full, op);
		return private.done(r, v_merges, v_proposed, v_tells or v_as_is <> '{}');
	end if;
	if r.author_id is distinct from auth.uid() and (r.status <> 'published' or v_restores) and not v_moderates then
		return private.refusal('not_allowed', null);
	end if;
	v_status := case
		when v_restores and (r.author_id is distinct from auth.uid() or r.status = 'published')
			then case when r.status = 'withdrawn' or (v_trusted and r.status = 'published') then r.status else 'submitted' end
		when r.status = 'published' or r.author_id is distinct from auth.uid() then r.status
		when v_trusted and (v_moderates or r.status = 'submitted') then 'published'
		-- A moderator asked for something: they look again, whoever answers.
		else 'submitted' end;
	if v_changes = '{}' and v_status = r.status and not v_restores then return private.done(r, v_merges, p_tells => v_tells); end if;
	if v_restores then
		r := private.restore_record(r, op);
	end if;
	if v_changes <> '{}' then
		r := private.write_content(r, v_new, v_changes, (op ->> 'form_version')::int);
		perform private.log(r, 'updated', v_changes, op, p_parallel => v_merges);
	end if;
	if v_status <> r.status then
		r := private.move_status(r, v_status, case when v_moderates then 'moderator' else 'author' end, p_op => op);
	end if;
	return private.done(r, v_merges, p_tells => v_restores or v_tells);
end
$$;

create function private.apply_delete(op jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
	r public.records;
	v_full boolean;
	v_moderates boolean;
	v_own boolean;
	v_elsewhere text[];
	v_proposes boolean;
	v_added jsonb;
begin
	select * into r from public.records where id = (op ->> 'record_id')::uuid for update;
	v_full := r.id is not null and private.has_full_access(r);
	-- Deleted twice is deleted.
	if v_full and r.deleted_at is not null then return private.answer('applied', r); end if;
	if private.missing_record(r, v_full) is not null then return private.missing_record(r, v_full); end if;
	if (op ->> 'base_version')::int > r.version then return private.refusal('operation_malformed', 'base_version', jsonb_build_object('max', r.version)); end if;
	v_elsewhere := private.changed_elsewhere_since(r.id, (op ->> 'base_version')::int, op ->> 'device_id');
	v_moderates := private.in_scope(private.moderation_keys(), r.theme, r.commune_insee);
	v_own := coalesce(r.author_id = auth.uid(), false);
	v_proposes := r.status = 'published' and not v_moderates
		and not (v_own and private.published_at_once('edit', r.theme, r.commune_insee));
	-- What is only proposed takes nothing away: its moderator sees all that is there.
	v_added := case when v_proposes then '{}' else private.added_elsewhere_since(r, (op ->> 'base_version')::int, op ->> 'device_id') end;
	if v_elsewhere <> '{}' or v_added <> '{}' then
		return private.dispute(r, to_jsonb(v_elsewhere), v_full, private.record_for_reader(r), v_added);
	end if;
	if r.status = 'archived' and not v_moderates then return private.refusal('wrong_status', null, '{"status": "archived"}'); end if;
	if v_proposes then
		perform private.propose(r, '{"deleted": {"old": false, "new": true}}', v_full, op);
		return private.answer('applied', r, true);
	end if;
	update public.records set deleted_at = now(), version = version + 1 where id = r.id returning * into r;
	perform private.log(r, 'deleted', '{"deleted": {"old": false, "new": true}}', op);
	return private.answer('applied', r);
end
$$;
