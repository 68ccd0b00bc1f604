import { labelKey, noteKey } from './read-texts.ts';
import { otherKey } from './read-parts.ts';
import { sortedSet } from './statement.ts';
import type { ConceptUse, SkosCollection, SkosConcept } from './types.ts';

const itself = (text: string) => text;

/**
 * A concept with its lists sorted and free of duplicates, so that two that say the same are the same,
 * whoever put them in order.
 */
export function normalConcept(concept: SkosConcept): SkosConcept {
	const { uri, isTop, deprecated, replacedBy, use } = concept;
	return {
		uri,
		notations: sortedSet(concept.notations, itself),
		labels: sortedSet(
			concept.labels.map(({ kind, lang, text, status }) => ({ kind, lang, text, status })),
			labelKey
		),
		notes: sortedSet(
			concept.notes.map(({ kind, lang, text }) => ({ kind, lang, text })),
			noteKey
		),
		broader: sortedSet(concept.broader, itself),
		related: sortedSet(concept.related, itself),
		matches: sortedSet(
			concept.matches.map(({ relation, uri: to }) => ({ relation, uri: to })),
			({ relation, uri: to }) => `${relation} ${to}`
		),
		isTop,
		deprecated,
		replacedBy,
		use: use && normalUse(use),
		other: normalOther(concept.other)
	};
}

/** Nothing said and nothing but what goes without saying are the same. */
function normalUse(use: ConceptUse): ConceptUse | null {
	const { sensitivity, icon, color, shape, position } = use;
	const geometryKinds = sortedSet(use.geometryKinds, itself);
	const osmTags = sortedSet(use.osmTags, itself);
	const plain =
		geometryKinds.length + osmTags.length + position === 0 &&
		sensitivity === 'public' &&
		[icon, color, shape].every((one) => one === null);
	return plain ? null : { geometryKinds, sensitivity, osmTags, icon, color, shape, position };
}

/** A collection in the same way; the members of an ordered one keep their order. */
export function normalCollection(collection: SkosCollection): SkosCollection {
	const { uri, ordered, isTrait, members } = collection;
	return {
		uri,
		labels: sortedSet(
			collection.labels.map(({ kind, lang, text, status }) => ({ kind, lang, text, status })),
			labelKey
		),
		notes: sortedSet(
			collection.notes.map(({ kind, lang, text }) => ({ kind, lang, text })),
			noteKey
		),
		members: ordered ? [...new Set(members)] : sortedSet(members, itself),
		ordered,
		isTrait,
		other: normalOther(collection.other)
	};
}

function normalOther(other: SkosConcept['other']): SkosConcept['other'] {
	return sortedSet(
		other.map(({ predicate, object, isUri, lang, datatype }) => ({
			predicate,
			object,
			isUri,
			lang,
			datatype
		})),
		otherKey
	);
}
