import { Parser, type Quad } from 'n3';
import { VocabularyFileError } from './file-error.ts';
import { skosLimits } from './limits.ts';
import { relativeBase } from './namespaces.ts';
import { statementOf } from './rdf-terms.ts';
import type { Sink } from './statement.ts';

/** Characters read before somebody is told how far it is. */
const chunkLength = 256 * 1024;

/**
 * Reads Turtle or N-Triples. `onProgress` is told the share read, 0 to 1.
 * Throws {@link VocabularyFileError}.
 */
export function readTurtle(text: string, sink: Sink, onProgress: (share: number) => void): void {
	const parser = new Parser({ baseIRI: relativeBase, format: 'text/turtle' });
	const failures: Error[] = [];
	const take = (error: Error | null, quad: Quad | null) => {
		if (failures.length > 0) return;
		try {
			if (error) throw turtleError(error);
			if (quad) sink(statementOf(quad));
		} catch (refused) {
			// Kept rather than thrown: the parser does not expect it, and would go on with what follows.
			failures.push(refused as Error);
		}
	};
	const heard = new Map<string, (chunk?: string) => void>();
	// The parser reads from anything that tells it of data and of the end.
	const source = { on: (event: string, hear: (chunk?: string) => void) => heard.set(event, hear) };
	const parse = parser.parse.bind(parser) as unknown as ParseWithTokens;
	// An error thrown for a token ends the parse and comes out of `data`.
	parse(source, { onQuad: take, onToken: depthGuard() });
	for (let at = 0; at < text.length && failures.length === 0; at += chunkLength) {
		heard.get('data')?.(text.slice(at, at + chunkLength));
		onProgress(at / text.length);
	}
	if (failures.length === 0) heard.get('end')?.();
	if (failures[0]) throw failures[0];
}

/** What the parser takes too, and its published types do not say yet. */
type ParseWithTokens = (
	source: unknown,
	heard: {
		onQuad: (error: Error | null, quad: Quad | null) => void;
		onToken: (token: { type: string }) => void;
	}
) => void;

/** Refuses lists and nameless nodes inside one another without end, as their tokens come. */
function depthGuard(): (token: { type: string }) => void {
	let depth = 0;
	return ({ type }) => {
		if (type === '[' || type === '(' || type === '<<' || type === '{') depth += 1;
		else if (type === ']' || type === ')' || type === '>>' || type === '}') depth -= 1;
		if (depth > skosLimits.depth) throw new VocabularyFileError('file_too_deep', skosLimits.depth);
	};
}

function turtleError(error: Error & { context?: { line?: number } }): VocabularyFileError {
	const [, told] = /on line (\d+)/.exec(error.message) ?? [];
	const line = error.context?.line ?? (told === undefined ? null : Number(told));
	const ended = /\beof\b/i.test(error.message);
	return new VocabularyFileError(ended ? 'file_truncated' : 'file_syntax', error.message, line);
}
