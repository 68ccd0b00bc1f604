import type { PackStop } from '../../domain/areas/pack.ts';
import { cacheNames, packCache, packCaches } from '../caches.ts';
import type { PackOrder, PackProgress } from './download.ts';
import type { PackNews } from './pack.worker';

/**
 * Downloads an area beside the page, which stays usable. Rejects when the worker dies; an aborted `signal` ends it
 * at once and is no error.
 * @param id of the area
 * @returns why it ended before the end; null at the end, or when it was ended by `signal`
 */
export async function runPack(
	id: string,
	order: PackOrder,
	options: { signal: AbortSignal; progress: (progress: PackProgress) => void }
): Promise<PackStop | null> {
	const { signal, progress } = options;
	const cache = packCache(id);
	const others = (await packCaches()).filter((name) => name !== cache);
	if (signal.aborted) return null;
	return new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./pack.worker.ts', import.meta.url), { type: 'module' });
		const end = () => {
			worker.terminate();
			signal.removeEventListener('abort', ended);
		};
		const ended = () => {
			end();
			resolve(null);
		};
		signal.addEventListener('abort', ended);
		worker.addEventListener('message', ({ data }: MessageEvent<PackNews>) => {
			if ('progress' in data) return progress(data.progress);
			end();
			if ('end' in data) resolve(data.end);
			else reject(new Error(data.error));
		});
		worker.addEventListener('error', (event) => {
			end();
			reject(new Error(event.message));
		});
		worker.postMessage({ order, cache, others: [...others, cacheNames.tiles] });
	});
}
