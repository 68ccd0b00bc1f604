import { describe, expect } from 'vitest';
import { heicPhoto } from '../support/heic.ts';
import { phonePhoto } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import { addPhoto, next, pickFile, save } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { accept, openItem } from './steps/desk.ts';
import { pickAll, upToPhotos } from './steps/photos.ts';
import {
	confirmBlur,
	contrastAt,
	openBlur,
	pictures,
	storedFiles
} from './steps/photo-handling.ts';

const exif = {
	lat: 43.9121,
	lon: 4.4138,
	heading: 123.5,
	takenAt: '2026:05:14 10:32:00',
	secret: 'X'
};

const shot = (seed: number) => phonePhoto({ ...exif, heading: seed }, 900 + seed, 600);
const centre = { x: 0.5, y: 0.5 };

/** Runs a finger over the middle of the picture. */
async function rub(visit: Visit): Promise<void> {
	const box = (await visit.page.getByRole('application').boundingBox())!;
	const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
	await visit.page.mouse.move(...at(0.35, 0.5));
	await visit.page.mouse.down();
	for (let step = 1; step <= 10; step++)
		await visit.page.mouse.move(...at(0.35 + step * 0.03, 0.5));
	await visit.page.mouse.up();
}

describe('a face in a photo', () => {
	test('is blurred with a finger: its pixels are gone from the file, the small picture and the device', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Fontaine au promeneur';
		const visit = await open('phone');
		await signIn(visit, server, 'flouteuse@exemple.test');
		await upToPhotos(visit, title);
		await addPhoto(visit, 'face.jpg', shot(1));
		const [clear] = await storedFiles(visit);
		expect(await contrastAt(visit, 0, centre)).toBeGreaterThan(30);
		await openBlur(visit, 1);
		await rub(visit);
		await visit.page.getByRole('button', { name: say('pictures_blur_undo') }).click();
		const keep = visit.page.getByRole('button', { name: say('pictures_blur_confirm') });
		expect(await keep.isDisabled()).toBe(true);
		await visit.page.getByRole('button', { name: say('pictures_blur_redo') }).click();
		await visit.screenshot('photos/blur-phone');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await confirmBlur(visit);
		expect(await contrastAt(visit, 0, centre)).toBeLessThan(12);
		expect(await contrastAt(visit, 0, { x: 0.05, y: 0.9 })).toBeGreaterThan(30);
		const files = await storedFiles(visit);
		expect(files).toHaveLength(1);
		expect(files[0]?.id).not.toBe(clear?.id);
		expect(files[0]?.sha256).not.toBe(clear?.sha256);

		await next(visit, 'summary');
		await save(visit);
		await openContributions(visit);
		await says(contribution(visit, title), say('contributions_state_received'));
		const rows = await server.sql<{ sha256: string }>(
			`select p.sha256 from public.photos p join public.records r on r.id = p.record_id
			where r.properties->>'nom' = $1`,
			[title]
		);
		expect(rows).toEqual([{ sha256: files[0]?.sha256 }]);
	});

	test('is blurred by keys alone, in a frame that says where it is', async ({ openOnce: open }) => {
		const visit = await open('desktop');
		await upToPhotos(visit, 'Au clavier');
		await addPhoto(visit, 'face.jpg', shot(2));
		await openBlur(visit, 1);
		const { keyboard } = visit.page;
		// The picture has the keys as soon as it is there.
		await keyboard.press('ArrowLeft');
		const told = visit.page.getByRole('dialog').getByRole('status');
		await told.getByText(/48\s?%.*33\s?%.*25\s?%/).waitFor();
		for (let press = 0; press < 5; press++) await keyboard.press('ArrowRight');
		await keyboard.press('+');
		await visit.screenshot('photos/blur-desktop');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await keyboard.press('Enter');
		await told.getByText('Une partie floutée.').waitFor();
		await confirmBlur(visit);
		expect(await contrastAt(visit, 0, { x: 0.58, y: 0.5 })).toBeLessThan(12);
	});
});

