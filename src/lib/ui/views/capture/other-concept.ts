import { isUsable, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Concept } from '$lib/domain/vocabulary/types';

/** Notations by which a scheme says "something else, or I do not know". */
const OTHER = new Set(['other', 'autre', 'unknown', 'inconnu']);

/** The concept to take when nothing fits; null when a scheme has none. */
export function otherConcept(index: VocabularyIndex, scheme: string): Concept | null {
	const concepts = (index.byScheme.get(scheme) ?? []).filter(isUsable);
	return concepts.find(({ notation }) => OTHER.has(notation.toLowerCase())) ?? null;
}
