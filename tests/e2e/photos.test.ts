import { describe, expect } from 'vitest';
import { phonePhoto } from '../support/jpeg.ts';
import { keptRows } from '../support/kept.ts';
import { test } from '../support/scenario.ts';
import type { TestServer } from '../support/server.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signIn } from './steps/account.ts';
import { noteWithPhotos } from './steps/photos.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

/** What the phone wrote into each photo; a different heading makes a different file. */
const shot = (heading: number) =>
	phonePhoto({ heading, takenAt: '2026:05:14 10:32:00', secret: 'x' }, 1600 + heading, 1200);
const shots = (count: number) => Array.from({ length: count }, (_, i) => shot(i + 1));

const receivedOf = async (server: TestServer, title: string) => {
	const rows = await server.sql(
		`select p.id from public.photos p join public.records r on r.id = p.record_id
		where r.properties->>'nom' = $1 and p.received_at is not null`,
		[title]
	);
	return rows.length;
};

const heading = (visit: Visit) =>
	visit.page.getByRole('heading', { name: say('photos_title'), exact: true });

const choice = (visit: Visit) =>
	visit.page.getByRole('checkbox', { name: say('photos_wifi_only') });

/** By keyboard: what the network brings moves the page under a finger. */
async function waitForWifi(visit: Visit): Promise<void> {
	await choice(visit).press(' ');
	// The browser ticks the box at once; whoever leaves the page then may leave before it is kept.
	await expect.poll(() => keptChoice(visit)).toBe(true);
	expect(await choice(visit).isChecked()).toBe(true);
}

/** What this device has kept of the choice. */
async function keptChoice({ page }: Visit): Promise<unknown> {
	const rows = await keptRows<{ key: string; value: unknown }>(page, 'meta');
	return rows.find(({ key }) => key === 'photos_wifi_only')?.value;
}

/** Everything the card of photos on their way said, each thing once. */
async function watchProgress(visit: Visit): Promise<() => Promise<string[]>> {
	await visit.page.evaluate(() => {
		const said = new Set<string>();
		Reflect.set(window, 'saidOfPhotos', said);
		const look = () => {
			const card = document.querySelector('[aria-labelledby="photos-title"]');
			const bars = card?.querySelectorAll('progress') ?? [];
			said.add(`${bars.length} at once`);
			for (const line of card?.querySelectorAll('li') ?? []) said.add(line.textContent ?? '');
		};
		new MutationObserver(look).observe(document.body, {
			subtree: true,
			childList: true,
			characterData: true,
			attributes: true
		});
	});
	return () => visit.page.evaluate(() => [...(Reflect.get(window, 'saidOfPhotos') as Set<string>)]);
}

/** 50 kB/s each way, as in a village at the bottom of a valley. */
async function slowDown(visit: Visit): Promise<void> {
	const protocol = await visit.protocol();
	await protocol.send('Network.enable');
	await protocol.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 200,
		downloadThroughput: 50_000,
		uploadThroughput: 50_000
	});
}

describe('photos on a slow network', () => {
	test('show how far each is, two at a time, and are received one by one', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Aqueduc aux trois photos';
		const visit = await open('phone');
		await signIn(visit, server, 'lente@exemple.test');
		// Held back until the network is slow: the rest of the app need not be waited for.
		await openContributions(visit);
		await waitForWifi(visit);
		await noteWithPhotos(visit, title, shots(3));
		await openContributions(visit);
		await heading(visit).waitFor();
		const said = await watchProgress(visit);
		await slowDown(visit);
		await visit.page.getByRole('button', { name: /^Envoyer ces 3 photos maintenant/ }).click();
		await visit.page.getByRole('progressbar').first().waitFor();
		await visit.screenshot('photos-sending-phone');
		// The network alone takes most of twenty seconds.
		await says(contribution(visit, title), say('contributions_state_received'), 90_000);
		const words = await said();
		const shares = words.flatMap((text) => /photo (\d)\s.*?(\d+)\s%/.exec(text)?.slice(1, 3) ?? []);
		expect(words).toContain('2 at once');
		expect(words).not.toContain('3 at once');
		expect(shares.length).toBeGreaterThan(6);
		await heading(visit).waitFor({ state: 'hidden' });
		expect(await receivedOf(server, title)).toBe(3);
	});

	test('say what remains when the connection is lost in the middle (fault-07), and go on from there', async ({
		server,
		open
	}) => {
		const title = 'Pont coupé en deux';
		const visit = await open('phone');
		await signIn(visit, server, 'coupure@exemple.test');
		// The first file arrives, then the valley swallows the rest.
		let arrived = 0;
		let cut = true;
		await visit.page.route('**/storage/v1/object/**', async (route) => {
			if (cut && arrived >= 1) return route.abort('connectionfailed');
			arrived += 1;
			return route.continue();
		});
		visit.expectComplaint(/ERR_CONNECTION_FAILED/);
		await noteWithPhotos(visit, title, shots(3));
		// Leaving the page now could cut off the very one that is to arrive.
		await expect.poll(() => receivedOf(server, title)).toBe(1);
		await openContributions(visit);
		const card = contribution(visit, title);
		await says(card, say('contributions_state_photos', { received: 1, total: 3 }));
		await visit.page.getByText(/^Encore 2 photos/).waitFor();
		expect(await receivedOf(server, title)).toBe(1);
		cut = false;
		// Nobody presses anything: it comes back by itself, later the more often it failed.
		await says(card, say('contributions_state_received'), 60_000);
		expect(await receivedOf(server, title)).toBe(3);
	});
});

describe('photos on Wi-Fi only', () => {
	test('are asked about where the browser does not tell its network', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Fontaine sans forfait';
		const visit = await open('phone');
		await signIn(visit, server, 'forfait@exemple.test');
		await openContributions(visit);
		await waitForWifi(visit);
		await visit.page.getByText(say('photos_connection_unknown')).waitFor();
		await noteWithPhotos(visit, title, shots(2));
		await openContributions(visit);
		await expect.poll(() => choice(visit).isChecked()).toBe(true);
		const card = contribution(visit, title);
		await says(card, say('contributions_state_photos', { received: 0, total: 2 }));
		await visit.page.getByText(say('photos_held_unknown')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('photos-held-phone');
		expect(await receivedOf(server, title)).toBe(0);
		await visit.page.getByRole('button', { name: /^Envoyer ces 2 photos maintenant/ }).click();
		await says(card, say('contributions_state_received'));
		expect(await receivedOf(server, title)).toBe(2);
	});

	test('leave by themselves when the phone comes home', async ({ server, openOnce: open }) => {
		const title = 'Croix du retour';
		const visit = await open('phone');
		// As Chrome on Android tells it.
		await visit.context.addInitScript(() => {
			const network = Object.assign(new EventTarget(), { type: 'cellular' });
			Object.defineProperty(navigator, 'connection', { value: network });
		});
		await signIn(visit, server, 'retour@exemple.test');
		await openContributions(visit);
		await waitForWifi(visit);
		await noteWithPhotos(visit, title, shots(1));
		await openContributions(visit);
		const card = contribution(visit, title);
		await says(card, say('contributions_state_photos', { received: 0, total: 1 }));
		await visit.page.getByText(say('photos_held_mobile')).waitFor();
		await visit.page.evaluate(() => {
			const network = Reflect.get(navigator, 'connection') as EventTarget;
			Reflect.set(network, 'type', 'wifi');
			network.dispatchEvent(new Event('change'));
		});
		await says(card, say('contributions_state_received'));
		expect(await receivedOf(server, title)).toBe(1);
	});
});
