import { describe, expect, it } from 'vitest';
import { preparePhoto, refusePhoto } from './photo';
import { fitInto } from './photo-surface';

/** The beginning of a PNG of a given size; decoding it would fail, which nothing here may try. */
function png(width: number, height: number): Blob {
	const view = new DataView(new ArrayBuffer(64));
	view.setUint32(0, 0x89504e47);
	view.setUint32(4, 0x0d0a1a0a);
	view.setUint32(16, width);
	view.setUint32(20, height);
	return new Blob([view.buffer], { type: 'image/png' });
}

describe('refusePhoto', () => {
	it('takes the 48 megapixels of a phone, and refuses 60 with what is allowed', async () => {
		expect(await refusePhoto(png(8064, 6048))).toBeNull();
		expect(await refusePhoto(png(10_000, 6000))).toEqual({
			code: 'photo_too_large',
			field: 'photos',
			params: { max: 50, actual: 60, unit: 'Mpx' }
		});
	});

	it('believes the bytes, not the name nor the type', async () => {
		const page = new Blob(['<html>no picture here, only words</html>'], { type: 'image/jpeg' });
		expect(await refusePhoto(page)).toEqual({ code: 'photo_not_an_image', field: 'photos' });
		// Not fetched yet by a gallery that keeps its pictures elsewhere: another thing to do about it.
		expect(await refusePhoto(new Blob([]))).toEqual({ code: 'photo_empty', field: 'photos' });
	});
});

describe('preparePhoto', () => {
	it('says so when the header was an image’s and the rest cannot be decoded', async () => {
		// Node has no image decoder, like a browser in front of a format it does not know.
		expect(await preparePhoto(png(100, 100), 'usual')).toEqual({
			ok: false,
			problem: { code: 'photo_not_an_image', field: 'photos' }
		});
	});
});

describe('fitInto', () => {
	it('keeps proportions and never enlarges', () => {
		expect(fitInto(8064, 6048, 2048)).toEqual({ width: 2048, height: 1536 });
		expect(fitInto(3000, 4000, 2048)).toEqual({ width: 1536, height: 2048 });
		expect(fitInto(640, 480, 2048)).toEqual({ width: 640, height: 480 });
		expect(fitInto(20_000, 1, 2048)).toEqual({ width: 2048, height: 1 });
	});
});
