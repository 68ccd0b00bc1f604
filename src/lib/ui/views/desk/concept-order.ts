import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Concept } from '$lib/domain/vocabulary/types';

/** The concepts of a scheme in reading order, each under its broader one, with how deep it stands. */
export function conceptsInOrder(
	index: VocabularyIndex,
	scheme: string
): { concept: Concept; depth: number }[] {
	const all = (index.byScheme.get(scheme) ?? []).filter(({ deprecated }) => !deprecated);
	const known = new Set(all.map(({ id }) => id));
	const seen = new Set<string>();
	const walk = (
		concepts: readonly Concept[],
		depth: number
	): { concept: Concept; depth: number }[] =>
		concepts.flatMap((concept) => {
			if (seen.has(concept.id) || !known.has(concept.id)) return [];
			seen.add(concept.id);
			return [{ concept, depth }, ...walk(index.narrower.get(concept.id) ?? [], depth + 1)];
		});
	return walk(
		all.filter(({ broader }) => !broader.some((id) => known.has(id))),
		0
	);
}
