import type { Table } from 'dexie';

/** Rows written without coming back to the page: at a time, a slow phone's map keeps its frames. */
const chunk = 50;

/** How many more rows may be read than are wanted, before each is looked up by itself. */
function most(wanted: number): number {
	return 4 * wanted + 100;
}

/**
 * The rows whose index holds one of the keys, in no order. Ids follow the time they were made, so that what is
 * sent together lies together: one reading of the stretch is much faster than a step of a cursor for each.
 */
export async function rowsAmong<T, K, I>(
	table: Table<T, K, I>,
	index: keyof T & string,
	keys: string[]
): Promise<T[]> {
	if (keys.length === 0) return [];
	const [first, last] = ends(keys);
	const limit = most(keys.length);
	const near = await table.where(index).between(first, last, true, true).limit(limit).toArray();
	if (near.length === limit) return table.where(index).anyOf(keys).toArray();
	const wanted = new Set(keys);
	return near.filter((row) => wanted.has(row[index] as string));
}

/** Of the keys `[owner, id]`, those a table really has; all of them where looking costs more than it spares. */
export async function presentAmong<T>(
	table: Table<T, [owner: string, id: string]>,
	keys: [owner: string, id: string][]
): Promise<[owner: string, id: string][]> {
	const present: [owner: string, id: string][] = [];
	for (const owner of new Set(keys.map(([of]) => of))) {
		const own = keys.filter(([of]) => of === owner);
		const [first, last] = ends(own.map(([, id]) => id));
		const limit = most(own.length);
		const range = table.where(':id').between([owner, first], [owner, last], true, true);
		const near = await range.limit(limit).primaryKeys();
		const there = new Set(near.map(([, id]) => id));
		present.push(...(near.length === limit ? own : own.filter(([, id]) => there.has(id))));
	}
	return present;
}

/** Of these ids, those that are a key of the table. */
export async function keysAmong<T>(table: Table<T, string>, ids: string[]): Promise<Set<string>> {
	if (ids.length === 0) return new Set();
	const [first, last] = ends(ids);
	const near = await table.where(':id').between(first, last, true, true).primaryKeys();
	const there = new Set(near);
	return new Set(ids.filter((id) => there.has(id)));
}

/** `bulkPut` that lets the page draw in between. Inside a transaction it stays all or nothing. */
export async function putAll<T, K, I>(table: Table<T, K, I>, rows: readonly I[]): Promise<void> {
	for (let i = 0; i < rows.length; i += chunk) await table.bulkPut(rows.slice(i, i + chunk));
}

/** The first and the last in the order of the database, which is that of their code units. */
function ends(keys: string[]): [first: string, last: string] {
	const sorted = [...keys].sort();
	return [sorted[0]!, sorted[sorted.length - 1]!];
}
