import type { MultiPolygon, Polygon } from 'geojson';
import { runPack } from '$lib/device/areas/pack-worker';
import { packCache } from '$lib/device/caches';
import { connection, onConnectionChange } from '$lib/device/connection';
import { onNetworkBack } from '$lib/device/network';
import { unpackCommunes, type NamedCommune } from '$lib/domain/find/communes';
import { newId } from '$lib/domain/ids';
import { parseBasemapConfig } from '$lib/map/basemap-config';
import { rememberBasemap, rememberedBasemap } from '$lib/map/basemap-memory';
import { AreasState } from '$lib/state/areas.svelte';
import type { CapitelleDatabase } from '$lib/store/database';
import { watch } from '$lib/store/live';
import { changePack, listPacks, recordsOfArea, removePack, savePack } from '$lib/store/packs';
import { exclusiveBy } from '$lib/sync/exclusive';

/** Areas taken along, with the one on its way. One for the page: it goes on behind other screens. */
export async function openAreas(
	db: CapitelleDatabase,
	pull: () => Promise<void>
): Promise<AreasState> {
	const exclusive = exclusiveBy(navigator.locks);
	const areas = new AreasState({
		watchPacks: (next) =>
			watch(
				() => listPacks(db),
				next,
				() => undefined
			),
		listPacks: () => listPacks(db),
		savePack: (pack) => savePack(db, pack),
		changePack: (id, changes) => changePack(db, id, changes),
		removePack: (id) => removePack(db, id),
		hasCache: (id) => caches.has(packCache(id)),
		dropCache: (id) => caches.delete(packCache(id)),
		basemaps: async () => parseBasemapConfig(await readJson('/basemaps.json')).basemaps,
		shown: rememberedBasemap,
		show: rememberBasemap,
		communes: async () => unpackCommunes(await readJson('/api/communes.json')),
		outline,
		pull,
		records: (bbox) => recordsOfArea(db, bbox),
		download: runPack,
		alone: (work) => exclusive('capitelle-packs', work),
		onNetworkBack,
		connection,
		onConnectionChange,
		newId,
		now: () => new Date()
	});
	await areas.start();
	return areas;
}

async function outline({ insee, bbox }: NamedCommune): Promise<Polygon | MultiPolygon | null> {
	const found = (await readJson(`/api/communes.geojson?bbox=${bbox.join(',')}`)) as {
		features: { id: string; geometry: Polygon | MultiPolygon }[];
	};
	return found.features.find(({ id }) => id === insee)?.geometry ?? null;
}

async function readJson(path: string): Promise<unknown> {
	const answer = await fetch(path);
	if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
	return answer.json();
}