describe('photos of a record', () => {
	test('are ordered, described and credited, and shown so to everyone', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Fontaine aux trois vues';
		const visit = await open('phone');
		await signIn(visit, server, 'soigneuse@exemple.test');
		await visit.goto('/reglages');
		const { page } = visit;
		await page.getByRole('radio', { name: new RegExp(`^${say('pictures_weight_light')}`) }).check();
		await page.getByRole('textbox', { name: say('pictures_credit') }).fill('Joan Peire');
		await page.getByRole('textbox', { name: say('pictures_credit') }).blur();
		await upToPhotos(visit, title);
		await pickAll(visit, [shot(1), shot(2), shot(3)]);
		await pictures(visit).nth(2).waitFor();
		// Nothing while a browser has not decoded them.
		const widths = () =>
			pictures(visit).evaluateAll((all) =>
				all.map((one) => (one as HTMLImageElement).naturalWidth)
			);
		await page
			.getByText(say('pictures_given_named', { licence: 'CC BY-SA 4.0', name: 'Joan Peire' }))
			.waitFor();
		const up = page.getByRole('button', { name: new RegExp(`^${say('pictures_up')}`) });
		await up.nth(2).click();
		await page.getByText(say('pictures_moved', { place: 2, total: 3 })).waitFor();
		// The button went with its photo, and is still under the same finger or key.
		await page.keyboard.press('Enter');
		await page.getByText(say('pictures_moved', { place: 1, total: 3 })).waitFor();
		await expect.poll(widths).toEqual([903, 901, 902]);
		// A finger on the handle does the same.
		const grip = page.locator('.grip').first();
		await grip.scrollIntoViewIfNeeded();
		const box = (await grip.boundingBox())!;
		await page.mouse.move(box.x + 10, box.y + 10);
		await page.mouse.down();
		await page.locator('[data-photo]').nth(1).hover({ force: true });
		await page.mouse.up();
		await expect.poll(widths).toEqual([901, 903, 902]);
		await up.nth(1).click();
		// The others are below the screen: the page goes on under the finger that holds one near its edge.
		await grip.scrollIntoViewIfNeeded();
		const held = (await grip.boundingBox())!;
		await page.mouse.move(held.x + 10, held.y + 10);
		await page.mouse.down();
		await page.mouse.move(held.x + 10, Math.max(held.y + 30, 650), { steps: 3 });
		await expect.poll(widths).toEqual([901, 902, 903]);
		await page.mouse.up();
		await up.nth(2).click();
		await page.keyboard.press('Enter');
		const first = page.getByRole('main').locator('figure').first();
		await first.getByText(say('pictures_about')).click();
		await first.getByLabel(say('pictures_scale')).selectOption('metre');
		await first.getByLabel(say('pictures_heading')).selectOption('90');
		await visit.screenshot('photos/step-phone');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await page.reload();
		await pictures(visit).nth(2).waitFor();
		await expect.poll(widths).toEqual([903, 901, 902]);
		await next(visit, 'summary');
		await save(visit);
		await openContributions(visit);
		await says(contribution(visit, title), say('contributions_state_received'));
		const rows = await server.sql<{
			id: string;
			width: number;
			scale: string;
			heading: number;
			credit: string;
		}>(
			`select r.id, p.width, p.scale, p.heading::float as heading, p.credit
			from public.photos p join public.records r on r.id = p.record_id
			where r.properties->>'nom' = $1 order by p.position`,
			[title]
		);
		expect(rows.map(({ width }) => width)).toEqual([903, 901, 902]);
		expect(rows[0]).toMatchObject({ scale: 'metre', heading: 90, credit: 'Joan Peire' });

		const moderator = await open('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await openItem(moderator, title);
		await accept(moderator, title);
		const author = `(select author_id from public.records where id = '${rows[0]?.id}')`;
		await server.sql(`update public.profiles set name_shown = 'none' where id = ${author}`);
		const reader = await open('desktop');
		await reader.goto(`/fiche/${rows[0]?.id}`);
		await reader.page
			.getByText(say('pictures_scale_shown', { what: say('pictures_scale_metre') }))
			.waitFor();
		// Who chose no name in their account is named nowhere, whatever was typed under a photo.
		expect(await reader.page.getByText('Joan Peire').count()).toBe(0);
		await server.sql(
			`update public.profiles set name_shown = 'pseudonym', pseudonym = 'Soigneuse' where id = ${author}`
		);
		await reader.page.reload();
		await reader.page
			.getByText(say('pictures_credit_shown', { name: 'Joan Peire' }))
			.first()
			.waitFor();
	});
});

