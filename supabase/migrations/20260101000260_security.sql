-- What is kept of refusals and of looking into other people's data; and how often one may ask.

create table private.security_log (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	kind text not null check (kind ~ '^[a-z_]{1,40}$'),
	user_id uuid references public.profiles (id) on delete set null,
	address text,
	facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object' and octet_length(facts::text) <= 4000)
);
create index security_log_at_idx on private.security_log (at);
create index security_log_user_idx on private.security_log (user_id);
comment on table private.security_log is 'Attempts that were refused. Kept for the time private.retention_rules says; the address is a digest.';

create table private.access_log (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	kind text not null check (kind ~ '^[a-z_]{1,40}$'),
	actor_id uuid references public.profiles (id) on delete set null,
	subject_id uuid references public.profiles (id) on delete set null,
	facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object')
);
create index access_log_subject_idx on private.access_log (subject_id, id);
create index access_log_actor_idx on private.access_log (actor_id);
create index access_log_at_idx on private.access_log (at);
comment on table private.access_log is 'Who looked into the personal data of whom, or decided over an account. Only ever added to; told to the person concerned.';

create function private.keep_access_log() returns trigger
language plpgsql set search_path = ''
as $$
begin
	-- An erased account leaves its lines without its name, and the end of their time takes them away.
	if tg_op = 'UPDATE' and to_jsonb(new) - '{actor_id,subject_id}'::text[] = to_jsonb(old) - '{actor_id,subject_id}'::text[]
		and (new.actor_id is null or new.actor_id = old.actor_id) and (new.subject_id is null or new.subject_id = old.subject_id) then
		return new;
	end if;
	if tg_op = 'DELETE' and old.at < now() - make_interval(days => private.kept_days('access_log')) then return old; end if;
	raise exception 'access_log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger keep_access_log before update or delete on private.access_log
	for each row execute function private.keep_access_log();
create trigger keep_access_log_whole before truncate on private.access_log
	for each statement execute function private.keep_access_log();

create table private.retention_rules (
	what text primary key check (what ~ '^[a-z_]{1,40}$'),
	days int not null check (days > 0),
	why text not null
);
comment on table private.retention_rules is 'How long is kept what is not part of the commons. Read by private.run_retention, written in supabase/docs/registre-des-traitements.md.';
insert into private.retention_rules (what, days, why) values
	('security_log', 365, 'Recherche d’abus : un an, durée recommandée par la CNIL pour les journaux.'),
	('access_log', 1095, 'La personne concernée peut demander qui a consulté ses données : trois ans.'),
	('rate_counts', 2, 'Comptage des demandes : deux jours.'),
	('reports', 365, 'Signalement traité : un an, puis les mots de qui signale sont effacés.'),
	('refused_records', 1095, 'Fiche refusée ou retirée, sans suite : trois ans, puis son contenu est effacé.'),
	('operations', 730, 'Ce qu’un appareil a envoyé, pour lui répondre la même chose : deux ans, puis le contenu est effacé.');

create function private.kept_days(p_what text) returns int
language plpgsql stable security definer set search_path = ''
as $$ begin return (select r.days from private.retention_rules r where r.what = p_what); end $$;

-- The caller's address, for limits. Never kept as it is.

create table private.abuse_settings (
	single boolean primary key default true check (single),
	address_header text not null default 'x-forwarded-for' check (address_header ~ '^[a-z0-9-]{1,60}$'),
	salt uuid not null default gen_random_uuid(),
	new_account_days int not null default 14 check (new_account_days >= 0),
	new_account_accepted int not null default 5 check (new_account_accepted >= 0),
	new_account_creates int not null default 100 check (new_account_creates > 0),
	repeated_text int not null default 5 check (repeated_text > 1)
);
insert into private.abuse_settings default values;
comment on column private.abuse_settings.address_header is 'Header in which the nearest trusted proxy writes the caller''s address, as its last entry. Hosted Supabase: cf-connecting-ip.';
comment on column private.abuse_settings.new_account_creates is 'New records, visits and words a day (five photos are one) from an account that is new and of which hardly anything was accepted yet; beyond, all it sends waits for a moderator.';

create function private.address_digest(p_address text) returns text
language plpgsql stable security definer set search_path = ''
as $$
declare v_address inet;
begin
	v_address := nullif(btrim(p_address), '')::inet;
	-- A household has a whole /64 of IPv6, and would be as many callers.
	if family(v_address) = 6 then v_address := network(set_masklen(v_address, 64)); end if;
	return (select left(encode(sha256(convert_to(s.salt || host(v_address), 'utf8')), 'hex'), 24) from private.abuse_settings s);
exception when invalid_text_representation then
	return null;
end
$$;
comment on function private.address_digest is 'An address, so that it can be counted and compared without being kept. Null when it is none.';

create function private.caller_address() returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select private.address_digest((regexp_match(nullif(current_setting('request.headers', true), '')::jsonb ->> s.address_header, '([^,]*)$'))[1])
		from private.abuse_settings s);
end
$$;
comment on function private.caller_address is 'A digest of the caller''s address; null when nothing trustworthy says it.';

create function private.note_security(p_kind text, p_facts jsonb default '{}') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.security_log (kind, user_id, address, facts)
	values (p_kind, (select p.id from public.profiles p where p.id = auth.uid()), private.caller_address(), coalesce(p_facts, '{}'));
end
$$;
comment on function private.note_security is 'Writes a refusal down. What ends the request by an error takes the line with it: there the server writes it afterwards (src/lib/backend/refusals.ts).';

