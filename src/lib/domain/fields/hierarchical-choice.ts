import { isWithin, labelOf, type VocabularyIndex } from '../vocabulary/graph.ts';
import type { Concept } from '../vocabulary/types.ts';
import { choice } from './choice.ts';
import type { FieldRules } from './kind.ts';
import type { FieldDefinition } from './types.ts';

/** One value of a list with levels, stored by its notation like any choice and told with what is above it. */
export const hierarchicalChoice: FieldRules<string> = {
	...choice,
	summary: (value, field, vocabulary, lang) => {
		if (typeof value !== 'string') return '';
		const concept = vocabulary.concepts.get(`${field.scheme}/${value}`);
		if (!concept) return value;
		const above = levelsAbove(concept, field, vocabulary);
		return [...above, concept].map((each) => labelOf(each, lang)).join(' › ');
	}
};

/** The levels a person went down through to a value, broadest first: one way when there are several. */
function levelsAbove(
	concept: Concept,
	field: FieldDefinition,
	vocabulary: VocabularyIndex
): Concept[] {
	const above: Concept[] = [];
	for (let next = up(concept, field, vocabulary); next; next = up(next, field, vocabulary)) {
		if (next === concept || above.includes(next)) break;
		above.unshift(next);
	}
	return above;
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
