-- Mails that wait. A row holds whom to write to and what about, never what the mail says: that is worked out when
-- it leaves, with the rights its reader has then.

create table private.mail_queue (
	id uuid primary key default gen_random_uuid(),
	user_id uuid references public.profiles (id) on delete cascade,
	address text check (char_length(address) between 3 and 320),
	kind text not null check (kind ~ '^[a-z][a-z_]{1,39}$'),
	facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
	lang text check (lang in ('fr', 'oc', 'en')),
	notices uuid[] not null default '{}',
	created_at timestamptz not null default now(),
	next_at timestamptz not null default now(),
	attempts int not null default 0,
	claimed_until timestamptz,
	last_error text,
	sent_at timestamptz,
	dead_at timestamptz,
	check ((user_id is null) <> (address is null))
);
create index mail_queue_due_idx on private.mail_queue (next_at, id) where sent_at is null and dead_at is null;
create unique index mail_queue_once_idx on private.mail_queue (user_id, kind)
	where kind in ('now', 'daily', 'weekly') and sent_at is null and dead_at is null;
create index mail_queue_user_idx on private.mail_queue (user_id);
comment on table private.mail_queue is 'Sent once, unless the server dies between handing a mail over and noting it: then that one mail goes twice, with the same Message-ID. dead_at: refused for good, to be looked at.';
comment on column private.mail_queue.address is 'Only of who has no account: all others are written to at the address of their account when the mail leaves.';

create function private.queue_mail(p_address text, p_kind text, p_facts jsonb, p_lang text default null) returns uuid
language sql set search_path = ''
as $$
	insert into private.mail_queue (address, kind, facts, lang) values (p_address, p_kind, p_facts, p_lang) returning id
$$;
comment on function private.queue_mail is 'A mail to somebody who may have no account (kind `invitation`: facts organisation, code). The facts are forgotten when it was sent.';

create function private.queue_notices() returns int
language plpgsql security definer set search_path = ''
as $$
declare
	v_count int := 0;
	v_found int;
begin
	-- At once means a few minutes between two mails: who decides on a thousand records sends no thousand mails.
	insert into private.mail_queue (user_id, kind, next_at)
	select n.user_id, 'now', greatest(now(), coalesce(s.last_now, '-infinity') + interval '5 minutes')
	from (select distinct user_id from public.notices where mail = 'now' and mailed_at is null and read_at is null) n
	left join public.notice_settings s using (user_id)
	where not coalesce(s.mail_off, false)
	on conflict do nothing;
	get diagnostics v_count = row_count;
	-- Digests leave at seven in the morning where the person is, on Mondays for the weekly one.
	with due as (
		select n.user_id, n.mail, (now() at time zone coalesce(s.time_zone, 'Europe/Paris')) as clock, s.last_daily, s.last_weekly
		from (select distinct user_id, mail from public.notices where mail in ('daily', 'weekly') and mailed_at is null and read_at is null) n
		left join public.notice_settings s using (user_id)
		where not coalesce(s.mail_off, false)
	), today as (
		select * from due where extract(hour from clock) >= 7
			and case mail when 'daily' then coalesce(last_daily, '-infinity') < clock::date
				else coalesce(last_weekly, '-infinity') < date_trunc('week', clock)::date end
	), noted as (
		insert into public.notice_settings (user_id, last_daily, last_weekly)
		select user_id, max(clock::date) filter (where mail = 'daily'), max(clock::date) filter (where mail = 'weekly')
		from today group by user_id
		on conflict (user_id) do update set last_daily = coalesce(excluded.last_daily, public.notice_settings.last_daily),
			last_weekly = coalesce(excluded.last_weekly, public.notice_settings.last_weekly)
	)
	insert into private.mail_queue (user_id, kind) select user_id, mail from today on conflict do nothing;
	get diagnostics v_found = row_count;
	return v_count + v_found;
