-- Schemas, extensions, and defaults that grant nothing: a hosted project gives every new table and
-- function of `public` to everyone, so that forgetting a revoke would publish it.

create schema if not exists extensions;
create extension if not exists postgis with schema extensions;

create schema if not exists private;
comment on schema private is 'Helpers. Not exposed by the API; no usage is granted to anon nor authenticated.';
revoke all on schema private from public;

alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
-- Execution by everyone is a default of Postgres itself, taken back for all schemas of this owner.
alter default privileges revoke execute on functions from public;

create function private.problem(p_code text, p_field text, p_params jsonb default null) returns jsonb
language sql immutable parallel safe
return jsonb_build_object('code', p_code, 'field', p_field)
	|| case when p_params is null then '{}'::jsonb else jsonb_build_object('params', p_params) end;
comment on function private.problem is 'One Problem of src/lib/domain/problem.ts.';

create function private.fail(p_http_status int, p_problems jsonb) returns void
language plpgsql immutable set search_path = ''
as $$
begin
	-- PostgREST answers SQLSTATE PTxyz with the HTTP status xyz.
	raise exception using
		errcode = 'PT' || p_http_status,
		message = p_problems -> 0 ->> 'code',
		detail = p_problems::text;
end
$$;
comment on function private.fail is 'Ends the request with typed problems; the client reads them in the details of the error.';

create function private.has_control_characters(p_text text, p_lines boolean default false) returns boolean
language sql immutable parallel safe
return case when p_lines
	then p_text ~ '[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]'
	else p_text ~ '[\u0001-\u001F\u007F-\u009F]' end;
comment on function private.has_control_characters is 'Same rule as src/lib/domain/fields/plain-text.ts; tabs and line ends are let through in long texts only.';

create function private.is_localized_text(p_text jsonb) returns boolean
language sql immutable strict parallel safe set search_path = ''
as $$
	select jsonb_typeof(p_text) = 'object' and coalesce(p_text ->> 'fr', '') <> ''
		and not jsonb_path_exists(p_text, '$.* ? (@.type() != "string")')
$$;
comment on function private.is_localized_text is 'LocalizedText of src/lib/domain/language.ts: French is always there.';

revoke execute on function private.problem(text, text, jsonb), private.fail(int, jsonb),
	private.has_control_characters(text, boolean), private.is_localized_text(jsonb) from public;
-- A check constraint runs with the rights of who writes the row.
grant execute on function private.has_control_characters(text, boolean) to authenticated;
