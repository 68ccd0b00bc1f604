import type { NamedCommune } from '../../domain/find/communes.ts';
import type { PublicObservation } from '../../domain/observation.ts';
import type { PublicRecord } from '../../domain/record.ts';
import { filterConcepts, type Bbox, type RecordFilter } from '../../domain/record-filter.ts';
import { fold } from '../../domain/vocabulary/fold.ts';
import type { VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import { isUuid } from '../../domain/ids.ts';
import { readCounted, readJson, type PublicSource } from './source.ts';

const view = '/rest/v1/published_records';
/** Columns that make up a PublicRecord; the view has a few more to filter by. */
const recordColumns =
	'id,theme,concept,title,geometry,blurred,position,properties,commune,author_name,licence,photos,version,observed_at,last_seen_at,published_at,updated_at';
/** Hosted projects give at most this many rows an answer. */
const pageSize = 1000;

/** One page of a list, latest first, and how many records the filter lets through in all. */
export async function readPage(
	source: PublicSource,
	filter: RecordFilter,
	index: VocabularyIndex
): Promise<{ total: number; records: PublicRecord[] }> {
	const query = conditions(filter, index);
	query.set('select', recordColumns);
	query.set('order', 'published_at.desc,id.asc');
	query.set('limit', String(Math.min(filter.limit ?? 20, pageSize)));
	query.set('offset', String(filter.offset));
	const { rows, total } = await readCounted<PublicRecord>(source, `${view}?${query}`);
	return { total, records: rows };
}

/** Every record the filter lets through, in pages, so that a download never holds all of them. */
export async function* readAll(
	source: PublicSource,
	filter: RecordFilter,
	index: VocabularyIndex,
	select: string = recordColumns
): AsyncGenerator<PublicRecord[]> {
	let wanted = filter.limit ?? Infinity;
	let after: string | null = null;
	while (wanted > 0) {
		const query = conditions(filter, index);
		query.set('select', select);
		query.set('order', 'id.asc');
		query.set('limit', String(Math.min(pageSize, wanted)));
		if (after !== null) query.set('id', `gt.${after}`);
		const rows: PublicRecord[] = await readJson(source, `${view}?${query}`);
		if (rows.length > 0) yield rows;
		wanted -= rows.length;
		const last = rows.at(-1);
		// A server may give fewer rows a page than asked for: only an empty page is the end.
		if (!last) return;
		after = last.id;
	}
}

/** One published record, or null when there is none of that id for the public. */
export async function readOne(source: PublicSource, id: string): Promise<PublicRecord | null> {
	if (!isUuid(id)) return null;
	const rows = await readJson<PublicRecord[]>(
		source,
		`${view}?select=${recordColumns}&id=eq.${id}`
	);
	return rows[0] ?? null;
}

/** The published record that one was merged into, or null when it was not. */
export async function readReplacement(
	source: PublicSource,
	id: string
): Promise<PublicRecord | null> {
	if (!isUuid(id)) return null;
	const stays = await readJson<string | null>(source, '/rest/v1/rpc/record_replaced_by', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ p_record_id: id })
	});
	return stays === null ? null : readOne(source, stays);
}

/** One public change of a record, without values that are not public. */
export interface HistoryEntry {
	version: number;
	at: string;
	kind: string;
	actor_name: string | null;
	/** Attribute paths. */
	changed: string[];
}

/** The public changes of a record, latest first. */
export function readHistory(source: PublicSource, id: string): Promise<HistoryEntry[]> {
	const columns = 'version,at,kind,actor_name,changed';
	return readJson(
		source,
		`/rest/v1/published_history?select=${columns}&record_id=eq.${id}&order=version.desc,at.desc&limit=200`
	);
}

/** The visits of a record that the public may read, oldest first. */
export function readObservations(source: PublicSource, id: string): Promise<PublicObservation[]> {
	const columns = 'id,first,observed_at,properties,note,author_name';
	return readJson(
		source,
		`/rest/v1/published_observations?select=${columns}&record_id=eq.${id}&limit=500`
	);
}

/** One record that another one names or is named by. */
export interface LinkedRecord extends Pick<PublicRecord, 'id' | 'theme' | 'concept' | 'title'> {
	/** Field that holds the link. */
	field: string;
	/** The other record names this one. */
	incoming: boolean;
}

