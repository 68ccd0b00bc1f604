import type { Problem } from '$lib/domain/problem';
import {
	noFilter,
	parseRecordFilter,
	type FilterParameter,
	type RecordFilter
} from '$lib/domain/record-filter';
import type { PublicObservation } from '$lib/domain/observation';
import type { PublicRecord } from '$lib/domain/record';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import {
	forRecord,
	packSymbols,
	unpackSymbols,
	type PackedSymbols
} from '$lib/domain/vocabulary/subset';
import type { Vocabulary } from '$lib/domain/vocabulary/types';
import type { KeptRecords } from './public-device';
import { NoAnswer, readSite, Refused, siteReader, type ListPage } from './public-records';

/** Themes and concepts for names and symbols. @throws {NoAnswer} */
export async function loadSymbols(fetcher: typeof fetch): Promise<Vocabulary> {
	return unpackSymbols(await readSite<PackedSymbols>(fetcher, '/api/themes.json'));
}

/** What the map page starts from. */
export interface Explore {
	/** Names, symbols and the tree only. */
	vocabulary: Vocabulary;
	filter: RecordFilter;
	problems: Problem[];
	list: ListPage;
	/** The server did not answer: what is shown comes from this device. */
	offline: boolean;
}

/** Reads what this device keeps; null where there is no device (on the server). */
export type ReadDevice = (() => Promise<KeptRecords | null>) | null;

const explored: FilterParameter[] = ['theme', 'concept', 'q', 'offset'];
/** As the service worker fetches it ahead, for a first visit that ends before the next one begins. */
const pageSize = 30;

/**
 * Reads what the map page starts from; parameters that are not filters (a campaign's, say) are ignored.
 * Without an answer the list is left empty and read from the device once the map stands: opening the
 * local copy takes longer than drawing a map.
 * @throws {NoAnswer} when there is not even a vocabulary
 */
export async function loadExplore(
	fetcher: typeof fetch,
	parameters: URLSearchParams,
	device: ReadDevice
): Promise<Explore> {
	let offline = false;
	const vocabulary = await loadSymbols(fetcher).catch(async (reason: unknown) => {
		offline = true;
		return unpackSymbols(packSymbols((await orDevice(reason, device)).vocabulary));
	});
	const index = indexVocabulary(vocabulary);
	const known = new URLSearchParams(
		[...parameters].filter(([name]) => explored.includes(name as FilterParameter))
	);
	const { filter, problems } = parseRecordFilter(known, explored, index);
	if (problems.length > 0)
		return { vocabulary, filter: noFilter, problems, list: noRecords, offline };
	const list = await siteReader(fetcher)
		.list({ ...filter, limit: pageSize })
		.catch((reason: unknown) => {
			if (!device || !(reason instanceof NoAnswer)) throw reason;
			offline = true;
			return noRecords;
		});
	return { vocabulary, filter, problems, list, offline };
}

const noRecords: ListPage = { total: 0, records: [] };

/** One public change of a record. */
export interface HistoryEntry {
	version: number;
	at: string;
	kind: string;
	actor_name: string | null;
	changed: string[];
}

/** A record that this one names in a field (its ensemble), or that names it there (its elements). */
export interface LinkedRecord extends Pick<PublicRecord, 'id' | 'theme' | 'concept' | 'title'> {
	field: string;
	/** The other record names this one. */
	incoming: boolean;
}

/** What the page of one record shows. */
export interface RecordPage {
	record: PublicRecord;
	history: HistoryEntry[];
	/** Visits, oldest first. */
	observations: PublicObservation[];
	links: LinkedRecord[];
	vocabulary: Vocabulary;
	/** It comes from this device, because the server did not answer. */
	kept: boolean;
}

/**
 * Reads one record for its page; null when the public has no such record.
 * @throws {NoAnswer} when the server does not answer and this device does not keep it
 */
export async function loadRecord(
	fetcher: typeof fetch,
	id: string,
	device: ReadDevice
): Promise<RecordPage | null> {
	try {
		const page = await readSite<Omit<RecordPage, 'kept'>>(
			fetcher,
			`/api/records/${encodeURIComponent(id)}`
		);
		return { ...page, kept: false };
	} catch (reason) {
		if (reason instanceof Refused) return null;
		const { vocabulary, records } = await orDevice(reason, device);
		const record = records.find((one) => one.id === id);
		if (!record) throw reason;
		return {
			record,
			history: [],
			observations: [],
			links: [],
			vocabulary: forRecord(vocabulary, record),
			kept: true
		};
	}
}

async function orDevice(reason: unknown, device: ReadDevice): Promise<KeptRecords> {
	const kept = reason instanceof NoAnswer ? await device?.() : null;
	if (!kept) throw reason;
	return kept;
}
