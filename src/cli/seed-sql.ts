import type { Concept } from '../lib/domain/vocabulary/types.ts';
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
}

/**
 * `supabase/seed.sql`: what the app needs in any database before the first record. Applied again it
 * changes nothing; applied after an edit of the themes it brings the rows up to date. Concepts and
 * charter versions are never deleted, because records and acceptances point to them.
 */
export function seedSql(themes: readonly CompiledTheme[]): string {
	const concepts = themes.flatMap((theme) => theme.concepts);
	const parts = [
		`-- Made by \`npm run seed\` from src/lib/themes: edit there, not here.`,
		upsert(schemes(themes)),
		upsert(themeRows(themes)),
		upsert(conceptRows(concepts)),
		`-- Labels, relations and fields of these themes are exactly the ones below.`,
		deleteOthers('public.concept_labels', 'concept', concepts),
		upsert(labelRows(concepts)),
		deleteOthers('public.concept_relations', 'subject', concepts),
		upsert(relationRows(concepts)),
		`delete from public.field_definitions where theme in (${list(themes.map(({ theme }) => theme.id))})\n\tand id <> all (${cell(fieldsOf(themes).map(({ id }) => id))});`,
		upsert(fieldRows(themes)),
		upsert(charterRows())
	];
	// A theme may have no field, no trait or no relation.
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function schemes(themes: readonly CompiledTheme[]): Table {
	return {
		name: 'public.concept_schemes',
		columns: ['id', 'title', 'uri'],
		key: ['id'],
		rows: themes.flatMap((theme) =>
			theme.schemes.map(({ id, title, uri }) => [id, { json: title }, uri])
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
			'notice',
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
			{ json: theme.notice },
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
			'definition',
			'geometry_kinds',
			'sensitivity',
			'osm_tags',
			'icon',
			'color',
			'position',
			'deprecated',
			'replaced_by'
		],
		key: ['id'],
		rows: concepts.map((concept) => [
			concept.id,
			concept.scheme,
			concept.notation,
			{ json: concept.definition },
			concept.geometryKinds,
			concept.sensitivity,
			concept.osmTags,
			concept.icon,
			concept.color,
			concept.position,
			concept.deprecated,
			concept.replacedBy
		])
	};
}

function labelRows(concepts: readonly Concept[]): Table {
	return {
		name: 'public.concept_labels',
		columns: ['concept', 'kind', 'lang', 'text', 'status', 'position'],
		key: ['concept', 'kind', 'lang', 'text'],
		rows: concepts.flatMap(({ id, labels }) =>
			labels.map(({ kind, lang, text, status }, index) => [id, kind, lang, text, status, index + 1])
		)
	};
}

function relationRows(concepts: readonly Concept[]): Table {
	return {
		name: 'public.concept_relations',
		columns: ['subject', 'predicate', 'object'],
		key: ['subject', 'predicate', 'object'],
		rows: concepts.flatMap(({ id, broader, matches }) => [
			...broader.map((object) => [id, 'broader', object]),
			...matches.map(({ relation, uri }) => [id, relation, uri])
		])
	};
}

function fieldsOf(themes: readonly CompiledTheme[]) {
	return themes.flatMap((theme) => theme.fields);
}

function fieldRows(themes: readonly CompiledTheme[]): Table {
	return {
		name: 'public.field_definitions',
		columns: [
			'id',
			'theme',
			'concept',
			'key',
			'kind',
			'label',
			'help',
			'group_label',
			'required',
			'scheme',
			'min',
			'max',
			'unit',
			'max_length',
			'pattern',
			'show_when',
			'is_public',
			'position',
			'version'
		],
		key: ['id'],
		rows: fieldsOf(themes).map((field) => [
			field.id,
			field.theme,
			field.concept,
			field.key,
			field.kind,
			{ json: field.label },
			{ json: field.help },
			{ json: field.group },
			field.required,
			field.scheme,
			field.min,
			field.max,
			field.unit,
			field.maxLength,
			field.pattern,
			{ json: field.showWhen },
			field.isPublic,
			field.position,
			field.version
		])
	};
}

function charterRows(): Table {
	return {
		name: 'public.charter_versions',
		columns: ['version', 'text', 'in_force_from'],
		key: ['version'],
		rows: charter.map(({ version, text, inForceFrom }) => [version, { json: text }, inForceFrom])
	};
}

function upsert({ name, columns, key, rows }: Table): string {
	if (rows.length === 0) return '';
	const values = rows.map((row) => `\t(${row.map(cell).join(', ')})`).join(',\n');
	const updates = columns
		.filter((column) => !key.includes(column))
		.map((column) => `${column} = excluded.${column}`);
	const action = updates.length > 0 ? `update set ${updates.join(', ')}` : 'nothing';
	return `insert into ${name} (${columns.join(', ')}) values\n${values}\non conflict (${key.join(', ')}) do ${action};`;
}

/** Everything of these concepts goes, to be written again just after: a label may change its kind. */
function deleteOthers(table: string, column: string, concepts: readonly Concept[]): string {
	const schemeIds = [...new Set(concepts.map(({ scheme }) => scheme))];
	return `delete from ${table} where ${column} in (select id from public.concepts where scheme in (${list(schemeIds)}));`;
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
