import type { Collection, Concept } from '../lib/domain/vocabulary/types.ts';
import type { CompiledTheme } from '../lib/themes/contract.ts';
import { charter } from '../lib/themes/charter.ts';

/** A value on its way into SQL; `json` marks what goes into a jsonb column. */
type Cell = string | number | boolean | null | readonly string[] | { json: unknown };

interface Table {
	name: string;
	columns: string[];
	/** Columns that tell a row; the others are brought up to date. */
	key: string[];
	rows: Cell[][];
	/** Table whose row, named by the first column, was edited by people: then this one is left alone. */
	unlessEdited?: string;
}

/**
 * `supabase/seed.sql`: what the app needs in any database before the first record. Applied again it
 * changes nothing; applied after an edit of the themes it brings the rows up to date, save those that
 * people edited since. Concepts are never deleted, because records
 * point to them; addresses are given once, at the first seed.
 */
export function seedSql(themes: readonly CompiledTheme[]): string {
	const concepts = themes.flatMap((theme) => theme.concepts);
	const collections = themes.flatMap((theme) => theme.collections);
	const parts = [
		`-- Made by \`npm run seed\` from src/lib/themes: edit there, not here.`,
		upsert(schemes(themes)),
		upsert(themeRows(themes)),
		upsert(conceptRows(concepts)),
		`-- Labels, notes and relations of these themes are exactly the ones below.`,
		deleteOthers('public.concept_labels', 'concept', concepts),
		upsert(labelRows(concepts)),
		deleteOthers('public.concept_notes', 'concept', concepts),
		upsert(noteRows(concepts)),
		deleteRelations(concepts),
		shipRelations(concepts),
		upsert(collectionRows(collections)),
		deleteMembers(collections),
		upsert(memberRows(collections)),
		...themes.map(shipForm),
		firstCharter()
	];
	// A theme may have no field, no trait or no relation.
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function schemes(themes: readonly CompiledTheme[]): Table {
	return {
		name: 'public.concept_schemes',
		columns: ['id', 'title', 'kind', 'theme'],
		key: ['id'],
		unlessEdited: 'public.concept_schemes',
		rows: themes.flatMap(({ theme, schemes }) =>
			schemes.map(({ id, title, kind }) => [id, { json: title }, kind, theme.id])
		)
	};
}

function themeRows(themes: readonly CompiledTheme[]): Table {
	return {
		name: 'public.themes',
		columns: [
			'id',
			'title',
			'description',
			'scheme',
			'title_field',
			'icon',
			'color',
			'licence',
			'accuracy_gate_m',
			'alike_within_m',
			'notice',
			'safety',
			'position'
		],
		key: ['id'],
		rows: themes.map(({ theme }) => [
			theme.id,
			{ json: theme.title },
			{ json: theme.description },
			theme.scheme,
			theme.titleField,
			theme.icon,
			theme.color,
			theme.licence,
			theme.accuracyGateM,
			{ json: theme.alikeWithinM ?? {} },
			{ json: theme.notice },
			{ json: theme.safety ?? [] },
			theme.position
		])
	};
}

function conceptRows(concepts: readonly Concept[]): Table {
	return {
		name: 'public.concepts',
		columns: [
			'id',
			'scheme',
			'notation',
			'notations',
			'geometry_kinds',
			'sensitivity',
			'osm_tags',
			'icon',
			'color',
			'shape',
			'position',
			'is_top',
			'deprecated',
			'replaced_by'
		],
		key: ['id'],
		unlessEdited: 'public.concepts',
		rows: concepts.map((concept) => [
			concept.id,
			concept.scheme,
			concept.notation,
			[concept.notation],
			concept.geometryKinds,
			concept.sensitivity,
			concept.osmTags,
			concept.icon,
			concept.color,
			concept.shape,
			concept.position,
			concept.broader.length === 0,
			concept.deprecated,
			concept.replacedBy
		])
	};
}

function labelRows(concepts: readonly Concept[]): Table {
	return {
		name: 'public.concept_labels',
		columns: ['concept', 'kind', 'lang', 'text', 'status', 'position'],
		key: ['concept', 'lang', 'text'],
		unlessEdited: 'public.concepts',
		rows: concepts.flatMap(({ id, labels }) =>
			labels.map(({ kind, lang, text, status }, index) => [id, kind, lang, text, status, index + 1])
		)
	};
}

function noteRows(concepts: readonly Concept[]): Table {
	return {
		name: 'public.concept_notes',
		columns: ['concept', 'kind', 'lang', 'text', 'position'],
		key: ['concept', 'kind', 'lang', 'md5(text)'],
		unlessEdited: 'public.concepts',
		rows: concepts.flatMap(({ id, definition }) =>
			Object.entries(definition ?? {}).map(([lang, text], index) => [
				id,
				'definition',
				lang,
				text,
				index + 1
			])
		)
	};
}

/** Through the database's own function: what people decided may contradict what ships. */
function shipRelations(concepts: readonly Concept[]): string {
	const rows = concepts.flatMap(({ id, broader, related, matches }) => [
		...broader.map((object) => [id, 'broader', object]),
		...related.map((object) => [id, 'related', object]),
		...matches.map(({ relation, uri }) => [id, relation, uri])
	]);
	if (rows.length === 0) return '';
	const lines = rows.map((row) => `\t${JSON.stringify(row)}`).join(',\n');
	return `select private.ship_relations(${quoted(`[\n${lines}\n]`)});`;
}

function collectionRows(collections: readonly Collection[]): Table {
	return {
		name: 'public.collections',
		columns: ['id', 'scheme', 'notation', 'labels', 'is_trait', 'icon', 'position'],
		key: ['id'],
		unlessEdited: 'public.collections',
		rows: collections.map(({ id, scheme, title, isTrait, icon, position }) => [
			id,
			scheme,
			id.slice(scheme.length + 1),
			{
				json: Object.entries(title).map(([lang, text]) => ({
					kind: 'pref',
					lang,
					text,
					status: 'known'
				}))
			},
			isTrait,
			icon,
			position
		])
	};
}

function memberRows(collections: readonly Collection[]): Table {
	return {
		name: 'public.collection_members',
		columns: ['collection', 'member', 'position'],
		key: ['collection', 'member'],
		unlessEdited: 'public.collections',
		rows: collections.flatMap(({ id, members }) =>
			members.map((member, index) => [id, member, index + 1])
		)
	};
}

/** The form as a whole: it is published as its next version, unless nothing changed or people edited it. */
function shipForm({ theme, fields }: CompiledTheme): string {
	const rows = fields.map((field) => `\t${JSON.stringify(field)}`).join(',\n');
	return `select private.ship_form(${quoted(theme.id)}, ${quoted(`[\n${rows}\n]`)});`;
}

/** To begin with: from then on a site's charter is its own, and a new version would ask everyone again. */
function firstCharter(): string {
	const { version, text, inForceFrom } = charter;
	const row = [version, { json: text }, inForceFrom].map(cell).join(', ');
	return `insert into public.charter_versions (version, text, in_force_from)\nselect ${row}\nwhere not exists (select from public.charter_versions);`;
}

function upsert({ name, columns, key, rows, unlessEdited }: Table): string {
	if (rows.length === 0) return '';
	const values = `values\n${rows.map((row) => `\t(${row.map(cell).join(', ')})`).join(',\n')}`;
	const updates = columns
		.filter((column) => !key.includes(column))
		.map((column) => `${column} = excluded.${column}`);
	const own = unlessEdited === name;
	const action =
		updates.length === 0
			? 'nothing'
			: `update set ${updates.join(', ')}${own ? ` where ${name}.edited_at is null` : ''}`;
	const source =
		unlessEdited === undefined || own
			? values
			: `select v.* from (${values}) as v (${columns.join(', ')})\njoin ${unlessEdited} e on e.id = v.${columns[0]} and e.edited_at is null`;
	return `insert into ${name} (${columns.join(', ')})\n${source}\non conflict (${key.join(', ')}) do ${action};`;
}

/** Everything of these concepts goes, to be written again just after: a label may change its kind. */
function deleteOthers(table: string, column: string, concepts: readonly Concept[]): string {
	const schemeIds = [...new Set(concepts.map(({ scheme }) => scheme))];
	return `delete from ${table} where ${column} in (\n\tselect id from public.concepts where scheme in (${list(schemeIds)}) and edited_at is null\n);`;
}

/** What is related is said once for both: it stays when the other one is edited, as ship_relations leaves it. */
function deleteRelations(concepts: readonly Concept[]): string {
	const others = deleteOthers('public.concept_relations', 'subject', concepts);
	return others.replace(
		/;$/,
		`\nand not (predicate = 'related' and object in (select id from public.concepts where edited_at is not null));`
	);
}

function deleteMembers(collections: readonly Collection[]): string {
	if (collections.length === 0) return '';
	return `delete from public.collection_members where collection in (\n\tselect id from public.collections where id in (${list(collections.map(({ id }) => id))}) and edited_at is null\n);`;
}

function list(texts: readonly string[]): string {
	return texts.map(quoted).join(', ');
}

function cell(value: Cell): string {
	if (value === null) return 'null';
	if (typeof value === 'string') return quoted(value);
	if (typeof value !== 'object') return String(value);
	if ('json' in value) return value.json === null ? 'null' : quoted(JSON.stringify(value.json));
	return quoted(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

/** Standard strings: only the quote is special (standard_conforming_strings is on everywhere). */
function quoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}
