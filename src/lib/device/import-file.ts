import { ImportFileError, importLimits } from '../domain/exchange/import-error.ts';
import type { ImportedFile } from '../domain/exchange/imported.ts';
import { secondsMost, workOnFile } from './file-worker';
import type { ImportAnswer } from './import-file.worker';

/**
 * Reads a GPX or GeoJSON file beside the page, which stays usable. Rejects with {@link ImportFileError}: also
 * `cancelled` when `signal` is aborted, and `time` after two minutes; both end the work at once and free its
 * memory. `onProgress` is told the share read, 0 to 1.
 */
export function openImportFile(
	file: Blob,
	options: { onProgress?: (share: number) => void; signal?: AbortSignal } = {}
): Promise<ImportedFile> {
	return new Promise((resolve, reject) => {
		const refuse = (...error: ConstructorParameters<typeof ImportFileError>) =>
			reject(new ImportFileError(...error));
		if (file.size > importLimits.file)
			return refuse('too_large', Math.round(importLimits.file / 1024 / 1024));
		const start = () =>
			new Worker(new URL('./import-file.worker.ts', import.meta.url), { type: 'module' });
		workOnFile<Exclude<ImportAnswer, { progress: number }>>(
			start,
			{ file },
			{
				...options,
				answered(answer) {
					if ('read' in answer) resolve(answer.read);
					else refuse(answer.error.code, answer.error.detail);
				},
				ended(why) {
					if (why.because === 'crashed') refuse('unreadable', why.message);
					else if (why.because === 'time') refuse('time', secondsMost);
					else refuse('cancelled');
				}
			}
		);
	});
}
