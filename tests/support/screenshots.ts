import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demo, signIn } from '../e2e/steps/account.ts';
import {
	addPhoto,
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps
} from '../e2e/steps/capture.ts';
import { launchBrowser, visit, type Screen } from './browser.ts';
import { picture } from './jpeg.ts';
import { startServer } from './server.ts';
import { root } from './snapshot.ts';
import { startTiles } from './tiles.ts';
import type { Visit } from './visit.ts';

/**
 * Pictures of every main screen on a phone and on a desktop, in `test-results/screens`, for people to
 * look at; the four of the README go to `static/screenshots`. Needs a build.
 */
const looked = join(root, 'test-results/screens');
const shown = join(root, 'static/screenshots');
const inReadme = ['map-phone', 'capture-phone', 'record-desktop', 'desk-desktop'];

const tiles = await startTiles();
const server = await startServer({ demo: true, environment: tiles.environment });
const browser = await launchBrowser();
await mkdir(looked, { recursive: true });
await mkdir(shown, { recursive: true });

/** The window as it stands; Chromium writes WebP, a third of a PNG. */
async function keep(one: Visit, name: string): Promise<void> {
	await one.page.waitForLoadState('networkidle');
	// Tiles fade in and panels slide: a still picture waits for both.
	await one.page.waitForTimeout(1_500);
	await one.screenshot(`screens/${name}`);
	if (!inReadme.includes(name)) return;
	const protocol = await one.protocol();
	const { data } = await protocol.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
	await writeFile(join(shown, `${name}.webp`), Buffer.from(data, 'base64'));
}

async function publicScreens(screen: Screen): Promise<void> {
	const one = await visit(browser, server.url, screen);
	await one.goto('/');
	await keep(one, `map-${screen}`);
	const [record] = await server.sql<{ id: string }>(
		`select r.id from public.records r join public.photos p on p.record_id = r.id
		where r.public_geometry is not null and r.title is not null and p.received_at is not null
		and r.concept = 'patrimoine/capitelle' order by r.published_at desc limit 1`
	);
	await one.goto(`/fiche/${record?.id}`);
	await keep(one, `record-${screen}`);
	await one.goto('/a-propos');
	await keep(one, `about-${screen}`);
	await one.goto('/charte');
	await keep(one, `charter-${screen}`);
	await one.end();
}

async function capture(screen: Screen): Promise<void> {
	const one = await visit(browser, server.url, screen);
	await startNoting(one);
	await keep(one, `theme-${screen}`);
	await chooseTheme(one, 'Patrimoine');
	await one.page.getByRole('searchbox').fill('caselle');
	await keep(one, `concept-${screen}`);
	await findConcept(one, 'caselle');
	await useGps(one);
	await keep(one, `capture-${screen}`);
	await next(one, 'fields');
	await keep(one, `fields-${screen}`);
	await answerRequired(one);
	await next(one, 'photos');
	await addPhoto(one, 'caselle.jpg', picture());
	await keep(one, `photos-${screen}`);
	await next(one, 'summary');
	await keep(one, `summary-${screen}`);
	await save(one);
	await keep(one, `saved-${screen}`);
	await one.goto('/contributions');
	await keep(one, `contributions-${screen}`);
	await one.goto('/connexion');
	await keep(one, `sign-in-${screen}`);
	await one.end();
}

async function desk(screen: Screen): Promise<void> {
	const one = await visit(browser, server.url, screen);
	await signIn(one, server, demo.moderatorGarrigues);
	await one.goto('/moderation');
	await one.page.getByRole('link').filter({ hasText: /\d{4}/ }).first().waitFor();
	await keep(one, `queue-${screen}`);
	await one.page.locator('main ol a, main ul a').first().click();
	await one.page.getByRole('article').getByRole('heading', { level: 2 }).waitFor();
	await keep(one, `desk-${screen}`);
	await one.goto('/compte');
	await keep(one, `account-${screen}`);
	await one.end();
}

try {
	for (const screen of ['phone', 'desktop'] as const) {
		for (const take of [publicScreens, capture, desk]) await take(screen);
		console.log(`${screen}: done`);
	}
} finally {
	await browser.close();
	await server.stop();
	await tiles.stop();
}
console.log(`screens in test-results/screens, those of the README in static/screenshots`);
