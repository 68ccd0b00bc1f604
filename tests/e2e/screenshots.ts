import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit, type Screen } from '../support/browser.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startTiles } from '../support/tiles.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import {
	addPhoto,
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';
import { openContributions } from './steps/contributions.ts';
import { openRecord } from './steps/desk.ts';

/*
 * npm run screenshots: every main screen at 360 × 740 and 1280 × 800 into test-results/screens, for people
 * to look at, and the four of the README into static/screenshots.
 */

const repository = join(import.meta.dirname, '../..');
const screensFolder = join(repository, 'test-results/screens');
const kept = join(repository, 'static/screenshots');

/** Those of the README, by the name of the screen they show. */
const chosen = ['phone/map', 'phone/capture-3-place', 'desktop/record', 'desktop/desk-item'];

const taken: { name: string; png: Buffer }[] = [];

async function shoot(one: Visit, screen: Screen, name: string): Promise<void> {
	await one.page.waitForLoadState('networkidle');
	const path = join(screensFolder, `${screen}-${name}.png`);
	const png = await one.page.screenshot({ path, animations: 'disabled' });
	taken.push({ name: `${screen}/${name}`, png });
}

async function publicScreens(one: Visit, screen: Screen, server: TestServer): Promise<void> {
	const { page } = one;
	// One commune: near enough to tell things apart.
	await one.goto('/?q=Marguerittes');
	await page.waitForTimeout(1500);
	await shoot(one, screen, 'map');
	const list = page.getByRole('button', { name: say('public_list'), exact: true });
	if (await list.isVisible()) {
		await list.click();
		await shoot(one, screen, 'list');
	}
	const [row] = await server.sql<{ id: string }>(
		`select r.id from public.published_records r
		where not r.blurred and jsonb_array_length(r.photos) > 1 and r.title is not null
		order by jsonb_array_length(r.photos) desc, r.published_at desc limit 1`
	);
	await one.goto(`/fiche/${row?.id}`);
	await page.waitForTimeout(1500);
	await shoot(one, screen, 'record');
	await one.goto('/a-propos');
	await shoot(one, screen, 'about');
	await one.goto('/charte');
	await shoot(one, screen, 'charter');
}

async function captureScreens(one: Visit, screen: Screen, server: TestServer): Promise<void> {
	const { page } = one;
	await startNoting(one);
	await shoot(one, screen, 'capture-1-theme');
	await chooseTheme(one, 'Patrimoine');
	await shoot(one, screen, 'capture-2-concept');
	await page.getByRole('searchbox').fill('caselle');
	await page.getByRole('main').locator('li button').first().waitFor();
	await shoot(one, screen, 'capture-2-concept-search');
	await findConcept(one, 'caselle');
	await useGps(one);
	await page.waitForTimeout(800);
	await shoot(one, screen, 'capture-3-place');
	await next(one, 'fields');
	await answerRequired(one);
	await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('Capitelle de la Combe');
	await shoot(one, screen, 'capture-4-fields');
	await next(one, 'photos');
	await addPhoto(one, 'capitelle.jpg', await aPhoto(server));
	await shoot(one, screen, 'capture-5-photos');
	await next(one, 'summary');
	await shoot(one, screen, 'capture-6-summary');
	await save(one);
	await shoot(one, screen, 'capture-7-saved');
	await openContributions(one);
	await shoot(one, screen, 'contributions-waiting');
	await one.goto('/connexion');
	await page.getByLabel(say('account_email')).waitFor();
	await shoot(one, screen, 'sign-in');
}

/** A picture the demo drew of such a thing. */
async function aPhoto(server: TestServer): Promise<Buffer> {
	const [row] = await server.sql<{ id: string }>(
		`select p.id from public.photos p join public.records r on r.id = p.record_id
		where r.status = 'published' and r.concept = 'patrimoine/capitelle'
			and r.sensitivity = 'public' and p.received_at is not null
		order by p.id limit 1`
	);
	const answer = await fetch(`${server.url}/photos/${row?.id}`);
	return Buffer.from(await answer.arrayBuffer());
}

async function accountScreens(one: Visit, screen: Screen, server: TestServer): Promise<void> {
	await signIn(one, server, demo.contributor);
	await openContributions(one);
	await one.page.getByRole('article').first().waitFor();
	await shoot(one, screen, 'contributions');
	await one.goto('/compte');
	await one.page.getByRole('heading', { level: 1 }).waitFor();
	await shoot(one, screen, 'account');
}

async function deskScreens(one: Visit, screen: Screen, server: TestServer): Promise<void> {
	const { page } = one;
	await signIn(one, server, demo.moderatorGarrigues);
	await one.goto('/moderation');
	await page
		.getByRole('region', { name: say('desk_queue') })
		.getByRole('link')
		.first()
		.waitFor();
	await shoot(one, screen, 'desk');
	const [row] = await server.sql<{ id: string }>(
		`select r.id from public.records r
		join public.photos p on p.record_id = r.id
		join public.territory_communes t on t.insee = r.commune_insee
		where r.status = 'submitted' and r.theme = 'heritage' and p.received_at is not null
			and t.territory = 'garrigues'
		order by r.created_at limit 1`
	);
	await openRecord(one, row!.id);
	await page.waitForTimeout(1500);
	await shoot(one, screen, 'desk-item');
	await page.getByRole('button', { name: say('desk_request') }).click();
	await page.getByRole('dialog').getByRole('textbox').waitFor();
	await shoot(one, screen, 'desk-reason');
}

/** WebP by the browser's own encoder, because nothing else here has one. */
async function toWebp(browser: Browser, png: Buffer): Promise<Buffer> {
	const page = await browser.newPage();
	const encoded = await page.evaluate(
		async (source) => {
			const image = new Image();
			image.src = source;
			await image.decode();
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
			canvas.getContext('2d')!.drawImage(image, 0, 0);
			return canvas.toDataURL('image/webp', 0.82);
		},
		`data:image/png;base64,${png.toString('base64')}`
	);
	await page.close();
	return Buffer.from(encoded.split(',')[1]!, 'base64');
}

const tiles = await startTiles();
const server = await startServer({ demo: true, environment: tiles.environment });
const browser = await launchBrowser();
await rm(screensFolder, { recursive: true, force: true });
for (const screen of ['phone', 'desktop'] as const) {
	for (const part of [publicScreens, captureScreens, accountScreens, deskScreens]) {
		const one = await visit(browser, server.url, screen);
		await part(one, screen, server);
		await one.end();
	}
}
await mkdir(kept, { recursive: true });
for (const { name, png } of taken.filter((one) => chosen.includes(one.name))) {
	const file = `${name.replace(/[^a-z]+\d?-?/g, '-').replace(/^(\w+)-(.*)$/, '$2-$1')}.webp`;
	const webp = await toWebp(browser, png);
	await writeFile(join(kept, file), webp);
	console.log(`static/screenshots/${file}: ${(webp.length / 1000).toFixed(0)} kB`);
}
console.log(`${taken.length} screens in test-results/screens`);
await browser.close();
await server.stop();
await tiles.stop();
