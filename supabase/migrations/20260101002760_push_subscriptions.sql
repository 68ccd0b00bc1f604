-- Devices that want to be woken. What is sent to them says only that there is something.

create table private.push_subscriptions (
	endpoint text primary key check (char_length(endpoint) <= 1000 and endpoint ~ '^https?://'),
	user_id uuid not null references public.profiles (id) on delete cascade,
	p256dh text not null check (p256dh ~ '^[A-Za-z0-9_=-]{80,100}$'),
	auth text not null check (auth ~ '^[A-Za-z0-9_=-]{16,32}$'),
	created_at timestamptz not null default now(),
	told_to timestamptz not null default now(),
	next_at timestamptz not null default now(),
	failures int not null default 0,
	last_error text
);
create index push_subscriptions_user_idx on private.push_subscriptions (user_id);
comment on table private.push_subscriptions is 'One row per device, gone with the account, when the device says so, or when its push service no longer knows it.';
comment on column private.push_subscriptions.told_to is 'Notices up to then were told to this device.';

create function public.keep_push(p_endpoint text, p_p256dh text, p_auth text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if coalesce(p_endpoint !~ '^https?://[^[:space:]]+$' or char_length(p_endpoint) > 1000, true)
		or coalesce(p_p256dh !~ '^[A-Za-z0-9_=-]{80,100}$', true) or coalesce(p_auth !~ '^[A-Za-z0-9_=-]{16,32}$', true) then
		perform private.fail(400, jsonb_build_array(private.problem('bad_format', 'subscription')));
	end if;
	-- A shared tablet belongs to who is signed in now.
	insert into private.push_subscriptions (endpoint, user_id, p256dh, auth) values (p_endpoint, auth.uid(), p_p256dh, p_auth)
	on conflict (endpoint) do update set user_id = excluded.user_id, p256dh = excluded.p256dh, auth = excluded.auth,
		told_to = case when private.push_subscriptions.user_id = excluded.user_id then private.push_subscriptions.told_to else now() end,
		failures = 0, next_at = now();
	-- Old devices go when a person has very many.
	delete from private.push_subscriptions where user_id = auth.uid() and endpoint not in (
		select p.endpoint from private.push_subscriptions p where p.user_id = auth.uid() order by p.created_at desc limit 20);
end
$$;
comment on function public.keep_push is 'Remembers this device, as its browser describes it (RFC 8030, RFC 8291).';

create function public.drop_push(p_endpoint text) returns void
language sql security definer set search_path = ''
as $$ delete from private.push_subscriptions where endpoint = p_endpoint and user_id = auth.uid() $$;

create function private.due_pushes(p_limit int default 100) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select coalesce(jsonb_agg(to_jsonb(d)), '[]') from (
		select p.endpoint, p.p256dh, p.auth, coalesce(a.language, 'fr') as lang, now() as until
		from private.push_subscriptions p join public.profiles a on a.id = p.user_id
		where p.next_at <= now() and exists (select from public.notices n
			where n.user_id = p.user_id and n.created_at > p.told_to and n.read_at is null)
		order by p.next_at limit p_limit) d
$$;
comment on function private.due_pushes is 'Devices to wake: their person has unread notices that came after the last time.';

create function private.finish_push(p_endpoint text, p_until timestamptz, p_error text, p_gone boolean) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	if p_gone then
		delete from private.push_subscriptions where endpoint = p_endpoint;
	elsif p_error is null then
		update private.push_subscriptions set told_to = p_until, failures = 0, last_error = null, next_at = now() where endpoint = p_endpoint;
	else
		update private.push_subscriptions set failures = failures + 1, last_error = left(p_error, 300),
			next_at = now() + least(interval '6 hours', interval '1 minute' * power(2, least(failures, 10))) where endpoint = p_endpoint;
	end if;
end
$$;

revoke execute on all functions in schema private from public;
revoke execute on function public.keep_push(text, text, text), public.drop_push(text) from public, anon, authenticated;
grant execute on function public.keep_push(text, text, text), public.drop_push(text) to authenticated;
