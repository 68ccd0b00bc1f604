-- One tap by anyone: this picture or this text shows somebody. Who reports needs no account.

alter table public.photos add column held_at timestamptz, add column held_accepted_at timestamptz;
comment on column public.photos.held_at is 'Reported: out of the public''s sight until a moderator decides.';
comment on column public.photos.held_accepted_at is 'When it had been accepted, to give it back as it was.';

create table private.reports (
	id uuid primary key,
	record_id uuid not null references public.records (id),
	photo_id uuid references public.photos (id) on delete set null,
	kind text not null check (kind in ('person', 'home', 'contact', 'unlawful', 'other')),
	about_me boolean not null default false,
	words text check (char_length(words) <= 1000),
	reporter_id uuid references public.profiles (id) on delete set null,
	address text,
	at timestamptz not null default now(),
	decided_at timestamptz,
	decided_by uuid references public.profiles (id) on delete set null,
	decision text check (decision in ('remove', 'keep')),
	reason text check (char_length(reason) <= 2000),
	check ((decided_at is null) = (decision is null))
);
create index reports_record_idx on private.reports (record_id);
create index reports_photo_idx on private.reports (photo_id);
create index reports_open_idx on private.reports (at, id) where decided_at is null;
create index reports_reporter_idx on private.reports (reporter_id);
create index reports_decider_idx on private.reports (decided_by);
comment on table private.reports is 'Of personal data in what is shown. Read by moderators of the place, without who reported.';

create function private.hold_accepted() returns trigger
language plpgsql set search_path = ''
as $$
begin
	-- Whatever accepts it meanwhile accepts it for after the decision.
	new.held_accepted_at := coalesce(new.held_accepted_at, new.accepted_at);
	new.accepted_at := null;
	return new;
end
$$;
create trigger hold_accepted before update on public.photos
	for each row when (new.held_at is not null and new.accepted_at is not null) execute function private.hold_accepted();

create function private.may_hold(p_photo uuid, p_about_me boolean) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
	-- A moderator looked at it and kept it: a further report is for a moderator too.
	if exists (select from private.reports x where x.photo_id = p_photo and x.decision = 'keep') then return false; end if;
	if auth.uid() is null and private.caller_address() is null then return false; end if;
	-- Two people who do not know of each other, or the one it shows: a face on the internet cannot wait for Monday.
	-- Signing out makes nobody a second person: without two accounts, there are two addresses.
	return (p_about_me or exists (
			select from private.reports x join private.reports y on y.photo_id = x.photo_id and y.id > x.id and y.decided_at is null
			where x.photo_id = p_photo and x.decided_at is null and case
				when x.reporter_id is not null and y.reporter_id is not null then x.reporter_id <> y.reporter_id
				else x.address <> y.address end))
		-- A few a day, so that nobody empties the map alone.
		and private.over_limit('hold_photo') = 0;
end
$$;
comment on function private.may_hold is 'Whether a reported photo leaves the public''s sight at once: two reporters, or the person it shows.';

