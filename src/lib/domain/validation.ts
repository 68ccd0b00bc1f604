import { checkAnswers } from './fields/answers.ts';
import { isBlank } from './fields/kind.ts';
import { fieldKinds } from './fields/registry.ts';
import { storedBytes } from './fields/stored-size.ts';
import type { FieldDefinition } from './fields/types.ts';
import { validateGeometry } from './geometry.ts';
import { positionProblem } from './position.ts';
import type { Problem } from './problem.ts';
import { fieldsFor, indexVocabulary, isUsable, type VocabularyIndex } from './vocabulary/graph.ts';
import type { Concept, GeometryKind, Vocabulary } from './vocabulary/types.ts';

/** All answers of a record together, as the server stores them; it refuses more. */
const MAX_PROPERTIES_BYTES = 100_000;

/** What is checked of a record; anything may be in it, as it may come from a file or the network. */
export interface RecordToCheck {
	theme: unknown;
	concept: unknown;
	geometry: unknown;
	properties: unknown;
	/** These three are left out while a form is being filled in: checked unless undefined. */
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

	const concept = findConcept(record, index);
	// Without a known concept nobody can say which fields there are, nor which kind of geometry.
	if ('code' in concept)
		return [concept, ...validateGeometry(record.geometry, anyKind), ...problems];
	return [
		...problems,
		...validateGeometry(record.geometry, concept.geometryKinds),
		...validateProperties(record.properties, fieldsFor(index, concept.id), index)
	];
}

const anyKind: GeometryKind[] = ['point', 'line', 'polygon'];

function findConcept(
	{ theme: themeId, concept: id }: RecordToCheck,
	index: VocabularyIndex
): Concept | Problem {
	if (typeof themeId !== 'string' || themeId === '') return missing('theme', themeId);
	const theme = index.themes.get(themeId);
	if (!theme) return about('theme', 'unknown_theme');
	if (typeof id !== 'string' || id === '') return missing('concept', id);
	const concept = index.concepts.get(id);
	if (concept?.scheme !== theme.scheme) return about('concept', 'unknown_concept');
	return isUsable(concept) ? concept : about('concept', 'concept_not_usable');
}

function missing(field: string, value: unknown): Problem {
	return about(field, isBlank(value) ? 'required' : 'wrong_type');
}

/** Checks the answers against the fields of their concept ({@link fieldsFor}), or of one visit. */
export function validateProperties(
	properties: unknown,
	fields: readonly FieldDefinition[],
	vocabulary: VocabularyIndex
): Problem[] {
	if (!isObject(properties)) return [about('properties', 'wrong_type')];
	if (storedBytes(properties) > MAX_PROPERTIES_BYTES)
		return [about('properties', 'too_long', { max: MAX_PROPERTIES_BYTES })];
	return checkAnswers(properties, fields, (field) => fieldKinds[field.kind], vocabulary);
}

function checkSensitivity({ sensitivity }: RecordToCheck): Problem[] {
	if (sensitivity === undefined) return [];
	if (typeof sensitivity !== 'string' || sensitivity === '')
		return [missing('sensitivity', sensitivity)];
	return ['public', 'blurred', 'hidden'].includes(sensitivity)
		? []
		: [about('sensitivity', 'not_in_list')];
}

/** When it was seen: ISO 8601 with an offset; any year, because a device's clock may be wrong. Checked unless undefined. */
export function checkObservedAt({ observed_at: moment }: RecordToCheck): Problem[] {
	if (moment === undefined) return [];
	if (isBlank(moment)) return [about('observed_at', 'required')];
	// ISO 8601 with an offset: without one the server would read the moment in its own zone.
	const isMoment =
		typeof moment === 'string' &&
		/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(moment) &&
		!Number.isNaN(Date.parse(moment));
	return isMoment ? [] : [about('observed_at', 'bad_format')];
}

function checkPosition({ position }: RecordToCheck): Problem[] {
	const problem = position === undefined ? null : positionProblem(position);
	return problem ? [problem] : [];
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
