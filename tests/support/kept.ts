import type { Page } from 'playwright-core';

/** Every row of a store of the local database of this browser, as it is written there; none before the app made it. */
export function keptRows<Row>(page: Page, store: string): Promise<Row[]> {
	return page.evaluate(
		(name) =>
			new Promise<Row[]>((resolve, reject) => {
				const opening = indexedDB.open('capitelle');
				// It is the app's to make.
				opening.onupgradeneeded = () => {
					opening.onerror = () => resolve([]);
					opening.transaction?.abort();
				};
				opening.onerror = () => reject(opening.error ?? new Error('no database'));
				opening.onsuccess = () => {
					const db = opening.result;
					const rows = db.transaction(name).objectStore(name).getAll();
					rows.onsuccess = () => resolve(rows.result as Row[]);
					rows.onerror = () => reject(rows.error ?? new Error(`no rows of ${name}`));
					// Once what was asked for is answered.
					db.close();
				};
			}),
		store
	);
}
