import { describe, expect } from 'vitest';
import { SimulatedGps } from '../support/gps.ts';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { signInHere } from './steps/account.ts';
import { answerRequired, next, save } from './steps/capture.ts';
import { openContributions } from './steps/contributions.ts';
import { storedDraft } from './steps/draft.ts';
import { storeWalk, walkOf } from './steps/long-walk.ts';
import { press, startWalk, startWall, walkStored } from './steps/trace.ts';

describe('a walk that is too long, or none', () => {
	test('of 20,000 points is found again, becomes a line that the server takes', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await startWall(visit);
		await gps.give({});
		await startWalk(visit);
		await press(visit, 'trace_pause');
		// What the page still has to store would come over what is put there now.
		await walkStored(visit, 0);
		await storeWalk(visit.page, walkOf(20_000));
		await visit.page.reload();
		await visit.hydrated();
		await visit.page.getByText(say('trace_interrupted_help')).waitFor();
		await press(visit, 'trace_finish');
		await visit.page.getByText(say('trace_finished'), { exact: true }).waitFor();
		// How far it lies from what was walked is said, and how many points that takes; some were too near to count.
		await visit.page.getByText(/À \d\sm près, [\d\s]+ points suffisent sur 19\s?\d{3}/).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('bad-input/trace-20000');
		const vertices = async () => (await storedDraft(visit))?.geometry?.coordinates.length ?? 0;
		await expect.poll(vertices).toBeGreaterThan(500);
		const drawn = await vertices();

		await next(visit, 'fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await next(visit, 'summary');
		await save(visit);
		await openContributions(visit);
		await visit.page.getByRole('button', { name: say('contributions_sign_in_and_send') }).click();
		await signInHere(visit, server, 'marche@exemple.test');
		const received = () =>
			server.sql<{ count: number }>(
				`select st_npoints(r.geometry)::int as count from public.records r
				join auth.users u on u.id = r.author_id where u.email = 'marche@exemple.test'`
			);
		await expect.poll(received, { timeout: 60_000 }).toEqual([{ count: drawn }]);
	});

	test('on a device without a sensor says so, and the line is drawn', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await startWall(visit);
		// The sensor is gone once the form is open: a page may also lose the right to it by its settings.
		await visit.page.evaluate(() =>
			Object.defineProperty(navigator, 'geolocation', { get: () => undefined })
		);
		await press(visit, 'trace_start');
		await visit.page.getByText(say('trace_unsupported')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await press(visit, 'trace_abandon');
		await visit.page.getByRole('button', { name: say('trace_start'), exact: true }).waitFor();
	});

	test('by a simulated position whose clock stands still becomes a line', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await startWall(visit);
		await startWalk(visit);
		const frozen = Array.from({ length: 60 }, (_, i) => ({
			north: i * 1.2,
			east: 0,
			accuracyM: 3,
			second: 0
		}));
		await gps.play(frozen);
		await press(visit, 'trace_finish');
		await visit.page.getByText(say('trace_finished'), { exact: true }).waitFor();
		await expect.poll(async () => (await storedDraft(visit))?.geometry?.type).toBe('LineString');
	});
});
