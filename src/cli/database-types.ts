import type { Database } from '../lib/backend/database.ts';

interface Column {
	relation: string;
	is_view: boolean;
	name: string;
	type: string;
	nullable: boolean;
	has_default: boolean;
	generated: boolean;
}

interface Reference {
	name: string;
	relation: string;
	columns: string[];
	referenced: string;
	referenced_columns: string[];
	one_to_one: boolean;
}

interface Procedure {
	name: string;
	returns: string;
	returns_set: boolean;
	arguments: { name: string; type: string; optional: boolean }[] | null;
}

const columnsSql = `
select c.relname as relation, c.relkind = 'v' as is_view, a.attname as name, t.typname as type,
	not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as has_default,
	a.attgenerated <> '' or a.attidentity = 'a' as generated
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
	and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
order by c.relname collate "C", a.attname collate "C"`;

const referencesSql = `
select k.conname as name, c.relname as relation, f.relname as referenced,
	(select json_agg(a.attname order by n) from unnest(k.conkey) with ordinality u(num, n)
		join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num) as columns,
	(select json_agg(a.attname order by n) from unnest(k.confkey) with ordinality u(num, n)
		join pg_attribute a on a.attrelid = f.oid and a.attnum = u.num) as referenced_columns,
	exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and i.indpred is null
		and i.indkey::int2[] <@ k.conkey) as one_to_one
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_class f on f.oid = k.confrelid
where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and f.relnamespace = 'public'::regnamespace
order by c.relname collate "C", k.conname collate "C"`;

const proceduresSql = `
select p.proname as name, t.typname as returns, p.proretset as returns_set,
	(select json_agg(json_build_object('name', p.proargnames[n], 'type', a.typname, 'optional', n > p.pronargs - p.pronargdefaults)
			order by p.proargnames[n] collate "C")
		from unnest(p.proargtypes::oid[]) with ordinality u(type, n) join pg_type a on a.oid = u.type) as arguments
from pg_proc p join pg_type t on t.oid = p.prorettype
where p.pronamespace = 'public'::regnamespace and t.typname <> 'trigger'
	and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
order by p.proname collate "C"`;

/** PostgREST writes numbers as JSON numbers, everything it has no better form for as text. */
const NUMBERS = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']);

function typescriptOf(type: string): string {
	if (type.startsWith('_')) return `${typescriptOf(type.slice(1))}[]`;
	if (NUMBERS.has(type)) return 'number';
	if (type === 'bool') return 'boolean';
	if (type === 'json' || type === 'jsonb') return 'Json';
	if (type === 'geometry') return 'unknown';
	return type === 'void' ? 'undefined' : 'string';
}

/** The exposed schema as TypeScript, in the shape supabase-js expects; the same whatever engine answers. */
export async function databaseTypes(database: Database): Promise<string> {
	const columns = await database.query<Column>(columnsSql);
	const references = await database.query<Reference>(referencesSql);
	const procedures = await database.query<Procedure>(proceduresSql);
	const relations = (views: boolean) =>
		[
			...new Set(columns.filter(({ is_view }) => is_view === views).map(({ relation }) => relation))
		].map((name) => ({
			name,
			columns: columns.filter(({ relation }) => relation === name),
			references: references.filter(({ relation }) => relation === name)
		}));
	return [
		'// Written by `npm run types:database` from supabase/migrations. Not edited by hand.',
		'',
		'export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];',
		'',
		'export type Database = {',
		'\tpublic: {',
		'\t\tTables: {',
		...relations(false).map(tableType),
		'\t\t};',
		'\t\tViews: {',
		...relations(true).map(({ name, columns }) =>
			block(name, [
				members('Row', columns, (column) => `: ${typescriptOf(column.type)} | null`),
				'\t\t\t\tRelationships: [];'
			])
		),
		'\t\t};',
		'\t\tFunctions: {',
		...procedures.map(functionType),
		'\t\t};',
		'\t\tEnums: Record<never, never>;',
		'\t\tCompositeTypes: Record<never, never>;',
		'\t};',
		'};',
		''
	].join('\n');
}

function tableType({
	name,
	columns,
	references
}: {
	name: string;
	columns: Column[];
	references: Reference[];
}): string {
	const value = ({ type, nullable }: Column) => typescriptOf(type) + (nullable ? ' | null' : '');
	const given = columns.filter(({ generated }) => !generated);
	return block(name, [
		members('Row', columns, (column) => `: ${value(column)}`),
		members(
			'Insert',
			given,
			(column) => `${column.nullable || column.has_default ? '?' : ''}: ${value(column)}`
		),
		members('Update', given, (column) => `?: ${value(column)}`),
		references.length === 0
			? '\t\t\t\tRelationships: [];'
			: `\t\t\t\tRelationships: [\n${references.map(referenceType).join(',\n')}\n\t\t\t\t];`
	]);
}

function referenceType(reference: Reference): string {
	return [
		'\t\t\t\t\t{',
		`\t\t\t\t\t\tforeignKeyName: '${reference.name}';`,
		`\t\t\t\t\t\tcolumns: ${tuple(reference.columns)};`,
		`\t\t\t\t\t\tisOneToOne: ${reference.one_to_one};`,
		`\t\t\t\t\t\treferencedRelation: '${reference.referenced}';`,
		`\t\t\t\t\t\treferencedColumns: ${tuple(reference.referenced_columns)};`,
		'\t\t\t\t\t}'
	].join('\n');
}

function functionType({ name, returns, returns_set, arguments: args }: Procedure): string {
	const list = (args ?? []).map(
		(arg) => `${arg.name}${arg.optional ? '?' : ''}: ${typescriptOf(arg.type)} | null`
	);
	return block(name, [
		`\t\t\t\tArgs: ${list.length === 0 ? 'Record<never, never>' : `{ ${list.join('; ')} }`};`,
		`\t\t\t\tReturns: ${typescriptOf(returns)}${returns_set ? '[]' : ''};`
	]);
}

function members(title: string, columns: Column[], after: (column: Column) => string): string {
	return [
		`\t\t\t\t${title}: {`,
		...columns.map((column) => `\t\t\t\t\t${column.name}${after(column)};`),
		'\t\t\t\t};'
	].join('\n');
}

const block = (name: string, lines: string[]) =>
	[`\t\t\t${name}: {`, ...lines, '\t\t\t};'].join('\n');
const tuple = (items: string[]) => `[${items.map((item) => `'${item}'`).join(', ')}]`;
