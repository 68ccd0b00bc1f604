import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';
import {
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps
} from './capture.ts';

/** Opens a new record with its required answers, up to the step of its photos. */
export async function upToPhotos(visit: Visit, title: string): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'fontaine');
	await useGps(visit);
	await next(visit, 'fields');
	await answerRequired(visit);
	await visit.page.getByRole('textbox', { name: 'Nom', exact: true }).fill(title);
	await next(visit, 'photos');
}

/** Chooses several pictures of the gallery at once. */
export async function pickAll(visit: Visit, buffers: Buffer[]): Promise<void> {
	const files = buffers.map((buffer, i) => ({
		name: `IMG_${i + 1}.jpg`,
		mimeType: 'image/jpeg',
		buffer
	}));
	await visit.page.getByLabel(say('capture_photo_pick')).setInputFiles(files);
}

/** A whole new record with pictures, up to its safe copy. */
export async function noteWithPhotos(
	visit: Visit,
	title: string,
	buffers: Buffer[]
): Promise<void> {
	await upToPhotos(visit, title);
	await pickAll(visit, buffers);
	await visit.page
		.getByRole('main')
		.locator('figure img')
		.nth(buffers.length - 1)
		.waitFor();
	await next(visit, 'summary');
	await save(visit);
}
