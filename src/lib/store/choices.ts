import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { putItem, readRecordRows, wanted, type RecordRows } from './items.ts';
import type { ItemRow, OutboxRow, PhotoRow } from './types.ts';

/** What somebody chose about a dispute and can still take back. */
export interface Choice {
	record_id: string;
	/** As the list shows it; null shows the concept's label. */
	title: string | null;
	concept: string;
	/** Something of it waits to leave; else it only changed what is here. */
	leaves: boolean;
	/** ISO 8601. */
	at: string;
}

/** A dispute as it was before the choice, kept until what was chosen has left. */
interface KeptDispute {
	owner: string;
	item: ItemRow;
	operations: OutboxRow[];
	/** Those that the choice takes off this device; their files stay until the choice is final. */
	photos: PhotoRow[];
	/** Operations of the record right after the choice. */
	after: string[];
	at: string;
}

/** A choice that sends nothing can be taken back for a day. */
const keptMs = 24 * 3600_000;

const keyOf = (owner: string, record_id: string) => `choice:${owner}:${record_id}`;

/** Keeps the dispute as it was; call it inside the transaction of the choice, over `meta` too. */
export async function keepDispute(
	db: CapitelleDatabase,
	before: RecordRows & { item: ItemRow },
	dropped: PhotoRow[],
	now: Date
): Promise<void> {
	const { item, operations } = before;
	const after = await db.operations.where({ record_id: item.record_id }).toArray();
	const kept: KeptDispute = {
		owner: item.owner,
		item,
		operations,
		photos: dropped,
		after: after.map((row) => row.op_id),
		at: now.toISOString()
	};
	await db.meta.put({ key: keyOf(item.owner, item.record_id), value: kept });
}

/** Nothing of what was chosen has left, and nothing was done to the record since. */
function isUntouched(kept: KeptDispute, operations: OutboxRow[]): boolean {
	const before = new Set(kept.operations.filter(isGone).map((row) => row.op_id));
	const free = operations.every((row) => row.state !== 'sent' || before.has(row.op_id));
	const same = operations.length === kept.after.length;
	return free && same && operations.every((row) => kept.after.includes(row.op_id));
}

/** What had left before the choice already. */
function isGone(row: OutboxRow): boolean {
	return row.state === 'sent';
}

function isFresh(kept: KeptDispute, now: Date): boolean {
	const age = now.getTime() - Date.parse(kept.at);
	// A clock set back does not make a choice eternal.
	return kept.after.length > 0 || Math.abs(age) < keptMs;
}

async function readKept(db: CapitelleDatabase, owner: string): Promise<KeptDispute[]> {
	const rows = await db.meta.where('key').startsWith(keyOf(owner, '')).toArray();
	return rows.map(({ value }) => value as KeptDispute);
}

/** The choices this owner can still take back, the last first. */
export async function listChoices(
	db: CapitelleDatabase,
	owner: string,
	now: Date
): Promise<Choice[]> {
	return withDatabase(db, async () => {
		const choices: Choice[] = [];
		for (const kept of await readKept(db, owner)) {
			const { record_id, title, content } = kept.item;
			const operations = await db.operations.where({ record_id }).toArray();
			if (!isFresh(kept, now) || !isUntouched(kept, operations)) continue;
			const leaves = kept.after.length > 0;
			choices.push({ record_id, title, concept: content.concept, leaves, at: kept.at });
		}
		return choices.sort((a, b) => b.at.localeCompare(a.at));
	});
}

/**
 * Takes a choice back: the dispute is as it was.
 * @returns false when it is too late: something has left, or the record was changed again
 */
export async function undoChoice(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<boolean> {
	const tables = [db.meta, db.operations, db.items, db.photos];
	return write(db, tables, async () => {
		const key = keyOf(owner, record_id);
		const kept = (await db.meta.get(key))?.value as KeptDispute | undefined;
		const { item, operations } = await readRecordRows(db, record_id);
		if (!kept || !isUntouched(kept, operations)) return false;
		await db.operations.bulkDelete(operations.map((row) => row.seq!));
		await db.operations.bulkPut(kept.operations);
		await db.photos.bulkPut(kept.photos);
		await db.meta.delete(key);
		// Fetched since: what is known now stands, with the person's own changes on top again.
		const known = newestOf(item, kept.item);
		const content = known ? await wanted(db, kept.item, known) : kept.item.content;
		await putItem(db, { ...kept.item, ...(item ?? {}), known, content });
		return true;
	});
}

function newestOf(item: ItemRow | undefined, before: ItemRow): ItemRow['known'] {
	const now = item?.known ?? null;
	return now && now.version >= (before.known?.version ?? 0) ? now : before.known;
}

/**
 * Lets go of the choices that can no longer be taken back, and of the files that only they held.
 * @returns how many
 */
export async function forgetChoices(
	db: CapitelleDatabase,
	owner: string,
	now: Date
): Promise<number> {
	return write(db, [db.meta, db.operations, db.photos, db.files], async () => {
		let forgotten = 0;
		for (const kept of await readKept(db, owner)) {
			const operations = await db.operations.where({ record_id: kept.item.record_id }).toArray();
			if (isFresh(kept, now) && isUntouched(kept, operations)) continue;
			await close(db, kept);
			forgotten++;
		}
		return forgotten;
	});
}

/** What was chosen stands, as when its person leaves the device; call it inside a transaction over those tables. */
export async function closeChoices(db: CapitelleDatabase, owner: string): Promise<void> {
	for (const kept of await readKept(db, owner)) await close(db, kept);
}

async function close(db: CapitelleDatabase, { owner, item, photos }: KeptDispute): Promise<void> {
	const ids = photos.map(({ id }) => id);
	const held = await db.photos.bulkGet(ids);
	await db.files.bulkDelete(ids.filter((_, at) => !held[at]));
	await db.meta.delete(keyOf(owner, item.record_id));
}
