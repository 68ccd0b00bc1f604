import jsonld from 'jsonld';
import { VocabularyFileError } from './file-error.ts';
import { guardContexts, guardJson, lineAt } from './guard.ts';
import { prefixes, rdfType, relativeBase, uri, xsdBoolean } from './namespaces.ts';
import { literalOf } from './rdf-terms.ts';
import { uriTerm, type Sink, type Term } from './statement.ts';
import { rdf } from './terms.ts';

/** JSON-LD in its expanded form (https://www.w3.org/TR/json-ld11-api/#expansion), as far as it is read. */
type Item = Record<string, unknown>;

/** Beyond this, where a syntax error stands is not looked for: telling it would take longer than the error. */
const located = 5_000_000;

/**
 * Reads JSON-LD 1.1. A context that is elsewhere is refused, never fetched. `drop` is told of keys that no
 * context explains, which JSON-LD passes over. Rejects with {@link VocabularyFileError}.
 */
export async function readJsonLd(
	text: string,
	sink: Sink,
	onProgress: (share: number) => void,
	drop: (key: string) => void
): Promise<void> {
	guardJson(text);
	const document = parse(text);
	guardContexts(document);
	onProgress(0.3);
	const expanded = await expand(document, drop);
	onProgress(0.8);
	const walk = new Walk(sink);
	for (const item of expanded) walk.node(item);
}

function parse(text: string): object {
	try {
		return JSON.parse(text) as object;
	} catch (error) {
		const { message } = error as Error;
		const [, at] = /at position (\d+)/.exec(message) ?? [];
		const ended = /unexpected end|unterminated/i.test(message);
		const line = at === undefined || text.length > located ? null : lineAt(text, Number(at));
		throw new VocabularyFileError(ended ? 'file_truncated' : 'file_syntax', message, line);
	}
}

async function expand(document: object, drop: (key: string) => void): Promise<Item[]> {
	let remote: string | null = null;
	const options = {
		base: relativeBase,
		documentLoader: (address: string): Promise<never> => {
			remote ??= address;
			return Promise.reject(new Error('nothing is fetched'));
		},
		eventHandler: ({ event }: { event: { code: string; details?: { property?: string } } }) => {
			if (event.code === 'invalid property') drop(event.details?.property ?? '');
		}
	};
	try {
		return (await jsonld.expand(document as jsonld.JsonLdDocument, options)) as Item[];
	} catch (error) {
		if (remote !== null) throw new VocabularyFileError('file_remote_context', remote);
		const { message, details } = error as Error & { details?: { code?: string } };
		throw new VocabularyFileError('file_syntax', details?.code ?? message);
	}
}

/** Turns expanded nodes into statements. */
class Walk {
	readonly #sink: Sink;
	#nameless = 0;

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** A node with all it says; its address, or a name made for it. */
	node(item: Item): string {
		const id = item['@id'];
		const subject = typeof id === 'string' ? id : this.#name();
		for (const [key, values] of Object.entries(item)) {
			if (key === '@type') {
				for (const type of list(values)) this.#say(subject, rdfType, uriTerm(String(type)));
			} else if (key === '@graph' || key === '@included') {
				for (const inner of list(values)) this.node(inner as Item);
			} else if (key === '@reverse') this.#reverse(subject, values as Record<string, unknown>);
			else if (!key.startsWith('@')) {
				for (const value of list(values)) this.#say(subject, key, this.#term(value as Item));
			}
		}
		return subject;
	}

	#reverse(object: string, reverse: Record<string, unknown>): void {
		for (const [predicate, values] of Object.entries(reverse)) {
			for (const value of list(values))
				this.#say(this.node(value as Item), predicate, node(object));
		}
	}

	#term(item: Item): Term {
		if ('@value' in item) return literal(item);
		if ('@list' in item) return this.#list(list(item['@list']) as Item[]);
		return node(this.node(item));
	}

	#list(items: Item[]): Term {
		let rest: Term = uriTerm(rdf.nil);
		for (const item of items.toReversed()) {
			const name = this.#name();
			this.#say(name, rdf.first, this.#term(item));
			this.#say(name, rdf.rest, rest);
			rest = node(name);
		}
		return rest;
	}

	#say(subject: string, predicate: string, object: Term): void {
		this.#sink({ subject, predicate, object });
	}

	#name(): string {
		this.#nameless += 1;
		// A blank in it: no document can use the same name.
		return `_: ${this.#nameless}`;
	}
}

const list = (values: unknown): unknown[] => (Array.isArray(values) ? values : [values]);

const node = (name: string): Term =>
	name.startsWith('_:') ? { kind: 'blank', value: name } : uriTerm(name);

/** A value object; numbers and booleans get their types (https://www.w3.org/TR/json-ld11-api/#data-round-tripping). */
function literal(item: Item): Term {
	const value = item['@value'];
	const [lang, type] = [item['@language'], item['@type']];
	if (type === '@json') return literalOf(JSON.stringify(value), '', `${prefixes.rdf}JSON`);
	const said = typeof type === 'string' ? type : '';
	if (typeof value === 'boolean') return literalOf(String(value), '', said || xsdBoolean);
	if (typeof value === 'number') {
		const whole = uri(Number.isSafeInteger(value) ? 'xsd:integer' : 'xsd:double');
		return literalOf(String(value), '', said || whole);
	}
	return literalOf(String(value), typeof lang === 'string' ? lang : '', said);
}
