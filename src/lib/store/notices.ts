import type { Notice } from '$lib/domain/notices.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import type { NoticeRow } from './trust-rows.ts';

/** What somebody was told of, as this device knows it, newest first. */
export async function listNotices(db: CapitelleDatabase, owner: string): Promise<NoticeRow[]> {
	return withDatabase(db, () =>
		db.notices.where('[owner+at]').between([owner, ''], [owner, '\uffff']).reverse().toArray()
	);
}

/** Notices read here that the server does not know to be read. */
export async function unsentReads(db: CapitelleDatabase, owner: string): Promise<string[]> {
	const rows = await listNotices(db, owner);
	return rows.filter(({ unsent }) => unsent).map(({ id }) => id);
}

/** Marks as read, from here on and without network. What was read already keeps its time. */
export async function markRead(
	db: CapitelleDatabase,
	owner: string,
	ids: readonly string[],
	now: Date
): Promise<void> {
	await write(db, [db.notices], async () => {
		for (const id of ids) {
			const row = await db.notices.get([owner, id]);
			if (!row || row.read_at !== null) continue;
			await db.notices.put({ ...row, read_at: now.toISOString(), unsent: true });
		}
	});
}

/**
 * Keeps the server's answer, whole: what is not in it may not be read any more, and goes. A mark made while it was
 * on its way stays to be sent.
 *
 * @param sent the marks that the answered request carried
 */
export async function keepNotices(
	db: CapitelleDatabase,
	owner: string,
	notices: readonly Notice[],
	sent: readonly string[]
): Promise<void> {
	await write(db, [db.notices], async () => {
		const before = new Map(
			(await db.notices.where({ owner }).toArray()).map((row) => [row.id, row])
		);
		for (const notice of notices) {
			const known = before.get(notice.id);
			const unsent = known?.unsent === true && !sent.includes(notice.id);
			const read_at = notice.read_at ?? known?.read_at ?? null;
			await db.notices.put({ owner, id: notice.id, at: notice.at, read_at, unsent, notice });
			before.delete(notice.id);
		}
		for (const id of before.keys()) await db.notices.delete([owner, id]);
	});
}

/** Forgets them with the person who signs out; call it inside a transaction over `notices`. */
export async function forgetNotices(db: CapitelleDatabase, owner: string): Promise<void> {
	await db.notices.where({ owner }).delete();
}
