import type { Language } from '$lib/domain/language';
import { pick } from '$lib/domain/text';
import { fieldsFor, type VocabularyIndex } from '$lib/domain/vocabulary/graph';

/** Label of a `properties.<key>` of a concept's records; null for other paths and unknown keys. */
export function fieldLabel(
	index: VocabularyIndex,
	concept: string | null,
	path: string,
	lang: Language
): string | null {
	if (!path.startsWith('properties.') || concept === null) return null;
	const key = path.slice('properties.'.length);
	const field = fieldsFor(index, concept).find((candidate) => candidate.key === key);
	return field ? pick(field.label, lang) : null;
}