create function private.note_accesses(p_kind text, p_subjects uuid[], p_facts jsonb default '{}') returns void
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.access_log (kind, actor_id, subject_id, facts)
	select p_kind, (select a.id from public.profiles a where a.id = auth.uid()), s.id, coalesce(p_facts, '{}')
	from public.profiles s where s.id = any (p_subjects);
end
$$;
comment on function private.note_accesses is 'One line per person whose data was read or changed by somebody else, in the same transaction.';

create function private.note_access(p_kind text, p_subject uuid, p_facts jsonb default '{}') returns void
language plpgsql security definer set search_path = ''
as $$ begin perform private.note_accesses(p_kind, array[p_subject], p_facts); end $$;

-- How often. Counters are several rows per minute and key, so that two requests never wait for each other.

create table private.rate_limits (
	action text not null,
	per text not null check (per in ('account', 'address')),
	most int not null check (most > 0),
	within interval not null,
	primary key (action, per, within)
);
comment on table private.rate_limits is 'How much of an action within a time. The limits are far above what a day outside gives: an evening of 200 records with three photos each is 800.';
insert into private.rate_limits (action, per, most, within) values
	('operations', 'account', 6000, '1 hour'),
	('operations', 'account', 30000, '1 day'),
	('operations', 'address', 30000, '1 hour'),
	('report', 'account', 30, '1 hour'),
	('report', 'address', 20, '1 hour'),
	('hold_photo', 'account', 5, '1 day'),
	('hold_photo', 'address', 5, '1 day'),
	('export', 'account', 600, '1 hour'),
	('find_person', 'account', 60, '1 hour'),
	('suggestion', 'account', 200, '1 hour');

create table private.rate_counts (
	id bigint generated always as identity primary key,
	key text not null,
	action text not null,
	minute timestamptz not null,
	count int not null
);
create index rate_counts_key_idx on private.rate_counts (key, action, minute);

create function private.rate_key(p_per text) returns text
language plpgsql stable security definer set search_path = ''
as $$
begin
	if p_per = 'account' then return 'u:' || auth.uid(); end if;
	-- Who is nobody and comes from nowhere is counted with all others like that: a header left out is no way around.
	return 'a:' || coalesce(private.caller_address(), case when auth.uid() is null then 'unknown' end);
end
$$;

create function private.count_use(p_key text, p_action text, p_many int) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_id bigint;
begin
	select c.id into v_id from private.rate_counts c
	where c.key = p_key and c.action = p_action and c.minute = date_trunc('minute', now())
	limit 1 for update skip locked;
	if v_id is null then
		insert into private.rate_counts (key, action, minute, count) values (p_key, p_action, date_trunc('minute', now()), p_many);
	else
		update private.rate_counts set count = count + p_many where id = v_id;
	end if;
end
$$;

create function private.used(p_key text, p_action text, p_within interval) returns bigint
language plpgsql security definer set search_path = ''
as $$
begin
	-- Volatile: asked again after a wait, it sees what was counted meanwhile.
	return (select coalesce(sum(c.count), 0) from private.rate_counts c
		where c.key = p_key and c.action = p_action and c.minute > now() - p_within);
end
$$;

create function private.over_limit(p_action text, p_many int default 1) returns int
language plpgsql security definer set search_path = ''
as $$
declare
	l record;
	v_key text;
	v_used bigint;
	v_wait int := 0;
begin
	-- Of few, each counts: two at once would both see room for one. Sendings are thousands, and wait for each other only
	-- past half of what is allowed, where many at once would else pass it together.
	foreach v_key in array array[private.rate_key('address'), private.rate_key('account')] loop
		if p_action <> 'operations' and v_key is not null then perform pg_advisory_xact_lock(hashtextextended(p_action || ' ' || v_key, 0)); end if;
	end loop;
	for l in select * from private.rate_limits r where r.action = p_action order by r.per desc, r.within loop
		v_key := private.rate_key(l.per);
		continue when v_key is null;
		v_used := private.used(v_key, p_action, l.within);
		if p_action = 'operations' and v_used > l.most / 2 then
			perform pg_advisory_xact_lock(hashtextextended(p_action || ' ' || v_key, 0));
			v_used := private.used(v_key, p_action, l.within);
		end if;
		if v_used + p_many > l.most then
			v_wait := greatest(v_wait, least(extract(epoch from l.within)::int / 6, 3600));
		end if;
	end loop;
	if v_wait > 0 then return v_wait; end if;
	for v_key in select distinct private.rate_key(r.per) from private.rate_limits r where r.action = p_action loop
		if v_key is not null then perform private.count_use(v_key, p_action, p_many); end if;
	end loop;
	return 0;
end
$$;
comment on function private.over_limit is 'Counts a use of an action. 0 when it may go on, else the seconds to wait; then nothing was counted.';

create function private.within_limit(p_action text, p_many int default 1) returns void
language plpgsql security definer set search_path = ''
as $$
declare v_wait int := private.over_limit(p_action, p_many);
begin
	if v_wait > 0 then
		perform set_config('response.headers', jsonb_build_array(jsonb_build_object('retry-after', v_wait::text))::text, true);
		perform private.fail(429, jsonb_build_array(private.problem('too_often', null, jsonb_build_object('wait', v_wait))));
	end if;
end
$$;
comment on function private.within_limit is 'Ends the request with 429 when an action is done too often: a device waits and sends the same again, so that no item pays for it.';

revoke execute on function private.keep_access_log(), private.kept_days(text), private.address_digest(text), private.caller_address(), private.note_security(text, jsonb),
	private.note_accesses(text, uuid[], jsonb), private.note_access(text, uuid, jsonb), private.rate_key(text),
	private.count_use(text, text, int), private.used(text, text, interval), private.over_limit(text, int), private.within_limit(text, int) from public;
