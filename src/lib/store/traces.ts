import type { TracePiece } from '$lib/domain/trace/pieces.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { ownerOf } from './owner.ts';
import type { Draft, TraceRow } from './types.ts';

/** Whose walk, and along which record. */
export type TraceOf = Pick<Draft, 'id' | 'owner'>;

/**
 * Keeps stretches of a walk, over what was kept of the same ones. Called at each point: a dead page costs
 * no step.
 * @throws an error for which `isStorageFull` is true when there is no room: what was kept before stays
 */
export async function saveTrace(
	db: CapitelleDatabase,
	of: TraceOf,
	pieces: readonly TracePiece[]
): Promise<void> {
	await write(db, [db.drafts, db.traces, db.meta], async () => {
		const owner = await currentOwner(db, of);
		await db.traces.bulkPut(pieces.map((piece) => ({ ...piece, owner, record_id: of.id })));
	});
}

/** What was walked along a record and neither queued with it nor given up; empty when nothing was. */
export async function readTrace(db: CapitelleDatabase, of: TraceOf): Promise<TracePiece[]> {
	return withDatabase(db, () =>
		db.transaction('r', [db.drafts, db.traces, db.meta], async () => {
			const rows = await rowsOf(db, { ...of, owner: await currentOwner(db, of) });
			return rows.map(({ no, gap, points }) => ({ no, gap, points }));
		})
	);
}

/** Gives up a walk; the draft it belongs to stays. */
export async function deleteTrace(db: CapitelleDatabase, of: TraceOf): Promise<void> {
	await write(db, [db.drafts, db.traces, db.meta], async () => {
		const rows = await rowsOf(db, { ...of, owner: await currentOwner(db, of) });
		await db.traces.bulkDelete(rows.map(({ owner, record_id, no }) => [owner, record_id, no]));
	});
}

/** Gives an owner's walks to an account; call it inside a transaction over them. */
export async function adoptTraces(
	db: CapitelleDatabase,
	account_id: string,
	from: string
): Promise<void> {
	const rows = await db.traces.where({ owner: from }).toArray();
	await db.traces.bulkPut(rows.map((row) => ({ ...row, owner: account_id })));
	await db.traces.where({ owner: from }).delete();
}

/** A form that was open during the sign-in still says that nobody owns it. */
async function currentOwner(db: CapitelleDatabase, of: TraceOf): Promise<string> {
	return ownerOf(db, await db.drafts.get(of.id), of.owner);
}

async function rowsOf(db: CapitelleDatabase, { id, owner }: TraceOf): Promise<TraceRow[]> {
	const rows = await db.traces.where({ record_id: id }).toArray();
	return rows.filter((row) => row.owner === owner).sort((a, b) => a.no - b.no);
}

/** Puts back walks of drafts that are here; one that went on here since is left as it is. Call it inside a transaction. */
export async function restoreTraces(db: CapitelleDatabase, rows: TraceRow[]): Promise<void> {
	const here = new Set<string>();
	for (const { record_id } of rows) {
		if ((await db.traces.where({ record_id }).count()) > 0) here.add(record_id);
	}
	for (const row of rows.filter(({ record_id }) => !here.has(record_id))) {
		const draft = await db.drafts.get(row.record_id);
		if (draft?.owner === row.owner) await db.traces.put(row);
	}
}
