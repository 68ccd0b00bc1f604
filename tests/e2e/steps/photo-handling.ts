import type { Locator } from 'playwright-core';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** The pictures of the form, in their order. */
export function pictures(visit: Visit): Locator {
	return visit.page.getByRole('main').locator('figure img');
}

/** Opens the screen in which a photo is blurred, by its number. */
export async function openBlur(visit: Visit, number: number): Promise<void> {
	const name = `${say('pictures_blur')} ${say('capture_photo_number', { number })}`;
	await visit.page.getByRole('button', { name }).click();
	await visit.page.getByRole('application', { name: say('pictures_blur_picture') }).waitFor();
}

/** Keeps what was blurred, and waits until it is done. */
export async function confirmBlur(visit: Visit): Promise<void> {
	await visit.page.getByRole('button', { name: say('pictures_blur_confirm') }).click();
	await visit.page.getByText(say('pictures_blur_done')).waitFor({ state: 'attached' });
	await visit.page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/**
 * How much the brightness varies in a small part of a picture of the form (largest less smallest, 0 to 255): a lot
 * where there is something to see, next to nothing where it is blurred. The place is given in shares of the picture.
 */
export async function contrastAt(
	visit: Visit,
	index: number,
	place: { x: number; y: number }
): Promise<number> {
	return pictures(visit)
		.nth(index)
		.evaluate(async (element, { x, y }) => {
			const image = element as HTMLImageElement;
			await image.decode();
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
			const context = canvas.getContext('2d')!;
			context.drawImage(image, 0, 0);
			const size = 40;
			const left = Math.min(canvas.width - size, Math.max(0, canvas.width * x - size / 2));
			const top = Math.min(canvas.height - size, Math.max(0, canvas.height * y - size / 2));
			const { data } = context.getImageData(left, top, size, size);
			const greens = Array.from({ length: size * size }, (_, at) => data[at * 4 + 1]!);
			return Math.max(...greens) - Math.min(...greens);
		}, place);
}

/** The files of photos this device keeps, each with the hash of what is really there. */
export async function storedFiles(visit: Visit): Promise<{ id: string; sha256: string }[]> {
	return visit.page.evaluate(async () => {
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open('capitelle');
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
		const rows = await new Promise<{ id: string; data: ArrayBuffer }[]>((resolve, reject) => {
			const request = db.transaction('files').objectStore('files').getAll();
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
		db.close();
		return Promise.all(
			rows.map(async ({ id, data }) => {
				const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
				return { id, sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
			})
		);
	});
}
