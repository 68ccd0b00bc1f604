import type { SkosConcept } from './skos/types.ts';

/** A vocabulary's hierarchy, arranged for showing. Several parents and cycles are kept as they are. */
export interface SkosTree {
	readonly byUri: ReadonlyMap<string, SkosConcept>;
	/** Directly narrower concepts by URI, in order. */
	readonly narrower: ReadonlyMap<string, SkosConcept[]>;
	/** Where a reader starts, in order. */
	readonly roots: SkosConcept[];
}

/** One line of a tree that is shown. */
export interface TreeRow {
	/** URIs from the root, joined: one concept may stand in several places. */
	key: string;
	concept: SkosConcept;
	/** URI of the concept it stands under here, or null. */
	parent: string | null;
	/** From 1. */
	level: number;
	/** Place among its siblings, from 1, and how many they are. */
	position: number;
	siblings: number;
	expandable: boolean;
	expanded: boolean;
}

const separator = ' ';

/** The preferred label in a language, else in French, else in any; the notation or the URI when there is none. */
export function nameOf(concept: SkosConcept, lang: string): string {
	const preferred = concept.labels.filter(({ kind, text }) => kind === 'pref' && text !== '');
	const found =
		preferred.find((label) => label.lang === lang) ??
		preferred.find((label) => label.lang === 'fr') ??
		preferred[0];
	return found?.text ?? concept.notations[0] ?? shortUri(concept.uri);
}

