-- Words that contributors miss: another name for a concept, or something that no concept says.

create table public.vocabulary_suggestions (
	id uuid primary key,
	theme text not null references public.themes (id),
	concept text references public.concepts (id),
	kind text not null check (kind in ('label', 'concept')),
	text text not null check (text ~ '\S' and char_length(text) <= 120 and not private.has_control_characters(text)),
	lang text not null check (lang in ('fr', 'oc', 'en', 'ca')),
	note text check (char_length(note) <= 1000 and not private.has_control_characters(note, true)),
	record_id uuid,
	status text not null default 'pending' check (status in ('pending', 'accepted', 'applied', 'rejected')),
	reason text,
	author_id uuid references public.profiles (id) on delete set null,
	at timestamptz not null default now(),
	decided_by uuid references public.profiles (id) on delete set null,
	decided_at timestamptz,
	batch uuid references public.vocabulary_batches (id),
	check (kind = 'concept' or concept is not null)
);
create index vocabulary_suggestions_queue_idx on public.vocabulary_suggestions (theme, status, at);
create index vocabulary_suggestions_author_idx on public.vocabulary_suggestions (author_id);
create index vocabulary_suggestions_decider_idx on public.vocabulary_suggestions (decided_by);
alter table public.vocabulary_suggestions enable row level security;
revoke all on public.vocabulary_suggestions from anon, authenticated;
comment on table public.vocabulary_suggestions is 'Read and written through functions. `accepted` waits for who may edit the vocabulary; `applied` is in it, by that batch.';
comment on column public.vocabulary_suggestions.record_id is 'The record that was being written: it may arrive later than the word, or never.';

create function private.moderates_theme(p_theme text) returns boolean
language sql stable security definer set search_path = ''
as $$
	select exists (select from public.memberships m where m.user_id = (select auth.uid()) and m.revoked_at is null
		and m.role in ('moderator', 'administrator') and (m.theme is null or m.theme = p_theme))
$$;
comment on function private.moderates_theme is 'Wherever: words have no territory.';

create function private.suggestion_scheme(p_theme text, p_concept text) returns text
language sql stable set search_path = ''
as $$
	select coalesce((select c.scheme from public.concepts c where c.id = p_concept), (select t.scheme from public.themes t where t.id = p_theme))
$$;

create function private.suggestion_problems(s jsonb) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_problems jsonb := '[]';
	v_key text;
begin
	if jsonb_typeof(s) is distinct from 'object' then return jsonb_build_array(private.problem('wrong_type', null)); end if;
	foreach v_key in array '{id,theme,concept,kind,text,lang,note,recordId}'::text[] loop
		if jsonb_typeof(coalesce(s -> v_key, 'null')) not in ('string', 'null') then v_problems := v_problems || private.problem('wrong_type', v_key); end if;
	end loop;
	if v_problems <> '[]' then return v_problems; end if;
	foreach v_key in array '{id,recordId}'::text[] loop
		if s ->> v_key is not null and s ->> v_key !~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then
			v_problems := v_problems || private.problem('bad_format', v_key);
		end if;
	end loop;
	if s ->> 'id' is null then v_problems := v_problems || private.problem('required', 'id'); end if;
	if not exists (select from public.themes where id = s ->> 'theme') then v_problems := v_problems || private.problem('unknown_theme', 'theme'); end if;
	if coalesce(s ->> 'kind', '') not in ('label', 'concept') then v_problems := v_problems || private.problem('not_in_list', 'kind'); end if;
	if s ->> 'kind' = 'label' and s ->> 'concept' is null then v_problems := v_problems || private.problem('required', 'concept'); end if;
	-- Of the theme's own vocabularies: nobody is asked about those of others.
	if s ->> 'concept' is not null and not exists (select from public.concepts c join public.concept_schemes v on v.id = c.scheme
		where c.id = s ->> 'concept' and (v.theme = s ->> 'theme' or v.id = (select t.scheme from public.themes t where t.id = s ->> 'theme'))) then
		v_problems := v_problems || private.problem('unknown_concept', 'concept');
	end if;
	if coalesce(s ->> 'text', '') !~ '\S' then v_problems := v_problems || private.problem('required', 'text');
	elsif char_length(s ->> 'text') > 120 then v_problems := v_problems || private.problem('too_long', 'text', '{"max": 120}');
	elsif private.has_control_characters(s ->> 'text') then v_problems := v_problems || private.problem('bad_format', 'text'); end if;
	if coalesce(s ->> 'lang', '') not in ('fr', 'oc', 'en', 'ca') then v_problems := v_problems || private.problem('not_in_list', 'lang'); end if;
	if char_length(s ->> 'note') > 1000 then v_problems := v_problems || private.problem('too_long', 'note', '{"max": 1000}');
	elsif private.has_control_characters(s ->> 'note', true) then v_problems := v_problems || private.problem('bad_format', 'note'); end if;
	return v_problems;
end
$$;
comment on function private.suggestion_problems is 'The checks of src/lib/domain/vocabulary/proposal.ts, and what a device that lies could send.';

