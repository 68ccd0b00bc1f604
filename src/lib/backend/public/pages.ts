import type { PublicObservation } from '../../domain/observation.ts';
import type { PublicRecord } from '../../domain/record.ts';
import type { RecordFilter } from '../../domain/record-filter.ts';
import { summaryOf, type RecordSummary } from '../../domain/record-summary.ts';
import type { VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import { forRecord } from '../../domain/vocabulary/subset.ts';
import type { Vocabulary } from '../../domain/vocabulary/types.ts';
import {
	readHistory,
	readLinks,
	readObservations,
	readOne,
	readPage,
	readReplacement,
	type HistoryEntry,
	type LinkedRecord
} from './published.ts';
import { readVocabulary } from './vocabulary.ts';
import type { PublicSource } from './source.ts';

/** A page of the list of published records. */
export interface ListPage {
	total: number;
	records: RecordSummary[];
}

/** A page of the list of published records, latest first. */
export async function listPage(
	source: PublicSource,
	filter: RecordFilter,
	index: VocabularyIndex
): Promise<ListPage> {
	const { total, records } = await readPage(source, filter, index);
	return { total, records: records.map(summaryOf) };
}

/** Everything the page of one record shows. */
export interface RecordPage {
	record: PublicRecord;
	history: HistoryEntry[];
	/** Visits, oldest first. */
	observations: PublicObservation[];
	links: LinkedRecord[];
	/** Only what this record needs. */
	vocabulary: Vocabulary;
}

/** Everything the page of one record shows, of the one it was merged into if it was; null when the public has no such record. */
export async function recordPage(source: PublicSource, id: string): Promise<RecordPage | null> {
	const record = (await readOne(source, id)) ?? (await readReplacement(source, id));
	if (!record) return null;
	id = record.id;
	const [history, observations, links, vocabulary] = await Promise.all([
		readHistory(source, id),
		readObservations(source, id),
		readLinks(source, id),
		readVocabulary(source)
	]);
	const needed = forRecord(vocabulary, record, { observations, links });
	return { record, history, observations, links, vocabulary: needed };
}
