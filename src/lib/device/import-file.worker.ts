/// <reference lib="webworker" />
import { ImportFileError, type ImportErrorCode } from '../domain/exchange/import-error';
import type { ImportedFile } from '../domain/exchange/imported';
import { readImportFile } from '../domain/exchange/read-file';

/** What the worker says: how far it is, from 0 to 1; then what it read, or why it could not. */
export type ImportAnswer =
	| { progress: number }
	| { read: ImportedFile }
	| { error: { code: ImportErrorCode; detail: string } };

const scope = self as unknown as DedicatedWorkerGlobalScope;
const say = (answer: ImportAnswer) => scope.postMessage(answer);

scope.addEventListener('message', ({ data }: MessageEvent<{ file: Blob }>) => {
	readImportFile(data.file, (progress) => say({ progress }))
		// What cannot be handed over is caught too: the page would wait for an answer that never comes.
		.then((read) => say({ read }))
		.catch((error: unknown) => {
			const { code, detail } =
				error instanceof ImportFileError ? error : new ImportFileError('unreadable', String(error));
			say({ error: { code, detail } });
		});
});
