import { tilesOf, type Area } from '../../domain/areas/coverage.ts';
import type { PackStop } from '../../domain/areas/pack.ts';
import { addressesOf, type OfflineTerms, type TileSource } from '../../domain/areas/terms.ts';
import { Halt, PacedFetcher, type FetchPorts } from './fetcher.ts';

/** What to bring into the cache of an area. */
export interface PackOrder {
	area: Area;
	zooms: [first: number, last: number];
	sources: TileSource[];
	terms: OfflineTerms;
	/** Tiles before this one were asked for already, with what they came to. */
	from: { done: number; missing: number; bytes: number };
	/** Asks for everything anew; otherwise only for what is not there. */
	refresh: boolean;
	/** Pages of records and outlines of communes: addresses of this site that answer JSON. */
	pages: string[];
	/** Photos, of which small pictures are kept: addresses of this site. */
	photos: string[];
}

/** How far a download is. Only tiles have an order, so only they go on where they stopped. */
export interface PackProgress {
	tiles: { total: number; done: number; missing: number };
	tileBytes: number;
	dataBytes: number;
	/** Pages and pictures asked for, of how many. */
	data: { total: number; done: number };
	thumbnails: number;
}

/** The cache of an area, and what is around it. */
export interface DownloadPorts extends FetchPorts {
	cache: Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;
	/** This site, as in `https://example.org`. */
	origin: string;
	/** The same file in the cache of another area, or in what was seen on the map before. */
	elsewhere(address: string): Promise<Response | undefined>;
	/** A small picture of a photo; the photo itself where that is not possible. */
	shrink(photo: Blob): Promise<Blob>;
	progress(progress: PackProgress): void;
}

/** The device's own server: kind to a small one. */
const own = { perSecond: 15, parallel: 3 };
/** What a page or picture of this site is asked by: past the service worker, which keeps its own, and fresh. */
const fresh: RequestInit = { cache: 'no-store' };

/**
 * Brings an area into its cache: pages and pictures first, which are few and what a person came for, then
 * tiles from wide to near. What is there already is not asked for again, unless everything is refreshed; then the
 * older copy stays until the newer one came.
 * @returns why it ended before the end, or null at the end
 */
export async function downloadPack(
	order: PackOrder,
	ports: DownloadPorts
): Promise<PackStop | null> {
	const { area, zooms, terms, sources, refresh, from } = order;
	const found = tilesOf(area, zooms, terms.maxTiles);
	const tiles = found && addressesOf(sources, found);
	if (!tiles || tiles.length > terms.maxTiles) return 'not_allowed';
	const progress: PackProgress = {
		tiles: { total: tiles.length, done: from.done, missing: from.missing },
		tileBytes: from.bytes,
		dataBytes: 0,
		data: { total: order.pages.length + order.photos.length, done: 0 },
		thumbnails: 0
	};
	const tell = () => ports.progress(structuredClone(progress));
	tell();
	try {
		await forgetOthers(ports, [...order.pages, ...order.photos, ...tiles]);
		const site = new PacedFetcher(ports, own.perSecond);
		const keepData = async (address: string, type: string, small: boolean) => {
			// The file of a photo never changes: another one has another address.
			const bytes = await keep(ports, address, refresh && !small, async () => {
				const file = await site.get(address, type, fresh);
				return file && small ? ports.shrink(file) : file;
			});
			progress.dataBytes += bytes ?? 0;
			if (small && bytes !== null) progress.thumbnails++;
			progress.data.done++;
			tell();
		};
		await inOrder(order.pages.length, 0, own.parallel, (place) =>
			keepData(order.pages[place]!, 'application/', false)
		);
		await inOrder(order.photos.length, 0, own.parallel, (place) =>
			keepData(order.photos[place]!, 'image/', true)
		);
		const service = new PacedFetcher(ports, terms.perSecond);
		// Never with who the person is; a copy that did not change is told by its tag alone.
		const init: RequestInit = {
			mode: 'cors',
			credentials: 'omit',
			cache: refresh ? 'no-cache' : 'default'
		};
		const sizes = new Map<number, number | null>();
		await inOrder(
			tiles.length,
			from.done,
			terms.parallel,
			async (place) => {
				const get = async () => {
					const kept = refresh ? undefined : await ports.elsewhere(tiles[place]!);
					return kept ? kept.blob() : service.get(tiles[place]!, 'image/', init);
				};
				sizes.set(place, await keep(ports, tiles[place]!, refresh, get));
			},
			(place) => {
				const bytes = sizes.get(place) ?? null;
				sizes.delete(place);
				progress.tiles.done = place + 1;
				if (bytes === null) progress.tiles.missing++;
				progress.tileBytes += bytes ?? 0;
				tell();
			}
		);
		return null;
	} catch (error) {
		if (error instanceof Halt) return error.stop;
		if (error instanceof Error && error.name === 'QuotaExceededError') return 'full';
		throw error;
	}
}

/** What is no longer of the area goes: a record withdrawn from the public, above all. */
async function forgetOthers(
	{ cache, origin: site }: DownloadPorts,
	wanted: string[]
): Promise<void> {
	const names = new Set(wanted);
	for (const { url } of await cache.keys()) {
		const { origin, pathname, search } = new URL(url);
		// Addresses of this site are named without it.
		if (!names.has(url) && !(origin === site && names.has(pathname + search)))
			await cache.delete(url);
	}
}

/** @returns bytes of what is now kept at an address, or null when nothing is */
async function keep(
	{ cache, now }: DownloadPorts,
	address: string,
	refresh: boolean,
	get: () => Promise<Blob | null>
): Promise<number | null> {
	const before = await cache.match(address);
	if (before && !refresh) return sizeOf(before);
	const file = await get();
	if (!file) return before ? sizeOf(before) : null;
	const headers = {
		'content-type': file.type,
		'content-length': String(file.size),
		date: new Date(now()).toUTCString()
	};
	await cache.put(address, new Response(file, { headers }));
	return file.size;
}

const sizeOf = (kept: Response) => Number(kept.headers.get('content-length')) || 0;

/**
 * Runs work on places `from` to `count`, several at a time.
 * @param settled called for each place in order, once it and all before it are done
 */
async function inOrder(
	count: number,
	from: number,
	parallel: number,
	work: (place: number) => Promise<void>,
	settled: (place: number) => void = () => undefined
): Promise<void> {
	let next = from;
	let behind = from;
	let over = false;
	const done = new Set<number>();
	const worker = async () => {
		while (next < count && !over) {
			const place = next++;
			await work(place);
			done.add(place);
			while (done.delete(behind)) settled(behind++);
		}
	};
	const workers = Array.from({ length: parallel }, () =>
		worker().catch((error: unknown) => {
			over = true;
			throw error;
		})
	);
	const ends = await Promise.allSettled(workers);
	const failed = ends.find((end) => end.status === 'rejected');
	if (failed) throw failed.reason;
}
