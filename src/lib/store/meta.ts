import { newId } from '$lib/domain/ids.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';

/** Reads one small value; undefined when it was never written. The caller knows what it wrote there. */
export async function readMeta<T>(db: CapitelleDatabase, key: string): Promise<T | undefined> {
	const row = await withDatabase(db, () => db.meta.get(key));
	return row?.value as T | undefined;
}

/** Writes one small value; undefined removes it. */
export async function writeMeta(db: CapitelleDatabase, key: string, value: unknown): Promise<void> {
	await withDatabase(db, async () => {
		if (value === undefined) await db.meta.delete(key);
		else await db.meta.put({ key, value });
	});
}

/** A random name for this installation, made once; it tells parallel edits of one person apart. */
export async function deviceId(db: CapitelleDatabase): Promise<string> {
	return write(db, [db.meta], async () => {
		const existing = await db.meta.get('device_id');
		if (existing) return existing.value as string;
		const value = newId();
		await db.meta.put({ key: 'device_id', value });
		return value;
	});
}
