import type { CapitelleDatabase } from '$lib/store/database.ts';

/** Thrown where the page died: nothing after it runs. */
export class Killed extends Error {}

/**
 * Makes the page die at its n-th local transaction: just before it starts, or just after it committed.
 * Counted over the database's own transactions, so a test finds every boundary by counting up.
 */
export function killAt(
	db: CapitelleDatabase,
	n: number,
	moment: 'before' | 'after'
): { reached: () => boolean } {
	let count = 0;
	let dead = false;
	const transaction = db.transaction.bind(db) as (...args: unknown[]) => Promise<unknown>;
	const patched = async (...args: unknown[]): Promise<unknown> => {
		if (dead) throw new Killed();
		count += 1;
		if (count < n) return transaction(...args);
		if (moment === 'after') await transaction(...args);
		dead = true;
		throw new Killed();
	};
	Object.defineProperty(db, 'transaction', { value: patched });
	return { reached: () => dead };
}
