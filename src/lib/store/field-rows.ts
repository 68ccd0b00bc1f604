import type { Area } from '$lib/domain/areas/coverage.ts';
import type { PackStop } from '$lib/domain/areas/pack.ts';

/** A morning or a day in the field, under a name: what was noted in it. Stays on this device and in the rescue file. */
export interface OutingRow {
	id: string;
	/** Account id, or the anonymous owner. */
	owner: string;
	name: string;
	/** As they want to be called; never asked for. */
	participants: string[];
	/** ISO 8601 with offset. */
	started_at: string;
	/** Null while it goes on; one at a time by owner. */
	ended_at: string | null;
	/** Records made in it, oldest first. */
	record_ids: string[];
	/** Records that were seen again in it, oldest first; absent when there is none. */
	visited_ids?: string[];
}

/**
 * An area kept on the device to work in without a network. Its tiles, pictures and record pages are in a cache
 * of its own, named by its id; its records are in the replica, with the others.
 */
export interface PackRow {
	id: string;
	name: string;
	area: Area;
	/** Id of the basemap in `/basemaps.json`. */
	basemap: string;
	min_zoom: number;
	max_zoom: number;
	/** `loading` goes on by itself after the page died; `paused` waits for the person. */
	state: 'loading' | 'paused' | 'ready' | 'failed';
	/** Why it is not whole; null when it is, or nobody knows yet. */
	stop: PackStop | null;
	/** Who asked for it did so on the mobile network: it may go on there. */
	over_mobile?: boolean;
	/** Everything is asked for anew, not only what is missing. */
	refresh: boolean;
	/** In their order, `done` of `total` were asked for; `missing` of those did not come. */
	tiles: { total: number; done: number; missing: number };
	/** Of the tiles, as stored. */
	tile_bytes: number;
	/** Of record pages, pictures and outlines. */
	data_bytes: number;
	/** Public records in it when it was last brought up to date. */
	records: number;
	thumbnails: number;
	/** ISO 8601. */
	made_at: string;
	/** ISO 8601, of the last time it was whole; null before. */
	updated_at: string | null;
}

/** A file that another app handed over, until it is in a draft. */
export interface IncomingRow {
	id: string;
	name: string;
	type: string;
	data: ArrayBuffer;
	/** ISO 8601. */
	at: string;
}
