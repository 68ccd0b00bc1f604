import { VocabularyFileError } from '../domain/vocabulary/skos/file-error.ts';
import { skosLimits } from '../domain/vocabulary/skos/limits.ts';
import { secondsMost, workOnFile } from './file-worker';
import type { FileAnswer, OpenedVocabulary } from './vocabulary-file.worker';

export type { OpenedVocabulary } from './vocabulary-file.worker';

/**
 * Reads and checks a vocabulary beside the page, which stays usable. Rejects with
 * {@link VocabularyFileError}: also `file_cancelled` when `signal` is aborted, and `file_time` after two
 * minutes; both end the work at once and free its memory. `onProgress` is told the share done, 0 to 1.
 */
export function openVocabulary(
	file: Blob & { readonly name: string },
	options: { onProgress?: (share: number) => void; signal?: AbortSignal } = {}
): Promise<OpenedVocabulary> {
	return new Promise((resolve, reject) => {
		const refuse = (...error: ConstructorParameters<typeof VocabularyFileError>) =>
			reject(new VocabularyFileError(...error));
		// Before anything is read into memory.
		if (file.size > skosLimits.file) {
			return refuse('file_too_large', Math.round(skosLimits.file / 1024 / 1024));
		}
		const start = () =>
			new Worker(new URL('./vocabulary-file.worker.ts', import.meta.url), { type: 'module' });
		workOnFile<Exclude<FileAnswer, { progress: number }>>(
			start,
			{ file, name: file.name },
			{
				...options,
				answered(answer) {
					if ('opened' in answer) resolve(answer.opened);
					else refuse(answer.error.code, answer.error.detail, answer.error.line);
				},
				ended(why) {
					if (why.because === 'crashed') refuse('file_unreadable', why.message);
					else if (why.because === 'time') refuse('file_time', secondsMost);
					else refuse('file_cancelled');
				}
			}
		);
	});
}
