import { newId } from '$lib/domain/ids.ts';
import { localIso } from '$lib/domain/time.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import type { OutingRow } from './field-rows.ts';

/** How an outing is called and who was there, as the person says it. */
type OutingFacts = Pick<OutingRow, 'name' | 'participants'>;

/** The owner's outings, newest first. Another account's are not there. */
export async function listOutings(db: CapitelleDatabase, owner: string): Promise<OutingRow[]> {
	const rows = await withDatabase(db, () => db.outings.where({ owner }).toArray());
	// Ids are in the order they were made, whatever the clock of the phone said.
	return rows.sort((a, b) => b.id.localeCompare(a.id));
}

/** The outing under way, or undefined. */
export async function currentOuting(
	db: CapitelleDatabase,
	owner: string
): Promise<OutingRow | undefined> {
	return withDatabase(db, () =>
		db.outings
			.where({ owner })
			.filter(({ ended_at }) => ended_at === null)
			.first()
	);
}

/** Begins an outing; the one under way, when there is one. */
export async function startOuting(
	db: CapitelleDatabase,
	owner: string,
	facts: OutingFacts,
	now: Date
): Promise<OutingRow> {
	return write(db, [db.outings], async () => {
		const open = await currentOuting(db, owner);
		if (open) return open;
		const row: OutingRow = {
			...facts,
			id: newId(),
			owner,
			started_at: localIso(now),
			ended_at: null,
			record_ids: []
		};
		await db.outings.add(row);
		return row;
	});
}

/** Changes what an outing is called or who was there. */
export async function changeOuting(
	db: CapitelleDatabase,
	owner: string,
	id: string,
	facts: Partial<OutingFacts>
): Promise<void> {
	await patch(db, owner, id, facts);
}

/** Ends an outing: what is saved from now on is in none. */
export async function endOuting(
	db: CapitelleDatabase,
	owner: string,
	id: string,
	now: Date
): Promise<void> {
	await patch(db, owner, id, { ended_at: localIso(now) });
}

/** Takes an outing up again that was ended; the one under way ends. */
export async function resumeOuting(
	db: CapitelleDatabase,
	owner: string,
	id: string,
	now: Date
): Promise<void> {
	await write(db, [db.outings], async () => {
		const open = await currentOuting(db, owner);
		if (open && open.id !== id) await endOuting(db, owner, open.id, now);
		await patch(db, owner, id, { ended_at: null });
	});
}

/** Forgets an outing; its records stay. */
export async function deleteOuting(
	db: CapitelleDatabase,
	owner: string,
	id: string
): Promise<void> {
	await withDatabase(db, () =>
		db.outings
			.where({ id })
			.filter((row) => row.owner === owner)
			.delete()
	);
}

async function patch(
	db: CapitelleDatabase,
	owner: string,
	id: string,
	change: Partial<OutingRow>
): Promise<void> {
	await withDatabase(db, () =>
		db.outings
			.where({ id })
			.filter((row) => row.owner === owner)
			.modify(change)
	);
}

/** What is saved, and the outing it was begun in when one was under way then. */
interface Joining {
	record_id: string;
	outing?: string | undefined;
}

/**
 * Puts what is saved into the outing it was begun in, else into the one under way, else into none. Call it
 * inside a transaction over outings, with whatever else saves it: what is safe is in its outing too.
 * @param as `made`: a new record; `visited`: one that was there before
 */
export async function joinOuting(
	db: CapitelleDatabase,
	owner: string,
	{ record_id, outing }: Joining,
	as: 'made' | 'visited'
): Promise<void> {
	const own = outing ? await db.outings.get(outing) : undefined;
	const row = own?.owner === owner ? own : await currentOuting(db, owner);
	if (!row || row.record_ids.includes(record_id)) return;
	if (as === 'made') {
		await db.outings.update(row.id, { record_ids: [...row.record_ids, record_id] });
		return;
	}
	const visited = row.visited_ids ?? [];
	if (visited.includes(record_id)) return;
	await db.outings.update(row.id, { visited_ids: [...visited, record_id] });
}

/**
 * Gives an owner's outings to an account; call it inside a transaction over them. One of two that are under
 * way ends, as it was: there is one at a time.
 */
export async function adoptOutings(
	db: CapitelleDatabase,
	account_id: string,
	from: string,
	now = new Date()
): Promise<void> {
	const moved = await db.outings.where({ owner: from }).toArray();
	for (const row of moved) await putBeside(db, { ...row, owner: account_id }, now);
}

/** Writes an outing that came from elsewhere: it ends, as it was, when another of the same owner is under way. */
async function putBeside(db: CapitelleDatabase, row: OutingRow, now: Date): Promise<void> {
	const open = await currentOuting(db, row.owner);
	const taken = open !== undefined && open.id !== row.id;
	await db.outings.put({ ...row, ended_at: row.ended_at ?? (taken ? localIso(now) : null) });
}

/**
 * Takes an outing back from a file; call it inside a transaction over outings. One that is here is called as it is
 * here, and gets what was noted in it on the other device since.
 */
export async function restoreOuting(
	db: CapitelleDatabase,
	row: OutingRow,
	now = new Date()
): Promise<void> {
	const here = await db.outings.get(row.id);
	if (!here) return putBeside(db, row, now);
	if (here.owner !== row.owner) return;
	const record_ids = together(here.record_ids, row.record_ids);
	const made = new Set(record_ids);
	const visited = together(here.visited_ids, row.visited_ids).filter((id) => !made.has(id));
	await db.outings.update(here.id, {
		record_ids,
		...(visited.length > 0 ? { visited_ids: visited } : {})
	});
}

const together = (here: string[] = [], there: string[] = []) => [...new Set([...here, ...there])];
