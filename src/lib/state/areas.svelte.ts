import type { Connection } from '$lib/domain/connection';
import { passing, overviewZoom, type PackStop } from '$lib/domain/areas/pack';
import type { PackOrder, PackProgress } from '$lib/device/areas/download';
import { offlineTerms } from '$lib/map/basemap-config';
import type { PackRow } from '$lib/store/field-rows';
import { AreaChoice, type AreaChoicePorts, type AreaOrder } from './area-choice.svelte';
import { orderOf } from './pack-order';

/** What the areas taken along reach outside themselves. */
export interface AreasPorts extends Omit<AreaChoicePorts, 'tileBytes'> {
	/** Again at each change; returns what stops it. */
	watchPacks(next: (packs: PackRow[]) => void): () => void;
	listPacks(): Promise<PackRow[]>;
	savePack(pack: PackRow): Promise<void>;
	changePack(id: string, changes: Partial<PackRow>): Promise<void>;
	removePack(id: string): Promise<void>;
	hasCache(id: string): Promise<boolean>;
	dropCache(id: string): Promise<unknown>;
	/** Shows a basemap on every map of this device. */
	show(basemap: string): void;
	download(
		id: string,
		order: PackOrder,
		options: { signal: AbortSignal; progress: (progress: PackProgress) => void }
	): Promise<PackStop | null>;
	/** Runs work in one page at a time: here when no other is at it any more. */
	alone(work: () => Promise<void>): Promise<void>;
	/** Calls when the network is back; returns what stops it. */
	onNetworkBack(call: () => void): () => void;
	/** By what the device is connected. */
	connection(): Connection;
	/** Calls when that changes, where the browser tells; returns what stops it. */
	onConnectionChange(call: () => void): () => void;
	newId(): string;
	now(): Date;
}

/** Between two notes of how far a download is: what a killed page has to ask for again. */
const noteMs = 1000;

/** Areas taken along, and the one on its way: one at a time, in the page that began with it. */
export class AreasState {
	/** Newest first; null before they were read. */
	packs = $state.raw<PackRow[] | null>(null);
	/** How far the one on its way is; null when it is in another page or there is none. */
	progress = $state.raw<(PackProgress & { id: string }) | null>(null);
	/** Something of this could not be kept. */
	failed = $state(false);
	readonly choice: AreaChoice;
	readonly #ports: AreasPorts;
	#abort: AbortController | null = null;
	#running: string | null = null;

