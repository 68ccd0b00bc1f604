/// <reference lib="webworker" />
import { checkScheme } from '../domain/vocabulary/skos/check';
import { VocabularyFileError, type FileErrorCode } from '../domain/vocabulary/skos/file-error';
import { readVocabulary, type VocabularyFile } from '../domain/vocabulary/skos/read';
import type { SkosProblem } from '../domain/vocabulary/skos/types';

/** A file read, with what is wrong with each of its schemes, in their order. */
export interface OpenedVocabulary extends VocabularyFile {
	checks: SkosProblem[][];
}

/** What the worker says: how far it is, from 0 to 1; then what it read, or why it could not. */
export type FileAnswer =
	| { progress: number }
	| { opened: OpenedVocabulary }
	| { error: { code: FileErrorCode; detail: string; line: number | null } };

const scope = self as unknown as DedicatedWorkerGlobalScope;
const say = (answer: FileAnswer) => scope.postMessage(answer);
/** Of the time, the share of reading; checking takes the rest. */
const readingShare = 0.9;

scope.addEventListener('message', ({ data }: MessageEvent<{ file: Blob; name: string }>) => {
	open(data.file, data.name).then(
		(opened) => say({ opened }),
		(error: unknown) => {
			const { code, detail, line } =
				error instanceof VocabularyFileError
					? error
					: new VocabularyFileError('file_unreadable', String(error));
			say({ error: { code, detail, line } });
		}
	);
});

async function open(file: Blob, name: string): Promise<OpenedVocabulary> {
	const bytes = new Uint8Array(await file.arrayBuffer());
	const read = await readVocabulary(bytes, name, (share) =>
		say({ progress: share * readingShare })
	);
	const known = new Set(read.schemes.flatMap(({ concepts }) => concepts.map(({ uri }) => uri)));
	return { ...read, checks: read.schemes.map((scheme) => checkScheme(scheme, known)) };
}
