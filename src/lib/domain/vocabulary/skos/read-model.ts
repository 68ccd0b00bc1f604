import type { RdfGraph } from './graph.ts';
import { schemeMembers } from './membership.ts';
import { readCollection, readConcept, readScheme, type Leave } from './read-parts.ts';
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
	const leave: Leave = (uri, detail) => {
		if (left.size >= toldMost) return;
		left.set(`${uri} ${detail}`, {
			code: 'not_kept',
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
	return { schemes: [...schemes.values()], problems: [...members.problems, ...left.values()] };
}
