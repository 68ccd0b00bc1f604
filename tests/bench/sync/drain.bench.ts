import type { Page } from 'playwright-core';
import { launchBrowser, screens } from '../../support/browser.ts';
import { startTiles } from '../../support/tiles.ts';
import { bundle } from '../bundle.ts';
import { percentile, type Report } from '../figures.ts';
import { pan } from '../frames.ts';
import { samples } from './sample.ts';
import { startBenchServer, type Account, type BenchServer } from './server.ts';

const queued = 500;
const push = '**/rest/v1/rpc/push_operations';

async function openMap(page: Page, url: string): Promise<void> {
	await page.goto(url, { waitUntil: 'networkidle' });
	await page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true');
	await page.waitForTimeout(1500);
}

/** Records that wait in this browser, behind a network that lets nothing through. */
async function fillQueue(page: Page, account: Account): Promise<void> {
	await page.route(push, (route) => route.abort());
	await page.evaluate(await bundle('queue.ts'));
	const records = samples(queued).map((sample) => ({ ...sample, title: 'Capitelle' }));
	await page.evaluate(
		({ session, owner, records }) =>
			(Reflect.get(window, 'benchQueue') as (...args: unknown[]) => Promise<void>)(
				session,
				owner,
				records
			),
		{ session: JSON.stringify(account.session), owner: account.id, records }
	);
}

async function received(server: BenchServer, account: Account): Promise<number> {
	const [row] = await server.sql<{ n: number }>(
		'select count(*)::int as n from public.records where author_id = $1',
		[account.id]
	);
	return row?.n ?? 0;
}

/** Frames while the map is dragged and the queue leaves. */
async function panWhileSending(page: Page, server: BenchServer, account: Account) {
	const frames: number[] = [];
	await page.unroute(push);
	await page.evaluate(() => window.dispatchEvent(new Event('online')));
	for (let turn = 0; turn < 40 && (await received(server, account)) < queued; turn++) {
		frames.push(...(await pan(page, 2)));
	}
	const there = await received(server, account);
	if (there !== queued) throw new Error(`${there} of ${queued} left`);
	return frames;
}

/** Whether the map still follows the finger while a day's work leaves. */
export async function run(): Promise<Report> {
	const tiles = await startTiles();
	const server = await startBenchServer({ demo: true, environment: tiles.environment });
	const browser = await launchBrowser();
	try {
		const options = { ...screens.phone, serviceWorkers: 'block' as const };
		const page = await (await browser.newContext(options)).newPage();
		const [account] = await server.accounts(1);
		await openMap(page, server.url);
		await fillQueue(page, account!);
		// From here on the app knows that somebody is signed in, and goes on sending on every page.
		await openMap(page, `${server.url}/contributions`);
		await openMap(page, server.url);
		const session = await page.context().newCDPSession(page);
		await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
		const before = await pan(page, 8);
		const during = await panWhileSending(page, server, account!);
		return {
			title: 'Dragging the map while the queue leaves',
			setting: `${queued} queued records, 360 × 740, CPU 4× slower, ${during.length} frames`,
			figures: [
				{ name: 'slowest frame', value: Math.max(...during), unit: 'ms', budget: 50 },
				{ name: '95 % of frames under', value: percentile(during, 0.95), unit: 'ms' },
				{ name: 'frames over 50 ms', value: during.filter((ms) => ms > 50).length, unit: 'frames' },
				{ name: 'with nothing to send: slowest', value: Math.max(...before), unit: 'ms' }
			],
			ratios: [{ name: 'slowest, sending ÷ not', value: Math.max(...during) / Math.max(...before) }]
		};
	} finally {
		await browser.close();
		await server.stop();
		await tiles.stop();
	}
}
