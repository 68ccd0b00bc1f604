import { describe, expect } from 'vitest';
import { phonePhoto } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import {
	addPhoto,
	answerRequired,
	atStep,
	chooseTheme,
	findConcept,
	next,
	pickFile,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { accept, openItem } from './steps/desk.ts';
import { pickAll, upToPhotos } from './steps/photos.ts';

const secret = 'CAPTEUR-7731-PEIRASSA';
const exif = {
	lat: 43.9121,
	lon: 4.4138,
	heading: 123.5,
	takenAt: '2026:05:14 10:32:00',
	secret
};

interface Facts {
	id: string;
	taken_at: Date | string | null;
	heading: number | null;
	bytes: number;
}

describe('a photo from a phone', () => {
	test('arrives without what the phone wrote into it, its place and date kept in the record', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Lavoir à la photo';
		const author = await open('phone');
		await signIn(author, server, 'photographe@exemple.test');
		await startNoting(author);
		await chooseTheme(author, 'Patrimoine');
		await findConcept(author, 'lavoir');
		await useGps(author);
		await next(author, 'fields');
		await answerRequired(author);
		await author.page.getByRole('textbox', { name: 'Nom', exact: true }).fill(title);
		await next(author, 'photos');
		await addPhoto(author, 'IMG_2041.jpg', phonePhoto(exif, 3000, 2000));
		await author.page.getByRole('button', { name: say('capture_photo_place_use') }).click();
		await next(author, 'summary');
		await save(author);
		await openContributions(author);
		await says(contribution(author, title), say('contributions_state_received'));

		const [row] = await server.sql<{ id: string; position: { method: string }; geometry: string }>(
			`select id, position, extensions.st_astext(geometry) as geometry
			from public.records where properties->>'nom' = $1`,
			[title]
		);
		expect(row?.position.method).toBe('photo');
		expect(row?.geometry).toMatch(/^POINT\(4[.]4138\d* 43[.]912\d*\)$/);
		const [photo] = await server.sql<Facts>(
			'select id, taken_at, heading, bytes from public.photos where record_id = $1',
			[row?.id]
		);
		expect(photo?.heading).toBeCloseTo(123.5, 1);
		expect(new Date(photo!.taken_at!).toISOString()).toBe('2026-05-14T08:32:00.000Z');

		// Not for the public before a moderator has looked at it.
		expect((await fetch(`${server.url}/photos/${photo?.id}`)).status).toBe(404);
		const moderator = await open('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await openItem(moderator, title);
		await accept(moderator, title);

		const answer = await fetch(`${server.url}/photos/${photo?.id}`);
		expect(answer.status).toBe(200);
		const file = Buffer.from(await answer.arrayBuffer());
		expect(file.length).toBe(Number(photo?.bytes));
		const text = file.toString('latin1');
		expect(text).not.toContain(secret);
		expect(text).not.toContain('Exif');
		expect(text).not.toContain('ns.adobe.com');
	});

	test('that is no image (fault-21) is refused by name, and the form goes on', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		await findConcept(visit, 'fontaine');
		await useGps(visit);
		await next(visit, 'fields');
		await next(visit, 'photos');
		await pickFile(visit, 'releve.jpg', Buffer.from('<html>not a photo</html>'));
		const notice = visit.page.getByRole('alert').filter({ hasText: 'releve.jpg' });
		await notice.getByText(say('problems_photo_not_an_image')).waitFor();
		await addPhoto(visit, 'vraie.jpg', phonePhoto(exif, 800, 600));
		expect(await visit.page.getByRole('main').locator('figure img').count()).toBe(1);
	});

	test('chosen with several others while the form saves itself (fault-25) is there with all of them', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPhotos(visit, 'Cinq à la fois');
		const shots = Array.from({ length: 5 }, (_, i) => phonePhoto({ ...exif, heading: i }, 900 + i));
		await pickAll(visit, shots);
		// Typed while the others are still being prepared: each keystroke saves the draft.
		// The page dies below: what is looked for is looked for in the one of the moment.
		const caption = () =>
			visit.page.getByRole('textbox', { name: say('capture_photo_caption') }).first();
		const pictures = () => visit.page.getByRole('main').locator('figure img');
		await caption().pressSequentially('Vue du chemin, le matin');
		await pictures().nth(4).waitFor();
		const address = visit.page.url();
		await visit.kill();
		await visit.page.goto(address);
		await atStep(visit, 'photos');
		await pictures().nth(4).waitFor();
		expect(await pictures().count()).toBe(5);
		expect(await caption().inputValue()).toBe('Vue du chemin, le matin');
	});
});

