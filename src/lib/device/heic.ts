import script from 'libheif-js/libheif-wasm/libheif.js?url';
import wasm from 'libheif-js/libheif-wasm/libheif.wasm?url';
import type { HeicAnswer, HeicWork } from './heic.worker';

/** Why a HEIC photo could not be opened here; see {@link HeicAnswer}. */
export type HeicFailure = Extract<HeicAnswer, { error: string }>['error'];

/**
 * Opens a HEIC photo for a browser that cannot, upright. The decoder (1.5 MB) is loaded only now, in a worker that
 * ends with the photo: what it needs of memory goes with it.
 */
export async function decodeHeic(file: Blob): Promise<ImageBitmap | HeicFailure> {
	const data = await file.arrayBuffer();
	// No module: the decoder is a script as they were before modules.
	const worker = new Worker(new URL('./heic.worker.ts', import.meta.url));
	try {
		const answer = await new Promise<HeicAnswer>((resolve) => {
			worker.addEventListener('message', (event: MessageEvent<HeicAnswer>) => resolve(event.data));
			worker.addEventListener('error', () => resolve({ error: 'unreachable' }));
			const address = (url: string) => new URL(url, location.href).href;
			const work: HeicWork = { data, script: address(script), wasm: address(wasm) };
			worker.postMessage(work, [data]);
		});
		return 'bitmap' in answer ? answer.bitmap : answer.error;
	} finally {
		worker.terminate();
	}
}
