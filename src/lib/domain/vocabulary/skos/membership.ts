import type { RdfGraph } from './graph.ts';
import { rdfType, skosType, uri } from './namespaces.ts';
import { skos } from './terms.ts';
import type { SkosProblem } from './types.ts';

/** Which concept and which collection belongs to which schemes. */
export interface Membership {
	schemes: ReadonlySet<string>;
	/** Addresses of schemes by that of a concept or a collection; never an empty set. */
	concepts: ReadonlyMap<string, ReadonlySet<string>>;
	collections: ReadonlyMap<string, ReadonlySet<string>>;
	problems: SkosProblem[];
}

/** Only concepts have these (SKOS S19, S21), so that a file may leave the type out. */
const ofConcepts = new Set([
	skos.broader,
	skos.narrower,
	skos.related,
	skos.topConceptOf,
	uri('skos:broaderTransitive'),
	uri('skos:narrowerTransitive')
]);

/**
 * Finds schemes, concepts and collections. A concept that names no scheme is in the one of its parents or
 * children; in the only one of the file; or in one made for it from the addresses, which is told.
 */
export function schemeMembers(graph: RdfGraph): Membership {
	const found = findTyped(graph);
	const { schemes, concepts, collections, problems } = found;
	for (const concept of concepts.keys()) {
		for (const { predicate, object } of graph.says(concept)) {
			if (predicate !== skos.inScheme && predicate !== skos.topConceptOf) continue;
			if (object.kind !== 'uri') continue;
			schemes.add(object.value);
			concepts.get(concept)!.add(object.value);
		}
	}
	for (const scheme of schemes) {
		for (const top of graph.uris(scheme, skos.hasTopConcept)) concepts.get(top)?.add(scheme);
	}
	inheritSchemes(graph, concepts);

	const lost = [...concepts].filter(([, of]) => of.size === 0).map(([concept]) => concept);
	if (lost.length > 0) {
		const fallback = fallbackScheme(schemes, concepts, lost);
		if (fallback.told) problems.push(fallback.told);
		schemes.add(fallback.scheme);
		for (const concept of lost) concepts.get(concept)!.add(fallback.scheme);
	}
	placeCollections(graph, collections, concepts, schemes);
	return found;
}

function findTyped(graph: RdfGraph) {
	const schemes = new Set<string>();
	const concepts = new Map<string, Set<string>>();
	const collections = new Map<string, Set<string>>();
	const nameless = new Set<string>();
	const problems: SkosProblem[] = [];
	for (const subject of graph.subjects()) {
		let kind: 'concept' | null = null;
		for (const { predicate, object } of graph.says(subject)) {
			const type = predicate === rdfType ? object.value : '';
			if (type === skosType.scheme) {
				if (subject.startsWith('_:')) nameless.add(subject);
				else schemes.add(subject);
			} else if (type === skosType.collection || type === skosType.orderedCollection) {
				if (subject.startsWith('_:')) nameless.add(subject);
				else collections.set(subject, new Set());
			} else if (type === skosType.concept || ofConcepts.has(predicate)) {
				kind = 'concept';
			} else if (predicate === skos.hasTopConcept) {
				if (!subject.startsWith('_:')) schemes.add(subject);
				if (object.kind === 'uri' && graph.has(object.value)) concepts.set(object.value, new Set());
			}
		}
		if (!kind) continue;
		if (subject.startsWith('_:')) nameless.add(subject);
		else if (!concepts.has(subject)) concepts.set(subject, new Set());
	}
	for (const subject of nameless) problems.push(withoutUri(graph, subject));
	return { schemes, concepts, collections, problems };
}

function withoutUri(graph: RdfGraph, subject: string): SkosProblem {
	const label = graph.text(subject, uri('skos:prefLabel'));
	return {
		code: 'uri_missing',
		severity: 'error',
		uri: '',
		others: [],
		detail: label?.value ?? ''
	};
}

/** Gives concepts without a scheme that of the nearest concept above them, else below them. */
function inheritSchemes(graph: RdfGraph, concepts: Map<string, Set<string>>): void {
	const [down, up] = [new Map<string, string[]>(), new Map<string, string[]>()];
	const link = (map: Map<string, string[]>, from: string, to: string) => {
		const list = map.get(from);
		if (list) list.push(to);
		else map.set(from, [to]);
	};
	for (const concept of concepts.keys()) {
		for (const { predicate, object } of graph.says(concept)) {
			if (object.kind !== 'uri' || !concepts.has(object.value)) continue;
			if (predicate === skos.broader) {
				link(down, object.value, concept);
				link(up, concept, object.value);
			} else if (predicate === skos.narrower) {
				link(down, concept, object.value);
				link(up, object.value, concept);
			}
		}
	}
	for (const way of [down, up]) {
		let edge = [...concepts].filter(([, of]) => of.size > 0).map(([concept]) => concept);
		while (edge.length > 0) {
			const next: string[] = [];
			for (const concept of edge) {
				for (const reached of way.get(concept) ?? []) {
					const of = concepts.get(reached)!;
					if (of.size > 0) continue;
					for (const scheme of concepts.get(concept)!) of.add(scheme);
					next.push(reached);
				}
			}
			edge = next;
		}
	}
}

function fallbackScheme(
	schemes: ReadonlySet<string>,
	concepts: ReadonlyMap<string, ReadonlySet<string>>,
	lost: readonly string[]
): { scheme: string; told: SkosProblem | null } {
	const [only, more] = [...schemes].sort();
	if (only !== undefined && more === undefined) return { scheme: only, told: null };
	const scheme = only ?? commonBase([...concepts.keys()]);
	return {
		scheme,
		told: {
			code: 'scheme_missing',
			severity: 'warning',
			uri: scheme,
			others: lost.slice(0, 20),
			detail: String(lost.length)
		}
	};
}

/** What the addresses have in common up to their last `/` or `#`; the first one's when that is nothing. */
function commonBase(uris: readonly string[]): string {
	const [first = ''] = uris;
	let shared = first.length;
	for (const uri of uris) {
		while (!uri.startsWith(first.slice(0, shared))) shared -= 1;
	}
	const cut = (text: string) =>
		text.slice(0, Math.max(text.lastIndexOf('/'), text.lastIndexOf('#')) + 1);
	const base = cut(first.slice(0, shared));
	return /^[^:]+:\/\/[^/]+\/|^urn:/.test(base) ? base : `${cut(first)}scheme`;
}

/** A collection is where it says; else where its first known member is; else in the first scheme. */
function placeCollections(
	graph: RdfGraph,
	collections: ReadonlyMap<string, Set<string>>,
	concepts: ReadonlyMap<string, ReadonlySet<string>>,
	schemes: Set<string>
): void {
	for (const [collection, of] of collections) {
		for (const scheme of graph.uris(collection, skos.inScheme)) {
			schemes.add(scheme);
			of.add(scheme);
		}
		if (of.size > 0) continue;
		const member = graph.uris(collection, skos.member).find((uri) => concepts.has(uri));
		const [first] = [...schemes].sort();
		for (const scheme of member ? concepts.get(member)! : [first ?? commonBase([collection])]) {
			schemes.add(scheme);
			of.add(scheme);
		}
	}
}
