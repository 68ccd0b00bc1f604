import type { LabelKind } from './types.ts';
import type {
	ConceptUse,
	SkosCollection,
	SkosConcept,
	SkosLabel,
	SkosScheme
} from './skos/types.ts';

/** Languages that the editor shows side by side; others follow. */
export const mainLanguages = ['fr', 'oc', 'ca', 'en'] as const;

/** Code points, as the types ask, whatever the language of the machine. */
function byCodePoint(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Without duplicates, in the order of what they say. */
export function tidy<T>(items: readonly T[], say: (item: T) => string): T[] {
	const once = new Map(items.map((item) => [say(item), item]));
	return [...once].sort(([a], [b]) => byCodePoint(a, b)).map(([, item]) => item);
}

/** Without blanks around and without empty ones; what was there before stays exactly as it came. */
function trimmed<T extends { text: string }>(items: readonly T[], before: readonly T[]): T[] {
	const kept = new Set(before.map(({ text }) => text));
	return items
		.map((item) => (kept.has(item.text) ? item : { ...item, text: item.text.trim() }))
		.filter(({ text }) => text !== '');
}

const words = ({ kind, lang, text }: { kind: string; lang: string; text: string }) =>
	`${kind}\t${lang}\t${text}`;
const addresses = (list: readonly string[]) =>
	tidy(
		list.map((uri) => uri.trim()).filter((uri) => uri !== ''),
		String
	);

/**
 * What a person typed as the model keeps it: without blanks, empty lines and repetitions, in order.
 * @param before what they started from, which is not theirs to tidy
 */
export function cleanConcept(concept: SkosConcept, before?: SkosConcept): SkosConcept {
	return {
		...concept,
		notations: addresses(concept.notations),
		labels: tidy(trimmed(concept.labels, before?.labels ?? []), words),
		notes: tidy(trimmed(concept.notes, before?.notes ?? []), words),
		broader: addresses(concept.broader),
		related: addresses(concept.related),
		matches: tidy(
			concept.matches
				.map(({ relation, uri }) => ({ relation, uri: uri.trim() }))
				.filter(({ uri }) => uri !== ''),
			({ relation, uri }) => `${relation}\t${uri}`
		),
		use: concept.use && { ...concept.use, osmTags: addresses(concept.use.osmTags) }
	};
}

/** A collection as the model keeps it. */
export function cleanCollection(collection: SkosCollection): SkosCollection {
	const members = [...new Set(collection.members)];
	return {
		...collection,
		labels: tidy(trimmed(collection.labels, []), words),
		notes: tidy(trimmed(collection.notes, []), words),
		members: collection.ordered ? members : members.sort(byCodePoint)
	};
}

/** A name fit for a URI and for a notation: folded, in lower case, words joined by hyphens. */
function slugOf(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
}

/** A slug that is not among those taken, by a number at its end when needed. */
export function freeSlug(text: string, taken: (slug: string) => boolean): string {
	const slug = slugOf(text) || 'concept';
	if (!taken(slug)) return slug;
	for (let number = 2; ; number++) {
		const next = `${slug}-${number}`;
		if (!taken(next)) return next;
	}
}

/** The address of something in a scheme. */
export function addressIn(scheme: { uri: string }, notation: string): string {
	return `${/[/#]$/.test(scheme.uri) ? scheme.uri : `${scheme.uri}/`}${notation}`;
}

/** A notation made of a name, and the address it ends, that nothing in the scheme has. They stay for ever. */
export function newAddress(
	scheme: Pick<SkosScheme, 'uri' | 'concepts' | 'collections'>,
	name: string
): { uri: string; notation: string } {
	const taken = new Set([
		...scheme.concepts.flatMap(({ uri, notations }) => [uri, ...notations]),
		...scheme.collections.map(({ uri }) => uri)
	]);
	const notation = freeSlug(name, (slug) => taken.has(slug) || taken.has(addressIn(scheme, slug)));
	return { uri: addressIn(scheme, notation), notation };
}

/** What a concept that came from elsewhere starts with here: nothing can be recorded with it yet. */
export const newUse: ConceptUse = {
	geometryKinds: [],
	sensitivity: 'public',
	osmTags: [],
	icon: null,
	color: null,
	shape: null,
	position: 0
};

/** An empty concept under another, as something new starts. */
export function newConcept(uri: string, parent: SkosConcept | null): SkosConcept {
	return {
		uri,
		notations: [],
		labels: [],
		notes: [],
		broader: parent ? [parent.uri] : [],
		related: [],
		matches: [],
		isTop: parent === null,
		deprecated: false,
		replacedBy: null,
		use: {
			...newUse,
			geometryKinds: parent?.use?.geometryKinds ?? [],
			sensitivity: parent?.use?.sensitivity ?? 'public'
		},
		other: []
	};
}

/** An empty label, for a line to type in. */
export function newLabel(kind: LabelKind, lang: string): SkosLabel {
	return { kind, lang, text: '', status: 'known' };
}
