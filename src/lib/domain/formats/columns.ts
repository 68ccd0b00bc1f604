import { fieldKinds } from '../fields/registry.ts';
import type { FieldDefinition, FieldValue } from '../fields/types.ts';
import type { PublicRecord } from '../record.ts';
import { conceptById, labelOf, valueLabel, type VocabularyIndex } from '../vocabulary/graph.ts';
import type { Column } from './column.ts';
import type { Cell } from './csv.ts';
import { mappingColumns } from './mappings.ts';

/**
 * The columns of a set of records: the same for every record of the set, so that GIS software sees
 * one stable table. Names are stable too: they are the keys of the data, not their labels.
 *
 * @param themes whose fields are wanted; fields that are not public are left out
 */
export function recordColumns(index: VocabularyIndex, themes: readonly string[]): Column[] {
	const fields = new Map<string, FieldDefinition>();
	for (const field of [...index.fields.values()].flat()) {
		if (field.isPublic && themes.includes(field.theme) && !fields.has(field.key))
			fields.set(field.key, field);
	}
	const ordered = [...fields.values()].sort((a, b) => a.position - b.position);
	const core = coreColumns(index);
	const taken = new Set(core.map((column) => column.name));
	const own = ordered.flatMap((field) => fieldColumns(field, index));
	// A theme may call a field as a column that every record has; its own gets a longer name.
	return [
		...core,
		...own.map((one) => (taken.has(one.name) ? { ...one, name: `field_${one.name}` } : one))
	];
}

function coreColumns(index: VocabularyIndex): Column[] {
	const label = (record: PublicRecord) => {
		const concept = conceptById(index, record.concept);
		return concept ? labelOf(concept, 'fr') : record.concept;
	};
	return [
		{ name: 'theme', read: (record) => record.theme },
		{ name: 'concept', read: (record) => record.concept },
		{ name: 'concept_label', read: label },
		...mappingColumns(index),
		{ name: 'title', read: (record) => record.title },
		{ name: 'commune_insee', read: (record) => record.commune?.insee },
		{ name: 'commune', read: (record) => record.commune?.nom },
		{ name: 'position_method', read: (record) => record.position.method },
		{ name: 'position_accuracy_m', read: (record) => record.position.accuracy_m },
		{ name: 'position_samples', read: (record) => record.position.samples },
		{ name: 'position_spread_m', read: (record) => record.position.spread_m },
		{ name: 'position_bearing', read: (record) => record.position.bearing },
		{ name: 'position_distance_m', read: (record) => record.position.distance_m },
		{ name: 'position_blurred', read: (record) => record.blurred },
		{ name: 'author', read: (record) => record.author_name },
		{ name: 'licence', read: (record) => record.licence },
		{ name: 'observed_at', read: (record) => isoDate(record.observed_at) },
		{ name: 'last_seen_at', read: (record) => isoDate(record.last_seen_at) },
		{ name: 'published_at', read: (record) => isoDate(record.published_at) },
		{ name: 'updated_at', read: (record) => isoDate(record.updated_at) },
		{ name: 'photos', read: (record) => record.photos.length },
		{ name: 'photo_credits', read: photoCredits }
	];
}

/** Whom to name for the photos, with each licence once: « Ana Marti, cc-by-4.0 | cc-by-sa-4.0 ». */
function photoCredits({ photos }: PublicRecord): string | null {
	const given = photos.map(({ credit, licence }) => (credit ? `${credit}, ${licence}` : licence));
	return given.length > 0 ? [...new Set(given)].join(' | ') : null;
}

/** The columns of one question: its value, and what says more of it. They read the answers of a record only. */
export function fieldColumns(field: FieldDefinition, index: VocabularyIndex): Column[] {
	const value = (record: PublicRecord): FieldValue | undefined => record.properties[field.key];
	const columns: Column[] = [{ name: field.key, read: (record) => flat(value(record)) }];
	if (field.kind === 'measure') {
		columns.push({
			name: `${field.key}_estimated`,
			read: (record) => part(value(record), 'estimated')
		});
	}
	if (field.kind === 'local_text') {
		columns.push({ name: `${field.key}_lang`, read: (record) => part(value(record), 'lang') });
	}
	if (field.kind === 'species') {
		columns.push({ name: `${field.key}_taxref`, read: (record) => part(value(record), 'code') });
	}
	if (field.kind === 'group') {
		const words = fieldKinds.group.summary;
		columns.push({
			name: `${field.key}_text`,
			read: (record) => words(value(record), field, index, 'fr')
		});
	}
	const { scheme } = field;
	if (scheme !== null && field.kind !== 'species') {
		const read = (record: PublicRecord) => {
			const held = value(record);
			if (held === undefined) return null;
			return notationsOf(held)
				.map((notation) => valueLabel(index, scheme, notation, 'fr'))
				.join(' | ');
		};
		columns.push({ name: `${field.key}_label`, read });
	}
	return columns;
}

function flat(value: FieldValue | undefined): Cell {
	if (value === undefined || typeof value !== 'object') return value;
	// Rows of a group have no flat form: the table keeps them whole, as JSON.
	if (Array.isArray(value)) return isTexts(value) ? value.join('|') : JSON.stringify(value);
	if ('text' in value) return value.text;
	return 'name' in value ? value.name : value.value;
}

function notationsOf(value: FieldValue): string[] {
	if (typeof value === 'string') return [value];
	return Array.isArray(value) && isTexts(value) ? value : [];
}

function isTexts(value: readonly unknown[]): value is string[] {
	return value.every((item) => typeof item === 'string');
}

function part(value: FieldValue | undefined, name: 'estimated' | 'lang' | 'code'): Cell {
	if (typeof value !== 'object' || Array.isArray(value)) return null;
	return (value as unknown as Record<string, Cell>)[name];
}

/** One form for every instant: UTC, seconds, `Z`. What is no date is given as it is. */
function isoDate(value: string | null): string | null {
	if (value === null) return null;
	const date = new Date(value);
	return Number.isNaN(date.getTime()) ? value : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