end
$$;
comment on function private.queue_notices is 'Puts in the queue the mails that are due: at most one of a kind per person. What was read in the app meanwhile is not mailed.';

create function private.unsubscribe_token(p_user uuid, p_scope text) returns text
language sql stable security definer set search_path = ''
as $$ select concat_ws('.', p_user, p_scope, private.signature('unsubscribe', p_user || '.' || p_scope)) $$;

create function private.mail_notice(p_notice jsonb, p_user uuid) returns jsonb
language sql stable set search_path = ''
as $$
	select (case when p_notice -> 'hidden' = 'true'
		-- A mail goes through many hands: of a hidden place it says that there is news, and no more.
		then jsonb_set(p_notice || '{"title": null, "commune": null, "changes": [], "reason": null}', '{because,name}', 'null') else p_notice end)
		|| jsonb_build_object('stop', private.unsubscribe_token(p_user, coalesce(p_notice -> 'because' ->> 'id', 'own')))
$$;

create function private.claim_mail() returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	q private.mail_queue;
	v_email text;
	v_lang text;
	v_notices jsonb;
	v_more int := 0;
begin
	loop
		select * into q from private.mail_queue where sent_at is null and dead_at is null and next_at <= now()
			and (claimed_until is null or claimed_until < now())
		order by next_at, id limit 1 for update skip locked;
		if q.id is null then return null; end if;
		v_email := coalesce(q.address, (select u.email from auth.users u where u.id = q.user_id));
		v_lang := coalesce(q.lang, (select p.language from public.profiles p where p.id = q.user_id), 'fr');
		if q.kind in ('now', 'daily', 'weekly') then
			-- The same ones as before when it is tried again, and read anew: rights may have gone since.
			if q.notices = '{}' then
				q.notices := array(select n.id from public.notices n where n.user_id = q.user_id and n.mail = q.kind
					and n.mailed_at is null and n.read_at is null order by n.at, n.id limit 500);
			end if;
			select coalesce(jsonb_agg(private.mail_notice(x.notice, q.user_id) order by x.at, x.id), '[]') into v_notices
			from (select n.id, n.at, private.notice_json(q.user_id, v_lang, n, e) as notice
				from public.notices n join private.notice_events e on e.id = n.event_id where n.id = any (q.notices)) x
			where x.notice is not null;
			v_more := greatest(0, jsonb_array_length(v_notices) - 40);
		end if;
		if v_email is null or (q.kind in ('now', 'daily', 'weekly') and (v_notices = '[]'
			or coalesce((select s.mail_off from public.notice_settings s where s.user_id = q.user_id), false))) then
			update public.notices set mailed_at = now() where id = any (q.notices);
			delete from private.mail_queue where id = q.id;
			continue;
		end if;
		update private.mail_queue set notices = q.notices, attempts = attempts + 1, claimed_until = now() + interval '10 minutes'
		where id = q.id;
		return jsonb_build_object('id', q.id, 'to', v_email, 'lang', v_lang, 'kind', q.kind, 'facts', q.facts,
			'notices', jsonb_path_query_array(v_notices, '$[0 to 39]'), 'more', v_more,
			'unsubscribe', case when q.user_id is not null then private.unsubscribe_token(q.user_id, 'all') end);
	end loop;
end
$$;
comment on function private.claim_mail is 'The next mail that is due, as its reader may read it now: OutgoingMail of src/lib/domain/mails; null when none is. Held for ten minutes.';

