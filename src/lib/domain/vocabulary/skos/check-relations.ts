import type { Tell } from './check-texts.ts';
import { Ancestors, cyclesOf, Groups, type Hierarchy } from './hierarchy.ts';
import type { SkosConcept, SkosScheme } from './types.ts';

/** Concepts named beside the one a problem is about. */
const othersMost = 20;

/** Says what is wrong with the concept of this address. */
export type TellOf = (uri: string) => Tell;

/** Checks what concepts say of one another: S27, S46, cycles, and what leads nowhere. */
export function checkRelations(
	scheme: SkosScheme,
	known: ReadonlySet<string>,
	tellOf: TellOf
): void {
	const concepts = new Map(scheme.concepts.map((concept) => [concept.uri, concept]));
	const broader: Hierarchy = new Map(
		scheme.concepts.map(({ uri, broader: parents }) => [
			uri,
			parents.filter((parent) => parent !== uri && concepts.has(parent))
		])
	);
	for (const concept of scheme.concepts) {
		checkParents(concept, concepts, known, tellOf(concept.uri));
	}
	checkOrphans(scheme, broader, tellOf);
	for (const cycle of cyclesOf(broader)) {
		const [first = '', ...others] = cycle.sort();
		tellOf(first)('broader_cycle', '', others.slice(0, othersMost));
	}
	checkRelated(scheme, broader, tellOf);
	checkMatches(scheme, tellOf);
}

function checkParents(
	{ uri, broader, related, replacedBy, isTop }: SkosConcept,
	concepts: ReadonlyMap<string, SkosConcept>,
	known: ReadonlySet<string>,
	tell: Tell
): void {
	const missing = (to: string) => !concepts.has(to) && !known.has(to);
	const dangling = (property: string, targets: readonly string[]) => {
		const lost = targets.filter(missing);
		if (lost.length > 0) tell('broader_dangling', property, lost.slice(0, othersMost));
	};
	if (broader.includes(uri)) tell('broader_self');
	dangling('broader', broader);
	dangling('related', related);
	if (replacedBy !== null) dangling('replacedBy', [replacedBy]);
	const parents = broader.filter((parent) => parent !== uri && concepts.has(parent));
	if (parents.length > 1) tell('several_parents', '', parents.slice(0, othersMost));
	if (isTop && parents.length > 0) tell('top_with_broader', '', parents.slice(0, othersMost));
}

/** Concepts that nothing leads to: no relation to another of the scheme, and not declared its top. */
function checkOrphans(scheme: SkosScheme, broader: Hierarchy, tellOf: TellOf): void {
	const reached = new Set([...broader.values()].flat());
	for (const { uri, isTop, related, deprecated } of scheme.concepts) {
		const alone =
			!isTop &&
			!deprecated &&
			related.length === 0 &&
			broader.get(uri)!.length === 0 &&
			!reached.has(uri);
		if (alone) tellOf(uri)('orphan');
	}
}

/** S27: what is related is neither broader nor narrower, however far. Told of both. */
function checkRelated(scheme: SkosScheme, broader: Hierarchy, tellOf: TellOf): void {
	const told = new Set<string>();
	const tell = (uri: string, other: string) => {
		if (told.has(`${uri} ${other}`)) return;
		told.add(`${uri} ${other}`);
		tellOf(uri)('skos_s27', '', [other]);
	};
	const ancestors = new Ancestors(broader);
	for (const { uri, broader: parents, related } of scheme.concepts) {
		// The hierarchy leaves out a concept above itself; being related to itself contradicts it all the same.
		if (parents.includes(uri) && related.includes(uri)) tell(uri, uri);
		for (const other of ancestors.among(uri, related)) {
			tell(uri, other);
			tell(other, uri);
		}
	}
}

/**
 * S46: an exact match is neither a broader, a narrower nor a related one; through any chain of exact
 * matches, for they are symmetric and transitive (S44, S45).
 */
function checkMatches(scheme: SkosScheme, tellOf: TellOf): void {
	const same = new Groups();
	for (const { uri, matches } of scheme.concepts) {
		for (const { relation, uri: to } of matches) if (relation === 'exactMatch') same.join(uri, to);
	}
	for (const { uri, matches } of scheme.concepts) {
		for (const { relation, uri: to } of matches) {
			if (relation === 'exactMatch' || relation === 'closeMatch') continue;
			if (same.of(uri) === same.of(to)) tellOf(uri)('skos_s46', relation, [to]);
		}
	}
}
