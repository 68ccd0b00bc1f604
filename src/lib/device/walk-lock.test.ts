import { expect, it } from 'vitest';
import { holdWalk } from './walk-lock';

/** One browser: whoever asks waits in line, until they are served or give up. */
function browser() {
	const tails = new Map<string, Promise<unknown>>();
	const request = async (
		name: string,
		{ signal }: { signal: AbortSignal },
		work: () => Promise<void>
	) => {
		const gaveUp = new Promise<never>((_, no) =>
			signal.addEventListener('abort', () => no(new DOMException('', 'AbortError')))
		);
		await Promise.race([tails.get(name), gaveUp]);
		const held = work();
		tails.set(name, held);
		return held;
	};
	return { request } as unknown as Pick<LockManager, 'request'>;
}

it('gives a walk to one tab at a time, and to another once it is given back', async () => {
	const locks = browser();
	const first = await holdWalk('a', locks);
	expect(first).not.toBeNull();
	expect(await holdWalk('a', locks)).toBeNull();
	expect(await holdWalk('b', locks)).not.toBeNull();
	const waiting = holdWalk('a', locks);
	first!();
	expect(await waiting).not.toBeNull();
});

it('lets everybody record where there are no locks, or none that work', async () => {
	expect(await holdWalk('a', undefined)).not.toBeNull();
	const refusing = { request: () => Promise.reject(new DOMException('', 'SecurityError')) };
	expect(await holdWalk('a', refusing as unknown as LockManager)).not.toBeNull();
});
