import { boundsOf } from '$lib/domain/geometry.ts';
import type { PullAnswer, PulledRecord } from '$lib/domain/operation.ts';
import { readAccount } from './accounts.ts';
import { keysAmong, presentAmong, putAll } from './bulk.ts';
import { withDatabase, writeIfRoom, type CapitelleDatabase } from './database.ts';
import { cellOf, cellRanges, type Bbox } from './grid.ts';
import { keptAreas } from './kept-areas.ts';
import { isOwn, mergeOwnRecord, mergePublishedRecord } from './own-records.ts';
import { mergeTalk } from './talk-told.ts';
import { anonymous, type ReplicaRow } from './types.ts';

/** Owner of the rows that everyone may read. */
export const publicOwner = 'public';

/** A cursor of nobody: the server starts over, and tells what is gone too. */
const startOver = `${'0'.repeat(32)}.0.00000000-0000-0000-0000-000000000000`;

/** From where a pull goes on. It is written only while that still holds. */
export interface PullStart {
	/** To ask from. */
	cursor: string | null;
	/** The cursor as it is stored; undefined before the first answer. */
	stored: string | undefined;
	/** Whose device it is; undefined: nobody's. */
	account: string | undefined;
}

/** What one cursor covers. Each account sees other rows, so each has its own cursor. */
export interface PullScope {
	owner: string;
	theme: string | null;
	bbox: Bbox | null;
}

function cursorKey({ owner, theme, bbox }: PullScope): string {
	return `cursor:${owner}:${theme ?? '*'}:${bbox?.join(',') ?? '*'}`;
}

/**
 * Where the last pull of this scope ended, or null before the first. What another scope left here (somebody
 * signed in, or out) may be gone since: then the first pull asks to be told.
 */
export async function readCursor(db: CapitelleDatabase, scope: PullScope): Promise<string | null> {
	return (await readPullStart(db, scope)).cursor;
}

/** The same with what must still hold when the answer is written. */
export async function readPullStart(db: CapitelleDatabase, scope: PullScope): Promise<PullStart> {
	return withDatabase(db, async () => {
		const here = await whereItStands(db, scope);
		const isFirst = here.stored === undefined && (await db.replica.limit(1).count()) === 0;
		return { ...here, cursor: here.stored ?? (isFirst ? null : startOver) };
	});
}

async function stillHolds(
	db: CapitelleDatabase,
	scope: PullScope,
	start: PullStart
): Promise<boolean> {
	const here = await whereItStands(db, scope);
	return here.stored === start.stored && here.account === start.account;
}

async function whereItStands(
	db: CapitelleDatabase,
	scope: PullScope
): Promise<Omit<PullStart, 'cursor'>> {
	const account = await readAccount(db);
	const row = await db.meta.get(cursorKey(scope));
	return { stored: row?.value as string | undefined, account: account?.id };
}

/** Point standing for a record in lists and on the map: the middle of its extent. */
function placeOf(record: PulledRecord['record']): [lon: number, lat: number] {
	const [west, south, east, north] = boundsOf(record.geometry);
	return [(west + east) / 2, (south + north) / 2];
}

function toRow(owner: string, pulled: PulledRecord): ReplicaRow {
	const { record, access } = pulled;
	const [lon, lat] = placeOf(record);
	return {
		owner: access === 'full' ? owner : publicOwner,
		id: record.id,
		record,
		access,
		theme: record.theme,
		lon,
		lat,
		cell: cellOf(lon, lat),
		updated_at: record.updated_at
	};
}

/** Copies that an answer says are no longer so: public ones, or full ones of what is now only public here. */
function withdrawn(owner: string, records: PulledRecord[]): [owner: string, id: string][] {
	return records
		.filter((pulled) => pulled.access === 'public' || pulled.record.status !== 'published')
		.map(({ access, record }) => [access === 'full' ? publicOwner : owner, record.id]);
}

/**
 * Writes one answer of a pull: rows, removals and cursor in one transaction, so that a page killed here
 * never skips a row. The person's own records also update their contributions. An answer that was under way while
 * somebody left or came, or while its cursor was thrown away, is not for this device any more.
 * @param start where the answer was asked from; absent: it holds
 * @returns false when nothing was written
 */
