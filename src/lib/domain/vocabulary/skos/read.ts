import { withoutArchesKeys } from './arches.ts';
import { decodeFile } from './decode.ts';
import { VocabularyFileError } from './file-error.ts';
import { RdfGraph } from './graph.ts';
import { readModel } from './read-model.ts';
import { sniffFormat, type VocabularyFormat } from './sniff.ts';
import type { Sink } from './statement.ts';
import type { SkosProblem, SkosScheme } from './types.ts';

/** A file read whole. */
export interface VocabularyFile {
	format: VocabularyFormat;
	/** One per concept scheme the file speaks of, sorted by address. */
	schemes: SkosScheme[];
	/** What only the file shows: things left out, or without an address. See also `checkScheme`. */
	problems: SkosProblem[];
}

/** Unknown columns or keys that are named; beyond, the list would bury the rest of the report. */
const droppedMost = 50;
/** Of the time reading takes, the share of the text; the rest is putting it together. */
const textShare = 0.8;

/**
 * Reads a vocabulary in Turtle, RDF/XML (Arches' too), JSON-LD or Opentheso's CSV. Its content says which;
 * the name is asked only where it does not. All or nothing: rejects with {@link VocabularyFileError} when
 * the file cannot be read to its end. `onProgress` is told the share done, 0 to 1. It computes for seconds
 * on a large file: call it in a worker.
 */
export async function readVocabulary(
	bytes: Uint8Array,
	fileName: string,
	onProgress: (share: number) => void = () => undefined
): Promise<VocabularyFile> {
	const text = decodeFile(bytes);
	const graph = new RdfGraph();
	const dropped = new Set<string>();
	const drop = (name: string) => {
		if (dropped.size < droppedMost) dropped.add(name);
	};
	const format = await readStatements(
		text,
		sniffFormat(text, fileName),
		(statement) => graph.add(statement),
		(share) => onProgress(share * textShare),
		drop
	);
	const { schemes, problems } = readModel(graph);
	if (schemes.every(({ concepts }) => concepts.length === 0)) {
		throw new VocabularyFileError('file_no_vocabulary');
	}
	onProgress(1);
	return { format, schemes, problems: [...problems, ...[...dropped].map(unknownName)] };
}

/** Each format's library is loaded when a file needs it. */
async function readStatements(
	text: string,
	format: ReturnType<typeof sniffFormat>,
	sink: Sink,
	onProgress: (share: number) => void,
	drop: (name: string) => void
): Promise<VocabularyFormat> {
	switch (format) {
		case 'turtle':
			(await import('./read-turtle.ts')).readTurtle(text, sink, onProgress);
			return format;
		case 'rdf_xml': {
			const arches = withoutArchesKeys(sink);
			await (await import('./read-rdf-xml.ts')).readRdfXml(text, arches.sink, onProgress);
			return arches.found() ? 'arches_xml' : format;
		}
		case 'json_ld':
			await (await import('./read-json-ld.ts')).readJsonLd(text, sink, onProgress, drop);
			return format;
		case 'opentheso_csv':
			(await import('./read-csv.ts')).readCsv(text, sink, onProgress, drop);
			return format;
	}
}

function unknownName(detail: string): SkosProblem {
	return { code: 'not_kept', severity: 'warning', uri: '', others: [], detail };
}
