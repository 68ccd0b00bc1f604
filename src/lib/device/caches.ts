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

/** Empties caches. @returns whether there was anything in them */
export async function dropCaches(names: readonly string[]): Promise<boolean> {
	if (!('caches' in globalThis)) return false;
	const dropped = await Promise.all(names.map((name) => caches.delete(name)));
	return dropped.includes(true);
}
