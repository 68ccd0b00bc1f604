import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runJob, sqlJob, startJobs, type JobContext } from './run.ts';

/** A database that lets a job run or not, and keeps what was written about it. */
function book(mine = true) {
	const notes: unknown[][] = [];
	const context: JobContext = {
		query: <Row>(sql: string, values: unknown[] = []) => {
			if (sql.includes('finish_job')) notes.push(values);
			const row = sql.includes('claim_job') ? { mine } : { said: 7 };
			return Promise.resolve([row as Row]);
		}
	};
	return { context, notes };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what a job did is noted', async () => {
	const { context, notes } = book();
	const count = sqlJob('count', 60, 'private.count()');
	expect(await runJob(count, context)).toEqual({ said: '7' });
	expect(notes).toEqual([['count', 60, '7', null]]);
});

test('why a job failed is noted, and nothing is thrown', async () => {
	const { context, notes } = book();
	const run = () => Promise.reject(new Error('no room'));
	expect(await runJob({ name: 'fill', everyS: 60, run }, context)).toEqual({ error: 'no room' });
	expect(notes).toEqual([['fill', 60, null, 'no room']]);
});

test('a job somebody else is at, or that is not due, is left alone', async () => {
	const { context, notes } = book(false);
	const run = vi.fn(() => Promise.resolve(''));
	expect(await runJob({ name: 'fill', everyS: 60, run }, context)).toBeNull();
	expect(run).not.toHaveBeenCalled();
	expect(notes).toEqual([]);
});

test('the server runs each at its time, one after the other, and waits for the last one when it stops', async () => {
	const { context } = book();
	let inside = 0;
	const seen: string[] = [];
	const job = (name: string, everyS: number) => ({
		name,
		everyS,
		run: async () => {
			expect(++inside).toBe(1);
			seen.push(name);
			await new Promise((resolve) => setTimeout(resolve, 500));
			inside--;
			return '';
		}
	});
	const stop = startJobs([job('often', 2), job('rarely', 3600)], context, 1000);
	await vi.advanceTimersByTimeAsync(10_000);
	expect(seen.filter((name) => name === 'rarely')).toHaveLength(1);
	expect(seen.filter((name) => name === 'often').length).toBeGreaterThanOrEqual(3);
	seen.length = 0;
	while (seen.length === 0) await vi.advanceTimersByTimeAsync(100);
	const stopped = stop();
	await vi.advanceTimersByTimeAsync(5000);
	await stopped;
	expect(inside).toBe(0);
	const count = seen.length;
	await vi.advanceTimersByTimeAsync(10_000);
	expect(seen).toHaveLength(count);
});
