/** What administrators chose of one basemap; their order is that of the list. */
export interface BasemapSetting {
	/** As in `basemaps.json`. */
	id: string;
	shown: boolean;
	/** Of the whole basemap, 0.1 to 1. */
	opacity: number;
	/** Shown to a person who never chose one. */
	initial: boolean;
}

/** What of a file of basemaps matters here; everything else in it passes unread. */
interface BasemapsLike {
	initial?: unknown;
	basemaps: { id?: unknown; layers: { opacity?: number }[] }[];
}

/**
 * A file of basemaps as administrators want it shown: their order, without what they hide. What the file has and
 * they never saw comes last; what the file lost is forgotten. Where tiles come from is the file's alone.
 */
export function arrangeBasemaps<File extends BasemapsLike>(
	file: File,
	settings: readonly BasemapSetting[]
): File {
	const known = new Map(settings.map((setting, i) => [setting.id, { ...setting, place: i }]));
	const of = ({ id }: { id?: unknown }) => (typeof id === 'string' ? known.get(id) : undefined);
	const placed = [...file.basemaps]
		.map((basemap) => ({ basemap, setting: of(basemap) }))
		.sort((a, b) => (a.setting?.place ?? Infinity) - (b.setting?.place ?? Infinity) || 0)
		.filter(({ setting }) => setting?.shown !== false);
	// Nobody can want a site without any: a file whose every basemap is hidden is shown as it is.
	if (placed.length === 0) return file;
	const first = placed.find(({ setting }) => setting?.initial);
	return {
		...file,
		...(first ? { initial: first.basemap.id } : {}),
		basemaps: placed.map(({ basemap, setting }) =>
			setting && setting.opacity < 1 ? faded(basemap, setting.opacity) : basemap
		)
	};
}

function faded<Basemap extends { layers: { opacity?: number }[] }>(
	basemap: Basemap,
	opacity: number
): Basemap {
	const layers = basemap.layers.map((layer) => ({
		...layer,
		opacity: Math.round((layer.opacity ?? 1) * opacity * 100) / 100
	}));
	return { ...basemap, layers };
}
