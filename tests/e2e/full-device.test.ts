import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { describe, expect, onTestFinished } from 'vitest';
import { launchProfile } from '../support/browser.ts';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	addPhoto,
	answerRequired,
	atStep,
	chooseTheme,
	findConcept,
	next,
	noteObject,
	pickFile,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

const megabyte = 1_000_000;

/**
 * A phone that gives the app so many bytes, whatever it says of it.
 * @returns what gives it all the room there is
 */
async function limitTo(visit: Visit, quotaSize: number): Promise<() => Promise<void>> {
	// The limit holds as long as this connection does.
	const protocol = await visit.protocol();
	await protocol.send('Storage.overrideQuotaForOrigin', { origin: visit.origin, quotaSize });
	return () => protocol.detach();
}

/** Takes all the room that is left, down to the last kilobyte, as other things on a phone do. */
async function fill(visit: Visit): Promise<void> {
	await visit.page.evaluate(async () => {
		const open = indexedDB.open('filler', 1);
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			open.onupgradeneeded = () => open.result.createObjectStore('bytes', { autoIncrement: true });
			open.onsuccess = () => resolve(open.result);
			open.onerror = () => reject(open.error ?? new Error('no database'));
		});
		const put = (size: number) =>
			new Promise<boolean>((resolve) => {
				// What can be compressed takes no room.
				const value = new Uint8Array(size);
				for (let at = 0; at < size; at += 60_000)
					crypto.getRandomValues(value.subarray(at, at + 60_000));
				const transaction = db.transaction('bytes', 'readwrite');
				transaction.oncomplete = () => resolve(true);
				transaction.onabort = () => resolve(false);
				transaction.objectStore('bytes').add(value);
			});
		for (const size of [1_000_000, 100_000, 10_000, 1_000]) {
			let count = 0;
			while (await put(size)) if (++count > 60) throw new Error('there is no limit');
		}
		db.close();
	});
}