/** Records that this one names, and those that name it: an element's ensemble, an ensemble's elements. */
export async function readLinks(source: PublicSource, id: string): Promise<LinkedRecord[]> {
	const links = await readJson<{ record_id: string; field: string; linked_id: string }[]>(
		source,
		`/rest/v1/published_links?select=record_id,field,linked_id&or=(record_id.eq.${id},linked_id.eq.${id})&limit=200`
	);
	const others = links
		.map(({ record_id, field, linked_id }) => {
			const incoming = record_id !== id;
			return { other: incoming ? record_id : linked_id, field, incoming };
		})
		.filter(({ other }) => other !== id);
	if (others.length === 0) return [];
	const ids = [...new Set(others.map(({ other }) => other))];
	const records = await readJson<Pick<PublicRecord, 'id' | 'theme' | 'concept' | 'title'>[]>(
		source,
		`${view}?select=id,theme,concept,title&id=in.(${ids.join(',')})`
	);
	return others.flatMap(({ other, field, incoming }) => {
		const record = records.find((one) => one.id === other);
		return record ? [{ ...record, field, incoming }] : [];
	});
}

/** Changes whenever any published record does: its number of records and its latest change. */
export async function readStamp(source: PublicSource): Promise<string> {
	const { rows, total } = await readCounted<{ updated_at: string }>(
		source,
		`${view}?select=updated_at&order=updated_at.desc&limit=1`
	);
	return `${total}-${Date.parse(rows[0]?.updated_at ?? '') || 0}`;
}

export interface CommuneRow {
	insee: string;
	nom: string;
	origin: string;
	outline: { type: 'MultiPolygon'; coordinates: number[][][][] };
}

/** Communes whose outline's bounds touch an area. */
export function readCommunes(
	source: PublicSource,
	[west, south, east, north]: Bbox
): Promise<CommuneRow[]> {
	const query = new URLSearchParams({
		select: 'insee,nom,origin,outline',
		west: `lte.${east}`,
		east: `gte.${west}`,
		south: `lte.${north}`,
		north: `gte.${south}`,
		order: 'insee',
		limit: String(pageSize)
	});
	return readJson(source, `/rest/v1/public_communes?${query}`);
}

/** Every commune whose outline is known, without the outline, in pages. */
export async function readCommuneNames(source: PublicSource): Promise<NamedCommune[]> {
	const found: NamedCommune[] = [];
	for (let after = ''; ;) {
		const query = new URLSearchParams({
			select: 'insee,nom,west,south,east,north',
			insee: `gt.${after}`,
			order: 'insee',
			limit: String(pageSize)
		});
		const rows = await readJson<
			(Omit<NamedCommune, 'bbox'> & Record<'west' | 'south' | 'east' | 'north', number>)[]
		>(source, `/rest/v1/public_communes?${query}`);
		const last = rows.at(-1);
		if (!last) return found;
		for (const { insee, nom, west, south, east, north } of rows)
			found.push({ insee, nom, bbox: [west, south, east, north] });
		after = last.insee;
	}
}

/** The conditions of a filter as PostgREST writes them. */
function conditions(filter: RecordFilter, index: VocabularyIndex): URLSearchParams {
	const query = new URLSearchParams();
	if (filter.theme !== null) query.set('theme', `eq.${filter.theme}`);
	const concepts = filterConcepts(filter, index);
	if (concepts) query.set('concept', oneOf(concepts));
	if (filter.q !== null) query.set('or', textCondition(filter.q, index));
	if (filter.bbox) {
		const [west, south, east, north] = filter.bbox;
		query.append('lon', `gte.${west}`);
		query.append('lon', `lte.${east}`);
		query.append('lat', `gte.${south}`);
		query.append('lat', `lte.${north}`);
	}
	return query;
}

/** In the title, in the commune's name, or in what the concept is called in any language. */
function textCondition(q: string, index: VocabularyIndex): string {
	// What has a meaning in PostgREST's syntax or in `like` stands for any one character instead. No quotes
	// around: PostgREST takes them off, @supabase/lite looks for them in the text.
	const pattern = `*${q.replace(/[*%\\"(),:{}]/g, '_')}*`;
	const parts = [`title.ilike.${pattern}`, `commune->>nom.ilike.${pattern}`];
	const words = fold(q);
	const meant = [...index.themeOfScheme.keys()]
		.flatMap((scheme) => index.byScheme.get(scheme) ?? [])
		.filter(
			(concept) => words !== '' && concept.labels.some((label) => fold(label.text).includes(words))
		)
		.map((concept) => concept.id);
	if (meant.length > 0) parts.push(`concept.${oneOf(meant)}`);
	return `(${parts.join(',')})`;
}

function oneOf(ids: Iterable<string>): string {
	return `in.(${[...ids].map((id) => `"${id}"`).join(',')})`;
}
