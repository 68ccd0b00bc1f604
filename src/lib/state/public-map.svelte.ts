import { filterConcepts, noFilter, type RecordFilter } from '$lib/domain/record-filter';
import type { RecordSummary } from '$lib/domain/record-summary';
import type { SymbolStyle } from '$lib/domain/symbol';
import { ancestorsOf, themeOf, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { styleOfConcept } from '$lib/domain/vocabulary/legend';
import type { Theme } from '$lib/domain/vocabulary/types';
import type { Bounds, MapPoint } from '$lib/map/clusters';
import { shapesFromZoom } from '$lib/map/shapes';
import { drawings } from './drawings.svelte';
import { NoAnswer, type ListPage, type PointSet, type RecordsReader } from './public-records';

/** How many records the list shows at first, and how many more at each wish. */
export const listStep = 30;
const shapesMost = 200;
/** What a slow phone draws within one frame. */
const rowsAtOnce = 10;
/** A map that is being dragged asks for nothing. */
const settleMs = 250;

export interface Seen {
	bounds: Bounds;
	zoom: number;
	/** Points in view. */
	count: number;
}

/** How a concept is drawn, with the drawings that have come so far. */
export function styleOf(index: VocabularyIndex, concept: string): SymbolStyle {
	return styleOfConcept(index, concept, drawings.paths);
}

/** How a theme as a whole is drawn, where it stands beside others. */
export function themeStyle({ color, icon }: Pick<Theme, 'color' | 'icon'>): SymbolStyle {
	return { color, shape: 'circle', icon: drawings.paths[icon] ?? null };
}

/** What the public map shows: points that pass the filter, the list of those in view, and the one chosen. */
export class PublicMapState {
	index = $state.raw<VocabularyIndex>() as VocabularyIndex;
	filter = $state.raw<RecordFilter>(noFilter);
	/** The list beside the map. */
	list = $state.raw<ListPage>({ total: 0, records: [] });
	listing = $state(false);
	/** The last reading of the list failed. */
	failed = $state(false);
	/** Neither server nor local copy answered: the list only says what is where. */
	bare = $state(false);
	seen = $state.raw<Seen | null>(null);
	selected = $state<string | null>(null);
	/** The chosen record, once its summary is known. */
	card = $state.raw<RecordSummary | null>(null);
	/** Records at one and the same place, when a tap meant all of them. */
	group = $state.raw<ListPage | null>(null);
	shapes = $state.raw<RecordSummary[]>([]);

	#points = $state.raw<PointSet | null>(null);
	#matching = $state.raw<Set<string> | null>(null);
	#wanted = $state(listStep);
	readonly #reader: RecordsReader;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;

	/** Points the filter lets through. */
	readonly visible: MapPoint[] = $derived.by(() =>
		this.#pass(filterConcepts(this.filter, this.index), this.filter.theme)
	);
	/** How each of the points' concepts is drawn. */
	readonly styles: SymbolStyle[] = $derived(
		(this.#points?.concepts ?? []).map((concept) => styleOf(this.index, concept))
	);
	/** Records by theme id and by concept id, everything narrower included; empty until points are known. */
	readonly counts: ReadonlyMap<string, number> = $derived.by(() => this.#count());
	/** Whether points were read. */
	readonly ready = $derived(this.#points !== null);

	constructor(reader: RecordsReader) {
		this.#reader = reader;
	}

	/** Takes what the page was loaded with. */
	show(index: VocabularyIndex, filter: RecordFilter, list: ListPage): void {
		const wordsChanged = filter.q !== this.filter.q;
		this.index = index;
		this.filter = filter;
		this.list = list;
		this.#wanted = listStep;
		this.pick(null);
		if (wordsChanged) void this.#match();
	}

	/** Reads every point. Never throws: a map without points is still a map. */
	async load(): Promise<void> {
		try {
			this.#points = await this.#reader.points();
			await this.#match();
		} catch {
			this.failed = true;
		}
	}

	/**
	 * Reads the points once more. A service worker answers first with those of the last visit and fetches
	 * the new ones behind.
	 */
	async reload(): Promise<void> {
		const fresh = await this.#reader.points().catch(() => null);
		if (!fresh || fresh.stamp === this.#points?.stamp) return;
		this.#points = fresh;
		await this.refresh();
	}

	/** The map came to rest somewhere: the list follows. */
	look(seen: Seen): void {
		this.seen = seen;
		this.#wanted = listStep;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.refresh(), settleMs);
	}

	/** The map begins to move: the list it would ask for, or is waiting for, is out of date already. */
	hold(): void {
		clearTimeout(this.#timer);
		this.#asking?.abort();
	}

	/** Longer list. */
	async more(): Promise<void> {
		this.#wanted += listStep;
		await this.refresh();
	}

	/** Chooses a record, or none. */
	pick(id: string | null): void {
		this.selected = id;
		this.group = null;
		this.card = this.list.records.find((record) => record.id === id) ?? null;
		if (id === null || this.card) return;
		this.#reader.one(id).then(
			(record) => {
				if (this.selected === id) this.card = record;
			},
			() => (this.failed = true)
		);
	}

	/** Chooses records that lie at one and the same place. */
	async pickGroup(ids: string[]): Promise<void> {
		const chosen = new Set(ids);
		const places = this.visible.filter(([id]) => chosen.has(id));
		const lons = places.map(([, lon]) => lon);
		const lats = places.map(([, , lat]) => lat);
		const bbox: Bounds = [
			Math.min(...lons),
			Math.min(...lats),
			Math.max(...lons),
			Math.max(...lats)
		];
		this.pick(null);
		try {
			this.group = await this.#reader.list({ ...this.filter, bbox, limit: 100, offset: 0 });
		} catch {
			this.failed = true;
		}
	}

	/** Reads the list of what is in view. */
	async refresh(): Promise<void> {
		if (!this.seen) return;
		this.#asking?.abort();
		const asking = (this.#asking = new AbortController());
		const withShapes = this.seen.zoom >= shapesFromZoom;
		const limit = withShapes ? Math.max(shapesMost, this.#wanted) : this.#wanted;
		this.listing = true;
		try {
			const page = await this.#reader.list(
				{ ...this.filter, bbox: this.seen.bounds, limit, offset: 0 },
				asking.signal
			);
			if (asking.signal.aborted) return;
			this.shapes = withShapes
				? page.records.filter(({ geometry }) => !geometry.type.endsWith('Point'))
				: [];
			this.failed = false;
			this.bare = false;
			await this.#list({ total: page.total, records: page.records.slice(0, this.#wanted) }, asking);
		} catch (reason) {
			if (asking.signal.aborted) return;
			// What the map shows can be listed, if only by what it is.
			this.bare = reason instanceof NoAnswer && this.#points !== null;
			if (this.bare) this.list = this.#listOfPoints(this.seen.bounds);
			else this.failed = true;
		} finally {
			if (this.#asking === asking) this.listing = false;
		}
	}

	/** Row by row a few at a time: a map that is dragged again meanwhile must not stumble over the list. */
	async #list({ total, records }: ListPage, { signal }: AbortController): Promise<void> {
		const before = this.list.records;
		const kept = records.findIndex(({ id }, place) => before[place]?.id !== id);
		for (let shown = Math.max(kept, 0) + rowsAtOnce; ; shown += rowsAtOnce) {
			this.list = { total, records: records.slice(0, shown) };
			if (shown >= records.length) return;
			await new Promise((resume) => setTimeout(resume));
			if (signal.aborted) return;
		}
	}

	#listOfPoints([west, south, east, north]: Bounds): ListPage {
		const concepts = this.#points?.concepts ?? [];
		const inView = this.visible.filter(
			([, lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north
		);
		// Ids begin with the time they were made: the last ones are the latest.
		const records = inView.slice(-this.#wanted).toReversed();
		return {
			total: inView.length,
			records: records.map(([id, lon, lat, place]) => {
				const concept = concepts[place] ?? '';
				const theme = themeOf(this.index, concept)?.id ?? '';
				const geometry = { type: 'Point' as const, coordinates: [lon, lat] };
				const unknown = {
					title: null,
					commune: null,
					photo: null,
					blurred: false,
					published_at: ''
				};
				return { id, theme, concept, geometry, ...unknown };
			})
		};
	}

	async #match(): Promise<void> {
		const { q } = this.filter;
		if (q === null) {
			this.#matching = null;
			return;
		}
		const found = await this.#reader.matching(q).catch(() => null);
		if (this.filter.q === q) this.#matching = found;
	}

	#pass(concepts: Set<string> | null, theme: string | null): MapPoint[] {
		const all = this.#points;
		if (!all) return [];
		const allowed = all.concepts.map(
			(concept) =>
				(theme === null || themeOf(this.index, concept)?.id === theme) &&
				(!concepts || concepts.has(concept))
		);
		const matching = this.#matching;
		if (!matching && allowed.every(Boolean)) return all.points;
		return all.points.filter(
			([id, , , concept]) => allowed[concept] && (!matching || matching.has(id))
		);
	}

	#count(): Map<string, number> {
		const counts = new Map<string, number>();
		const all = this.#points;
		if (!all) return counts;
		const own = new Array<number>(all.concepts.length).fill(0);
		const matching = this.#matching;
		for (const [id, , , concept] of all.points) {
			if (!matching || matching.has(id)) own[concept]! += 1;
		}
		all.concepts.forEach((concept, place) => {
			const theme = themeOf(this.index, concept)?.id;
			const into = [
				concept,
				...ancestorsOf(this.index, concept).map(({ id }) => id),
				...(theme ? [theme] : [])
			];
			for (const id of into) counts.set(id, (counts.get(id) ?? 0) + own[place]!);
		});
		return counts;
	}
}
