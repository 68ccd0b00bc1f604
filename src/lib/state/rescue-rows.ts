import { isUuid } from '$lib/domain/ids';
import { gapCauses } from '$lib/domain/trace/walk';
import { visibilities } from '$lib/domain/talk';
import type { RescueRows } from '$lib/store/rescue';

const rowNames = [
	'drafts',
	'visits',
	'items',
	'operations',
	'photos',
	'suggestions',
	'traces',
	'outings',
	'talk',
	'talk_drafts',
	'incoming'
] as const;

/**
 * Rows of a rescue file by their names and form; what is in them is checked where it is used, and by the server.
 * @returns those that make sense, and how many do not; null when these are no rows at all
 */
export function checkRows(value: unknown): { rows: RescueRows; damaged: number } | null {
	if (!isObject(value)) return null;
	let damaged = 0;
	const kept = rowNames.map((name) => {
		const list: unknown = value[name];
		const rows = Array.isArray(list) ? (list as unknown[]) : [];
		const sound = rows.filter((row) => isObject(row) && isRow[name](row));
		damaged += rows.length - sound.length;
		return [name, sound] as const;
	});
	return { rows: Object.fromEntries(kept) as unknown as RescueRows, damaged };
}

type Row = Record<string, unknown>;
const owned = ({ owner }: Row) => typeof owner === 'string' && owner !== '';
const dated = ({ updated_at: at }: Row) => typeof at === 'string';
const oneOf = (value: unknown, ...states: string[]) => states.includes(value as string);

const isRow: Record<(typeof rowNames)[number], (row: Row) => boolean> = {
	drafts: (row) =>
		owned(row) && isUuid(row['id']) && dated(row) && isObject(row['properties']) && hasPhotos(row),
	visits: (row) =>
		owned(row) &&
		isUuid(row['id']) &&
		isUuid(row['record_id']) &&
		dated(row) &&
		hasPhotos(row) &&
		isObject(row['base']),
	items: (row) =>
		owned(row) &&
		isUuid(row['record_id']) &&
		dated(row) &&
		isObject(row['content']) &&
		isObject(row['photos']),
	operations: (row) =>
		owned(row) &&
		isUuid(row['op_id']) &&
		isUuid(row['record_id']) &&
		isOperation(row) &&
		oneOf(row['state'], 'queued', 'sent', 'parked'),
	photos: (row) =>
		owned(row) &&
		isUuid(row['id']) &&
		isUuid(row['record_id']) &&
		isObject(row['facts']) &&
		typeof row['facts']['sha256'] === 'string' &&
		Array.isArray(row['problems']) &&
		oneOf(row['state'], 'draft', 'queued', 'announced', 'received', 'parked'),
	suggestions: (row) =>
		owned(row) &&
		isUuid(row['id']) &&
		typeof row['text'] === 'string' &&
		oneOf(row['state'], 'queued', 'received', 'parked'),
	traces: (row) =>
		owned(row) &&
		isUuid(row['record_id']) &&
		Number.isSafeInteger(row['no']) &&
		oneOf(row['gap'] ?? 'none', 'none', ...gapCauses) &&
		Array.isArray(row['points']) &&
		row['points'].every(isTracePoint),
	outings: (row) =>
		owned(row) &&
		isUuid(row['id']) &&
		typeof row['name'] === 'string' &&
		typeof row['started_at'] === 'string' &&
		(row['ended_at'] === null || typeof row['ended_at'] === 'string') &&
		[row['record_ids'], row['participants'], row['visited_ids'] ?? []].every(areWords),
	talk: (row) =>
		owned(row) &&
		isUuid(row['id']) &&
		isUuid(row['record_id']) &&
		typeof row['at'] === 'string' &&
		oneOf(row['state'], 'waiting', 'parked') &&
		isWay(row['way'], row['record_id']),
	talk_drafts: (row) => owned(row) && isUuid(row['record_id']) && isWritten(row['draft']),
	incoming: (row) =>
		owned(row) && isUuid(row['id']) && areWords([row['name'], row['type'], row['at']])
};

function areWords(value: unknown): boolean {
	return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function hasPhotos(row: Row): boolean {
	const { photos } = row;
	return Array.isArray(photos) && photos.every((photo) => isObject(photo) && isUuid(photo['id']));
}

function isTracePoint(point: unknown): boolean {
	const numbers = isObject(point)
		? [point['lon'], point['lat'], point['accuracyM'], point['at']]
		: [];
	return numbers.length > 0 && numbers.every(Number.isFinite);
}

function isOperation({ op, op_id }: Row): boolean {
	return isObject(op) && op['op_id'] === op_id && isObject(op['changes']);
}

/** What is being written about a record. */
function isWritten(draft: unknown): boolean {
	return (
		isObject(draft) &&
		typeof draft['body'] === 'string' &&
		oneOf(draft['visibility'], ...visibilities) &&
		areWords(draft['mentions']) &&
		typeof draft['closes'] === 'boolean' &&
		hasPhotos({ photos: draft['photos'] ?? [] })
	);
}

/** How far a word is on its way, with what it says. */
function isWay(way: unknown, record_id: unknown): boolean {
	return (
		isObject(way) &&
		isObject(way['op']) &&
		isUuid(way['op']['op_id']) &&
		way['op']['record_id'] === record_id &&
		isObject(way['op']['changes']) &&
		Array.isArray(way['named']) &&
		Array.isArray(way['problems']) &&
		typeof way['sent'] === 'boolean' &&
		[way['attempts'], way['next_at']].every(Number.isFinite)
	);
}

/** Whether a value out of JSON has names and values. */
export function isObject(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
