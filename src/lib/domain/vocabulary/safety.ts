import { ancestorsOf, themeOf, type VocabularyIndex } from './graph.ts';
import type { SafetyReminder } from './types.ts';

/** What to be careful about near a thing of this concept, in the theme's order; none for an unknown concept. */
export function remindersFor(index: VocabularyIndex, concept: string): SafetyReminder[] {
	const line = new Set([concept, ...ancestorsOf(index, concept).map(({ id }) => id)]);
	return (themeOf(index, concept)?.safety ?? []).filter(
		({ concepts }) => concepts.length === 0 || concepts.some((id) => line.has(id))
	);
}