describe('a photo in the format of iPhones (HEIC)', () => {
	const red = (visit: Visit) =>
		visit.page
			.locator('main figure img')
			.first()
			.evaluate(async (image) => {
				const shown = image as HTMLImageElement;
				await shown.decode();
				const canvas = document.createElement('canvas');
				[canvas.width, canvas.height] = [shown.naturalWidth, shown.naturalHeight];
				const context = canvas.getContext('2d')!;
				context.drawImage(shown, 0, 0);
				const [r, , b] = context.getImageData(10, 10, 1, 1).data;
				return { size: [canvas.width, canvas.height], red: r! > 150 && b! < 100 };
			});

	test('is read in a browser that cannot, by a decoder that comes only then', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const asked: string[] = [];
		visit.context.on('request', (request) => asked.push(request.url()));
		await upToPhotos(visit, 'iPhone');
		expect(asked.filter((url) => url.includes('libheif'))).toEqual([]);
		await addPhoto(visit, 'IMG_0001.HEIC', heicPhoto);
		expect(await red(visit)).toEqual({ size: [96, 64], red: true });
	});

	test('without a network says when it can be read, and is taken when there is one', async ({
		open
	}) => {
		const visit = await open('phone');
		await visit.goto('/noter');
		await visit.installed();
		await visit.offline(true);
		await upToPhotos(visit, 'iPhone sans réseau');
		await pickFile(visit, 'IMG_0002.HEIC', heicPhoto);
		const notice = visit.page.getByRole('alert').filter({ hasText: 'IMG_0002.HEIC' });
		await notice.getByText(say('problems_photo_format', { format: 'HEIC' })).waitFor();
		await addPhoto(visit, 'vraie.jpg', shot(1));
		await visit.offline(false);
		await addPhoto(visit, 'IMG_0002.HEIC', heicPhoto);
		expect(await pictures(visit).count()).toBe(2);
	});
});

test('an empty file is refused with what to do, and the form goes on', async ({
	openOnce: open
}) => {
	const visit = await open('phone');
	await upToPhotos(visit, 'Vide');
	await pickFile(visit, 'nuage.jpg', Buffer.alloc(0));
	const notice = visit.page.getByRole('alert').filter({ hasText: 'nuage.jpg' });
	await notice.getByText(say('pictures_problem_empty')).waitFor();
	await addPhoto(visit, 'vraie.jpg', shot(1));
});

test('a photo is taken away only when that was meant', async ({ openOnce: open }) => {
	const visit = await open('phone');
	await upToPhotos(visit, 'Gants');
	await addPhoto(visit, 'seule.jpg', shot(1));
	const { page } = visit;
	const remove = page.getByRole('main').getByRole('button', {
		name: `${say('capture_photo_remove')} ${say('capture_photo_number', { number: 1 })}`
	});
	const dialog = page.getByRole('dialog', { name: say('pictures_remove_title') });
	await remove.click();
	await dialog.waitFor();
	expect(await visit.accessibilityFaults()).toEqual([]);
	await visit.screenshot('photos/remove-phone');
	// The way back has the focus.
	await page.keyboard.press('Enter');
	await dialog.waitFor({ state: 'hidden' });
	expect(await pictures(visit).count()).toBe(1);
	await remove.click();
	await dialog.getByRole('button', { name: say('capture_photo_remove') }).click();
	await expect.poll(() => pictures(visit).count()).toBe(0);
	expect(await storedFiles(visit)).toEqual([]);
});

test('a camera that does not open leaves a word and the gallery', async ({ openOnce: open }) => {
	const visit = await open('phone');
	await upToPhotos(visit, 'Sans appareil');
	await visit.page.getByLabel(say('capture_photo_take')).dispatchEvent('cancel');
	await visit.page
		.getByRole('status')
		.filter({ hasText: say('pictures_camera_closed') })
		.waitFor();
	await addPhoto(visit, 'galerie.jpg', shot(1));
	expect(await visit.page.getByText(say('pictures_camera_closed')).count()).toBe(0);
});
