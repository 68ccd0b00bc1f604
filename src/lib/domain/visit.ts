import type { FieldDefinition, FieldValue } from './fields/types.ts';
import type { NewObservation } from './observation.ts';
import type { Problem } from './problem.ts';
import { checkObservedAt, validateProperties } from './validation.ts';
import { fieldsFor, shownFields, type VocabularyIndex } from './vocabulary/graph.ts';

/** Characters of the words that go with a visit, as the server counts them. */
const MAX_NOTE = 2000;

type Answers = Readonly<Record<string, FieldValue>>;

/** The object that is visited, as far as its reader knows it. */
interface Visited {
	concept: string;
	properties: Answers;
}

/** Fields that are answered anew at each visit of this concept, in the order of the form. */
export function visitFields(index: VocabularyIndex, concept: string): FieldDefinition[] {
	return fieldsFor(index, concept).filter(({ perVisit }) => perVisit);
}

/** The part of a record's answers that belongs to its visits: what was last seen. */
export function visitProperties(
	index: VocabularyIndex,
	{ concept, properties }: Visited
): Record<string, FieldValue> {
	return keep(properties, keysOf(visitFields(index, concept)));
}

/** Questions of a visit whose condition holds, given what is answered now and what the object is. */
export function askedAtVisit(
	index: VocabularyIndex,
	visited: Visited,
	answers: Answers
): FieldDefinition[] {
	const together = withVisit(index, visited, answers);
	return shownFields(fieldsFor(index, visited.concept), together).filter(
		({ perVisit }) => perVisit
	);
}

/**
 * Everything wrong with a visit, by the same rules and codes as the server's `private.visit_problems`; empty
 * when it can be sent. What is wrong with the object itself is not this visit's matter.
 */
export function validateVisit(
	{ observed_at, properties, note }: Omit<NewObservation, 'id'>,
	visited: Visited,
	index: VocabularyIndex
): Problem[] {
	const keys = keysOf(visitFields(index, visited.concept));
	const strange = Object.keys(properties)
		.filter((key) => !keys.has(key))
		.map((key): Problem => ({ code: 'unknown_field', field: `properties.${key}` }));
	const together = withVisit(index, visited, keep(properties, keys));
	const answered = validateProperties(together, fieldsFor(index, visited.concept), index).filter(
		({ field }) =>
			field === 'properties' || keys.has(/^properties\.([a-z0-9_]+)/.exec(field ?? '')?.[1] ?? '')
	);
	const date = checkObservedAt({ observed_at } as Parameters<typeof checkObservedAt>[0]);
	return [...date, ...checkNote(note), ...strange, ...answered];
}

/** The answers of a record once a visit is put in place of the one before. */
function withVisit(
	index: VocabularyIndex,
	{ concept, properties }: Visited,
	visit: Answers
): Record<string, FieldValue> {
	const keys = keysOf(visitFields(index, concept));
	const object = Object.entries(properties).filter(([key]) => !keys.has(key));
	return { ...Object.fromEntries(object), ...visit };
}

function checkNote(note: string | null): Problem[] {
	if (note === null) return [];
	if ([...note].length > MAX_NOTE) {
		return [{ code: 'too_long', field: 'note', params: { max: MAX_NOTE } }];
	}
	const unsound = /[^\P{Cc}\t\n\r]/u.test(note) || !note.isWellFormed();
	return unsound ? [{ code: 'bad_format', field: 'note' }] : [];
}

function keysOf(fields: readonly FieldDefinition[]): Set<string> {
	return new Set(fields.map(({ key }) => key));
}

function keep(properties: Answers, keys: ReadonlySet<string>): Record<string, FieldValue> {
	return Object.fromEntries(Object.entries(properties).filter(([key]) => keys.has(key)));
}
