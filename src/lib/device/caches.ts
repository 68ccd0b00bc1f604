/** Caches of the service worker that the network fills again. Never the shell, without which nothing opens. */
export const cacheNames = {
	tiles: 'capitelle-tiles',
	photos: 'capitelle-photos',
	readings: 'capitelle-readings',
	communes: 'capitelle-communes'
} as const;

/** What to empty for want of room, what is missed least first. */
export const spareCaches: readonly (readonly string[])[] = [
	[cacheNames.tiles],
	[cacheNames.photos, cacheNames.readings, cacheNames.communes]
];

const packPrefix = 'capitelle-pack-';

/** The cache of an area taken along. */
export const packCache = (id: string) => packPrefix + id;

/** The caches of all areas taken along, the one made first before. */
export async function packCaches(): Promise<string[]> {
	if (!('caches' in globalThis)) return [];
	return (await caches.keys()).filter((name) => name.startsWith(packPrefix));
}

/**
 * Drops the area taken along first: only when nothing else that the network brings back is left, and before
 * anything of the person's. @returns whether there was one
 */
export async function dropOldestPack(): Promise<boolean> {
	const [oldest] = await packCaches();
	return oldest !== undefined && caches.delete(oldest);
}

/** Empties caches. @returns whether there was anything in them */
export async function dropCaches(names: readonly string[]): Promise<boolean> {
	if (!('caches' in globalThis)) return false;
	const dropped = await Promise.all(names.map((name) => caches.delete(name)));
	return dropped.includes(true);
}
