-- The end of what is kept for a time. Run by a job; safe to run at any moment and any number of times.

create function private.before_days(p_what text) returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$ begin return now() - make_interval(days => private.kept_days(p_what)); end $$;

create function private.run_retention(p_most int default 500) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_done jsonb := '{}';
	v_count int;
	v_ids uuid[];
	v_id uuid;
begin
	delete from private.security_log where at < private.before_days('security_log');
	get diagnostics v_count = row_count;
	v_done := v_done || jsonb_build_object('security_log', v_count);
	delete from private.access_log where at < private.before_days('access_log');
	get diagnostics v_count = row_count;
	v_done := v_done || jsonb_build_object('access_log', v_count);
	delete from private.rate_counts where minute < private.before_days('rate_counts');
	get diagnostics v_count = row_count;
	v_done := v_done || jsonb_build_object('rate_counts', v_count);
	delete from private.sent_texts where at < now() - interval '7 days';
	update private.reports set words = null, reporter_id = null, address = null
	where decided_at < private.before_days('reports') and (words is not null or reporter_id is not null or address is not null);
	get diagnostics v_count = row_count;
	v_done := v_done || jsonb_build_object('reports', v_count);
	update public.operations_applied set operation = jsonb_build_object('kind', operation -> 'kind'), answer = answer || '{"server": null}'
	where op_id in (select a.op_id from public.operations_applied a where a.at < private.before_days('operations')
		and a.operation ? 'record_id' limit p_most);
	get diagnostics v_count = row_count;
	v_done := v_done || jsonb_build_object('operations', v_count);
	v_ids := array(select r.id from public.records r
		where (r.status in ('rejected', 'withdrawn') or r.deleted_at is not null) and r.updated_at < now() - make_interval(days =>
				-- What the place decided, else what holds everywhere.
				coalesce(private.retention_days(r.theme, r.commune_insee), private.kept_days('refused_records')))
			and not exists (select from private.erasures e where e.record_id = r.id)
			-- Nobody's answer came yet.
			and not exists (select from public.appeals a where a.record_id = r.id and a.status = 'open' and r.deleted_at is null)
		order by r.id limit p_most);
	foreach v_id in array v_ids loop perform private.erase_record(v_id, 'retention'); end loop;
	v_done := v_done || jsonb_build_object('refused_records', cardinality(v_ids));
	-- A picture taken back is for nobody; a month to notice a slip, then the file goes.
	perform private.remove_file(p.object_name) from (select distinct x.object_name from public.photos x
		where x.removed_at < now() - interval '30 days' and exists (select from storage.objects o where o.bucket_id = 'photos' and o.name = x.object_name) limit p_most) p;
	return v_done;
end
$$;
comment on function private.run_retention is 'How many of each were erased, by private.retention_rules. At most so many records and operations at a time; the rest at the next run.';

revoke execute on function private.before_days(text), private.run_retention(int) from public, anon, authenticated;
