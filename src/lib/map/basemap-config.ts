import { parseOfflineTerms, type OfflineTerms, type TileSource } from '$lib/domain/areas/terms.ts';
import type { Language, LocalizedText } from '$lib/domain/vocabulary/types';

/** Views deeper than the service's last level enlarge its tiles. */
export interface BasemapLayer extends TileSource {
	opacity?: number;
	/** Plain text, never HTML. */
	attribution: string;
	attributionUrl?: string;
}

export interface Basemap {
	id: string;
	name: LocalizedText;
	/** Drawn from first to last. */
	layers: BasemapLayer[];
	/**
	 * What its provider lets people take along ({@link offlineTerms}); absent: nothing.
	 *
	 * Of the basemaps that ship: the Géoplateforme sets no limit on WMTS tiles (“Limites d’usage”, cartes.gouv.fr:
	 * WMS-Raster has 40 a second, WMTS none) and its map, aerial photos and land register are under the Licence
	 * Ouverte 2.0; half of that pace is kept all the same. OpenStreetMap France publishes no permission, its
	 * servers live from gifts, and the OSMF's Tile Usage Policy forbids bulk downloading: nothing is taken.
	 * Both ask to know who asks: a browser sends `Referer` (headers.ts) and lets no page set `User-Agent`.
	 */
	offline?: unknown;
}

export interface BasemapConfig {
	/** Id of the basemap shown to a person who never chose one. */
	initial: string;
	basemaps: Basemap[];
}

/** What remains when the file cannot be read: the plain ground. */
export const noBasemaps: BasemapConfig = { initial: '', basemaps: [] };

/**
 * Reads the content of `/basemaps.json`. Entries that are not what they should be are left out, so
 * that a slip in an operator's file costs one basemap and not the map.
 */
export function parseBasemapConfig(input: unknown): BasemapConfig {
	if (!isObject(input) || !Array.isArray(input['basemaps'])) return noBasemaps;
	const basemaps = input['basemaps'].filter(isBasemap);
	const initial = typeof input['initial'] === 'string' ? input['initial'] : '';
	return { initial, basemaps };
}

/** The basemap to show: the person's choice while it exists, else the configured first one. */
export function pickBasemap(config: BasemapConfig, chosen: string | null): Basemap | null {
	if (chosen === plainGround) return null;
	const byId = (id: string | null) => config.basemaps.find((basemap) => basemap.id === id);
	return byId(chosen) ?? byId(config.initial) ?? config.basemaps[0] ?? null;
}

/** Choice of no basemap at all: graticule, outlines and records only. */
export const plainGround = 'none';

/** A basemap's name in the person's language, French when it has none. */
export function basemapName(basemap: Basemap, lang: Language): string {
	return basemap.name[lang] ?? basemap.name.fr;
}

/** What may be taken along of a basemap; null when its provider does not say that anything may. */
export function offlineTerms(basemap: Basemap): OfflineTerms | null {
	return parseOfflineTerms(basemap.offline);
}

/** The credit line as HTML for Leaflet's control, from text that is escaped here. */
export function attributionHtml(layer: BasemapLayer): string {
	const text = escapeHtml(layer.attribution);
	if (!layer.attributionUrl || !/^https?:\/\//.test(layer.attributionUrl)) return text;
	return `<a href="${escapeHtml(layer.attributionUrl)}" target="_blank" rel="noopener">${text}</a>`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isBasemap(input: unknown): input is Basemap {
	return (
		isObject(input) &&
		typeof input['id'] === 'string' &&
		isObject(input['name']) &&
		typeof input['name']['fr'] === 'string' &&
		Array.isArray(input['layers']) &&
		input['layers'].length > 0 &&
		input['layers'].every(isLayer)
	);
}

function isLayer(input: unknown): input is BasemapLayer {
	return (
		isObject(input) &&
		typeof input['url'] === 'string' &&
		/^(https?:\/\/|\/)/.test(input['url']) &&
		typeof input['attribution'] === 'string' &&
		typeof input['maxNativeZoom'] === 'number'
	);
}

function isObject(input: unknown): input is Record<string, unknown> {
	return typeof input === 'object' && input !== null && !Array.isArray(input);
}
