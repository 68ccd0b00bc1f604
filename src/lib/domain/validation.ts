import { isBlank, problemOf } from './fields/kind.ts';
import { fieldKinds } from './fields/registry.ts';
import type { FieldDefinition, FieldValue } from './fields/types.ts';
import { validateGeometry } from './geometry.ts';
import type { Problem } from './problem.ts';
import {
	fieldsFor,
	indexVocabulary,
	isUsable,
	shownFields,
	type VocabularyIndex
} from './vocabulary/graph.ts';
import type { Concept, Theme, Vocabulary } from './vocabulary/types.ts';

/** What is checked of a record; anything may be in it, as it may come from a file or the network. */
export interface RecordToCheck {
	theme: unknown;
	concept: unknown;
	geometry: unknown;
	properties: unknown;
	/** `observed_at`, `sensitivity` and `position` are checked when present. */
	observed_at?: unknown;
	sensitivity?: unknown;
	position?: unknown;
}

/**
 * Everything wrong with a record, by the same rules and codes as the server's `private.validate_record`;
 * empty when it can be sent. Never throws, whatever it is given.
 */
export function validateRecord(record: RecordToCheck, vocabulary: Vocabulary): Problem[] {
	const index = indexVocabulary(vocabulary);
	const problems = [
		...checkSensitivity(record),
		...checkObservedAt(record),
		...checkPosition(record)
	];

	const theme = typeof record.theme === 'string' ? index.themes.get(record.theme) : undefined;
	if (!theme)
		return [about('theme', isBlank(record.theme) ? 'required' : 'unknown_theme'), ...problems];
	const concept = conceptIn(theme, record.concept, index);
	if (!concept) {
		return [
			about('concept', isBlank(record.concept) ? 'required' : 'unknown_concept'),
			...problems
		];
	}
	if (!isUsable(concept)) return [about('concept', 'concept_not_usable'), ...problems];
	return [
		...problems,
		...validateGeometry(record.geometry, concept.geometryKinds),
		...validateProperties(record.properties, fieldsFor(index, concept.id), index)
	];
}

function conceptIn(theme: Theme, id: unknown, index: VocabularyIndex): Concept | undefined {
	const concept = typeof id === 'string' ? index.concepts.get(id) : undefined;
	return concept?.scheme === theme.scheme ? concept : undefined;
}

/**
 * Checks the answers against the fields of their concept ({@link fieldsFor}). A field whose condition
 * does not hold is not required, but what it holds must still be sound: conditions change back.
 */
export function validateProperties(
	properties: unknown,
	fields: readonly FieldDefinition[],
	vocabulary: VocabularyIndex
): Problem[] {
	if (!isObject(properties)) return [about('properties', 'wrong_type')];
	const keys = new Set(fields.map((field) => field.key));
	const unknown = Object.keys(properties)
		.filter((key) => !keys.has(key))
		.map((key): Problem => about(`properties.${key}`, 'unknown_field'));

	const shown = new Set(shownFields(fields, properties as Record<string, FieldValue>));
	const wrong = fields.flatMap((field) => {
		const value = Object.hasOwn(properties, field.key) ? properties[field.key] : undefined;
		if (!isBlank(value)) return fieldKinds[field.kind].validate(value, field, vocabulary);
		return field.required && shown.has(field) ? [problemOf(field, 'required')] : [];
	});
	return [...unknown, ...wrong];
}

function checkSensitivity({ sensitivity }: RecordToCheck): Problem[] {
	if (sensitivity === undefined) return [];
	const isOne = ['public', 'blurred', 'hidden'].some((item) => item === sensitivity);
	return isOne ? [] : [about('sensitivity', 'not_in_list')];
}

function checkObservedAt({ observed_at }: RecordToCheck): Problem[] {
	if (observed_at === undefined) return [];
	if (typeof observed_at !== 'string') return [about('observed_at', 'wrong_type')];
	// ISO 8601 with an offset: without one the server would read the moment in its own zone.
	const isMoment =
		/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(observed_at) &&
		!Number.isNaN(Date.parse(observed_at));
	return isMoment ? [] : [about('observed_at', 'bad_format')];
}

function checkPosition({ position }: RecordToCheck): Problem[] {
	if (position === undefined) return [];
	if (!isObject(position)) return [about('position', 'wrong_type')];
	const { method, accuracy_m: accuracy } = position;
	if (!['gps', 'map', 'photo'].some((item) => item === method))
		return [about('position', 'not_in_list')];
	const isAccuracy =
		accuracy === null ||
		(typeof accuracy === 'number' && Number.isFinite(accuracy) && accuracy >= 0);
	return isAccuracy ? [] : [about('position', 'out_of_range', { min: 0, unit: 'm' })];
}

function about(
	field: string,
	code: Problem['code'],
	params?: Record<string, string | number>
): Problem {
	return params ? { code, field, params } : { code, field };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
