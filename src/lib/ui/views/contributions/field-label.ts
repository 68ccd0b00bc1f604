import { answerKey, rowOf } from '$lib/domain/fields/path';
import type { Language } from '$lib/domain/language';
import { pick } from '$lib/domain/text';
import { fieldsFor, type VocabularyIndex } from '$lib/domain/vocabulary/graph';

/**
 * Label of the question a problem is about, of a concept's records; in a row of a group with its number and
 * the question of the row. Null for other paths and unknown keys.
 */
export function fieldLabel(
	index: VocabularyIndex,
	concept: string | null,
	path: string,
	lang: Language
): string | null {
	const key = answerKey(path);
	if (key === null || concept === null) return null;
	const field = fieldsFor(index, concept).find((candidate) => candidate.key === key);
	if (!field) return null;
	const label = pick(field.label, lang);
	const place = rowOf(path);
	if (!place) return label;
	const inside = field.fields.find((one) => one.key === place.key);
	return [`${label} ${place.row + 1}`, inside && pick(inside.label, lang)]
		.filter(Boolean)
		.join(', ');
}
