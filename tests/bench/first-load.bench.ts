import { launchBrowser, visit } from '../support/browser.ts';
import { firstLoad, total } from '../support/first-load.ts';
import { startServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import type { Report } from './figures.ts';

/** Public maps of the field, measured the same way: kB of JavaScript, brotli. */
const others = { 'Georivière’s public map': 262, uMap: 269 };

/** What the browser receives before a person can look at the public map. */
export async function run(): Promise<Report> {
	const tiles = await startTiles();
	const server = await startServer({ demo: true, environment: tiles.environment });
	const browser = await launchBrowser();
	try {
		const files = await firstLoad(await visit(browser, server.url, 'phone'), '/');
		const script = total(files, 'script') / 1000;
		const background = files.filter((file) => file.background);
		return {
			title: 'First load of the public map',
			setting: 'empty browser, production server, bytes of the bodies as received',
			figures: [
				{ name: 'JavaScript', value: script, unit: 'kB', budget: 120 },
				{ name: 'CSS', value: total(files, 'style') / 1000, unit: 'kB', budget: 10 },
				{ name: 'fonts', value: total(files, 'font') / 1000, unit: 'kB', budget: 0 },
				{ name: 'the page itself', value: total(files, 'document') / 1000, unit: 'kB' },
				{
					name: 'kept in the background for later, offline',
					value: background.reduce((sum, { bytes }) => sum + bytes, 0) / 1000,
					unit: 'kB'
				}
			],
			ratios: Object.entries(others).map(([name, kB]) => ({
				name: `JavaScript, ${name} ÷ this`,
				value: kB / script
			}))
		};
	} finally {
		await browser.close();
		await server.stop();
		await tiles.stop();
	}
}
