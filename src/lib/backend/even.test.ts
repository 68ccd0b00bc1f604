import { expect, test, vi } from 'vitest';
import { evenly } from './even.ts';

const { wait } = vi.hoisted(() => ({ wait: [] as number[] }));
vi.mock('node:timers/promises', () => ({
	setTimeout: (ms: number) => {
		wait.push(ms);
		return Promise.resolve();
	}
}));

/** How long after it was asked an answer is given, when making it took so long. */
async function answeredAfter(path: string, status: number, tookMs: number): Promise<number> {
	wait.length = 0;
	let now = 5000;
	vi.spyOn(performance, 'now').mockImplementation(() => now);
	const request = new Request(`http://127.0.0.1${path}`, { method: 'POST' });
	await evenly(request, () => {
		now += tookMs;
		return Promise.resolve(new Response(null, { status }));
	});
	return tookMs + (wait[0] ?? 0);
}

test('a refused password is answered after the same time, whether anybody has that address or not', async () => {
	const path = '/auth/v1/token?grant_type=password';
	// Nobody has it; it was compared; the machine was slow.
	for (const took of [2, 180, 900]) expect(await answeredAfter(path, 400, took)).toBe(1000);
});

test('nothing else waits: a right password, a renewed session, a page', async () => {
	expect(await answeredAfter('/auth/v1/token?grant_type=password', 200, 180)).toBe(180);
	expect(await answeredAfter('/auth/v1/token?grant_type=refresh_token', 400, 5)).toBe(5);
	expect(await answeredAfter('/rest/v1/records', 401, 5)).toBe(5);
});
