/** What the provider of a basemap allows people to take along. Absent from a basemap: nothing. */
export interface OfflineTerms {
	/** Deepest level that may be taken. */
	maxZoom: number;
	/** Most tiles of one area, all layers together. */
	maxTiles: number;
	/** Requests a second, at most. */
	perSecond: number;
	/** Requests under way at once, at most. */
	parallel: number;
	/** What a tile weighs in bytes, before any is known. */
	tileBytes: number;
}

/** The part of a basemap's layer that says where its tiles are. */
export interface TileSource {
	/** Address with `{z}`, `{x}`, `{y}` and, with `subdomains`, `{s}`. */
	url: string;
	subdomains?: string;
	/** Deepest level the service has. */
	maxNativeZoom: number;
}

/** Every source of tiles that `/basemaps.json` names; what makes no sense there is left out. */
export function sourcesIn(file: unknown): TileSource[] {
	const { basemaps } = (file ?? {}) as { basemaps?: { layers?: Partial<TileSource>[] }[] };
	if (!Array.isArray(basemaps)) return [];
	return basemaps
		.flatMap((basemap) => (Array.isArray(basemap?.layers) ? basemap.layers : []))
		.filter(
			(layer): layer is TileSource =>
				typeof layer?.url === 'string' && typeof layer.maxNativeZoom === 'number'
		);
}

const usualTileBytes = 22_000;

/** Reads the terms of a basemap in `/basemaps.json`; null when it has none, or none that make sense. */
export function parseOfflineTerms(input: unknown): OfflineTerms | null {
	if (typeof input !== 'object' || input === null) return null;
	const terms = input as Record<string, unknown>;
	const number = (key: string, most: number) => {
		const value = terms[key];
		return typeof value === 'number' && value > 0 ? Math.min(value, most) : null;
	};
	const maxZoom = number('maxZoom', 21);
	const maxTiles = number('maxTiles', 50_000);
	const perSecond = number('perSecond', 50);
	const parallel = number('parallel', 6);
	if (maxZoom === null || maxTiles === null || perSecond === null || parallel === null) return null;
	const tileBytes = number('tileBytes', 1_000_000) ?? usualTileBytes;
	return { maxZoom, maxTiles, perSecond, parallel, tileBytes };
}

/** The address of a tile, the very one that the map asks for: the copy is found by it. */
export function tileAddress(
	source: TileSource,
	[zoom, column, row]: readonly [number, number, number]
): string {
	const names = source.subdomains ?? 'abc';
	// As Leaflet spreads them over a service's names (TileLayer, _getSubdomain).
	const name = names.charAt(Math.abs(column + row) % names.length);
	const parts: Record<string, string> = {
		s: name,
		z: String(zoom),
		x: String(column),
		y: String(row)
	};
	return source.url.replace(/\{([szxy])\}/g, (_, key: string) => parts[key]!);
}

/** The addresses of an area's tiles in the layers of its basemap, wide views first. */
export function addressesOf(
	sources: readonly TileSource[],
	tiles: readonly (readonly [number, number, number])[]
): string[] {
	return tiles.flatMap((tile) =>
		sources
			.filter(({ maxNativeZoom }) => tile[0] <= maxNativeZoom)
			.map((source) => tileAddress(source, tile))
	);
}
