/** What a statement says of its subject: an address, a text, or a nameless node of the file. */
export type Term =
	| { kind: 'uri'; value: string }
	| { kind: 'blank'; value: string }
	| {
			kind: 'literal';
			value: string;
			/** Lower-cased (RDF 1.1 compares tags without case); empty when there is none. */
			lang: string;
			/** Empty for a plain string or a text in a language. */
			datatype: string;
	  };

/** One RDF triple. Every format is read into these, and written from these. */
export interface Statement {
	/** An address, or a nameless node when it begins with `_:`. */
	subject: string;
	predicate: string;
	object: Term;
}

/** Takes statements one by one, as a file is read. */
export type Sink = (statement: Statement) => void;

/** An address as a {@link Term}. */
export function uriTerm(value: string): Term {
	return { kind: 'uri', value };
}

/** A text as a {@link Term}. */
export function textTerm(value: string, lang = '', datatype = ''): Term {
	return { kind: 'literal', value, lang, datatype };
}

/** Orders by code point (PostgreSQL's collation "C"), the same on every machine and in every language. */
export function byCodePoint(a: string, b: string): number {
	const least = Math.min(a.length, b.length);
	for (let at = 0; at < least; at += 1) {
		const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
		// Halves of a pair (above U+FFFF) come before U+E000 as units, and after it as characters.
		if (left !== right) return lifted(left) - lifted(right);
	}
	return a.length - b.length;
}

const lifted = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Sorted by `key`, the first of equal ones kept. */
export function sortedSet<T>(items: readonly T[], key: (item: T) => string): T[] {
	const found = new Map<string, T>();
	for (const item of items) {
		const name = key(item);
		if (!found.has(name)) found.set(name, item);
	}
	return [...found].sort(([a], [b]) => byCodePoint(a, b)).map(([, item]) => item);
}
