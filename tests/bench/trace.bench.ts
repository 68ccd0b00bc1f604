import { storeWalk, walkOf, winding } from '../e2e/steps/long-walk.ts';
import { aMoment, press, startWall } from '../e2e/steps/trace.ts';
import { launchBrowser, visit } from '../support/browser.ts';
import { SimulatedGps } from '../support/gps.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import { say } from '../support/words.ts';
import type { Visit } from '../support/visit.ts';
import { percentile, type Report } from './figures.ts';
import { frameFigures, framesDuring, throttle } from './frames.ts';

interface Walked {
	steps: number[];
	finishing: number[];
	finer: number[];
}

/** A walk of so many points that goes on, is finished, and made finer. */
async function measure(person: Visit, count: number): Promise<Walked> {
	const gps = await SimulatedGps.install(person);
	await startWall(person);
	await gps.give({});
	await press(person, 'trace_start');
	await press(person, 'trace_pause');
	// What the page itself has of the walk is written first.
	await aMoment(person);
	await storeWalk(person.page, walkOf(count));
	await person.page.reload();
	await person.hydrated();
	const { page } = person;
	await page.getByText(say('trace_interrupted_help')).waitFor();
	await press(person, 'trace_resume');
	await throttle(page);
	const steps = await framesDuring(page, () =>
		// Six times faster than a walk, so that the rest of the screen is at peace between two steps.
		gps.play(winding(count, 40), { paceMs: 150 })
	);
	const button = (name: string) => page.getByRole('button', { name, exact: true });
	const finishing = await framesDuring(page, async () => {
		await button(say('trace_finish')).click();
		await page.getByText(say('trace_finished'), { exact: true }).waitFor();
	});
	const finer = await framesDuring(page, async () => {
		await button('1\u00a0m').click();
		await page.getByText(/À 1\sm près/).waitFor();
	});
	return { steps, finishing, finer };
}

async function inApp(server: TestServer, count: number): Promise<Walked> {
	const browser = await launchBrowser();
	try {
		const person = await visit(browser, server.url, 'phone', { serviceWorkers: 'block' });
		return await measure(person, count);
	} finally {
		await browser.close();
	}
}

/** Whether the screen of a long walk follows its steps, and its end. */
export async function run(): Promise<Report> {
	const tiles = await startTiles();
	const server = await startServer({ demo: true, environment: tiles.environment });
	try {
		const usual = await inApp(server, 5000);
		const long = await inApp(server, 20_000);
		return {
			title: 'A walked trace',
			setting: '360 × 740, CPU 4× slower; 5,000 points, then 20,000, beside each other',
			figures: [
				...frameFigures('5,000 points, each step', usual.steps),
				...frameFigures('5,000 points, finished', usual.finishing),
				...frameFigures('5,000 points, made finer', usual.finer),
				{ name: '20,000 points, each step: slowest', value: Math.max(...long.steps), unit: 'ms' },
				{ name: '20,000 points, finished: slowest', value: Math.max(...long.finishing), unit: 'ms' }
			],
			ratios: [
				{
					name: 'each step, 20,000 ÷ 5,000 points (median)',
					value: percentile(long.steps, 0.5) / percentile(usual.steps, 0.5)
				}
			]
		};
	} finally {
		await server.stop();
		await tiles.stop();
	}
}
