import type { RdfGraph } from './graph.ts';
import { skos } from './terms.ts';

/** Relations between the concepts of a file, whichever side said them. */
export class Relations {
	readonly #broader = new Map<string, string[]>();
	readonly #related = new Map<string, string[]>();
	/** Tops that their scheme names, as `scheme concept`. */
	readonly #tops = new Set<string>();
	readonly #concepts: { has(uri: string): boolean };

	constructor(
		graph: RdfGraph,
		schemes: Iterable<string>,
		concepts: { has(uri: string): boolean; keys(): Iterable<string> }
	) {
		this.#concepts = concepts;
		for (const uri of concepts.keys()) {
			for (const child of graph.uris(uri, skos.narrower)) {
				if (concepts.has(child)) push(this.#broader, child, uri);
			}
			for (const other of graph.uris(uri, skos.related)) {
				if (concepts.has(other)) push(this.#related, other, uri);
			}
		}
		for (const scheme of schemes) {
			for (const top of graph.uris(scheme, skos.hasTopConcept)) this.#tops.add(`${scheme} ${top}`);
		}
	}

	/** Parents that name this concept as narrower. */
	broaderOf(uri: string): readonly string[] {
		return this.#broader.get(uri) ?? [];
	}

	/** Concepts that say they are related to this one. */
	relatedTo(uri: string): readonly string[] {
		return this.#related.get(uri) ?? [];
	}

	/** Whether the scheme names this concept as one of its tops. */
	isTopOf(scheme: string, uri: string): boolean {
		return this.#tops.has(`${scheme} ${uri}`);
	}

	/** Whether the file describes this concept. */
	has(uri: string): boolean {
		return this.#concepts.has(uri);
	}
}

function push(map: Map<string, string[]>, key: string, value: string): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}
