import type { PublicRecord } from '$lib/domain/record';
import type { RecordSummary } from '$lib/domain/record-summary';
import { summaryOf } from '$lib/domain/record-summary';
import { filterConcepts, filterParameters, type RecordFilter } from '$lib/domain/record-filter';
import { centreOf } from '$lib/domain/geometry';
import { fold } from '$lib/domain/vocabulary/fold';
import { conceptById, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { MapPoint } from '$lib/map/clusters';

/** Every published record as a dot. */
export interface PointSet {
	/** Changes when any published record does. */
	stamp: string;
	/** Ids that the fourth number of a point counts into. */
	concepts: string[];
	points: MapPoint[];
}

export interface ListPage {
	total: number;
	records: RecordSummary[];
}

/** Where the public map reads from: the server, or this device. */
export interface RecordsReader {
	points(): Promise<PointSet>;
	list(filter: RecordFilter, signal?: AbortSignal): Promise<ListPage>;
	/** One record's summary, or null when there is none of that id. */
	one(id: string): Promise<RecordSummary | null>;
	/** Ids of the records whose title, commune or concept has these words. */
	matching(words: string, signal?: AbortSignal): Promise<Set<string>>;
}

/** No answer worth the name: cut, timed out, a captive portal, a proxy of a server that is down. */
export class NoAnswer extends Error {}

const timeoutMs = 20_000;

/** Reads JSON from this site. @throws {NoAnswer}, or the status of an answer that is a refusal */
export async function readSite<T>(
	fetcher: typeof fetch,
	path: string,
	signal?: AbortSignal
): Promise<T> {
	const limit = AbortSignal.timeout(timeoutMs);
	const answer = await fetcher(path, {
		signal: signal ? AbortSignal.any([signal, limit]) : limit
	}).catch((reason: unknown) => {
		if (signal?.aborted) throw reason;
		throw new NoAnswer(path);
	});
	if (answer.status >= 500 || !answer.headers.get('content-type')?.includes('json'))
		throw new NoAnswer(path);
	if (!answer.ok) throw new Refused(path, answer.status);
	return (await answer.json()) as T;
}

/** The server answered, and no. */
export class Refused extends Error {
	readonly status: number;
	constructor(path: string, status: number) {
		super(`${path}: ${status}`);
		this.status = status;
	}
}

/** Reads from the server. */
export function siteReader(fetcher: typeof fetch): RecordsReader {
	return {
		points: () => readSite(fetcher, '/api/points.json'),
		list: (filter, signal) =>
			readSite(fetcher, `/api/records.json?${filterParameters(filter)}`, signal),
		async one(id) {
			const page = await readSite<{ record: PublicRecord }>(fetcher, `/api/records/${id}`);
			return summaryOf(page.record);
		},
		async matching(words, signal) {
			const { ids } = await readSite<{ ids: string[] }>(
				fetcher,
				`/api/matches.json?${filterParameters({ q: words })}`,
				signal
			);
			return new Set(ids);
		}
	};
}

/** Reads what this device keeps, by the same rules as the server. */
export function deviceReader(
	records: readonly PublicRecord[],
	index: VocabularyIndex
): RecordsReader {
	const latestFirst = [...records].sort((a, b) => b.published_at.localeCompare(a.published_at));
	const places = new Map(latestFirst.map((record) => [record.id, centreOf(record.geometry)]));
	const has = (record: PublicRecord, words: string) => {
		const concept = conceptById(index, record.concept);
		const texts = [
			record.title,
			record.commune?.nom,
			...(concept?.labels.map((label) => label.text) ?? [])
		];
		return texts.some((text) => text && fold(text).includes(words));
	};
	return {
		points() {
			const concepts = [...new Set(latestFirst.map((record) => record.concept))];
			const number = new Map(concepts.map((concept, place) => [concept, place]));
			const points = latestFirst.map((record): MapPoint => {
				const [lon, lat] = places.get(record.id)!;
				return [record.id, lon, lat, number.get(record.concept)!];
			});
			return Promise.resolve({ stamp: 'device', concepts, points });
		},
		list(filter) {
			const allowed = filterConcepts(filter, index);
			const words = filter.q === null ? '' : fold(filter.q);
			const found = latestFirst.filter((record) => {
				const [lon, lat] = places.get(record.id)!;
				const [west, south, east, north] = filter.bbox ?? [-180, -90, 180, 90];
				return (
					(filter.theme === null || record.theme === filter.theme) &&
					(!allowed || allowed.has(record.concept)) &&
					(words === '' || has(record, words)) &&
					lon >= west &&
					lon <= east &&
					lat >= south &&
					lat <= north
				);
			});
			const page = found.slice(filter.offset, filter.offset + (filter.limit ?? 20));
			return Promise.resolve({ total: found.length, records: page.map(summaryOf) });
		},
		one(id) {
			const record = latestFirst.find((one) => one.id === id);
			return Promise.resolve(record ? summaryOf(record) : null);
		},
		matching(words) {
			const folded = fold(words);
			return Promise.resolve(
				new Set(latestFirst.filter((record) => has(record, folded)).map(({ id }) => id))
			);
		}
	};
}

/**
 * Asks the server, and this device when the server does not answer. The device's copy is opened at the
 * first need and kept.
 *
 * @param open null when this device keeps nothing
 */
export function fallingBack(
	site: RecordsReader,
	open: () => Promise<RecordsReader | null>
): RecordsReader {
	let opened: Promise<RecordsReader | null> | null = null;
	async function either<T>(ask: (reader: RecordsReader) => Promise<T>): Promise<T> {
		try {
			return await ask(site);
		} catch (reason) {
			if (!(reason instanceof NoAnswer)) throw reason;
			opened ??= open();
			const device = await opened;
			if (!device) throw reason;
			return ask(device);
		}
	}
	return {
		points: () => either((reader) => reader.points()),
		list: (filter, signal) => either((reader) => reader.list(filter, signal)),
		one: (id) => either((reader) => reader.one(id)),
		matching: (words, signal) => either((reader) => reader.matching(words, signal))
	};
}
