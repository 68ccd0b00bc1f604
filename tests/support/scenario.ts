import type { BrowserContextOptions } from 'playwright-core';
import { test as base } from 'vitest';
import { launchBrowser, visit, type Screen } from './browser.ts';
import { startServer } from './server.ts';
import { startTiles } from './tiles.ts';
import type { Visit } from './visit.ts';

/**
 * `test` for the real browser: one production server with demo data and one browser for the
 * whole run, and `open`, which lets a new person in. What their browsers complained about fails the test.
 * `openOnce` is for what has nothing to do with a later visit or a lost network: the browser does not fetch and
 * keep the whole app for those, which takes longer than many a test.
 */
export const test = base
	.extend('tiles', { scope: 'worker' }, async ({}, { onCleanup }) => {
		const tiles = await startTiles();
		onCleanup(() => tiles.stop());
		return tiles;
	})
	.extend('server', { scope: 'worker' }, async ({ tiles }, { onCleanup }) => {
		const server = await startServer({ demo: true, environment: tiles.environment });
		onCleanup(() => server.stop());
		return server;
	})
	.extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
		const browser = await launchBrowser();
		onCleanup(() => browser.close());
		return browser;
	})
	.extend('open', async ({ server, browser, task }, { onCleanup }) =>
		people((screen, options) => visit(browser, server.url, screen, options), task, onCleanup)
	)
	.extend('openOnce', async ({ server, browser, task }, { onCleanup }) =>
		people(
			async (screen, options) => {
				const one = await visit(browser, server.url, screen, {
					...options,
					serviceWorkers: 'block'
				});
				one.expectComplaint(/Service Worker registration blocked/);
				return one;
			},
			task,
			onCleanup
		)
	);

type Open = (screen: Screen, options?: BrowserContextOptions) => Promise<Visit>;

/** Lets people in, and tells at the end of the test what their browsers complained about. */
function people(
	letIn: Open,
	task: { name: string; result?: { state: string } | undefined },
	onCleanup: (work: () => Promise<void>) => void
): Open {
	const visits: Visit[] = [];
	onCleanup(async () => {
		const failed = task.result?.state === 'fail';
		const seen = failed ? await keepScreens(task.name, visits) : [];
		for (const one of visits) await one.end();
		const complaints = visits.flatMap((one) => one.complaints);
		const said: string[] = [];
		if (complaints.length > 0) said.push('The browser complained:', ...complaints);
		if (failed) said.push('This is what was seen:', ...seen);
		if (said.length > 0) throw new Error(said.join('\n'));
	});
	return async (screen, options) => {
		const one = await letIn(screen, options);
		visits.push(one);
		return one;
	};
}

/** What each person saw when it went wrong: as pictures for who sits here, as words for who reads the report. */
async function keepScreens(name: string, visits: Visit[]): Promise<string[]> {
	const file = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
	const seen: string[] = [];
	for (const [i, one] of visits.entries()) {
		const words = one.screenshot(`failed/${file}-${i}`).then(() => one.witness());
		seen.push(await words.catch((error: unknown) => `nothing could be seen: ${String(error)}`));
	}
	return seen;
}
