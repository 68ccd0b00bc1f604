import type { Language } from '$lib/domain/vocabulary/types';
import {
	attributionHtml,
	basemapName,
	noBasemaps,
	parseBasemapConfig,
	pickBasemap,
	plainGround,
	type Basemap,
	type BasemapConfig
} from './basemap-config';
import { rememberBasemap, rememberedBasemap } from './basemap-memory';
import {
	Control,
	disableClickPropagation,
	createElement,
	layerGroup,
	tileLayer,
	type LeafletMap
} from './leaflet';

export interface BasemapTexts {
	/** Label of the list of basemaps. */
	choose: string;
	/** Name of the choice without a basemap. */
	none: string;
	/** Shown while no tile of the chosen basemap arrives. */
	unavailable: string;
}

/** Deepest zoom of every map; beyond a service's own levels its tiles are enlarged. */
export const maxZoom = 21;

let loading: Promise<BasemapConfig> | null = null;

/** `/basemaps.json`, read once per page; an unreadable file means the plain ground, never an error. */
function loadBasemaps(): Promise<BasemapConfig> {
	loading ??= fetch('/basemaps.json')
		.then(async (answer) => (answer.ok ? parseBasemapConfig(await answer.json()) : noBasemaps))
		.catch(() => {
			loading = null;
			return noBasemaps;
		});
	return loading;
}

/**
 * Puts the person's basemap on the map, with a list to choose another when `choice` is true, and a
 * plain sentence while its tiles do not arrive. Removed with the map.
 */
export async function addBasemap(
	map: LeafletMap,
	options: {
		lang: Language;
		texts: BasemapTexts;
		choice: boolean;
		/** Tiles of the chosen basemap have come, or a basemap was chosen of which none has yet. */
		onTiles: (arrived: boolean) => void;
	}
): Promise<void> {
	const { lang, texts } = options;
	const notice = addNotice(map, texts.unavailable);
	const shown = layerGroup().addTo(map);
	let gone = false;
	map.on('unload', () => (gone = true));

	const config = await loadBasemaps();
	if (gone) return;
	const show = (basemap: Basemap | null) => {
		shown.clearLayers();
		options.onTiles(false);
		notice.hidden = basemap !== null || config.basemaps.length > 0;
		if (basemap) addTiles(shown, basemap, notice, () => options.onTiles(true));
	};
	const current = pickBasemap(config, rememberedBasemap());
	show(current);
	if (options.choice && config.basemaps.length > 0) {
		addChoice(map, config.basemaps, current, lang, texts, (id) => {
			rememberBasemap(id);
			show(pickBasemap(config, id));
		});
	}
}

function addTiles(
	into: ReturnType<typeof layerGroup>,
	basemap: Basemap,
	notice: HTMLElement,
	onTile: () => void
) {
	for (const layer of basemap.layers) {
		const tiles = tileLayer(layer.url, {
			maxZoom,
			maxNativeZoom: layer.maxNativeZoom,
			subdomains: layer.subdomains ?? 'abc',
			opacity: layer.opacity ?? 1,
			attribution: attributionHtml(layer)
		});
		// One tile that arrives is enough to say that the service answers: coverage ends somewhere.
		let arrived = false;
		tiles.on('tileload', () => {
			arrived = true;
			notice.hidden = true;
			onTile();
		});
		tiles.on('loading', () => (arrived = false));
		tiles.on('tileerror', () => {
			if (!arrived) notice.hidden = false;
		});
		into.addLayer(tiles);
	}
}

function addNotice(map: LeafletMap, text: string): HTMLElement {
	const element = createElement('p', 'map-notice');
	element.setAttribute('role', 'status');
	element.textContent = text;
	element.hidden = true;
	const NoticeControl = Control.extend({ onAdd: () => element });
	new NoticeControl({ position: 'bottomleft' }).addTo(map);
	return element;
}

function addChoice(
	map: LeafletMap,
	basemaps: Basemap[],
	current: Basemap | null,
	lang: Language,
	texts: BasemapTexts,
	onChoice: (id: string) => void
) {
	const ChoiceControl = Control.extend({
		onAdd() {
			const holder = createElement('div', 'map-basemap');
			const select = createElement('select', '', holder);
			select.setAttribute('aria-label', texts.choose);
			for (const basemap of basemaps) {
				select.add(new Option(basemapName(basemap, lang), basemap.id));
			}
			select.add(new Option(texts.none, plainGround));
			select.value = current?.id ?? plainGround;
			select.addEventListener('change', () => onChoice(select.value));
			disableClickPropagation(holder);
			return holder;
		}
	});
	new ChoiceControl({ position: 'topright' }).addTo(map);
}
