-- What is done without anybody asking: which jobs ran, when, and what went wrong. The server runs them, or one
-- pass of a scheduler beside a hosted project; the row of a job keeps two of them from doing it at once.

create table private.job_runs (
	name text primary key check (name ~ '^[a-z][a-z_]{1,39}$'),
	next_at timestamptz not null default now(),
	claimed_until timestamptz,
	started_at timestamptz,
	finished_at timestamptz,
	ok_at timestamptz,
	said text,
	failed_at timestamptz,
	error text,
	failures int not null default 0
);
comment on table private.job_runs is 'One row per job of src/lib/backend/jobs. `failures` counts those in a row; `said` is what the last good run did.';
comment on column private.job_runs.claimed_until is 'Set while a process is at it. A process that died leaves it behind, and it ends by itself.';

create function private.claim_job(p_name text, p_now boolean default false) returns boolean
language plpgsql set search_path = ''
as $$
begin
	insert into private.job_runs (name) values (p_name) on conflict do nothing;
	update private.job_runs set claimed_until = now() + interval '15 minutes', started_at = now()
	where name = p_name and (p_now or next_at <= now()) and (claimed_until is null or claimed_until < now());
	return found;
end
$$;
comment on function private.claim_job is 'True for one caller at a time, when the job is due; `p_now` does not wait until it is.';

create function private.without_addresses(p_text text) returns text
language sql immutable set search_path = ''
as $$ select regexp_replace(p_text, '[^[:space:]<>@"]+@[^[:space:]<>@"]+', '…', 'g') $$;
comment on function private.without_addresses is 'Mail servers repeat whom they refuse; errors are read by others.';

create function private.finish_job(p_name text, p_every_s int, p_said text, p_error text) returns void
language sql set search_path = ''
as $$
	update private.job_runs set claimed_until = null, finished_at = now(), next_at = now() + p_every_s * interval '1 second',
		ok_at = case when p_error is null then now() else ok_at end,
		said = case when p_error is null then left(p_said, 500) else said end,
		failed_at = case when p_error is null then failed_at else now() end,
		error = case when p_error is null then error else left(private.without_addresses(p_error), 1000) end,
		failures = case when p_error is null then 0 else failures + 1 end
	where name = p_name
$$;

-- A secret of this database, for addresses that must work without a session. HMAC (RFC 2104) in its nested form:
-- two keys instead of one and its paddings, so that nothing but sha256 is needed.
create table private.signing_keys (
	purpose text primary key,
	inner_key bytea not null,
	outer_key bytea not null
);
comment on table private.signing_keys is 'Random, made with the database. Read by definers alone.';

create function private.random_key() returns bytea
language sql volatile set search_path = ''
as $$
	select decode(replace(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
$$;
insert into private.signing_keys values ('unsubscribe', private.random_key(), private.random_key());

create function private.signature(p_purpose text, p_message text) returns text
language sql stable security definer set search_path = ''
as $$
	select encode(sha256(k.outer_key || sha256(k.inner_key || convert_to(p_message, 'UTF8'))), 'hex')
	from private.signing_keys k where k.purpose = p_purpose
$$;

revoke execute on all functions in schema private from public;
