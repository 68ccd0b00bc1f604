/// <reference lib="webworker" />
import type { PackStop } from '../../domain/areas/pack.ts';
import { downloadPack, type PackOrder, type PackProgress } from './download.ts';

/** What the page asks: an order, and the caches to work with. */
export interface PackTask {
	order: PackOrder;
	cache: string;
	/** Caches that may hold the same files. */
	others: string[];
}

/** What it hears: how far it is; then how it ended, `error` when nobody knows why. */
export type PackNews = { progress: PackProgress } | { end: PackStop | null } | { error: string };

const scope = self as unknown as DedicatedWorkerGlobalScope;
const say = (news: PackNews) => scope.postMessage(news);
/** Often enough to be seen moving, seldom enough not to be felt. */
const tellMs = 500;
/** Longest side in pixels of a picture kept: to know a thing again by. */
const pictureEdge = 480;

scope.addEventListener('message', ({ data }: MessageEvent<PackTask>) => {
	work(data).then(
		(end) => say({ end }),
		(error: unknown) => say({ error: String(error) })
	);
});

async function work({ order, cache, others }: PackTask): Promise<PackStop | null> {
	const own = await caches.open(cache);
	let latest: PackProgress | null = null;
	let told = 0;
	const end = await downloadPack(order, {
		cache: own,
		origin: scope.location.origin,
		async elsewhere(address) {
			for (const name of others) {
				const kept = await caches.match(address, { cacheName: name });
				if (kept?.ok) return kept;
			}
			return undefined;
		},
		shrink,
		fetch: (address, init) => fetch(address, init),
		now: Date.now,
		sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
		progress(progress) {
			latest = progress;
			if (Date.now() - told < tellMs) return;
			told = Date.now();
			say({ progress });
		}
	});
	if (latest) say({ progress: latest });
	return end;
}

/** Where the browser cannot draw outside a page, the photo itself is kept: heavier, and as good. */
async function shrink(photo: Blob): Promise<Blob> {
	if (typeof OffscreenCanvas === 'undefined') return photo;
	const bitmap = await createImageBitmap(photo).catch(() => null);
	if (!bitmap) return photo;
	const ratio = Math.min(1, pictureEdge / Math.max(bitmap.width, bitmap.height));
	const canvas = new OffscreenCanvas(
		Math.max(1, Math.round(bitmap.width * ratio)),
		Math.max(1, Math.round(bitmap.height * ratio))
	);
	canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
	bitmap.close();
	return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 });
}
