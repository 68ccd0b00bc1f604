import type { VocabularyEdit } from './editing.ts';
import type { SkosCollection, SkosConcept } from './skos/types.ts';

interface Held {
	concepts: SkosConcept[];
	collections: SkosCollection[];
}

/**
 * What a scheme holds once the server took these edits, so that it need not be read again; null for an
 * edit whose consequences only the server knows.
 */
export function applyEdits<T extends Held>(scheme: T, edits: readonly VocabularyEdit[]): T | null {
	const concepts = new Map(scheme.concepts.map((concept) => [concept.uri, concept]));
	const collections = new Map(scheme.collections.map((one) => [one.uri, one]));
	for (const edit of edits) {
		switch (edit.action) {
			case 'put':
				put(concepts, edit.concept);
				break;
			case 'put_collection':
				collections.set(edit.collection.uri, edit.collection);
				break;
			case 'deprecate':
				change(concepts, edit.uri, { deprecated: true, replacedBy: edit.replacedBy });
				break;
			case 'restore':
				change(concepts, edit.uri, { deprecated: false, replacedBy: null });
				break;
			case 'merge':
				return null;
		}
	}
	return { ...scheme, concepts: [...concepts.values()], collections: [...collections.values()] };
}

function change(concepts: Map<string, SkosConcept>, uri: string, to: Partial<SkosConcept>): void {
	const concept = concepts.get(uri);
	if (concept) concepts.set(uri, { ...concept, ...to });
}

/** `related` is said on both sides: the other side follows. */
function put(concepts: Map<string, SkosConcept>, given: SkosConcept & { notation?: string }): void {
	const { notation, ...concept } = given;
	const before = concepts.get(concept.uri)?.related ?? [];
	const known = notation === undefined || concept.notations.includes(notation);
	concepts.set(
		concept.uri,
		known ? concept : { ...concept, notations: [...concept.notations, notation] }
	);
	for (const uri of new Set([...before, ...concept.related])) {
		const other = concepts.get(uri);
		if (!other) continue;
		const others = other.related.filter((one) => one !== concept.uri);
		const related = concept.related.includes(uri) ? [...others, concept.uri].sort() : others;
		concepts.set(uri, { ...other, related });
	}
}
