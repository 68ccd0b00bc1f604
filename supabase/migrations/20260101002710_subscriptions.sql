-- What a person wants to be told of, and how fast by mail. One's own contributions are followed without asking.

create table public.subscriptions (
	id uuid primary key default gen_random_uuid(),
	user_id uuid not null references public.profiles (id) on delete cascade,
	kind text not null check (kind in ('own', 'record', 'area', 'theme', 'concept', 'person')),
	target text not null check (char_length(target) <= 200),
	mail text not null default 'daily' check (mail in ('now', 'daily', 'weekly', 'never')),
	created_at timestamptz not null default now(),
	check ((kind = 'own') = (target = '')),
	unique (user_id, kind, target)
);
create index subscriptions_target_idx on public.subscriptions (kind, target);
alter table public.subscriptions enable row level security;
revoke all on public.subscriptions from anon, authenticated;
-- No grant and no policy: the account behind a followed person is nobody's business. my_subscriptions() tells.
comment on table public.subscriptions is 'A row of kind `own` only says how fast. An area is a territory or `commune:<insee>`; a person the account of an author.';

create table public.notice_settings (
	user_id uuid primary key references public.profiles (id) on delete cascade,
	mail_off boolean not null default false,
	time_zone text not null default 'Europe/Paris',
	last_now timestamptz,
	last_daily date,
	last_weekly date
);
alter table public.notice_settings enable row level security;
revoke all on public.notice_settings from anon, authenticated;
comment on table public.notice_settings is 'mail_off stops every mail about contributions; time_zone is what the device said last, for digests that come in the morning.';

create function private.own_mail(p_user uuid) returns text
language sql stable set search_path = ''
as $$
	select coalesce((select s.mail from public.subscriptions s where s.user_id = p_user and s.kind = 'own'), 'now')
$$;

create function private.concept_name(p_concept text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select jsonb_object_agg(l.lang, l.text) from public.concept_labels l
		where l.concept = p_concept and l.kind = 'pref' and l.status <> 'unsure' and l.lang in ('fr', 'oc', 'en'));
end
$$;
comment on function private.concept_name is 'LocalizedText; null without a label that is sure.';

create function private.subscription_name(s public.subscriptions) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
	return case s.kind
		when 'record' then (select case when r.public_geometry is not null and r.title is not null then jsonb_build_object('fr', r.title)
			else private.concept_name(r.concept) end
			from public.records r where r.id::text = s.target and r.deleted_at is null
				and (r.public_geometry is not null or private.may_read_fully(s.user_id, r)))
		when 'area' then coalesce((select t.name from public.territories t where t.id = s.target),
			(select jsonb_build_object('fr', c.nom) from public.communes c where 'commune:' || c.insee = s.target))
		when 'theme' then (select t.title from public.themes t where t.id = s.target)
		when 'concept' then private.concept_name(s.target)
		when 'person' then (select jsonb_build_object('fr', private.shown_name(p)) from public.profiles p
			where p.id::text = s.target and private.shown_name(p) is not null) end;
end
$$;
comment on function private.subscription_name is 'LocalizedText, or null when the reader may not know it any more.';

create function public.my_subscriptions() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object(
		'mail_off', coalesce((select n.mail_off from public.notice_settings n where n.user_id = auth.uid()), false),
		'own', private.own_mail(auth.uid()),
		'subscriptions', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind,
				-- Not whom: the account of an author is told to nobody.
				'target', case when s.kind <> 'person' then s.target end,
				'name', private.subscription_name(s), 'mail', s.mail) order by s.created_at, s.id), '[]')
			from public.subscriptions s where s.user_id = auth.uid() and s.kind <> 'own'));
end
$$;
comment on function public.my_subscriptions is 'Following of src/lib/domain/notices.ts, for the caller.';

create function public.subscribe(p_kind text, p_target text default '', p_mail text default 'daily') returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_target text := p_target;
begin
	if p_mail is null or p_mail not in ('now', 'daily', 'weekly', 'never') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'mail')));
	end if;
	if p_kind = 'own' then
		v_target := '';
	elsif p_kind = 'record' then
		select r.id::text into v_target from public.records r where r.id::text = p_target and r.deleted_at is null
			and (r.public_geometry is not null or private.has_full_access(r));
	elsif p_kind = 'area' then
		select t.id into v_target from public.territories t where t.id = p_target
		union all select 'commune:' || c.insee from public.communes c where 'commune:' || c.insee = p_target;
	elsif p_kind = 'theme' then
		select t.id into v_target from public.themes t where t.id = p_target;
	elsif p_kind = 'concept' then
		select c.id into v_target from public.concepts c where c.id = p_target;
	elsif p_kind = 'person' then
		-- Named by one of their published records, and only who shows a name: nobody is made traceable by following.
		select a.id::text into v_target from public.records r join public.profiles a on a.id = r.author_id
		where r.id::text = p_target and r.public_geometry is not null and private.shown_name(a) is not null and a.id <> auth.uid();
	else
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'kind')));
	end if;
	if v_target is null then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'target')));
	end if;
	if (select count(*) from public.subscriptions where user_id = auth.uid()) >= 500 then
		perform private.fail(400, jsonb_build_array(private.problem('too_long', 'subscriptions', '{"max": 500}')));
	end if;
	insert into public.subscriptions (user_id, kind, target, mail) values (auth.uid(), p_kind, v_target, p_mail)
	on conflict (user_id, kind, target) do update set mail = excluded.mail;
	-- Who chooses mails again means it.
	if p_mail <> 'never' then
		update public.notice_settings set mail_off = false where user_id = auth.uid();
	end if;
	return public.my_subscriptions();
end
$$;
comment on function public.subscribe is 'Follows something, or changes how fast mails about it come. A person is named by the id of one of their published records.';

create function public.unsubscribe(p_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
	delete from public.subscriptions where id = p_id and user_id = auth.uid();
	return public.my_subscriptions();
end
$$;

create function public.set_pace(p_id uuid, p_mail text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
	if p_mail is null or p_mail not in ('now', 'daily', 'weekly', 'never') then
		perform private.fail(400, jsonb_build_array(private.problem('not_in_list', 'mail')));
	end if;
	update public.subscriptions set mail = p_mail where id = p_id and user_id = auth.uid();
	return public.my_subscriptions();
end
$$;

create function public.set_mail_off(p_off boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.notice_settings (user_id, mail_off) values (auth.uid(), coalesce(p_off, false))
	on conflict (user_id) do update set mail_off = excluded.mail_off;
	return public.my_subscriptions();
end
$$;

revoke execute on function private.own_mail(uuid), private.subscription_name(public.subscriptions), private.concept_name(text),
	public.my_subscriptions(), public.subscribe(text, text, text), public.unsubscribe(uuid), public.set_pace(uuid, text), public.set_mail_off(boolean)
	from public, anon, authenticated;
grant execute on function public.my_subscriptions(), public.subscribe(text, text, text), public.unsubscribe(uuid),
	public.set_pace(uuid, text), public.set_mail_off(boolean) to authenticated;
