import type { Statement } from './statement.ts';
import { rdf, skos } from './terms.ts';

/** Items of the ordered collections' lists, by the name of the first node; each is told from its head on. */
export function listItems(statements: readonly Statement[]): Map<string, string[]> {
	const heads = new Map<string, string[]>();
	const headOf = new Map<string, string>();
	for (const { subject, predicate, object } of statements) {
		if (predicate === skos.memberList && object.kind === 'blank') {
			heads.set(object.value, []);
			headOf.set(object.value, object.value);
		}
		const head = headOf.get(subject);
		if (head === undefined) continue;
		if (predicate === rdf.first) heads.get(head)!.push(object.value);
		if (predicate === rdf.rest) headOf.set(object.value, head);
	}
	return heads;
}
