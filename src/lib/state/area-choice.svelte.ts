import type { MultiPolygon, Polygon } from 'geojson';
import { tilesOf, type Area } from '$lib/domain/areas/coverage';
import { details, overviewZoom } from '$lib/domain/areas/pack';
import { addressesOf } from '$lib/domain/areas/terms';
import type { NamedCommune } from '$lib/domain/find/communes';
import { boundsOf } from '$lib/domain/geometry';
import type { Geometry } from '$lib/domain/record';
import { fold } from '$lib/domain/vocabulary/fold';
import { offlineTerms, type Basemap } from '$lib/map/basemap-config';
import type { RecordsOfArea } from '$lib/store/packs';

/** How an area is chosen. */
export type AreaWay = 'commune' | 'view' | 'drawn';

/** How many communes a search names. */
const mostNamed = 6;
/** What the page of a record weighs, with the words it needs. */
const pageBytes = 25_000;

/** What choosing an area reaches outside itself. */
export interface AreaChoicePorts {
	basemaps(): Promise<Basemap[]>;
	/** Id of the basemap that maps show on this device. */
	shown(): string | null;
	/** Every commune by name; empty where nothing answers. */
	communes(): Promise<NamedCommune[]>;
	/** A commune's outline; null where nothing answers. */
	outline(commune: NamedCommune): Promise<Polygon | MultiPolygon | null>;
	/** Fetches what changed of the records. */
	pull(): Promise<void>;
	/** Public records in a box that this device knows of. */
	records(bbox: Area['bbox']): Promise<RecordsOfArea>;
	/** What a tile of a basemap weighs by what came before; null before anything did. */
	tileBytes(basemap: string): number | null;
}

/** What is ordered. */
export interface AreaOrder {
	name: string;
	area: Area;
	basemap: string;
	maxZoom: number;
	tiles: number;
}

/** Choosing an area to take along: where, how near, on which map, and what that weighs before anything comes. */
export class AreaChoice {
	way = $state<AreaWay>('commune');
	words = $state('');
	commune = $state.raw<NamedCommune | null>(null);
	/** As typed; empty: {@link suggestedName}. */
	name = $state('');
	basemaps = $state.raw<Basemap[]>([]);
	basemap = $state('');
	maxZoom = $state<number>(details[1]);
	/** What comes beside the map of the area that was looked up last; null before. */
	beside = $state.raw<RecordsOfArea | null>(null);
	#communes = $state.raw<NamedCommune[]>([]);
	#outline = $state.raw<Polygon | MultiPolygon | null>(null);
	#view = $state.raw<Area['bbox'] | null>(null);
	#drawn = $state.raw<Polygon | MultiPolygon | null>(null);
	#counts = 0;
	readonly #ports: AreaChoicePorts;

	constructor(ports: AreaChoicePorts) {
		this.#ports = ports;
	}

	/** Reads what there is to choose from. Never throws: what is missing is not offered. */
	async load(): Promise<void> {
		const [basemaps, communes] = await Promise.all([
			this.#ports.basemaps().catch(() => []),
			this.#ports.communes().catch(() => [])
		]);
		this.basemaps = basemaps;
		this.#communes = communes;
		const allowed = basemaps.filter((basemap) => offlineTerms(basemap));
		const shown = this.#ports.shown();
		// On a first visit the records are still on their way.
		const counted = () => this.count();
		void this.#ports.pull().then(counted, counted);
		this.basemap = (allowed.find(({ id }) => id === shown) ?? allowed[0])?.id ?? '';
	}

	/** Communes whose name has the words, those that begin so first. */
	get found(): NamedCommune[] {
		const words = fold(this.words);
		if (words === '' || this.words === this.commune?.nom) return [];
		const at = (one: NamedCommune) => fold(one.nom).indexOf(words);
		return this.#communes
			.filter((one) => at(one) >= 0)
			.sort((a, b) => at(a) - at(b) || a.nom.length - b.nom.length || a.nom.localeCompare(b.nom))
			.slice(0, mostNamed);
	}

	/** There is something to search in. */
	get hasCommunes(): boolean {
		return this.#communes.length > 0;
	}

	/** Takes a commune; its box until its outline came. */
	async pick(commune: NamedCommune): Promise<void> {
		this.commune = commune;
		this.words = commune.nom;
		this.#outline = null;
		const outline = await this.#ports.outline(commune).catch(() => null);
		if (this.commune === commune) this.#outline = outline;
	}

	/** Where the map looks now. */
	look(bbox: Area['bbox']): void {
		this.#view = bbox;
	}

	/** What was drawn; null while it is no shape. */
	draw(geometry: Geometry | null): void {
		this.#drawn =
			geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? geometry : null;
	}

	/** What was drawn, to go on with. */
	get drawn(): Polygon | MultiPolygon | null {
		return this.#drawn;
	}

	/** What is chosen; null while nothing is. */
	get area(): Area | null {
		switch (this.way) {
			case 'commune':
				return this.commune && { bbox: this.commune.bbox, shape: this.#outline };
			case 'view':
				return this.#view && { bbox: this.#view, shape: null };
			case 'drawn':
				return this.#drawn && { bbox: boundsOf(this.#drawn as Geometry), shape: this.#drawn };
		}
	}

	/** How near one may look with the chosen basemap. */
	get details(): number[] {
		const most = this.#terms?.maxZoom ?? 0;
		return details.filter((zoom) => zoom <= most);
	}

	/** Levels that come: the widest and the nearest. */
	get zooms(): [number, number] {
		return [overviewZoom, Math.min(this.maxZoom, this.#terms?.maxZoom ?? this.maxZoom)];
	}

	get #chosen(): Basemap | null {
		return this.basemaps.find(({ id }) => id === this.basemap) ?? null;
	}

	get #terms() {
		return this.#chosen && offlineTerms(this.#chosen);
	}

	/** Tiles that come; null while nothing is chosen, Infinity when there are more than the terms allow. */
	get tiles(): number | null {
		const [area, basemap, terms] = [this.area, this.#chosen, this.#terms];
		if (!area || !basemap || !terms) return null;
		const tiles = tilesOf(area, this.zooms, terms.maxTiles);
		const count = tiles ? addressesOf(basemap.layers, tiles).length : Infinity;
		return count > terms.maxTiles ? Infinity : count;
	}

	/** Looks up which records come along. Called whenever the area changed; never throws. */
	async count(): Promise<void> {
		const { area } = this;
		const count = ++this.#counts;
		const found = area && (await this.#ports.records(area.bbox).catch(() => null));
		if (this.#counts === count) this.beside = found;
	}

	/** Bytes that are expected to come, with records and photos; null as above. */
	get bytes(): number | null {
		const { tiles, beside } = this;
		if (tiles === null || tiles === Infinity) return null;
		const map = tiles * (this.#ports.tileBytes(this.basemap) ?? this.#terms?.tileBytes ?? 0);
		return map + (beside ? beside.ids.length * pageBytes + beside.photoBytes : 0);
	}

	/** What may be ordered, under this name; null while something is missing or it is too much. */
	order(suggestedName: string): AreaOrder | null {
		const { area, tiles, basemap, zooms } = this;
		if (!area || tiles === null || tiles === Infinity) return null;
		const name = this.name.trim() || suggestedName;
		return { name, area, basemap, maxZoom: zooms[1], tiles };
	}
}