create function private.report_problems(p_report jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare v_stray text;
begin
	if jsonb_typeof(p_report) is distinct from 'object' then return jsonb_build_array(private.problem('wrong_type', null)); end if;
	select key into v_stray from jsonb_object_keys(p_report) as key
	where key not in ('id', 'record_id', 'photo_id', 'kind', 'about_me', 'words') order by key limit 1;
	return case
		when v_stray is not null then jsonb_build_array(private.problem('unknown_field', left(v_stray, 100)))
		when not private.is_uuid(p_report -> 'id') then jsonb_build_array(private.problem('bad_format', 'id'))
		when not private.is_uuid(p_report -> 'record_id') then jsonb_build_array(private.problem('bad_format', 'record_id'))
		when coalesce(p_report -> 'photo_id', 'null') <> 'null' and not private.is_uuid(p_report -> 'photo_id') then jsonb_build_array(private.problem('bad_format', 'photo_id'))
		when coalesce(p_report ->> 'kind', '') not in ('person', 'home', 'contact', 'unlawful', 'other') then jsonb_build_array(private.problem('not_in_list', 'kind'))
		when coalesce(jsonb_typeof(p_report -> 'about_me'), 'boolean') <> 'boolean' then jsonb_build_array(private.problem('wrong_type', 'about_me'))
		when coalesce(jsonb_typeof(p_report -> 'words'), 'null') not in ('string', 'null') then jsonb_build_array(private.problem('wrong_type', 'words'))
		when char_length(p_report ->> 'words') > 1000 then jsonb_build_array(private.problem('too_long', 'words', '{"max": 1000}'))
		when private.has_control_characters(p_report ->> 'words', true) then jsonb_build_array(private.problem('bad_format', 'words'))
		else '[]' end;
end
$$;

create function public.report_content(p_report jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_problems jsonb := private.report_problems(p_report);
	r public.records;
	p public.photos;
	v_id uuid;
	v_held boolean := false;
begin
	if v_problems <> '[]' then perform private.fail(400, v_problems); end if;
	v_id := (p_report ->> 'id')::uuid;
	select * into r from public.records where id = (p_report ->> 'record_id')::uuid for update;
	-- Of what one may not see nothing is said, not even that it is there.
	if r.id is null or r.deleted_at is not null or not (r.public_geometry is not null or private.has_full_access(r)) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	if p_report ->> 'photo_id' is not null then
		select * into p from public.photos where id = (p_report ->> 'photo_id')::uuid and record_id = r.id and removed_at is null
			and (accepted_at is not null or held_at is not null or private.has_full_access(r));
		if p.id is null then perform private.fail(404, jsonb_build_array(private.problem('record_not_found', 'photo_id'))); end if;
	end if;
	if exists (select from private.reports where id = v_id) then return jsonb_build_object('result', 'already', 'held', p.held_at is not null); end if;
	perform private.within_limit('report');
	insert into private.reports (id, record_id, photo_id, kind, about_me, words, reporter_id, address)
	values (v_id, r.id, p.id, p_report ->> 'kind', coalesce((p_report ->> 'about_me')::boolean, false), nullif(btrim(p_report ->> 'words'), ''),
		(select a.id from public.profiles a where a.id = auth.uid()), private.caller_address());
	if p.id is not null and p.held_at is null and private.may_hold(p.id, coalesce((p_report ->> 'about_me')::boolean, false)) then
		update public.photos set held_at = now(), held_accepted_at = accepted_at, accepted_at = null where id = p.id;
		update public.records set licence = licence where id = r.id;
		v_held := true;
	end if;
	-- One item for a photo or a text, however many speak of it; and nobody learns from it who did.
	if exists (select from private.reports x join public.review_items i on i.kind = 'report' and i.item_id = x.id
		where x.record_id = r.id and x.photo_id is not distinct from p.id and x.decided_at is null) then
		perform private.flag_review('report', x.id, 'several') from private.reports x
		where x.record_id = r.id and x.photo_id is not distinct from p.id and x.decided_at is null;
	else
		perform private.add_review_item('report', v_id, r.id, null, p_report ->> 'words', array[p_report ->> 'kind']);
	end if;
	return jsonb_build_object('result', 'received', 'held', v_held or p.held_at is not null);
end
$$;
comment on function public.report_content is '{result, held}: a report by anybody. The same id again changes nothing. `held`: the photo is out of sight until a moderator decided.';

create function public.reports_of_record(p_record_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare r public.records;
begin
	select * into r from public.records where id = p_record_id;
	if r.id is null or not private.in_scope(private.moderation_keys(), r.theme, r.commune_insee) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	return (select coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'photo_id', x.photo_id, 'kind', x.kind, 'about_me', x.about_me, 'words', x.words,
			'at', x.at, 'held', coalesce(p.held_at is not null, false), 'decision', x.decision, 'decided_at', x.decided_at, 'reason', x.reason) order by x.at, x.id), '[]')
		from private.reports x left join public.photos p on p.id = x.photo_id where x.record_id = r.id);
end
$$;
comment on function public.reports_of_record is 'Report[] of src/lib/domain/privacy.ts for moderators of the place, oldest first; never who reported.';

create function private.settle_reports(r public.records, p_photo uuid, p_decision text, p_reason text) returns void
language plpgsql set search_path = ''
as $$
declare p public.photos;
begin
	select * into p from public.photos where id = p_photo for update;
	if p_decision = 'remove' then
		if p.id is null then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'decision'))); end if;
		if p.removed_at is null then
			update public.photos set removed_at = now() where id = p.id;
			perform private.log(r, 'photo_removed', private.photo_changes(p, false), p_observation_id => p.observation_id);
		end if;
	elsif p.held_at is not null then
		update public.photos set held_at = null, accepted_at = p.held_accepted_at, held_accepted_at = null where id = p.id;
	end if;
	perform private.drop_review_item('report', x.id) from private.reports x where x.record_id = r.id and x.photo_id is not distinct from p_photo;
	update private.reports set decided_at = now(), decided_by = auth.uid(), decision = p_decision, reason = p_reason
	where record_id = r.id and photo_id is not distinct from p_photo and decided_at is null;
	update public.records set licence = licence where id = r.id;
end
$$;

create function public.decide_report(p_report_id uuid, p_decision text, p_reason text default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	x private.reports;
	r public.records;
begin
	select * into x from private.reports where id = p_report_id;
	select * into r from public.records where id = x.record_id for update;
	if r.id is null or not private.in_scope(private.moderation_keys(), r.theme, r.commune_insee) then
		perform private.fail(404, jsonb_build_array(private.problem('record_not_found', null)));
	end if;
	if p_decision is null or p_decision not in ('remove', 'keep') then perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'decision'))); end if;
	if nullif(btrim(p_reason), '') is not null then p_reason := private.required_text(p_reason, 'reason'); end if;
	if (select decided_at from private.reports where id = x.id) is not null then
		perform private.fail(409, jsonb_build_array(private.problem('wrong_status', null, jsonb_build_object('status', x.decision))));
	end if;
	perform private.settle_reports(r, x.photo_id, p_decision, nullif(btrim(p_reason), ''));
end
$$;
comment on function public.decide_report is 'By a moderator of the place: takes the photo away for everyone, or gives it back. Settles every open report of the same photo or text.';

revoke execute on function private.hold_accepted(), private.may_hold(uuid, boolean), private.report_problems(jsonb), public.report_content(jsonb),
	public.reports_of_record(uuid), private.settle_reports(public.records, uuid, text, text), public.decide_report(uuid, text, text) from public, anon, authenticated;
grant execute on function public.report_content(jsonb) to anon, authenticated;
grant execute on function public.reports_of_record(uuid), public.decide_report(uuid, text, text) to authenticated;
