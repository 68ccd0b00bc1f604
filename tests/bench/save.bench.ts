import { launchBrowser, screens } from '../support/browser.ts';
import { servePage } from './bundle.ts';
import { percentile, type Report } from './figures.ts';

interface Page {
	fill(name: string, count: number): Promise<void>;
	save(times: number): Promise<number[]>;
	saveAsOneList(count: number, times: number): Promise<number[]>;
}

/** How long a person waits for *Enregistré sur ce téléphone*, on a slow phone full of records. */
export async function run(): Promise<Report> {
	const served = await servePage('save.ts');
	const browser = await launchBrowser();
	try {
		const context = await browser.newContext(screens.phone);
		const page = await context.newPage();
		await page.goto(served.url);
		await page.waitForFunction(() => 'bench' in window);
		const throttle = await context.newCDPSession(page);
		const slow = (rate: number) => throttle.send('Emulation.setCPUThrottlingRate', { rate });

		await page.evaluate(() => (Reflect.get(window, 'bench') as Page).fill('empty', 0));
		await slow(4);
		// The first saves also compile the code: they say nothing about the database.
		await page.evaluate(() => (Reflect.get(window, 'bench') as Page).save(30));
		const empty = await page.evaluate(() => (Reflect.get(window, 'bench') as Page).save(60));
		await slow(1);
		await page.evaluate(() => (Reflect.get(window, 'bench') as Page).fill('full', 10_000));
		await slow(4);
		const full = await page.evaluate(() => (Reflect.get(window, 'bench') as Page).save(100));
		const list = await page.evaluate(() =>
			(Reflect.get(window, 'bench') as Page).saveAsOneList(10_000, 12)
		);
		const p95 = percentile(full, 0.95);
		return {
			title: 'Saving a record on the phone',
			setting: '10,000 records already waiting in IndexedDB, CPU 4× slower, flushed to disk',
			figures: [
				{ name: 'p95', value: p95, unit: 'ms', budget: 100 },
				{ name: 'median', value: percentile(full, 0.5), unit: 'ms' },
				{ name: 'p95 in an empty database', value: percentile(empty, 0.95), unit: 'ms' },
				{ name: 'p95 with the list kept as one value', value: percentile(list, 0.95), unit: 'ms' }
			],
			ratios: [
				{ name: 'full ÷ empty database', value: p95 / percentile(empty, 0.95) },
				{ name: 'list kept as one value ÷ this', value: percentile(list, 0.95) / p95 }
			]
		};
	} finally {
		await browser.close();
		await served.close();
	}
}