/** The telling end of a URI. */
export function shortUri(uri: string): string {
	return (
		uri
			.replace(/[/#]+$/, '')
			.split(/[/#]/)
			.at(-1) || uri
	);
}

/** Whoever says nothing of it stands first: what follows goes by name. */
function placeOf(concept: SkosConcept): number {
	return concept.use?.position ?? 0;
}

/** The new places that put siblings into this order, for as few of them as will do. */
export function positionsFor(
	order: readonly SkosConcept[]
): { concept: SkosConcept; position: number }[] {
	const places = order.map(placeOf);
	const sorted = [...places].sort((a, b) => a - b);
	// Each place once: they are only dealt out anew. Otherwise room is made from the first that needs it.
	const distinct = new Set(places).size === places.length;
	let last = -1;
	return order.flatMap((concept, index) => {
		const own = places[index] ?? 0;
		const position = distinct ? (sorted[index] ?? index) : own > last ? own : last + 1;
		last = position;
		return position === own ? [] : [{ concept, position }];
	});
}

/** Siblings in the order somebody gave them, then by name as the reader's language sorts. */
function inOrder(lang: string): (a: SkosConcept, b: SkosConcept) => number {
	const { compare } = new Intl.Collator(lang === 'oc' ? ['oc', 'fr'] : lang, { numeric: true });
	const names = new Map<string, string>();
	const name = (concept: SkosConcept) => {
		const known = names.get(concept.uri) ?? nameOf(concept, lang);
		names.set(concept.uri, known);
		return known;
	};
	return (a, b) => placeOf(a) - placeOf(b) || compare(name(a), name(b));
}

/**
 * Arranges concepts into a hierarchy. A broader concept that is not among them is ignored, and of a cycle
 * that nothing leads into the first concept is shown as a root, so that every concept can be reached.
 */
export function treeOf(concepts: readonly SkosConcept[], lang: string): SkosTree {
	const sorted = [...concepts].sort(inOrder(lang));
	const byUri = new Map(sorted.map((concept) => [concept.uri, concept]));
	const narrower = new Map<string, SkosConcept[]>();
	const roots: SkosConcept[] = [];
	for (const concept of sorted) {
		const parents = concept.broader.filter((uri) => uri !== concept.uri && byUri.has(uri));
		if (parents.length === 0) roots.push(concept);
		for (const uri of parents) {
			const siblings = narrower.get(uri);
			if (siblings) siblings.push(concept);
			else narrower.set(uri, [concept]);
		}
	}
	const reached = new Set<string>();
	const reach = (start: SkosConcept) => {
		const waiting = [start];
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			if (reached.has(next.uri)) continue;
			reached.add(next.uri);
			waiting.push(...(narrower.get(next.uri) ?? []));
		}
	};
	roots.forEach(reach);
	for (const concept of sorted) {
		if (reached.has(concept.uri)) continue;
		roots.push(concept);
		reach(concept);
	}
	return { byUri, narrower, roots };
}

/** Lines of the tree with the given keys open. Inside a cycle a concept is shown once more, closed for good. */
export function rowsOf(tree: SkosTree, open: ReadonlySet<string>): TreeRow[] {
	const rows: TreeRow[] = [];
	const add = (siblings: readonly SkosConcept[], parent: TreeRow | null, path: string[]) => {
		siblings.forEach((concept, index) => {
			const key = parent ? parent.key + separator + concept.uri : concept.uri;
			const inner = path.includes(concept.uri) ? [] : (tree.narrower.get(concept.uri) ?? []);
			const row: TreeRow = {
				key,
				concept,
				parent: parent?.concept.uri ?? null,
				level: path.length + 1,
				position: index + 1,
				siblings: siblings.length,
				expandable: inner.length > 0,
				expanded: inner.length > 0 && open.has(key)
			};
			rows.push(row);
			if (row.expanded) add(inner, row, [...path, concept.uri]);
		});
	};
	add(tree.roots, null, []);
	return rows;
}

/** The given concepts as lines of one level, such as the answers of a search. */
export function flatRows(concepts: readonly SkosConcept[]): TreeRow[] {
	return concepts.map((concept, index) => ({
		key: concept.uri,
		concept,
		parent: concept.broader[0] ?? null,
		level: 1,
		position: index + 1,
		siblings: concepts.length,
		expandable: false,
		expanded: false
	}));
}

/** Everything broader, nearest first, each once. */
export function broaderOf(tree: SkosTree, uri: string): SkosConcept[] {
	return reachable(tree, uri, (concept) => concept.broader);
}

/** Everything narrower, each once, without the concept itself. */
export function narrowerOf(tree: SkosTree, uri: string): SkosConcept[] {
	return reachable(tree, uri, (concept) =>
		(tree.narrower.get(concept.uri) ?? []).map((one) => one.uri)
	);
}

function reachable(
	tree: SkosTree,
	uri: string,
	nextOf: (concept: SkosConcept) => string[]
): SkosConcept[] {
	const found = new Map<string, SkosConcept>();
	let layer = [uri];
	while (layer.length > 0) {
		const next = layer.flatMap((one) => {
			const concept = tree.byUri.get(one);
			return concept ? nextOf(concept) : [];
		});
		layer = [];
		for (const one of next) {
			const concept = tree.byUri.get(one);
			if (!concept || one === uri || found.has(one)) continue;
			found.set(one, concept);
			layer.push(one);
		}
	}
	return [...found.values()];
}

/** Keys to open so that a concept is in sight, by the shortest way from a root, and its own key last. */
export function wayTo(tree: SkosTree, uri: string): string[] {
	const line = [uri];
	const seen = new Set(line);
	let parent = parentIn(tree, uri);
	while (parent !== null && !seen.has(parent)) {
		seen.add(parent);
		line.unshift(parent);
		parent = parentIn(tree, parent);
	}
	return line.map((_, index) => line.slice(0, index + 1).join(separator));
}

function parentIn(tree: SkosTree, uri: string): string | null {
	if (tree.roots.some((root) => root.uri === uri)) return null;
	return tree.byUri.get(uri)?.broader.find((one) => tree.byUri.has(one)) ?? null;
}

/** Whether a concept may be put under another: not under itself nor under what is narrower than it. */
export function mayGoUnder(tree: SkosTree, uri: string, parent: string | null): boolean {
	if (parent === null) return true;
	return parent !== uri && !narrowerOf(tree, uri).some((concept) => concept.uri === parent);
}