create function private.finish_mail(p_id uuid, p_error text default null, p_final boolean default false) returns void
language plpgsql security definer set search_path = ''
as $$
declare q private.mail_queue;
begin
	select * into q from private.mail_queue where id = p_id for update;
	if p_error is null then
		update public.notices set mailed_at = now() where id = any (q.notices);
		if q.kind = 'now' then
			insert into public.notice_settings (user_id, last_now) values (q.user_id, now())
			on conflict (user_id) do update set last_now = now();
		end if;
		update private.mail_queue set sent_at = now(), claimed_until = null, last_error = null, facts = '{}' where id = p_id;
		return;
	end if;
	-- Given up: the next mail is for what comes next, else this one would be tried for ever under other names.
	if p_final and q.attempts >= 5 then update public.notices set mailed_at = now() where id = any (q.notices); end if;
	update private.mail_queue set claimed_until = null, last_error = left(private.without_addresses(p_error), 500),
		-- Only a refusal of this very mail counts; a server that is away costs none of them anything.
		attempts = attempts - case when p_final then 0 else 1 end,
		dead_at = case when p_final and attempts >= 5 then now() end,
		-- Nobody will read the secret of a link that could not be sent.
		facts = case when p_final and attempts >= 5 then '{}' else facts end,
		next_at = now() + least(interval '6 hours', interval '1 minute' * power(2, least(attempts, 10)))
	where id = p_id;
end
$$;
comment on function private.finish_mail is 'What became of a mail. p_final: the server refused this mail (5xx); after five such refusals it is set aside.';

create function private.mail_health() returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object(
		'waiting', count(*) filter (where sent_at is null and dead_at is null),
		'oldest', min(created_at) filter (where sent_at is null and dead_at is null),
		'dead', count(*) filter (where dead_at is not null),
		'sent_today', count(*) filter (where sent_at > now() - interval '1 day'),
		'last_error', (select q.last_error from private.mail_queue q where q.last_error is not null order by q.next_at desc limit 1))
	from private.mail_queue
$$;
comment on function private.mail_health is 'For the health page: figures, no address.';

create function public.unsubscribe_by_link(p_token text, p_do boolean default false) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_parts text[] := regexp_match(p_token, '^([0-9a-f-]{36})\.(all|own|[0-9a-f-]{36})\.([0-9a-f]{64})$');
	v_user uuid;
	v_scope text;
	s public.subscriptions;
begin
	if v_parts is null or private.signature('unsubscribe', v_parts[1] || '.' || v_parts[2]) <> v_parts[3]
		or not exists (select from public.profiles where id = v_parts[1]::uuid) then
		perform private.fail(404, jsonb_build_array(private.problem('not_in_list', 'token')));
	end if;
	v_user := v_parts[1]::uuid;
	v_scope := v_parts[2];
	if v_scope not in ('all', 'own') then
		select * into s from public.subscriptions where id = v_scope::uuid and user_id = v_user;
	end if;
	if p_do and v_scope = 'all' then
		insert into public.notice_settings (user_id, mail_off) values (v_user, true)
		on conflict (user_id) do update set mail_off = true;
	elsif p_do and v_scope = 'own' then
		insert into public.subscriptions (user_id, kind, target, mail) values (v_user, 'own', '', 'never')
		on conflict (user_id, kind, target) do update set mail = 'never';
	elsif p_do then
		delete from public.subscriptions where id = s.id;
	end if;
	return jsonb_build_object('scope', case when v_scope in ('all', 'own') then v_scope else 'subscription' end,
		'name', case when s.id is not null then private.subscription_name(s) end, 'done', p_do);
end
$$;
comment on function public.unsubscribe_by_link is 'From the link of a mail, without signing in. It shows what it would stop, and stops it when asked to; asking twice does no harm. Reading it changes nothing: mail scanners follow links.';

create function private.forget_old_notices() returns text
language plpgsql security definer set search_path = ''
as $$
declare
	v_events int;
	v_mails int;
begin
	delete from private.notice_events where at < now() - interval '180 days';
	get diagnostics v_events = row_count;
	delete from private.mail_queue where sent_at < now() - interval '30 days' or dead_at < now() - interval '180 days';
	get diagnostics v_mails = row_count;
	return v_events || ' events, ' || v_mails || ' mails';
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on function public.unsubscribe_by_link(text, boolean) from public, anon, authenticated;
grant execute on function public.unsubscribe_by_link(text, boolean) to anon, authenticated;
