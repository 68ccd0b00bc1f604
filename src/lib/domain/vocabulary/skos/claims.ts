import type { Said } from './graph.ts';
import type { Term } from './statement.ts';

export type Literal = Extract<Term, { kind: 'literal' }>;

/** What is said of one subject, taken away part by part; what nobody took is left at the end. */
export class Claims {
	#left: readonly Said[];

	constructor(said: readonly Said[]) {
		this.#left = said;
	}

	/** Takes away what `wanted` accepts. */
	take(wanted: (said: Said) => boolean): Said[] {
		const taken: Said[] = [];
		const left: Said[] = [];
		for (const said of this.#left) (wanted(said) ? taken : left).push(said);
		if (taken.length > 0) this.#left = left;
		return taken;
	}

	/** Takes away the addresses under a predicate. */
	uris(predicate: string): string[] {
		return this.take((said) => said.predicate === predicate && said.object.kind === 'uri').map(
			({ object }) => object.value
		);
	}

	/** Takes away the texts under a predicate that have no datatype. */
	texts(predicate: string): Literal[] {
		return this.take((said) => said.predicate === predicate && isText(said.object)).map(
			({ object }) => object as Literal
		);
	}

	rest(): readonly Said[] {
		return this.#left;
	}
}

/** A plain text, in a language or in none. */
export function isText(object: Term): object is Literal {
	return object.kind === 'literal' && object.datatype === '';
}
