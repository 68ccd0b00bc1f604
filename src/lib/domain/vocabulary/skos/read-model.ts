import type { RdfGraph } from './graph.ts';
import { schemeMembers, type Membership } from './membership.ts';
import { readCollection, readConcept, readScheme } from './read-parts.ts';
import type { Leave } from './read-texts.ts';
import { Relations } from './relations.ts';
import { byCodePoint } from './statement.ts';
import { literalForm } from './terms.ts';
import type { SkosProblem, SkosScheme } from './types.ts';

/** Things left out that are named one by one; beyond, the list would bury the rest of the report. */
const toldMost = 200;

/**
 * Schemes out of the statements of a file, one per scheme it speaks of, sorted by address; a concept of two
 * schemes is in both. Nothing is put right: what the model has no place for is kept as a statement, and
 * what cannot be kept is told.
 */
export function readModel(graph: RdfGraph): { schemes: SkosScheme[]; problems: SkosProblem[] } {
	const members = schemeMembers(graph);
	const relations = new Relations(graph, members.schemes, members.concepts);
	const left = new Map<string, SkosProblem>();
	const leave: Leave = (uri, detail, code = 'not_kept') => {
		if (left.size >= toldMost) return;
		left.set(`${uri} ${detail}`, {
			code,
			severity: 'warning',
			uri,
			others: [],
			detail
		});
	};
	const schemes = new Map<string, SkosScheme>();
	for (const uri of [...members.schemes].sort(byCodePoint)) {
		const { titles, other } = readScheme(graph, uri, relations, leave);
		schemes.set(uri, { uri, titles, other, concepts: [], collections: [] });
	}
	for (const uri of [...members.concepts.keys()].sort(byCodePoint)) {
		for (const scheme of members.concepts.get(uri)!) {
			schemes.get(scheme)!.concepts.push(readConcept(graph, uri, scheme, relations, leave));
		}
	}
	for (const uri of [...members.collections.keys()].sort(byCodePoint)) {
		for (const scheme of members.collections.get(uri)!) {
			schemes.get(scheme)!.collections.push(readCollection(graph, uri, leave));
		}
	}
	for (const subject of graph.subjects()) {
		const known =
			subject.startsWith('_:') ||
			members.schemes.has(subject) ||
			members.concepts.has(subject) ||
			members.collections.has(subject) ||
			graph.text(subject, literalForm) !== null;
		if (!known) leave(subject, '');
	}
	return {
		schemes: [...schemes.values()],
		problems: [...members.problems, ...twoThings(members), ...left.values()]
	};
}

/**
 * Addresses that are a scheme and, elsewhere in the file, a concept (S9) or a collection (S37). Within one
 * scheme `checkScheme` finds them.
 */
function twoThings({ schemes, concepts, collections }: Membership): SkosProblem[] {
	const clash = (
		code: 'skos_s9' | 'skos_s37',
		things: Membership['concepts'],
		others: { has(uri: string): boolean }
	): SkosProblem[] =>
		[...things]
			.filter(([uri, of]) => others.has(uri) && !of.has(uri))
			.map(([uri]) => ({ code, severity: 'error', uri, others: [uri], detail: '' }));
	const shared = (uri: string) =>
		[...(concepts.get(uri) ?? [])].some((scheme) => collections.get(uri)?.has(scheme));
	return [
		...clash('skos_s9', concepts, schemes),
		...clash('skos_s37', collections, schemes),
		...clash('skos_s37', collections, { has: (uri) => concepts.has(uri) && !shared(uri) })
	];
}
