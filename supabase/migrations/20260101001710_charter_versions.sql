-- Writing the charter: a draft is prepared, then comes into force on a day; what came into force never changes.

create function private.keep_charter() returns trigger
language plpgsql set search_path = ''
as $$
begin
	if old.in_force_from <= now() then
		raise exception 'a charter that came into force is never changed' using errcode = '42501';
	end if;
	return case when tg_op = 'DELETE' then old else new end;
end
$$;
create trigger keep_charter before update or delete on public.charter_versions
	for each row execute function private.keep_charter();

create function private.charter_draft(p_version text) returns public.charter_versions
language plpgsql set search_path = ''
as $$
declare c public.charter_versions;
begin
	if not private.may_administer(null, null) then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	select * into c from public.charter_versions where version = p_version for update;
	if c.in_force_from <= now() then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', 'version', '{"status": "in_force"}')));
	end if;
	return c;
end
$$;
comment on function private.charter_draft is 'The version to be worked on by an administrator of the whole site, or nothing; one in force is refused.';

create function public.save_charter_draft(p_version text, p_text jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	c public.charter_versions := private.charter_draft(p_version);
	v_problems jsonb := '[]';
	v_lang text;
begin
	if coalesce(p_version, '') !~ '^[0-9A-Za-z.-]{1,20}$' then v_problems := v_problems || private.problem('bad_format', 'version'); end if;
	if c.in_force_from is not null then v_problems := v_problems || private.problem('wrong_status', 'version', '{"status": "announced"}'); end if;
	if jsonb_typeof(p_text) is distinct from 'object' or p_text - '{fr,oc,en}'::text[] <> '{}' then
		v_problems := v_problems || private.problem('wrong_type', 'text');
	else
		foreach v_lang in array '{fr,oc,en}'::text[] loop
			if jsonb_typeof(coalesce(p_text -> v_lang, 'null')) not in ('string', 'null') then v_problems := v_problems || private.problem('wrong_type', 'text.' || v_lang);
			elsif char_length(p_text ->> v_lang) > 40000 then v_problems := v_problems || private.problem('too_long', 'text.' || v_lang, '{"max": 40000}');
			elsif private.has_control_characters(p_text ->> v_lang, true) then v_problems := v_problems || private.problem('bad_format', 'text.' || v_lang); end if;
		end loop;
		if coalesce(p_text ->> 'fr', '') !~ '\S' then v_problems := v_problems || private.problem('required', 'text.fr'); end if;
	end if;
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	insert into public.charter_versions (version, text) values (p_version, jsonb_strip_nulls(p_text))
	on conflict (version) do update set text = excluded.text;
end
$$;
comment on function public.save_charter_draft is 'Keeps a draft: French whole, Occitan and English as summaries. By administrators of the whole site.';

create function public.announce_charter(p_version text, p_from timestamptz default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare c public.charter_versions := private.charter_draft(p_version);
begin
	if c.version is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'version'))); end if;
	if p_from > now() + interval '1 year' then perform private.fail(400, jsonb_build_array(private.problem('out_of_range', 'in_force_from'))); end if;
	update public.charter_versions set in_force_from = greatest(coalesce(p_from, now()), now()) where version = c.version;
end
$$;
comment on function public.announce_charter is 'Lets a draft come into force, at once or on a day within a year; until then it can be taken back.';

create function public.take_back_charter(p_version text) returns void
language plpgsql security definer set search_path = ''
as $$
declare c public.charter_versions := private.charter_draft(p_version);
begin
	if c.version is null then perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'version'))); end if;
	if c.in_force_from is null then
		delete from public.charter_versions where version = c.version;
	else
		update public.charter_versions set in_force_from = null where version = c.version;
	end if;
end
$$;
comment on function public.take_back_charter is 'What was announced is a draft again; a draft is thrown away.';

create function public.charter_acceptance_counts() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if not private.may_administer(null, null) then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	return (select coalesce(jsonb_object_agg(v.version, (select count(*) from public.charter_acceptances a where a.version = v.version)), '{}')
		from public.charter_versions v);
end
$$;
comment on function public.charter_acceptance_counts is 'How many accounts accepted each version.';

revoke execute on function private.keep_charter(), private.charter_draft(text), public.save_charter_draft(text, jsonb),
	public.announce_charter(text, timestamptz), public.take_back_charter(text), public.charter_acceptance_counts() from public, anon, authenticated;
grant execute on function public.save_charter_draft(text, jsonb), public.announce_charter(text, timestamptz),
	public.take_back_charter(text), public.charter_acceptance_counts() to authenticated;
