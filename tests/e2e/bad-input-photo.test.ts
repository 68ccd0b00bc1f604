import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { addPhoto, next, pickFile, save } from './steps/capture.ts';
import { upToPhotos } from './steps/photos.ts';

const pictures = 'main figure img';

describe('a photo that is none', () => {
	test('of 0 bytes, cut off, or of another kind: each said by its name, the good one taken', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPhotos(visit, 'Photos vides');
		const whole = picture(800, 600);
		const files: [string, Buffer][] = [
			['vide.jpg', Buffer.alloc(0)],
			['coupee.jpg', whole.subarray(0, 200)],
			['film.mp4', Buffer.from('\0\0\0\x18ftypisom')],
			['zeros.jpg', Buffer.alloc(5000)]
		];
		for (const [file, bytes] of files) {
			await pickFile(visit, file, bytes);
			const notice = visit.page.getByRole('alert').filter({ hasText: file });
			await notice.waitFor();
			// A sentence, not a code.
			expect((await notice.innerText()).replace(file, '').trim()).toMatch(/^\p{Lu}.{15,}[.]$/su);
		}
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('bad-input/photos');
		await addPhoto(visit, 'bonne.jpg', whole);
		expect(await visit.page.locator(pictures).count()).toBe(1);
		await next(visit, 'summary');
		await save(visit);
	});

	test('a camera that was refused or closed leaves the form as it was', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await upToPhotos(visit, 'Sans photo');
		await visit.page.getByLabel(say('capture_photo_take')).setInputFiles([]);
		expect(await visit.page.getByRole('alert').count()).toBe(0);
		expect(await visit.page.locator(pictures).count()).toBe(0);
		await next(visit, 'summary');
		await save(visit);
	});
});
