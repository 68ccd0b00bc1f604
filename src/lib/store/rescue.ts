import { applyChanges } from '$lib/domain/actions/content.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { takeOver, waitingOf } from './held.ts';
import { putItem, readRecordRows } from './items.ts';
import { restoreOuting } from './outings.ts';
import type { IncomingRow, OutingRow } from './field-rows.ts';
import { talkDraftKey, talkDraftsOf, type TalkDraftRow } from './talk-draft.ts';
import { restoreTraces } from './traces.ts';
import type { TalkRow } from './trust-rows.ts';
import { anonymous } from './types.ts';
import type {
	Draft,
	ItemRow,
	OutboxRow,
	PhotoRow,
	SuggestionRow,
	TraceRow,
	VisitDraft
} from './types.ts';

/** A photo's row without its small picture, which is drawn again from the file. */
export type RescuedPhoto = Omit<PhotoRow, 'thumbnail'>;

/** A file that another app handed over, without its bytes, and who had it before them. */
export type RescuedIncoming = Omit<IncomingRow, 'data'> & { owner: string };

/** Everything of one person on one device that the server may not have. Files of photos apart. */
export interface RescueRows {
	drafts: Draft[];
	visits: VisitDraft[];
	items: ItemRow[];
	operations: Omit<OutboxRow, 'seq'>[];
	photos: RescuedPhoto[];
	suggestions: SuggestionRow[];
	/** Walks along what the drafts describe. */
	traces: TraceRow[];
	/** Outings, which no server has. */
	outings: OutingRow[];
	/** Words about records that the server may not have. */
	talk: TalkRow[];
	/** Words being written about records. */
	talk_drafts: TalkDraftRow[];
	/** Photos shared from elsewhere that are in no draft yet. */
	incoming: RescuedIncoming[];
}

/** What became of the rows of a rescue file. */
export interface RestoreCounts {
	/** Records, drafts, visits, outings and words that this device did not have. */
	restored: number;
	/** Those it has, or has sent already. */
	known: number;
	/** Not restored: another account has something of the same here. */
	held: number;
	/** Of the restored, those that wait for another account to sign in. */
	others: number;
}

function tablesOf(db: CapitelleDatabase) {
	const { drafts, visits, items, operations, photos, suggestions, traces, outings } = db;
	return [
		drafts,
		visits,
		items,
		operations,
		photos,
		suggestions,
		traces,
		outings,
		db.talk,
		db.meta
	];
}

/** Reads what the owner has here that is not wholly received, in one transaction: no half of anything. */
export async function readRescueRows(db: CapitelleDatabase, owner: string): Promise<RescueRows> {
	return withDatabase(db, () =>
		db.transaction('r', [...tablesOf(db), db.incoming], async () => {
			const items = await db.items
				.where({ owner })
				.filter(({ state }) => state !== 'received')
				.toArray();
			const drafts = await db.drafts.where({ owner }).toArray();
			const visits = await db.visits.where({ owner }).toArray();
			const suggestions = await db.suggestions
				.where({ owner })
				.filter(({ state }) => state !== 'received')
				.toArray();
			const kept = new Set([
				...items.map(({ record_id }) => record_id),
				...drafts.map(({ id }) => id),
				...visits.map(({ record_id }) => record_id)
			]);
			const photos = await db.photos
				.where({ owner })
				.filter(
					({ id, record_id, state }) =>
						// Attached to a comment, which may have left before it.
						kept.has(record_id) || (id === record_id && state !== 'received')
				)
				.toArray();
			const operations = await db.operations.where({ owner }).sortBy('seq');
			const traces = await db.traces.where({ owner }).toArray();
			const outings = await db.outings.where({ owner }).toArray();
			const talk = await db.talk
				.where({ owner })
				.filter(({ state }) => state !== 'told')
				.toArray();
			const talk_drafts = await talkDraftsOf(db, owner);
			const incoming: RescuedIncoming[] = [];
			// One by one: all of them together may be more than a phone has memory for.
			await db.incoming.each(({ data: _data, ...row }) => void incoming.push({ ...row, owner }));
			return {
				traces,
				outings,
				talk,
				talk_drafts,
				incoming,
				drafts,
				visits,
				items,
				suggestions,
				operations: operations.map(({ seq: _seq, ...row }) => ({ ...row, in_flight: false })),
				photos: photos.map(({ thumbnail: _thumbnail, ...row }) => row)
			};
		})
	);
}

/** The bytes of a photo; null when there is no file, or none that can still be read (WebKit loses some). */
export async function readRescueFile(
	db: CapitelleDatabase,
	photo_id: string
): Promise<ArrayBuffer | null> {
	try {
		return (await withDatabase(db, () => db.files.get(photo_id)))?.data ?? null;
	} catch {
		return null;
	}
}

/**
 * Puts back one photo with its file, unless this device has it.
 * @throws an error for which `isStorageFull` is true when there is no room; nothing else is touched
 */
export async function restorePhoto(
	db: CapitelleDatabase,
	account: string,
	photo: RescuedPhoto,
	data: ArrayBuffer
): Promise<void> {
	await write(db, [db.photos, db.files, db.items, db.operations], async () => {
		const owner = belongingTo(photo, account);
		if (await db.photos.get(photo.id)) return;
		if (photo.state !== 'draft' && !(await hasPlace(db, { ...photo, owner }, account))) return;
		await db.files.put({ id: photo.id, data });
		await db.photos.put({ ...photo, owner, thumbnail: null });
	});
}

