import { isWithin, labelOf, type VocabularyIndex } from '../vocabulary/graph.ts';
import type { Concept } from '../vocabulary/types.ts';
import { choice } from './choice.ts';
import type { FieldRules } from './kind.ts';
import type { FieldDefinition } from './types.ts';

/** One value of a list with levels, stored by its notation like any choice and told with what is above it. */
export const hierarchicalChoice: FieldRules<string> = {
	...choice,
	summary: (value, field, vocabulary, lang) =>
		typeof value === 'string'
			? levelsOf(value, field, vocabulary)
					.map((each) => labelOf(each, lang))
					.join(' › ') || value
			: ''
};

/**
 * The levels a person went down through to a value, the value last: one way when there are several; empty for
 * what the list does not have.
 */
export function levelsOf(
	value: string,
	field: FieldDefinition,
	vocabulary: VocabularyIndex
): Concept[] {
	const concept = vocabulary.concepts.get(`${field.scheme}/${value}`);
	if (!concept) return [];
	const levels = [concept];
	for (let next = up(concept, field, vocabulary); next; next = up(next, field, vocabulary)) {
		if (levels.includes(next)) break;
		levels.unshift(next);
	}
	return levels;
}

/** What may be chosen below a level, or at the top for null; withdrawn values only when they are held. */
export function choicesBelow(
	concept: Concept | null,
	field: FieldDefinition,
	vocabulary: VocabularyIndex,
	held: readonly Concept[]
): Concept[] {
	const below = concept?.id ?? field.branch;
	const all =
		below === null
			? (vocabulary.byScheme.get(field.scheme ?? '') ?? []).filter(
					(each) => !up(each, field, vocabulary)
				)
			: (vocabulary.narrower.get(below) ?? []).filter(({ scheme }) => scheme === field.scheme);
	return all.filter((each) => !each.deprecated || held.includes(each));
}

function up(
	concept: Concept,
	field: FieldDefinition,
	vocabulary: VocabularyIndex
): Concept | undefined {
	return concept.broader
		.flatMap((id) => vocabulary.concepts.get(id) ?? [])
		.find((each) => each.scheme === field.scheme && isWithin(vocabulary, each, field.branch));
}
