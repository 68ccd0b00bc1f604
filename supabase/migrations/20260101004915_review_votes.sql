-- Where several moderators must agree.

create table private.review_votes (
	kind text not null,
	item_id uuid not null,
	moderator_id uuid not null references public.profiles (id) on delete cascade,
	decision text not null check (decision in ('accept', 'reject', 'merge', 'transfer')),
	target text not null default '',
	reason text,
	version int not null,
	at timestamptz not null default now(),
	primary key (kind, item_id, moderator_id)
);
create index review_votes_moderator_idx on private.review_votes (moderator_id);
comment on table private.review_votes is 'Where several must agree: what each moderator said, of one version. Gone with the decision, back when it is taken back.';
comment on column private.review_votes.target is 'Of a merge or a transfer, into or to what: only those who mean the same agree.';

create function private.votes_json(p_kind text, p_item_id uuid, p_version int, p_theme text, p_commune text) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	return jsonb_build_object(
		'needed', case when p_kind in ('new', 'edit', 'deletion', 'appeal') then private.decisions_needed(p_theme, p_commune) else 1 end,
		'given', (select coalesce(jsonb_object_agg(v.decision, v.n), '{}') from (select w.decision, count(*) as n from private.review_votes w
			where w.kind = p_kind and w.item_id = p_item_id and w.version = p_version
				and private.holds_role(w.moderator_id, '{moderator,administrator}', p_theme, p_commune) group by w.decision) v),
		'mine', (select w.decision from private.review_votes w
			where w.kind = p_kind and w.item_id = p_item_id and w.version = p_version and w.moderator_id = auth.uid()));
end
$$;
comment on function private.votes_json is 'Votes of src/lib/domain/review.ts.';

create function private.is_agreed(p_kind text, p_item_id uuid, a jsonb, p_reason text, r public.records) returns boolean
language plpgsql set search_path = ''
as $$
declare
	v_needed int := private.decisions_needed(r.theme, r.commune_insee);
	v_target text := case a ->> 'decision' when 'merge' then a ->> 'into' when 'transfer' then md5((a -> 'to')::text) else '' end;
begin
	-- A question to the author settles nothing, and is anybody's.
	if v_needed < 2 or a ->> 'decision' = 'request_changes' then return true; end if;
	if a ->> 'decision' = 'accept' and coalesce(a -> 'corrections', 'null') not in ('null', '{}') then
		-- The others must see what they agree to: of what waits, it is corrected first, and agreed to as it is then.
		if p_kind in ('edit', 'deletion') then perform private.fail(403, jsonb_build_array(private.problem('not_allowed', 'corrections'))); end if;
		if p_kind = 'new' and r.status not in ('submitted', 'changes_requested') then
			perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', r.status))));
		end if;
		r := private.correct(r, a -> 'corrections', 'corrected', p_reason);
	end if;
	insert into private.review_votes (kind, item_id, moderator_id, decision, target, reason, version)
	values (p_kind, p_item_id, auth.uid(), a ->> 'decision', coalesce(v_target, ''), p_reason, r.version)
	on conflict (kind, item_id, moderator_id) do update set decision = excluded.decision, target = excluded.target, reason = excluded.reason,
		version = excluded.version, at = now();
	return (select count(*) >= v_needed from private.review_votes v
		where v.kind = p_kind and v.item_id = p_item_id and v.version = r.version and v.decision = a ->> 'decision' and v.target = coalesce(v_target, '')
			-- Who decides here no more has said nothing.
			and private.holds_role(v.moderator_id, '{moderator,administrator}', r.theme, r.commune_insee));
end
$$;
comment on function private.is_agreed is 'Keeps the caller''s vote, and says whether enough moderators said the same of this version.';

revoke execute on all functions in schema private from public;
