import { describe, expect } from 'vitest';
import { phonePhoto } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import {
	addPhoto,
	answerRequired,
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
		open
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

	test('that is no image is refused by name, and the form goes on', async ({ open }) => {
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
});
