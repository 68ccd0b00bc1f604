import { Parser, type Quad, type Term as RdfTerm } from 'n3';
import { VocabularyFileError } from './file-error.ts';
import { rdfLangString, relativeBase, xsdString } from './namespaces.ts';
import type { Sink, Term } from './statement.ts';

/** Characters read before somebody may be told how far it is, or stop it. */
const chunkLength = 256 * 1024;

/**
 * Reads Turtle or N-Triples. `onProgress` is told the share read, 0 to 1, and may be waited for.
 * Throws {@link VocabularyFileError}.
 */
export async function readTurtle(
	text: string,
	sink: Sink,
	onProgress: (share: number) => Promise<void>
): Promise<void> {
	const parser = new Parser({ baseIRI: relativeBase, format: 'text/turtle' });
	let failure: Error | null = null;
	const take = (error: Error | null, quad: Quad | null) => {
		if (failure) return;
		try {
			if (error) throw turtleError(error);
			if (quad) sink(statementOf(quad));
		} catch (refused) {
			// Kept rather than thrown: the parser does not expect it, and would go on with what follows.
			failure = refused as Error;
		}
	};
	const feed = new Map<string, (chunk?: string) => void>();
	// The parser reads from anything that tells it of data and of the end.
	const source = { on: (event: string, heard: (chunk?: string) => void) => feed.set(event, heard) };
	parser.parse(source as unknown as Parameters<typeof parser.parse>[0] & string, take);
	for (let at = 0; at < text.length && !failure; at += chunkLength) {
		feed.get('data')?.(text.slice(at, at + chunkLength));
		await onProgress(at / text.length);
	}
	if (!failure) feed.get('end')?.();
	if (failure) throw failure as Error;
}

function statementOf({ subject, predicate, object }: Quad): Parameters<Sink>[0] {
	return { subject: nodeOf(subject), predicate: predicate.value, object: termOf(object) };
}

/** A term of the RDF libraries' common model as ours. */
export function termOf(term: RdfTerm): Term {
	if (term.termType === 'NamedNode') return { kind: 'uri', value: term.value };
	if (term.termType === 'BlankNode') return { kind: 'blank', value: nodeOf(term) };
	if (term.termType !== 'Literal') throw new VocabularyFileError('file_syntax', term.termType);
	const datatype = term.datatype.value;
	return {
		kind: 'literal',
		value: term.value,
		lang: term.language.toLowerCase(),
		datatype: datatype === xsdString || datatype === rdfLangString ? '' : datatype
	};
}

/** An address, or `_:` and the name of a nameless node. */
export function nodeOf({ termType, value }: Pick<RdfTerm, 'termType' | 'value'>): string {
	return termType === 'BlankNode' ? `_:${value}` : value;
}

function turtleError(error: Error & { context?: { line?: number } }): VocabularyFileError {
	const line = error.context?.line ?? lineIn(error.message);
	const ended = /got eof|but got end|Unexpected eof/i.test(error.message);
	return new VocabularyFileError(ended ? 'file_truncated' : 'file_syntax', error.message, line);
}

const lineIn = (message: string) => {
	const [, line] = /line (\d+)/.exec(message) ?? [];
	return line === undefined ? null : Number(line);
};