export async function applyPull(
	db: CapitelleDatabase,
	scope: PullScope,
	answer: PullAnswer,
	start?: PullStart
): Promise<boolean> {
	const { replica, meta, items, operations, photos, files, drafts, packs, talk } = db;
	const tables = [replica, meta, items, operations, photos, files, drafts, packs, talk];
	const { owner } = scope;
	return writeIfRoom(db, tables, async () => {
		if (start && !(await stillHolds(db, scope, start))) return false;
		const removed = answer.gone.flatMap((id): [string, string][] => [
			[owner, id],
			[publicOwner, id]
		]);
		// Nobody reads in full: such a row would be everybody's on this device.
		const records = answer.records.filter(
			({ access }) => access === 'public' || owner !== anonymous
		);
		const hidden = withdrawn(owner, records);
		const areas = await keptAreas(db);
		const rows = records.map((pulled) => toRow(owner, pulled));
		const far = areas ? rows.filter((row) => isFar(row, areas)) : [];
		const left = far.map((row): [string, string] => [row.owner, row.id]);
		const old = await presentAmong(db.replica, [...removed, ...hidden, ...left]);
		await db.replica.bulkDelete(old);
		const kept = far.length > 0 ? rows.filter((row) => !far.includes(row)) : rows;
		await putAll(db.replica, kept);
		if (owner !== anonymous) {
			const ids = answer.records.map(({ record }) => record.id);
			const listed = await keysAmong(db.items, ids);
			for (const pulled of answer.records) {
				const isListed = listed.has(pulled.record.id);
				if (pulled.access === 'full') {
					if (isListed || isOwn(owner, pulled.record))
						await mergeOwnRecord(db, owner, pulled.record);
				} else if (isListed) await mergePublishedRecord(db, owner, pulled.record);
			}
			await dropGoneItems(db, owner, answer.gone);
			await mergeTalk(db, owner, answer);
		}
		await db.meta.put({ key: cursorKey(scope), value: answer.cursor });
		return true;
	});
}

/** Whether a device that is short of room does without it: never what is the person's own. */
export function isFar(row: ReplicaRow, areas: readonly Bbox[]): boolean {
	return row.owner === publicOwner && !areas.some((area) => isInside(area, row));
}

/** Whether a row's place is in a box. */
function isInside(bbox: Bbox, { lon, lat }: Pick<ReplicaRow, 'lon' | 'lat'>): boolean {
	const [west, south, east, north] = bbox;
	return lon >= west && lon <= east && lat >= south && lat <= north;
}

/**
 * Contributions deleted elsewhere leave the list, unless this device still has something to say of them: then
 * with the first pull after that was said. They are told gone once only.
 */
async function dropGoneItems(db: CapitelleDatabase, owner: string, gone: string[]): Promise<void> {
	const told = (await db.items.bulkGet(gone)).filter((item) => item?.owner === owner);
	const before = await db.items
		.where({ owner })
		.filter((item) => item.gone === true && !gone.includes(item.record_id))
		.toArray();
	for (const item of [...told, ...before]) {
		if (!item) continue;
		const waiting = await db.operations.where({ record_id: item.record_id }).count();
		const photos = await db.photos.where({ record_id: item.record_id }).toArray();
		// Those of a form that is open belong to the form, which stays.
		const settled = photos.filter((row) => row.state !== 'draft');
		if (waiting > 0 || settled.some((row) => row.state !== 'received')) {
			await db.items.put({ ...item, gone: true });
			continue;
		}
		await db.photos.bulkDelete(settled.map((row) => row.id));
		await db.items.delete(item.record_id);
	}
}

/** One record as this owner may read it: their own full form, else the public one, else undefined. */
export async function readRecord(
	db: CapitelleDatabase,
	owner: string,
	id: string
): Promise<ReplicaRow | undefined> {
	return withDatabase(
		db,
		async () => (await db.replica.get([owner, id])) ?? (await db.replica.get([publicOwner, id]))
	);
}

export interface BoundsQuery {
	owner: string;
	bbox: Bbox;
	theme?: string | null;
	/** Most rows returned; default 20,000. */
	limit?: number;
}

/** Records whose middle is in a box, each once, in the fullest form this owner may read. */
export async function inBounds(db: CapitelleDatabase, query: BoundsQuery): Promise<ReplicaRow[]> {
	const { owner, bbox, theme = null, limit = 20_000 } = query;
	const ranges = cellRanges(bbox);
	const rows = await withDatabase(db, () =>
		ranges
			? db.replica
					.where('cell')
					.inAnyRange(ranges, { includeLowers: true, includeUppers: true })
					.toArray()
			: db.replica.toArray()
	);
	const found = new Map<string, ReplicaRow>();
	for (const row of rows) {
		const inside = isInside(bbox, row);
		const readable = row.owner === owner || row.owner === publicOwner;
		if (!inside || !readable || (theme !== null && row.theme !== theme)) continue;
		if (row.owner === owner || !found.has(row.id)) found.set(row.id, row);
		if (found.size >= limit) break;
	}
	return [...found.values()];
}
