import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { chooseTheme, findConcept, noteObject, startNoting } from './steps/capture.ts';

const geocoder = 'https://data.geopf.fr/geocodage/search';
const address = {
	type: 'Feature',
	geometry: { type: 'Point', coordinates: [4.4201, 43.9102] },
	properties: { label: '8 Rue du Four 30320 Poulx', context: '30, Gard, Occitanie' }
};

/** Answers for the address service, and what it was asked. */
async function addresses(visit: Visit, features: unknown[]): Promise<URL[]> {
	const asked: URL[] = [];
	await visit.context.route(`${geocoder}**`, async (route) => {
		asked.push(new URL(route.request().url()));
		const headers = { 'access-control-allow-origin': '*' };
		await route.fulfill({ json: { type: 'FeatureCollection', features }, headers });
	});
	return asked;
}

async function openBox(visit: Visit) {
	await visit.page.getByRole('button', { name: say('find_open') }).click();
	const box = visit.page.getByRole('combobox', { name: say('find_label') });
	await box.waitFor();
	return box;
}

const option = (visit: Visit, name: RegExp | string) =>
	visit.page.getByRole('option', { name }).first();

/** Where the public map came to rest. */
const seen = (visit: Visit) =>
	visit.page.evaluate(
		() =>
			JSON.parse(sessionStorage.getItem('capitelle.view') ?? 'null') as {
				lon: number;
				lat: number;
				zoom: number;
			} | null
	);

/** A slow machine draws the way there. */
const patience = { timeout: 15_000 };

describe('the box that finds places', () => {
	for (const screen of ['phone', 'desktop'] as const) {
		test(`takes the public map to a commune and to coordinates, by finger and by keyboard, on a ${screen}`, async ({
			openOnce: open
		}) => {
			const visit = await open(screen);
			await visit.goto('/');
			const box = await openBox(visit);
			await box.fill('poul');
			await option(visit, /^Poulx/).waitFor();
			// Before what lies in it.
			await visit.page.getByRole('group', { name: say('find_group_record') }).waitFor();
			const answers = visit.page.getByRole('listbox', { name: say('find_answers') });
			expect(await answers.getByRole('option').first().innerText()).toMatch(/^Poulx/);
			expect(await visit.accessibilityFaults()).toEqual([]);
			await visit.screenshot(`find/map-${screen}`);
			await box.press('ArrowDown');
			await box.press('Escape');
			await box.fill('poulx');
			await option(visit, /^Poulx/).click();
			await visit.page.getByText(say('find_found', { name: 'Poulx' })).waitFor();
			await expect.poll(async () => (await seen(visit))?.lat, patience).toBeCloseTo(43.91, 1);

			const again = await openBox(visit);
			await again.fill('43°54\'42"N 4°24\'47"E');
			await option(visit, /43,91167/).waitFor();
			await again.press('Enter');
			await expect.poll(async () => (await seen(visit))?.zoom, patience).toBeGreaterThanOrEqual(16);
			expect((await seen(visit))!.lon).toBeCloseTo(4.413, 2);
			await visit.screenshot(`find/found-${screen}`);
			await expect
				.poll(
					() => visit.page.evaluate(() => document.activeElement?.textContent?.trim()),
					patience
				)
				.toBe(say('find_open'));
		});
	}

	test('finds what the map shows for a visitor who never opened the app, and shows its card', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await visit.goto('/');
		const box = await openBox(visit);
		await box.fill('pins carriere serre');
		await option(visit, /^Carrière du Serre des Pins/).click();
		await expect.poll(async () => (await seen(visit))?.lat, patience).toBeCloseTo(43.89, 2);
		await visit.page.getByRole('article', { name: 'Carrière du Serre des Pins' }).waitFor();
		await visit.screenshot('find/record-phone');
	});

	test('asks for addresses only when the person says so, and finds them again without a network', async ({
		open
	}) => {
		const visit = await open('phone');
		const asked = await addresses(visit, [address]);
		await visit.goto('/');
		await visit.installed();
		const box = await openBox(visit);
		await box.pressSequentially('8 rue du four');
		await visit.page.getByText(say('find_nothing_here')).first().waitFor();
		expect(asked).toEqual([]);
		await visit.page.getByRole('button', { name: say('find_ask') }).click();
		await option(visit, /8 Rue du Four/).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('find/address-phone');
		expect(asked).toHaveLength(1);
		// Where somebody looks is told roughly.
		expect(asked[0]!.searchParams.get('lat')).toMatch(/^\d+[.]\d$/);
		await option(visit, /8 Rue du Four/).click();
		await expect.poll(async () => (await seen(visit))?.lat, patience).toBeCloseTo(43.9102, 2);

		await visit.offline(true);
		const again = await openBox(visit);
		await again.fill('rue du four');
		await option(visit, /8 Rue du Four/).waitFor();
		await again.fill('place inconnue');
		await again.press('Enter');
		await visit.page.getByText(say('find_offline')).first().waitFor();
		expect(asked).toHaveLength(1);
	});

	test('says it plainly when the address service is busy or answers nonsense', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop');
		visit.expectComplaint(/429|data[.]geopf[.]fr/);
		const answers = [
			{ status: 429, body: 'trop', headers: { 'access-control-allow-origin': '*' } },
			{
				status: 200,
				body: '<html>Bienvenue</html>',
				headers: { 'access-control-allow-origin': '*' }
			}
		];
		await visit.context.route(`${geocoder}**`, (route) => route.fulfill(answers.shift()!));
		await visit.goto('/');
		const box = await openBox(visit);
		await box.fill('rue du four');
		await box.press('Enter');
		await visit.page.getByText(say('find_wait')).first().waitFor();
		await visit.goto('/');
		const again = await openBox(visit);
		await again.fill('rue du four');
		await again.press('Enter');
		await visit.page.getByText(say('find_failed')).first().waitFor();
	});

	test('finds one’s own unsent records, communes and Lambert-93 while noting without a network', async ({
		open
	}) => {
		const visit = await open('phone');
		await visit.goto('/noter');
		await visit.installed();
		await visit.offline(true);
		await noteObject(visit, { words: 'puits', title: 'Puits de la Joana' });
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'capitelle');
		const box = await openBox(visit);
		await box.fill('joana');
		await option(visit, /Puits de la Joana/).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('find/place-phone');
		await box.fill('poulx');
		await option(visit, /^Poulx/).waitFor();
		await box.fill('813 500 6 310 500');
		await option(visit, new RegExp(say('find_system_lambert93'))).click();
		await visit.page.getByText(/La carte montre/).waitFor();
	});
});
