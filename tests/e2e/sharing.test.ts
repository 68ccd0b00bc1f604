import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { phonePhoto } from '../support/jpeg.ts';
import { keptRows } from '../support/kept.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { atStep, chooseTheme, findConcept, next } from './steps/capture.ts';
import { pictures } from './steps/photo-handling.ts';
import { share, type Shared } from './steps/sharing.ts';

const exif = {
	lat: 43.9121,
	lon: 4.4138,
	heading: 12,
	takenAt: '2026:05:14 10:32:00',
	secret: 'X'
};

const photo = (seed: number, more = {}): Shared => ({
	name: `IMG_${seed}.jpg`,
	type: 'image/jpeg',
	data: phonePhoto({ ...exif, heading: seed, ...more }, 600 + seed, 400)
});
const start = (visit: Visit, count: number) =>
	visit.page.getByRole('button', {
		name: count === 1 ? 'Noter avec cette photo' : 'Noter avec ces photos'
	});

async function installed(visit: Visit): Promise<void> {
	await visit.goto('/noter');
	await visit.installed();
}

describe('a photo shared from the gallery', () => {
	test('begins a record where and when it was taken, with no network at all', async ({ open }) => {
		const visit = await open('phone');
		await installed(visit);
		await visit.offline(true);
		await share(visit, [photo(1), photo(2)]);
		await start(visit, 2).waitFor();
		await visit.screenshot('photos/shared-phone');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await start(visit, 2).click();
		await atStep(visit, 'theme');
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'fontaine');
		const [draft = {}] = await keptRows<Record<string, unknown>>(visit.page, 'drafts');
		expect(draft['position']).toMatchObject({ method: 'photo', accuracy_m: null });
		const { coordinates } = draft['geometry'] as { coordinates: [number, number] };
		expect(coordinates[0]).toBeCloseTo(4.4138, 4);
		expect(coordinates[1]).toBeCloseTo(43.9121, 4);
		expect(draft['observed_at']).toBe('2026-05-14T10:32:00+02:00');
		expect(draft['photos']).toHaveLength(2);
		// They are taken once.
		await visit.goto('/partager');
		await visit.page.getByText(say('sharing_none')).waitFor();
		const main = visit.page.getByRole('main');
		await main.getByRole('link', { name: say('common_nav_capture'), exact: true }).click();
		await visit.page.waitForURL('**/noter');
	});

	test('waits, when the page dies, and goes into the record that was begun', async ({ open }) => {
		const visit = await open('phone');
		await installed(visit);
		await share(visit, [photo(1)]);
		await start(visit, 1).click();
		await atStep(visit, 'theme');
		await chooseTheme(visit, 'Patrimoine');
		await share(visit, [photo(3)]);
		await start(visit, 1).waitFor();
		await visit.kill();
		await visit.goto('/partager');
		const begun = say('sharing_add_to', { title: '' }).split('«')[0]!.trim();
		await visit.page.getByRole('button', { name: new RegExp(`^${begun}`) }).click();
		await visit.page.waitForURL(/brouillon=/);
		await visit.hydrated();
		await findConcept(visit, 'fontaine');
		await next(visit, 'fields');
		await next(visit, 'photos');
		await pictures(visit).nth(1).waitFor();
		expect(await pictures(visit).count()).toBe(2);
	});

	test('beside what is none: each is told by name, and what is left goes on', async ({ open }) => {
		const visit = await open('desktop');
		await installed(visit);
		const page = {
			name: 'carte.jpg',
			type: 'image/jpeg',
			data: Buffer.from('<html>no photo</html>')
		};
		const empty = { name: 'vide.jpg', type: 'image/jpeg', data: Buffer.alloc(0) };
		await share(visit, [page, empty, photo(1)]);
		await start(visit, 3).click();
		const refused = (name: string) => visit.page.getByRole('alert').filter({ hasText: name });
		await refused('carte.jpg').getByText(say('problems_photo_not_an_image')).waitFor();
		await refused('vide.jpg').getByText(say('pictures_problem_empty')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.page.getByRole('button', { name: say('capture_next') }).click();
		await atStep(visit, 'theme');
	});

	test('that nobody wants is let go; one too many is left where it was', async ({ open }) => {
		const visit = await open('phone');
		await installed(visit);
		const one = photo(1);
		await share(
			visit,
			Array.from({ length: 22 }, (_, i) => ({ ...one, name: `${i}.jpg` }))
		);
		await visit.page.getByText(/2 fichiers de trop/).waitFor();
		await visit.page.getByRole('button', { name: say('sharing_drop') }).click();
		await visit.page.getByText(say('sharing_dropped')).waitFor();
		await visit.page.reload();
		await visit.page.getByText(say('sharing_none_help')).waitFor();
	});

	test('is never what a page of another site sends', async ({ open, server }) => {
		const visit = await open('phone');
		await installed(visit);
		const page = `<form method="post" enctype="multipart/form-data" action="${server.url}/partager">
			<input type="file" name="photos"><button>Prix à gagner</button></form>`;
		const elsewhere = createServer((_, answer) => {
			answer.setHeader('content-type', 'text/html').end(page);
		}).listen(0, '127.0.0.1');
		await once(elsewhere, 'listening');
		try {
			await visit.page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
			const { name, type, data } = photo(1);
			await visit.page
				.locator('input')
				.setInputFiles({ name, mimeType: type, buffer: Buffer.from(data) });
			await visit.page.locator('button').click();
			await visit.page.getByText(say('sharing_failed')).waitFor();
			expect(await pictures(visit).count()).toBe(0);
			await visit.goto('/partager');
			await visit.page.getByText(say('sharing_none')).waitFor();
		} finally {
			elsewhere.close();
		}
	});

	test('before the app is there to take it never leaves the device unread, and the person is told', async ({
		openOnce: open,
		server
	}) => {
		const body = new FormData();
		body.append('photos', new Blob([new Uint8Array(20_000_000)]), 'IMG.jpg');
		const answer = await fetch(`${server.url}/partager`, {
			method: 'POST',
			body,
			redirect: 'manual'
		});
		expect(answer.status).toBe(303);
		expect(answer.headers.get('location')).toBe('/partager?etat=tot');
		const visit = await open('phone');
		await visit.goto('/partager?etat=tot');
		await visit.page.getByText(say('sharing_too_early')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
	});
});
