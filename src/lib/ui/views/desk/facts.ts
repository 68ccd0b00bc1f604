import { fieldKinds } from '$lib/domain/fields/registry.ts';
import type { FieldDefinition, LocalText } from '$lib/domain/fields/types.ts';
import { areaM2, kindOf, lengthM } from '$lib/domain/geometry.ts';
import type { Observation } from '$lib/domain/observation.ts';
import type { Changes } from '$lib/domain/actions/content.ts';
import type { FullRecord, Geometry, Position } from '$lib/domain/record.ts';
import { pick, pickOptional } from '$lib/domain/text.ts';
import { visitFields } from '$lib/domain/visit.ts';
import {
	ancestorsOf,
	conceptById,
	fieldsFor,
	labelOf,
	type VocabularyIndex
} from '$lib/domain/vocabulary/graph.ts';
import type { Language, Sensitivity } from '$lib/domain/vocabulary/types.ts';
import { m } from '$lib/i18n/paraglide/messages';
import type { ReviewItem } from '$lib/domain/review';
import { dateText, roundedText } from '$lib/ui/shared/dates';
import { isPlaceMethod, positionText } from '$lib/ui/wording/position';
import { attributeText } from '$lib/ui/wording/problem';

/** What turns stored values into words. */
export interface Reading {
	index: VocabularyIndex;
	lang: Language;
}

/** One line of what was recorded. */
export interface Fact {
	path: string;
	label: string;
	value: string;
	/** Heading of the form it stands under. */
	group: string | null;
	isPublic: boolean;
}

/** One line of what an edit changes; `null` when there is nothing on that side. */
export interface Change {
	path: string;
	label: string;
	before: string | null;
	after: string | null;
}

const sensitivities: Record<Sensitivity, () => string> = {
	public: m.desk_sensitivity_public,
	blurred: m.desk_sensitivity_blurred,
	hidden: m.desk_sensitivity_hidden
};

/** The record's own name when its theme has a field for it and it is filled, else what it is. */
export function titleOf(record: FullRecord, reading: Reading): string {
	return nameOf(record, reading) || labelText(record.concept, reading);
}

/** What goes under the title: what it is when the title is a name, else what that is a kind of. */
export function subtitleOf(record: FullRecord, reading: Reading): string | null {
	if (nameOf(record, reading)) return conceptText(record.concept, reading);
	const parent = ancestorsOf(reading.index, record.concept)[0];
	return parent ? labelOf(parent, reading.lang) : null;
}

function nameOf(record: FullRecord, { index, lang }: Reading): string {
	const key = index.themes.get(record.theme)?.titleField;
	const field = key && fieldsFor(index, record.concept).find((candidate) => candidate.key === key);
	const value = field && record.properties[field.key];
	return (isSaid(value) ? value.text : field && summary(value, field, { index, lang })) || '';
}

function labelText(id: string, { index, lang }: Reading): string {
	const concept = conceptById(index, id);
	return concept ? labelOf(concept, lang) : id;
}

/** Label with its broader one behind: local names repeat from one branch to another. */
export function conceptText(id: string, { index, lang }: Reading): string {
	const concept = conceptById(index, id);
	if (!concept) return id;
	const parent = ancestorsOf(index, id)[0];
	const label = labelOf(concept, lang);
	return parent ? `${label} (${labelOf(parent, lang)})` : label;
}

export function themeText(id: string, { index, lang }: Reading): string {
	const theme = index.themes.get(id);
	return theme ? pick(theme.title, lang) : id;
}

export function sensitivityText(sensitivity: Sensitivity): string {
	return sensitivities[sensitivity]();
}

/** What is known of every record, whatever its theme asks. */
export function commonFacts(
	record: FullRecord,
	reading: Reading
): Omit<Fact, 'group' | 'isPublic'>[] {
	const { lang } = reading;
	const values = {
		theme: themeText(record.theme, reading),
		concept: conceptText(record.concept, reading),
		geometry: geometryText(record.geometry, lang),
		position: positionText(record.position, lang),
		sensitivity: sensitivityText(record.sensitivity),
		observed_at: dateText(record.observed_at, lang, true)
	};
	return Object.entries(values).map(([path, value]) => ({
		path,
		label: attributeText(path) ?? path,
		value
	}));
}

/** Every answer of the record, in the order of the form. */
export function factsOf(record: FullRecord, reading: Reading): Fact[] {
	return fieldsFor(reading.index, record.concept).flatMap((field) => {
		const value = record.properties[field.key];
		if (value === undefined) return [];
		return {
			path: `properties.${field.key}`,
			label: pick(field.label, reading.lang),
			value: summary(value, field, reading),
			group: pickOptional(field.group, reading.lang),
			isPublic: field.isPublic
		};
	});
}

/** What an item is about: a record by its title, a suggested word by itself. */
export function itemTitle({ record, suggestion, concept }: ReviewItem, reading: Reading): string {
	if (record) return titleOf(record, reading);
	return suggestion?.text ?? (concept ? labelText(concept, reading) : m.desk_untitled());
}

/** What goes under an item's title. */
export function itemSubtitle({ record, concept }: ReviewItem, reading: Reading): string | null {
	if (record) return subtitleOf(record, reading);
	return concept ? conceptText(concept, reading) : null;
}

