import { sourcesIn, tileAddress, type TileSource } from '$lib/domain/areas/terms';
import { packCaches } from '$lib/device/caches';

/** Levels that a tile is enlarged over: beyond that it shows nothing a person could use. */
const mostLevels = 6;
const tileSide = 256;

/** What is kept of an address in an area taken along. */
export async function fromPacks(
	address: string,
	names?: readonly string[]
): Promise<Response | undefined> {
	for (const cacheName of names ?? (await packCaches())) {
		const kept = await caches.match(address, { cacheName });
		if (kept) return kept;
	}
	return undefined;
}

/**
 * A tile that nobody keeps, made of the nearest wider one that is kept, enlarged: a wall is placed on a blurred
 * map rather than on none.
 * @param basemaps content of `/basemaps.json`, which says what an address means
 * @param others caches to look in after those of the areas
 */
export async function enlarged(
	address: string,
	basemaps: unknown,
	others: readonly string[]
): Promise<Response | undefined> {
	const names = [...(await packCaches()), ...others];
	for (const source of sourcesIn(basemaps)) {
		const tile = tileOf(source, address);
		if (!tile) continue;
		const [zoom, column, row] = tile;
		for (let up = 1; up <= Math.min(mostLevels, zoom); up++) {
			const wider = tileAddress(source, [zoom - up, column >> up, row >> up]);
			const kept = await fromPacks(wider, names);
			if (kept) return part(await kept.blob(), up, column, row);
		}
	}
	return undefined;
}

/** Zoom, column and row that an address of a service means; null when it is none of its. */
export function tileOf(source: TileSource, address: string): [number, number, number] | null {
	const names: string[] = [];
	const pattern = source.url
		.split(/(\{[szxy]\})/)
		.map((part) => {
			const name = /^\{([szxy])\}$/.exec(part)?.[1];
			if (name) names.push(name);
			if (name === 's') return `([${source.subdomains ?? 'abc'}])`;
			return name ? '(\\d+)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		})
		.join('');
	const found = new RegExp(`^${pattern}$`).exec(address);
	if (!found) return null;
	const value = (name: string) => Number(found[names.indexOf(name) + 1]);
	return [value('z'), value('x'), value('y')];
}

/** The piece of a tile, `up` levels wider, that another one covers, as large as a tile. */
async function part(
	file: Blob,
	up: number,
	column: number,
	row: number
): Promise<Response | undefined> {
	if (typeof OffscreenCanvas === 'undefined') return undefined;
	const count = 2 ** up;
	const bitmap = await createImageBitmap(file);
	const [width, height] = [bitmap.width / count, bitmap.height / count];
	const canvas = new OffscreenCanvas(tileSide, tileSide);
	const [left, top] = [(column % count) * width, (row % count) * height];
	canvas.getContext('2d')?.drawImage(bitmap, left, top, width, height, 0, 0, tileSide, tileSide);
	bitmap.close();
	return new Response(await canvas.convertToBlob());
}
