import { expect, test } from 'vitest';
import { healthConcerns, type JobHealth, type ServiceHealth } from './service-health.ts';

const job = (name: string, failures: number): JobHealth => ({
	name,
	ok_at: null,
	said: null,
	next_at: '2026-05-01T10:00:00Z',
	failed_at: null,
	error: 'ECONNREFUSED',
	failures,
	running: false
});
const health = (mails: Partial<ServiceHealth['mails']>, jobs: JobHealth[] = []): ServiceHealth => ({
	at: '2026-05-01T10:00:00Z',
	database: { postgres: '', postgis: '', schema: '', bytes: 0, records: 0, accounts: 0 },
	storage: { files: 0, bytes: 0, expected: 0 },
	mails: { waiting: 0, oldest: null, dead: 0, sent_today: 0, last_error: null, ...mails },
	failures: [],
	jobs
});
const well = { ok: true, backend: 'embedded', versions: { app: '1' }, reason: null };

test('what works says nothing', () => {
	expect(
		healthConcerns(health({ oldest: '2026-05-01T09:59:00Z', waiting: 3 }, [job('a', 0)]), well)
	).toEqual([]);
});

test('what does not work is told: the server, lost and late mails, jobs that fail', () => {
	const ill = health({ dead: 2, oldest: '2026-05-01T08:00:00Z' }, [
		job('a', 0),
		job('send_mails', 4)
	]);
	expect(healthConcerns(ill, { ...well, ok: false, reason: 'ENOTDIR' })).toEqual([
		{ kind: 'server', reason: 'ENOTDIR' },
		{ kind: 'mails_dead', count: 2 },
		{ kind: 'mails_late', since: '2026-05-01T08:00:00Z' },
		{ kind: 'job', name: 'send_mails', error: 'ECONNREFUSED' }
	]);
	expect(healthConcerns(ill, null)).toHaveLength(3);
});

test('what failed a moment ago is told, what failed last week is history', () => {
	const failed = (at: string) => ({
		...health({}),
		failures: [{ at, place: 'GET /', what: '500', times: 2 }]
	});
	const at = '2026-05-01T07:00:00Z';
	expect(healthConcerns(failed(at), well)).toEqual([{ kind: 'failures', since: at }]);
	expect(healthConcerns(failed('2026-04-20T07:00:00Z'), well)).toEqual([]);
});