/** What an edit changes, against what the record holds now rather than what its author saw. */
export function changesOf(record: FullRecord, reading: Reading): Change[] {
	const proposed = record.proposal?.changes ?? {};
	const current = Object.keys(proposed).map((path) => {
		const kept = path.startsWith('photos.') || path === 'deleted';
		const now = kept ? proposed[path]?.old : currentValue(record, path);
		return [path, { old: now, new: proposed[path]?.new }] as const;
	});
	return changesBetween(record.concept, Object.fromEntries(current), reading);
}

/** Changes in words, field by field; those of the type may bring fields of their own. */
export function changesBetween(conceptId: string, changes: Changes, reading: Reading): Change[] {
	const concept = changes['concept'];
	const concepts = [conceptId, concept?.old, concept?.new].filter(
		(one): one is string => typeof one === 'string'
	);
	const fields = concepts.flatMap((one) => fieldsFor(reading.index, one));
	return Object.entries(changes).map(([path, { old, new: after }]) => {
		const field = fields.find((candidate) => `properties.${candidate.key}` === path) ?? null;
		return {
			path,
			label: labelOfPath(path) ?? (field ? pick(field.label, reading.lang) : path),
			before: valueText(path, old, field, reading),
			after: valueText(path, after, field, reading)
		};
	});
}

/** Attributes by their words; a photo and the whole record are not among those of a form. */
function labelOfPath(path: string): string | null {
	if (path.startsWith('photos.')) return m.desk_change_photo();
	if (path.startsWith('observations.')) return m.desk_change_visit();
	return path === 'deleted' ? m.desk_change_record() : attributeText(path);
}

/** What a visit saw, question by question, beside what the record holds now. */
export function seenAtVisit(record: FullRecord, visit: Observation, reading: Reading): Change[] {
	return visitFields(reading.index, record.concept).flatMap((field) => {
		const path = `properties.${field.key}`;
		const before = valueText(path, record.properties[field.key], field, reading);
		const after = valueText(path, visit.properties[field.key], field, reading);
		if (before === null && after === null) return [];
		return { path, label: pick(field.label, reading.lang), before, after };
	});
}

/** Where an edit would move the record, or null when it stays. */
export function proposedGeometry(item: Pick<ReviewItem, 'kind' | 'record'>): Geometry | null {
	const proposed = item.record?.proposal?.changes['geometry']?.new;
	return item.kind === 'edit' && isGeometry(proposed) ? proposed : null;
}

/** A word with its language: as a title, the word alone. */
function isSaid(value: unknown): value is LocalText {
	return typeof value === 'object' && value !== null && 'text' in value;
}

function currentValue(record: FullRecord, path: string): unknown {
	if (path.startsWith('properties.')) return record.properties[path.slice('properties.'.length)];
	return (record as unknown as Record<string, unknown>)[path];
}

function summary(value: unknown, field: FieldDefinition, { index, lang }: Reading): string {
	if (value === undefined || value === null) return '';
	// The short wording puts paragraphs on one line; a moderator reads them as they were typed.
	if (field.kind === 'long_text' && typeof value === 'string') return value;
	return fieldKinds[field.kind].summary(value, field, index, lang);
}

/** A stored value in words; null when there is nothing to say. `field` is the question it answers, if any. */
export function valueText(
	path: string,
	value: unknown,
	field: FieldDefinition | null,
	reading: Reading
): string | null {
	if (value === undefined || value === null) return null;
	if (field) return summary(value, field, reading) || null;
	if (path.startsWith('photos.') || path.startsWith('observations.'))
		return m.desk_change_photo_there();
	if (path === 'deleted') return value === true ? m.desk_change_gone() : m.desk_change_there();
	const read = attributes[path];
	return read ? read(value, reading) : String(value);
}

const attributes: Record<string, (value: unknown, reading: Reading) => string> = {
	theme: (value, reading) => themeText(String(value), reading),
	concept: (value, reading) => conceptText(String(value), reading),
	geometry: (value, { lang }) => (isGeometry(value) ? geometryText(value, lang) : ''),
	position: (value, { lang }) => (isPosition(value) ? positionText(value, lang) : ''),
	sensitivity: (value) => (isSensitivity(value) ? sensitivityText(value) : String(value)),
	observed_at: (value, { lang }) => dateText(String(value), lang, true)
};

/** Kind and size: « une ligne, 120 m ». The place itself is on the map. */
export function geometryText(geometry: Geometry, lang: string): string {
	const number = (value: number) => roundedText(value, lang);
	const kind = kindOf(geometry);
	if (kind === 'line') return `${m.problems_kind_line()}, ${number(lengthM(geometry))}\u00a0m`;
	if (kind === 'polygon')
		return `${m.problems_kind_polygon()}, ${number(areaM2(geometry))}\u00a0m²`;
	return m.problems_kind_point();
}

function isGeometry(value: unknown): value is Geometry {
	return typeof value === 'object' && value !== null && 'type' in value && 'coordinates' in value;
}
function isPosition(value: unknown): value is Position {
	return (
		typeof value === 'object' &&
		value !== null &&
		'method' in value &&
		typeof value.method === 'string' &&
		isPlaceMethod(value.method) &&
		'accuracy_m' in value
	);
}
function isSensitivity(value: unknown): value is Sensitivity {
	return typeof value === 'string' && value in sensitivities;
}