describe('a photo as phones really give them (fault-21)', () => {
	/** Sizes of the pictures; nothing while a browser has not decoded them. */
	const shown = (visit: Visit) =>
		visit.page.locator('main figure img').evaluateAll((images) =>
			images.map((image) => {
				const { naturalWidth, naturalHeight } = image as HTMLImageElement;
				return [naturalWidth, naturalHeight];
			})
		);

	test('taken upright stands upright, without the note that said how to turn it', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPhotos(visit, 'Debout');
		await addPhoto(visit, 'debout.jpg', phonePhoto({ ...exif, orientation: 6 }, 800, 600));
		await expect.poll(() => shown(visit)).toEqual([[600, 800]]);
	});

	test('without a place, as Android gives it to a page, is taken, and no place is offered', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPhotos(visit, 'Sans lieu');
		const { lat: _lat, lon: _lon, ...elsewhere } = exif;
		await addPhoto(visit, 'android.jpg', phonePhoto(elsewhere, 800, 600));
		const offer = visit.page.getByRole('button', { name: say('capture_photo_place_use') });
		expect(await offer.count()).toBe(0);
	});

	test('of 48 megapixels is made small, and one still larger is refused by its size', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPhotos(visit, 'Très grande');
		const drawn = (width: number, height: number) =>
			visit.page.evaluate(
				async ([w, h]) => {
					const canvas = new OffscreenCanvas(w!, h!);
					const context = canvas.getContext('2d')!;
					context.fillStyle = '#876';
					context.fillRect(0, 0, w!, h!);
					const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.3 });
					const reader = new FileReader();
					const read = new Promise((resolve) => (reader.onload = resolve));
					reader.readAsDataURL(blob);
					await read;
					return (reader.result as string).split(',')[1]!;
				},
				[width, height]
			);
		const huge = Buffer.from(await drawn(8064, 6048), 'base64');
		await pickFile(visit, '48.jpg', huge);
		// So many pixels are work for any machine.
		await visit.page.locator('main figure img').waitFor({ timeout: 90_000 });
		await expect.poll(() => shown(visit)).toEqual([[2048, 1536]]);
		await pickFile(visit, '108.jpg', Buffer.from(await drawn(12_000, 9_000), 'base64'));
		const notice = visit.page.getByRole('alert').filter({ hasText: '108.jpg' });
		await notice.getByText(/50\sMpx/).waitFor();
	});

	test('that says it is HEIC and is not is refused, and the form goes on', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPhotos(visit, 'Illisible');
		await pickFile(visit, 'IMG_0001.HEIC', heic(4032, 3024));
		const notice = visit.page.getByRole('alert').filter({ hasText: 'IMG_0001.HEIC' });
		await notice.getByText(say('problems_photo_not_an_image')).waitFor();
		await addPhoto(visit, 'apres.jpg', phonePhoto(exif, 800, 600));
	});
});

/** The beginning of a HEIC file: brand and size, and nothing that could be decoded here. */
function heic(width: number, height: number): Buffer {
	const bytes = Buffer.alloc(4_096);
	bytes.writeUInt32BE(24, 0);
	bytes.write('ftypheic', 4, 'latin1');
	bytes.write('ispe', 40, 'latin1');
	bytes.writeUInt32BE(width, 48);
	bytes.writeUInt32BE(height, 52);
	return bytes;
}