create function public.suggest_word(p_suggestion jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_problems jsonb;
	v_author uuid;
	v_known boolean;
begin
	if not exists (select from public.profiles where id = auth.uid()) then
		perform private.fail(401, jsonb_build_array(private.problem('not_signed_in', null)));
	end if;
	v_problems := private.suggestion_problems(p_suggestion);
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	perform private.refuse_while_blocked();
	perform private.within_limit('suggestion');
	if private.charter_missing() is not null and not exists (select from public.vocabulary_suggestions where id = (p_suggestion ->> 'id')::uuid) then
		-- An answer, not an error, as for operations: nothing is wrong with the word, it waits on its device.
		return jsonb_build_object('result', 'refused', 'problems',
			jsonb_build_array(private.problem('charter_required', null, jsonb_build_object('version', private.charter_missing()))));
	end if;
	if (select count(*) >= 200 from public.vocabulary_suggestions where author_id = auth.uid() and status = 'pending')
		and not exists (select from public.vocabulary_suggestions where id = (p_suggestion ->> 'id')::uuid) then
		perform private.fail(413, jsonb_build_array(private.problem('batch_too_large', null, '{"max": 200}')));
	end if;
	insert into public.vocabulary_suggestions (id, theme, concept, kind, text, lang, note, record_id, author_id)
	values ((p_suggestion ->> 'id')::uuid, p_suggestion ->> 'theme', p_suggestion ->> 'concept', p_suggestion ->> 'kind', btrim(p_suggestion ->> 'text'),
		p_suggestion ->> 'lang', nullif(btrim(p_suggestion ->> 'note'), ''), (p_suggestion ->> 'recordId')::uuid, auth.uid())
	on conflict (id) do nothing;
	v_known := not found;
	select author_id into v_author from public.vocabulary_suggestions where id = (p_suggestion ->> 'id')::uuid;
	-- Somebody else's word is nobody's to repeat.
	if v_author is distinct from auth.uid() then perform private.fail(409, jsonb_build_array(private.problem('operation_malformed', 'id'))); end if;
	return jsonb_build_object('result', case when v_known then 'already' else 'applied' end);
end
$$;
comment on function public.suggest_word is 'A WordProposal of src/lib/domain/vocabulary/proposal.ts by any account. The same id again changes nothing.';

create function public.word_suggestions(p_status text default null, p_theme text default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	if p_status is not null and p_status not in ('pending', 'accepted', 'applied', 'rejected') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'status')));
	end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'theme', s.theme, 'concept', s.concept, 'kind', s.kind, 'text', s.text,
			'lang', s.lang, 'note', s.note, 'recordId', s.record_id, 'status', s.status, 'at', s.at, 'reason', s.reason,
			'author', (select private.shown_name(a) from public.profiles a where a.id = s.author_id),
			'mine', s.author_id is not distinct from auth.uid(),
			'mayDecide', private.moderates_theme(s.theme) and s.status in ('pending', 'accepted'),
			'mayEdit', private.may_edit_vocabulary(private.suggestion_scheme(s.theme, s.concept))) order by s.at, s.id), '[]')
		from (select * from public.vocabulary_suggestions w
			where (w.author_id = auth.uid() or private.moderates_theme(w.theme)) and (p_status is null or w.status = p_status)
				and (p_theme is null or w.theme = p_theme)
			order by w.at, w.id limit 500) s);
end
$$;
comment on function public.word_suggestions is 'WordSuggestion[] of src/lib/domain/vocabulary/editing.ts, oldest first: one''s own, and those of the themes one moderates.';

create function public.decide_word(p_id uuid, p_decision text, p_reason text default null, p_edits jsonb default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	s public.vocabulary_suggestions;
	v_scheme text;
	v_reason text := nullif(btrim(p_reason), '');
	v_batch uuid;
begin
	select * into s from public.vocabulary_suggestions where id = p_id for update;
	if s.id is null or not (private.moderates_theme(s.theme) or s.author_id is not distinct from auth.uid()) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'id')));
	end if;
	if not private.moderates_theme(s.theme) then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', null))); end if;
	if p_decision is null or p_decision not in ('accept', 'reject') then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'decision'))); end if;
	if char_length(v_reason) > 2000 then perform private.fail(400, jsonb_build_array(private.problem('too_long', 'reason', '{"max": 2000}'))); end if;
	if private.has_control_characters(v_reason, true) then perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'reason'))); end if;
	if s.status not in ('pending', 'accepted') then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', s.status))));
	end if;
	v_scheme := private.suggestion_scheme(s.theme, s.concept);
	-- Who may not edit says yes, and who may puts it in.
	if p_decision = 'accept' and coalesce(p_edits, 'null') not in ('null', '[]') and private.may_edit_vocabulary(v_scheme) then
		v_batch := (public.edit_vocabulary(v_scheme, p_edits, s.text) ->> 'batch')::uuid;
	end if;
	update public.vocabulary_suggestions set reason = v_reason, decided_by = auth.uid(), decided_at = now(), batch = v_batch,
		status = case when p_decision = 'reject' then 'rejected' when v_batch is null then 'accepted' else 'applied' end
	where id = s.id;
	return '{}';
end
$$;
comment on function public.decide_word is 'By a moderator or administrator of the theme. With edits, and the right to make them, the vocabulary has the word at once.';

revoke execute on function private.moderates_theme(text), private.suggestion_scheme(text, text), private.suggestion_problems(jsonb),
	public.suggest_word(jsonb), public.word_suggestions(text, text), public.decide_word(uuid, text, text, jsonb) from public, anon, authenticated;
grant execute on function public.suggest_word(jsonb), public.word_suggestions(text, text), public.decide_word(uuid, text, text, jsonb) to authenticated;
