import { brotliCompressSync } from 'node:zlib';
import { launchBrowser, screens } from '../support/browser.ts';
import { startServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import { bundle, servePage } from './bundle.ts';
import { percentile, type Report } from './figures.ts';
import { benchTheme, largeVocabulary, typings } from './large-vocabulary.ts';
import type { Outcome } from './pages/picker.ts';

const concepts = 17_000;
/** Names typed towards, letter by letter. */
const names = 50;

type Way = 'ours' | 'miniSearch' | 'oneByOne';
const runIn = (way: Way) => (Reflect.get(window, 'bench') as Bench).run(way, 17_000, 50);
interface Bench {
	run(way: Way, count: number, names: number): Outcome;
}

/** Searching alone, on a page that has nothing else to do, CPU 4× slower. */
async function searching(): Promise<Record<Way, Outcome>> {
	const served = await servePage('picker.ts');
	const browser = await launchBrowser();
	try {
		const outcomes: Partial<Record<Way, Outcome>> = {};
		for (const way of ['ours', 'miniSearch', 'oneByOne'] as const) {
			const context = await browser.newContext(screens.phone);
			const page = await context.newPage();
			await page.goto(served.url);
			await page.waitForFunction(() => 'bench' in window);
			const throttle = await context.newCDPSession(page);
			await throttle.send('Emulation.setCPUThrottlingRate', { rate: 4 });
			outcomes[way] = await page.evaluate(runIn, way);
			await context.close();
		}
		return outcomes as Record<Way, Outcome>;
	} finally {
		await browser.close();
		await served.close();
	}
}

/** In the app: from the letter typed to the work of showing its answers being done, CPU 4× slower. */
async function typing(): Promise<number[]> {
	const vocabulary = largeVocabulary(concepts, benchTheme);
	const tiles = await startTiles();
	const server = await startServer({ environment: tiles.environment });
	const browser = await launchBrowser();
	try {
		const context = await browser.newContext({ ...screens.phone, serviceWorkers: 'block' });
		const page = await context.newPage();
		await page.route('**/api/vocabulary.json', (route) =>
			route.fulfill({ json: vocabulary, headers: { etag: '"large"' } })
		);
		await page.goto(`${server.url}/noter`);
		const box = page.getByRole('searchbox');
		await box.waitFor();
		// Long enough for the index to be made behind the screen.
		await page.waitForTimeout(5000);
		const throttle = await context.newCDPSession(page);
		await throttle.send('Emulation.setCPUThrottlingRate', { rate: 4 });
		const keys = typings(vocabulary, 25).flatMap((one) => one.keys);
		return await box.evaluate(async (element, texts) => {
			const input = element as HTMLInputElement;
			const taken = texts.map(() => Infinity);
			const round = [...texts, ...texts, ...texts];
			for (const [i, text] of round.entries()) {
				input.value = text;
				const start = performance.now();
				input.dispatchEvent(new Event('input', { bubbles: true }));
				// What follows from it is done in microtasks, then laid out here.
				for (let i = 0; i < 20; i++) await Promise.resolve();
				void document.body.offsetHeight;
				const at = i % texts.length;
				taken[at] = Math.min(taken[at]!, performance.now() - start);
				await new Promise((resolve) => requestAnimationFrame(resolve));
			}
			return taken;
		}, keys);
	} finally {
		await browser.close();
		await server.stop();
		await tiles.stop();
	}
}

const brotli = async (page: string) => brotliCompressSync(await bundle(page)).length / 1000;

/** What a person waits for after each letter, over as many concepts as PACTOLS has. */
export async function run(): Promise<Report> {
	const { ours, miniSearch, oneByOne } = await searching();
	const shown = await typing();
	const p95 = (one: Outcome) => percentile(one.keystrokes, 0.95);
	const own = await brotli('find-ours.ts');
	const other = await brotli('find-minisearch.ts');
	return {
		title: 'Finding a concept, letter by letter',
		setting: `${concepts} concepts with ${names} names typed, every other with a slip, CPU 4× slower, best of 3 rounds`,
		figures: [
			{ name: 'p95, search', value: p95(ours), unit: 'ms', budget: 30 },
			{ name: 'p95, search and screen', value: percentile(shown, 0.95), unit: 'ms', budget: 30 },
			{ name: 'median, search and screen', value: percentile(shown, 0.5), unit: 'ms' },
			{ name: 'making the index, in small steps', value: ours.making, unit: 'ms' },
			{ name: 'p95, MiniSearch', value: p95(miniSearch), unit: 'ms' },
			{ name: 'making its index', value: miniSearch.making, unit: 'ms' },
			{ name: 'p95, every label looked at, no slips', value: p95(oneByOne), unit: 'ms' },
			{ name: 'size', value: own, unit: 'kB' },
			{ name: 'size of MiniSearch', value: other, unit: 'kB' }
		],
		ratios: [
			{ name: 'MiniSearch ÷ this, p95', value: p95(miniSearch) / p95(ours) },
			{ name: 'found once typed, this ÷ MiniSearch', value: ours.found / miniSearch.found },
			{
				name: 'found two letters earlier with a slip, this ÷ MiniSearch',
				value: ours.foundEarly / miniSearch.foundEarly
			}
		]
	};
}
