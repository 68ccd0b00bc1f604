import { indexVocabulary, ancestorsOf, conceptById, themeOf, fieldsFor } from './graph.ts';
import type { FieldValue } from '../fields/types.ts';
import type { Concept, Vocabulary } from './types.ts';

/**
 * What a map and its filters need: the themes and their concepts with names, symbols and order.
 * About a fifth of the whole, so that the first page does not carry forms and definitions.
 */
export function symbolsOnly(vocabulary: Vocabulary): Vocabulary {
	const schemes = new Set(vocabulary.themes.map((theme) => theme.scheme));
	return {
		...vocabulary,
		schemes: vocabulary.schemes.filter((scheme) => schemes.has(scheme.id)),
		concepts: vocabulary.concepts
			.filter((concept) => schemes.has(concept.scheme))
			.map((concept) => ({
				...concept,
				labels: concept.labels.filter(
					(label) => label.kind === 'pref' && label.status !== 'unsure'
				),
				definition: null,
				osmTags: [],
				matches: []
			})),
		fields: []
	};
}

/** What the page of one record needs: its theme, its concept and the broader ones, its fields and their values. */
export function forRecord(
	vocabulary: Vocabulary,
	record: { concept: string; properties: Record<string, FieldValue> }
): Vocabulary {
	const index = indexVocabulary(vocabulary);
	const concept = conceptById(index, record.concept);
	const theme = themeOf(index, record.concept);
	const fields = fieldsFor(index, record.concept).filter((field) => field.isPublic);
	const kept = new Map<string, Concept>();
	if (concept)
		for (const one of [concept, ...ancestorsOf(index, concept.id)]) kept.set(one.id, one);
	for (const field of fields) {
		if (!field.scheme) continue;
		for (const notation of notationsIn(record.properties[field.key])) {
			const value = conceptById(index, `${field.scheme}/${notation}`);
			if (value) kept.set(value.id, value);
		}
	}
	const concepts = [...kept.values()];
	return {
		etag: vocabulary.etag,
		themes: theme ? [theme] : [],
		schemes: vocabulary.schemes.filter((scheme) =>
			concepts.some((one) => one.scheme === scheme.id)
		),
		concepts,
		fields
	};
}

function notationsIn(value: FieldValue | undefined): string[] {
	if (typeof value === 'string') return [value];
	return Array.isArray(value) ? value : [];
}
