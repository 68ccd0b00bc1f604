import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { VocabularyFileError } from './file-error.ts';
import { guardXml, lineAt } from './guard.ts';
import { prefixes, relativeBase } from './namespaces.ts';
import { statementOf } from './rdf-terms.ts';
import type { Sink } from './statement.ts';

const chunkLength = 64 * 1024;

/**
 * Reads RDF/XML. No entity is expanded and nothing is fetched. `onProgress` is told the share read, 0 to 1.
 * Rejects with {@link VocabularyFileError}.
 */
export async function readRdfXml(
	text: string,
	sink: Sink,
	onProgress: (share: number) => void
): Promise<void> {
	const whole = guardXml(text);
	if (!text.includes(prefixes.rdf)) throw new VocabularyFileError('file_format');
	const parser = new RdfXmlParser({
		baseIRI: relativeBase,
		trackPosition: true,
		// A bad address is told with its concept; it does not make the file unreadable.
		validateUri: false,
		allowDuplicateRdfIds: true
	});
	let failure: Error | null = null;
	const fail = (error: Error) => (failure ??= xmlError(error));
	parser.on('error', fail);
	parser.on('data', (quad: Parameters<typeof statementOf>[0]) => {
		if (failure) return;
		try {
			sink(statementOf(quad));
		} catch (refused) {
			fail(refused as Error);
		}
	});
	const ended = new Promise<void>((resolve) => parser.on('close', resolve));
	for (let at = 0; at < text.length && !failure; at += chunkLength) {
		await new Promise<void>((resolve) => {
			// Answered after an error too, so that the loop sees it.
			parser.write(text.slice(at, at + chunkLength), () => resolve());
		});
		onProgress(at / text.length);
	}
	if (!failure) parser.end();
	else parser.destroy();
	await ended;
	if (failure) throw failure as Error;
	if (!whole) throw new VocabularyFileError('file_truncated', '', lineAt(text, text.length));
}

function xmlError(error: Error): VocabularyFileError {
	if (error instanceof VocabularyFileError) return error;
	const [, line] = /^(?:Line )?(\d+)/.exec(error.message) ?? [];
	const ended = /unclosed tag|unexpected end|must contain a root/i.test(error.message);
	return new VocabularyFileError(
		ended ? 'file_truncated' : 'file_syntax',
		error.message,
		line === undefined ? null : Number(line)
	);
}
