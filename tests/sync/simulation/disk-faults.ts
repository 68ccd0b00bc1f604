import { Dexie, type DBCore } from 'dexie';
import type { CapitelleDatabase } from '$lib/store/database.ts';

/** What happens to the disk: a transaction that may write begins, one that reads, or a row is about to be written. */
export type DiskEvent = 'transaction' | 'read' | 'write';

/**
 * Calls back at every boundary of every transaction of a database, those that Dexie opens by itself
 * included. What the callback throws happens to the code that touched the disk.
 */
export function watchDisk(db: CapitelleDatabase, on: (event: DiskEvent) => void): void {
	db.use({
		stack: 'dbcore',
		name: 'simulated disk',
		create: (down): DBCore => ({
			...down,
			transaction(stores, mode, options) {
				on(mode === 'readwrite' ? 'transaction' : 'read');
				return down.transaction(stores, mode, options);
			},
			table(name) {
				const table = down.table(name);
				return {
					...table,
					mutate(request) {
						try {
							on('write');
						} catch (error) {
							return Dexie.Promise.reject(error) as ReturnType<typeof table.mutate>;
						}
						return table.mutate(request);
					}
				};
			}
		})
	});
}
