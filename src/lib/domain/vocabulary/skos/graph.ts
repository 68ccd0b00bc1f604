import { VocabularyFileError } from './file-error.ts';
import { skosLimits } from './limits.ts';
import type { Statement, Term } from './statement.ts';
import { rdf } from './terms.ts';

/** What is said of a subject. */
export interface Said {
	predicate: string;
	object: Term;
}

const nothing: readonly Said[] = [];

/** The statements of a file, by subject. */
export class RdfGraph {
	readonly #bySubject = new Map<string, Said[]>();
	/** One copy of each address, however often the file says it. */
	readonly #names = new Map<string, string>();
	#count = 0;

	/** Throws {@link VocabularyFileError} `file_too_many` beyond what is read. */
	add({ subject, predicate, object }: Statement): void {
		this.#count += 1;
		if (this.#count > skosLimits.statements) {
			throw new VocabularyFileError('file_too_many', skosLimits.statements);
		}
		if (object.kind !== 'literal') object.value = this.#name(object.value);
		const said = { predicate: this.#name(predicate), object };
		const known = this.#bySubject.get(subject);
		if (known) known.push(said);
		else this.#bySubject.set(this.#name(subject), [said]);
	}

	#name(text: string): string {
		const known = this.#names.get(text);
		if (known !== undefined) return known;
		this.#names.set(text, text);
		return text;
	}

	subjects(): Iterable<string> {
		return this.#bySubject.keys();
	}

	/** Whether the file says anything of this subject. */
	has(subject: string): boolean {
		return this.#bySubject.has(subject);
	}

	says(subject: string): readonly Said[] {
		return this.#bySubject.get(subject) ?? nothing;
	}

	/** Addresses that a subject has under a predicate. */
	uris(subject: string, predicate: string): string[] {
		return this.says(subject)
			.filter((said) => said.predicate === predicate && said.object.kind === 'uri')
			.map(({ object }) => object.value);
	}

	/** The first text that a subject has under a predicate, or null. */
	text(subject: string, predicate: string): Extract<Term, { kind: 'literal' }> | null {
		for (const said of this.says(subject)) {
			if (said.predicate === predicate && said.object.kind === 'literal') return said.object;
		}
		return null;
	}

	/** Addresses of an RDF list, in order; a list that runs in a circle ends where it comes back. */
	list(head: string): string[] {
		const items: string[] = [];
		const seen = new Set<string>();
		for (let node = head; node !== rdf.nil && !seen.has(node);) {
			seen.add(node);
			items.push(...this.uris(node, rdf.first));
			node =
				this.says(node).find(({ predicate }) => predicate === rdf.rest)?.object.value ?? rdf.nil;
		}
		return items;
	}
}
