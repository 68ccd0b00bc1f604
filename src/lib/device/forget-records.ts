import { cacheNames, packCaches } from './caches.ts';

const pageOf = /^\/api\/records\/([^/.]+)$/;
const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/**
 * Drops what this device keeps to show of records that are public no more: their pages, and the pictures named
 * there, in the areas taken along as well. What the person made is elsewhere, and stays.
 */
export async function forgetRecords(gone: readonly string[]): Promise<void> {
	if (!('caches' in globalThis)) return;
	const wanted = new Set(gone);
	const names = [...(await packCaches()), cacheNames.readings];
	const kept = await Promise.all(names.map((name) => caches.open(name)));
	const photos = new Set<string>();
	for (const cache of kept)
		for (const { url } of await cache.keys()) {
			const id = pageOf.exec(new URL(url).pathname)?.[1];
			if (id === undefined || !wanted.has(id)) continue;
			const page = await (await cache.match(url))?.text();
			for (const [one] of page?.matchAll(ids) ?? []) photos.add(one);
			await cache.delete(url);
		}
	if (photos.size === 0) return;
	for (const cache of [...kept, await caches.open(cacheNames.photos)])
		for (const id of photos) await cache.delete(`/photos/${id}`);
}