/** Whether the record's line here is, or will be, of the same person: another's would show this as theirs. */
async function hasPlace(
	db: CapitelleDatabase,
	{ record_id, owner }: { record_id: string; owner: string },
	account: string
): Promise<boolean> {
	const rows = await readRecordRows(db, record_id);
	if (!rows.item || rows.item.owner === owner) return true;
	return owner === account && !waitingOf(rows).some((row) => row.owner !== owner);
}

/** What nobody had signed for becomes this account's; what another account made stays that account's. */
export function belongingTo({ owner }: { owner: string }, account: string): string {
	return owner === anonymous ? account : owner;
}

/**
 * Puts back the rows of a rescue file, in one transaction, after its photos ({@link restorePhoto}). Rows of
 * another account than the file's reader are kept for that account, unseen until it signs in here. Doing it
 * twice is doing it once; what this device has moved on with is left as it is.
 */
export async function restoreRows(
	db: CapitelleDatabase,
	account: string,
	rows: RescueRows
): Promise<RestoreCounts> {
	return write(db, tablesOf(db), async () => {
		const counts: RestoreCounts = { restored: 0, known: 0, held: 0, others: 0 };
		const add = async <T extends { owner: string }>(
			row: T,
			there: { owner: string } | undefined,
			put: (row: T) => PromiseLike<unknown>
		) => {
			const owner = belongingTo(row, account);
			counts[!there ? 'restored' : there.owner === owner ? 'known' : 'held'] += 1;
			if (there) return;
			if (owner !== account) counts.others += 1;
			await put({ ...row, owner });
		};
		for (const row of rows.drafts) {
			await add(row, await db.drafts.get(row.id), (own) => db.drafts.put(own));
		}
		const walked = rows.traces.map((row) => ({ ...row, owner: belongingTo(row, account) }));
		await restoreTraces(db, walked);
		for (const row of rows.visits) {
			await add(row, await db.visits.get(row.id), (own) => db.visits.put(own));
		}
		for (const row of rows.outings) {
			const here = await db.outings.get(row.id);
			await add(row, here, (own) => restoreOuting(db, own));
			if (here) await restoreOuting(db, { ...row, owner: belongingTo(row, account) });
		}
		for (const row of rows.suggestions) {
			await add(row, await db.suggestions.get(row.id), (own) => db.suggestions.put(own));
		}
		for (const row of rows.talk) {
			const of = belongingTo(row, account);
			await add(row, await db.talk.get([of, row.id]), (own) => db.talk.put(own));
		}
		for (const row of rows.talk_drafts) {
			const owner = belongingTo(row, account);
			const key = talkDraftKey(owner, row.record_id);
			const there = (await db.meta.get(key)) && { owner };
			await add(row, there, () => db.meta.put({ key, value: row.draft }));
		}
		for (const row of rows.items) {
			const own = { ...row, owner: belongingTo(row, account) };
			const here = await placeFor(db, own, account);
			if (here && here.owner !== own.owner) {
				counts.held += 1;
				continue;
			}
			const isNew = !here && (await restoreRecord(db, rows, own));
			const isMore = here !== undefined && (await restoreQueue(db, rows, here));
			counts[isNew || isMore ? 'restored' : 'known'] += 1;
			if ((isNew || isMore) && own.owner !== account) counts.others += 1;
		}
		return counts;
	});
}

/** The line that is here in its place; what another account left received makes room for who reads the file. */
async function placeFor(
	db: CapitelleDatabase,
	{ record_id, owner }: ItemRow,
	account: string
): Promise<ItemRow | undefined> {
	const rows = await readRecordRows(db, record_id);
	const free = owner === account && (await hasPlace(db, { record_id, owner }, account));
	return free ? (await takeOver(db, rows, owner)).item : rows.item;
}

/** One record that this device does not have, with its queue. */
async function restoreRecord(
	db: CapitelleDatabase,
	rows: RescueRows,
	item: ItemRow
): Promise<boolean> {
	await addOperations(db, rows, item);
	await putItem(db, item);
	return true;
}

/**
 * What waits on a record that is here too, as on a new phone that has fetched it. The server answers an
 * operation once however often it comes: what left long ago only gets its answer again.
 * @returns whether there was something to add
 */
async function restoreQueue(
	db: CapitelleDatabase,
	rows: RescueRows,
	item: ItemRow
): Promise<boolean> {
	const added = await addOperations(db, rows, item);
	if (added.length === 0) return false;
	const content = added.reduce((now, { op }) => applyChanges(now, op.changes), item.content);
	await putItem(db, { ...item, content });
	return true;
}

/** Adds what the queue does not have. Of a photo without a file nothing can be sent. */
async function addOperations(
	db: CapitelleDatabase,
	{ operations }: RescueRows,
	{ record_id, owner }: ItemRow
): Promise<RescueRows['operations']> {
	const added: RescueRows['operations'] = [];
	for (const row of operations.filter((one) => one.record_id === record_id)) {
		const { op } = row;
		if (op.kind === 'add_photo' && op.photo && !(await db.photos.get(op.photo.id))) continue;
		if ((await db.operations.where({ op_id: row.op_id }).count()) > 0) continue;
		await db.operations.add({ ...row, owner, in_flight: false });
		added.push(row);
	}
	return added;
}