	constructor(ports: AreasPorts) {
		this.#ports = ports;
		this.choice = new AreaChoice({ ...ports, tileBytes: (basemap) => this.#tileBytes(basemap) });
	}

	/** Follows what is kept, and goes on with what was on its way. Called once. */
	async start(): Promise<void> {
		this.#ports.watchPacks((packs) => {
			this.packs = packs;
			// Paused or deleted in another page.
			const own = packs.find(({ id }) => id === this.#running);
			if (this.#running && own?.state !== 'loading') this.#abort?.abort();
		});
		this.#ports.onNetworkBack(() => void this.#retry());
		this.#ports.onConnectionChange(() => void this.#moved());
		await this.#noteDropped();
		await this.#retry();
	}

	/** By a network that may be paid for by weight. */
	get mobile(): boolean {
		return this.#ports.connection() === 'mobile';
	}

	/** Takes an area along, and shows its basemap on the maps. */
	async take(order: AreaOrder): Promise<void> {
		const { name, area, basemap, maxZoom, tiles } = order;
		this.#ports.show(basemap);
		await this.#keep(() =>
			this.#ports.savePack({
				id: this.#ports.newId(),
				name,
				// Without the reactive wrapping, which a database does not take.
				area: $state.snapshot(area),
				basemap,
				min_zoom: overviewZoom,
				max_zoom: maxZoom,
				state: 'loading',
				stop: null,
				over_mobile: this.mobile,
				refresh: false,
				tiles: { total: tiles, done: 0, missing: 0 },
				tile_bytes: 0,
				data_bytes: 0,
				records: 0,
				thumbnails: 0,
				made_at: this.#ports.now().toISOString(),
				updated_at: null
			})
		);
		void this.#pump();
	}

	async pause(id: string): Promise<void> {
		await this.#keep(() => this.#ports.changePack(id, { state: 'paused' }));
		if (this.#running === id) this.#abort?.abort();
	}

	/** Goes on where it stopped; from the beginning, for what is missing only, when it had come to its end. */
	async resume(id: string): Promise<void> {
		const pack = this.packs?.find((one) => one.id === id);
		const atEnd = pack && pack.tiles.done >= pack.tiles.total;
		await this.#load(id, atEnd ? { ...anew(pack), refresh: false } : {});
	}

	/** Asks for everything anew: records, pictures, and tiles that changed. */
	async update(id: string): Promise<void> {
		const pack = this.packs?.find((one) => one.id === id);
		if (pack) await this.#load(id, { ...anew(pack), refresh: true });
	}

	/** Deletes it, on its way or not. Records stay with the others of this device. */
	async remove(id: string): Promise<void> {
		await this.#keep(() => this.#ports.removePack(id));
		if (this.#running === id) this.#abort?.abort();
		await this.#ports.dropCache(id).catch(() => undefined);
	}

	async #load(id: string, changes: Partial<PackRow>): Promise<void> {
		await this.#keep(() =>
			this.#ports.changePack(id, {
				...changes,
				state: 'loading',
				stop: null,
				over_mobile: this.mobile
			})
		);
		void this.#pump();
	}

	/** From one network to another: what began by Wi-Fi waits on the mobile one, and goes on by Wi-Fi. */
	async #moved(): Promise<void> {
		if (!this.mobile) return this.#retry();
		const own = (await this.#ports.listPacks()).find(({ id }) => id === this.#running);
		if (own && this.#costs(own)) await this.#hold(own.id);
	}

	#costs({ over_mobile }: PackRow): boolean {
		return this.mobile && over_mobile !== true;
	}

	async #hold(id: string): Promise<void> {
		await this.#keep(() => this.#ports.changePack(id, { state: 'paused', stop: 'mobile' }));
		if (this.#running === id) this.#abort?.abort();
	}

	async #keep(write: () => Promise<void>): Promise<void> {
		this.failed = false;
		await write().catch(() => (this.failed = true));
	}

	/** What failed for a reason that passes is tried again. */
	async #retry(): Promise<void> {
		const again = ({ state, stop }: PackRow) =>
			state === 'failed' ? stop && passing.includes(stop) : stop === 'mobile' && !this.mobile;
		for (const pack of await this.#ports.listPacks().catch(() => []))
			if (again(pack))
				await this.#keep(() => this.#ports.changePack(pack.id, { state: 'loading', stop: null }));
		await this.#pump();
	}

	/** What was given up to make room, or cleared by the browser, is said to be gone. */
	async #noteDropped(): Promise<void> {
		for (const pack of await this.#ports.listPacks().catch(() => []))
			if (pack.tiles.done > 0 && !(await this.#ports.hasCache(pack.id)))
				await this.#keep(() =>
					this.#ports.changePack(pack.id, { ...anew(pack), state: 'failed', stop: 'dropped' })
				);
	}

	/** Downloads what waits, one after the other. */
	async #pump(): Promise<void> {
		if (this.#running !== null) return;
		this.#running = '';
		try {
			await this.#ports.alone(async () => {
				for (let next = await this.#next(); next; next = await this.#next()) {
					if (this.#costs(next)) await this.#hold(next.id);
					else {
						this.#running = next.id;
						await this.#download(next);
					}
				}
			});
		} catch {
			this.failed = true;
		} finally {
			this.#running = null;
			this.progress = null;
		}
	}

	async #next(): Promise<PackRow | undefined> {
		return (await this.#ports.listPacks()).findLast(({ state }) => state === 'loading');
	}

	async #download(pack: PackRow): Promise<void> {
		const { id, area } = pack;
		const abort = new AbortController();
		this.#abort = abort;
		const basemap = (await this.#ports.basemaps()).find((one) => one.id === pack.basemap);
		const terms = basemap && offlineTerms(basemap);
		if (!terms) return this.#end(id, 'not_allowed');
		await this.#ports.pull().catch(() => undefined);
		const { ids, photos } = await this.#ports.records(area.bbox);
		if (abort.signal.aborted) return;
		await this.#ports.changePack(id, { records: ids.length });
		let noted = this.#ports.now().getTime();
		const stop = await this.#ports
			.download(id, orderOf(pack, basemap, terms, { ids, photos }), {
				signal: abort.signal,
				progress: (progress) => {
					if (abort.signal.aborted) return;
					this.progress = { ...progress, id };
					const now = this.#ports.now().getTime();
					if (Math.abs(now - noted) < noteMs) return;
					noted = now;
					void this.#note(id, progress);
				}
			})
			.catch((): PackStop => 'odd');
		if (this.progress) await this.#note(id, this.progress);
		this.progress = null;
		// Paused or deleted meanwhile: what it came to is written already.
		if (!abort.signal.aborted) await this.#end(id, stop);
	}

	async #note(id: string, progress: PackProgress): Promise<void> {
		const { tiles, tileBytes, dataBytes, thumbnails, data } = progress;
		// Until all pages and pictures were looked at, the figures of the time before are nearer.
		const counted = data.done === data.total ? { data_bytes: dataBytes, thumbnails } : {};
		await this.#keep(() =>
			this.#ports.changePack(id, { tiles, tile_bytes: tileBytes, ...counted })
		);
	}

	async #end(id: string, stop: PackStop | null): Promise<void> {
		const pack = (await this.#ports.listPacks()).find((one) => one.id === id);
		const { total, missing } = pack?.tiles ?? { total: 0, missing: 0 };
		// With holes in most of it, nobody would call it a map.
		const reason = stop ?? (missing > total / 2 ? 'refused' : null);
		await this.#ports.changePack(
			id,
			reason
				? { state: 'failed', stop: reason }
				: { state: 'ready', refresh: false, updated_at: this.#ports.now().toISOString() }
		);
	}

	#tileBytes(basemap: string): number | null {
		const known = (this.packs ?? []).filter((pack) => pack.basemap === basemap);
		const sum = (value: (pack: PackRow) => number) =>
			known.reduce((total, pack) => total + value(pack), 0);
		const tiles = sum(({ tiles: { done, missing } }) => done - missing);
		return tiles < 50 ? null : sum(({ tile_bytes }) => tile_bytes) / tiles;
	}
}

function anew({ tiles }: PackRow): Pick<PackRow, 'tiles' | 'tile_bytes'> {
	return { tiles: { total: tiles.total, done: 0, missing: 0 }, tile_bytes: 0 };
}
