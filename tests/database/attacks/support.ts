import type { World } from '../support/world.ts';

/** What a refusal may leave behind: its answer, its line in the log, the count of how often one asks. */
const written = [
	'public.operations_applied',
	'private.security_log',
	'private.rate_counts',
	'private.job_runs'
];

/** A digest of every row of ours there is. Equal before and after: no trace in the data. */
export async function fingerprint(world: World): Promise<Record<string, string>> {
	const tables = await world.db.query<{ name: string }>(
		`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private', 'storage') and c.relkind = 'r'
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
	);
	const digests: Record<string, string> = {};
	for (const { name } of tables.filter((table) => !written.includes(table.name))) {
		const [row] = await world.db.query<{ digest: string }>(
			`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest from ${name} t`
		);
		digests[name] = row!.digest;
	}
	return digests;
}

/** The lines written about refusals since an id, oldest first. */
export const logged = (world: World, since = 0) =>
	world.db.query<{ id: number; kind: string; user_id: string; facts: Record<string, unknown> }>(
		'select id::int, kind, user_id, facts from private.security_log where id > $1 order by id',
		[since]
	);

/** Each table and view with the columns that a role may read, as the catalogue says: a new one is covered at once. */
export async function readable(world: World, role: string) {
	return world.db.query<{ relation: string; columns: string }>(
		`select format('%I.%I', n.nspname, c.relname) as relation, string_agg(format('%I', a.attname), ', ') as columns
		from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
		where n.nspname in ('public', 'storage') and c.relkind in ('r', 'v', 'm') and a.attnum > 0 and not a.attisdropped
			and has_schema_privilege($1, n.oid, 'usage') and has_column_privilege($1, c.oid, a.attnum, 'select')
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
		group by 1 order by 1`,
		[role]
	);
}

/** Each function with arguments that an attacker would try: the ids of what is hidden, everything there is. */
export async function callable(world: World, role: string, ids: Record<string, string>) {
	const functions = await world.db.query<{ name: string; types: string[]; required: number }>(
		`select p.proname as name, p.pronargs - p.pronargdefaults as required,
			coalesce((select array_agg(format_type(t, null) order by n) from unnest(p.proargtypes) with ordinality as x(t, n)), '{}') as types
		from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege($1, p.oid, 'execute')
			and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
		[role]
	);
	const calls: string[] = [];
	for (const { name, types, required } of functions) {
		const given = types.slice(0, required);
		const fill = (id: string) =>
			given
				.map((type) => {
					if (type === 'uuid') return `'${id}'`;
					if (type === 'uuid[]') return `array['${id}']::uuid[]`;
					if (type === 'jsonb') return `'{"id": "${id}", "record_id": "${id}", "record": "${id}"}'`;
					if (type === 'text') return `'${id}'`;
					return `null::${type}`;
				})
				.join(', ');
		const wanted = given.some((type) => /uuid|text|jsonb/.test(type)) ? Object.values(ids) : [''];
		calls.push(...wanted.map((id) => `public.${name}(${fill(id)})`));
	}
	return [...new Set(calls)].sort();
}
