import type { Exclusive } from '$lib/remote/ports.ts';

/** The part of Web Locks used here. */
export interface Locks {
	request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** One at a time within this page or worker only. */
export function inProcess(): Exclusive {
	const tails = new Map<string, Promise<unknown>>();
	return <T>(name: string, work: () => Promise<T>): Promise<T> => {
		const before = tails.get(name) ?? Promise.resolve();
		const result = before.then(work, work);
		tails.set(
			name,
			result.catch(() => undefined)
		);
		return result;
	};
}

/**
 * One at a time over all tabs and the service worker, by Web Locks. Without them (old browsers) it holds
 * within one context; the server's memory of operations then keeps two drains from doing a thing twice.
 */
export function exclusiveBy(locks: Locks | undefined): Exclusive {
	return locks ? (name, work) => locks.request(name, work) : inProcess();
}