describe('a phone without room (fault-03)', () => {
	test('says that nothing more is kept, loses nothing, and saves once there is room', async ({
		server
	}) => {
		// Windows that keep nothing have no limit to reach.
		const folder = await mkdtemp(join(tmpdir(), 'capitelle-full-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));
		const visit = await Visit.begin(await launchProfile(folder, 'phone'), server.url);
		// A browser that has no room may complain of what its own caches could not keep.
		visit.expectComplaint(/quota/i);
		// Browsers remember for a while how much room there was: the limit comes before anything is stored.
		await visit.page.goto(`${server.url}/config.json`);
		const giveRoom = await limitTo(visit, 24 * megabyte);
		await noteObject(visit, { words: 'puits', title: 'Puits d’avant', photo: picture() });
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'fontaine');
		await useGps(visit);
		await next(visit, 'fields');
		await answerRequired(visit);
		const name = visit.page.getByRole('textbox', { name: 'Nom', exact: true });
		await name.fill('Fontaine du disque plein');
		await next(visit, 'photos');
		await addPhoto(visit, 'avant.jpg', picture(640, 480));
		const photos = visit.page.getByRole('main').locator('figure img');

		await fill(visit);
		// What the browser kept of the map goes first; then there is no room for any photo.
		for (let i = 0; i < 9 && !(await full(visit).isVisible()); i++) {
			const before = await photos.count();
			await pickFile(visit, `pendant-${i}.jpg`, picture(900 + 40 * i, 700));
			await full(visit).or(photos.nth(before)).first().waitFor();
			await fill(visit);
		}
		await full(visit).waitFor();
		const kept = await photos.count();
		await visit.page.getByText(say('storage_short_title')).waitFor();
		await visit.screenshot('storage/short');
		expect(await visit.accessibilityFaults()).toEqual([]);

		await visit.page.getByRole('button', { name: say('capture_next'), exact: true }).click();
		await atStep(visit, 'summary');
		await fill(visit);
		await visit.page.getByRole('button', { name: say('common_save'), exact: true }).click();
		await visit.page.getByText(say('capture_save_failed_title')).waitFor();
		await full(visit).waitFor();
		await visit.screenshot('storage/full-save');
		await visit.page.getByText('Fontaine du disque plein').first().waitFor();

		await giveRoom();
		await save(visit);
		await visit.page.getByText(new RegExp(`\\b${kept} photos?`)).waitFor();
		await openContributions(visit);
		await says(contribution(visit, 'Puits d’avant'), say('contributions_state_waiting'));
		const card = contribution(visit, 'Fontaine du disque plein');
		await says(card, say('contributions_state_waiting'));
		expect(visit.complaints).toEqual([]);
		await visit.end();
	});

	test('is told how much room there is, and gives back what the network brings back', async ({
		open
	}) => {
		const visit = await open('phone');
		await visit.goto('/');
		await visit.installed();
		await visit.page.evaluate(async () => {
			const cache = await caches.open('capitelle-tiles');
			await cache.put('/tile', new Response(new Uint8Array(8_500_000)));
		});
		await openContributions(visit);
		const card = visit.page.getByRole('region', { name: say('storage_title') });
		await card.getByRole('meter', { name: say('storage_meter') }).waitFor();
		await card.getByRole('button', { name: say('storage_free') }).click();
		// With whatever else of the map was kept meanwhile.
		await card.getByText(/^[89](,\d)?\sMo libérés\.$/).waitFor();
		expect(await visit.page.evaluate(() => caches.has('capitelle-tiles'))).toBe(false);
		// The app itself still opens from nothing.
		await visit.offline(true);
		await openContributions(visit);
		await card.scrollIntoViewIfNeeded();
		await visit.screenshot('storage/card');
		expect(await visit.accessibilityFaults()).toEqual([]);
	});
});

describe('what the browser may erase (fault-04)', () => {
	test('is said after the first save, once, and again where the room is shown', async ({
		open
	}) => {
		const visit = await open('phone');
		await noteObject(visit, { words: 'puits', title: 'Puits sans promesse' });
		const told = visit.page.getByText(say('storage_keep_refused'));
		await told.waitFor();
		await visit.screenshot('storage/refused');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await noteObject(visit, { words: 'four', title: 'Four sans promesse' });
		expect(await told.count()).toBe(0);
		await openContributions(visit);
		await visit.page.getByText(say('storage_not_kept')).waitFor();
		await visit.page.getByRole('button', { name: say('storage_keep') }).click();
		await told.waitFor();
	});

	test('is promised to be kept by a browser that agrees', async ({ open }) => {
		const visit = await open('desktop');
		const protocol = await visit.protocol();
		const { targetInfo } = await protocol.send('Target.getTargetInfo');
		await protocol.send('Browser.grantPermissions', {
			origin: visit.origin,
			permissions: ['durableStorage', 'geolocation'],
			...(targetInfo.browserContextId ? { browserContextId: targetInfo.browserContextId } : {})
		});
		await noteObject(visit, { words: 'puits', title: 'Puits promis' });
		// Nothing to explain: it promises without a question.
		expect(await visit.page.getByText(say('storage_keep_title')).count()).toBe(0);
		await openContributions(visit);
		await visit.page.getByText(say('storage_kept')).waitFor();
		expect(await visit.page.evaluate(() => navigator.storage.persisted())).toBe(true);
	});

	test('and did erase comes back from the rescue file', async ({ open }) => {
		const visit = await open('phone');
		await noteObject(visit, { words: 'moulin', title: 'Moulin sauvé', photo: picture() });
		await openContributions(visit);
		const download = visit.page.waitForEvent('download');
		await visit.page.getByRole('button', { name: say('contributions_rescue_save') }).click();
		const file = await (await download).path();

		const protocol = await visit.protocol();
		await protocol.send('Storage.clearDataForOrigin', {
			origin: visit.origin,
			storageTypes: 'all'
		});
		await openContributions(visit);
		await visit.page.getByRole('heading', { name: say('contributions_rescue') }).waitFor();
		expect(await contribution(visit, 'Moulin sauvé').count()).toBe(0);
		await visit.page.getByLabel(say('contributions_rescue_restore')).setInputFiles(file);
		const card = contribution(visit, 'Moulin sauvé');
		await says(card, say('contributions_state_waiting'));
		await visit.page.reload();
		await visit.hydrated();
		await says(card, say('contributions_state_waiting'));
	});
});

/** What says that there is no room. */
function full(visit: Visit): Locator {
	return visit.page.getByText(say('capture_full')).first();
}
