import type { Locator } from 'playwright-core';
import { placeOf } from '../../support/gps.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Presses the shutter and accepts the picture: what a phone's own camera asks for. */
export const cameraTaps = 2;

/** Waits until the short screen is shown for another one. */
export async function atShortScreen(visit: Visit): Promise<Locator> {
	// What the screen reads out has ordinary spaces, the sentence one that no line breaks at.
	const words = say('flow_again_of', { name: '' }).trim().replaceAll(/\s/gu, '\\s');
	const heading = visit.page.getByRole('heading', { level: 1, name: new RegExp(`^${words}`, 'u') });
	await heading.waitFor();
	return heading;
}

/** Stands so many metres north and east of where the demo begins. */
export async function standAt(visit: Visit, north: number, east: number): Promise<void> {
	const { lat, lon } = placeOf({ north, east });
	await visit.context.setGeolocation({ latitude: lat, longitude: lon, accuracy: 5 });
}

/** Takes a picture with the camera of the phone, as the button of the page opens it. */
export async function takePicture(visit: Visit, name: string, buffer: Buffer): Promise<void> {
	const { page } = visit;
	const before = await page.getByRole('main').locator('figure img').count();
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.getByText(say('capture_photo_take')).click()
	]);
	await chooser.setFiles({ name, mimeType: 'image/jpeg', buffer });
	await page.getByRole('main').locator('figure img').nth(before).waitFor();
}

/** Counts the fingers that touch the page. Begin before the first page is opened. */
export async function countTaps(visit: Visit): Promise<() => number> {
	let taps = 0;
	await visit.context.exposeFunction('capitelleTapped', () => void (taps += 1));
	await visit.context.addInitScript(() => {
		const tapped = Reflect.get(window, 'capitelleTapped') as () => void;
		document.addEventListener('pointerdown', () => tapped(), { capture: true });
	});
	return () => taps;
}
