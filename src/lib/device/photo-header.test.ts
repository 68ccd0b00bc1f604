import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { readImageHeader } from './photo-header';

/** Bytes of a file from text and numbers, padded to what a reader may ask for. */
function file(...parts: (string | number[])[]): ArrayBuffer {
	const bytes = parts.flatMap((part) =>
		typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part
	);
	return new Uint8Array([...bytes, ...new Array<number>(64).fill(0)]).buffer;
}
const be32 = (n: number) => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];

describe('readImageHeader', () => {
	it('reads the size of a real JPEG', () => {
		const { data } = jpeg.encode({ width: 37, height: 21, data: new Uint8Array(37 * 21 * 4) }, 60);
		expect(readImageHeader(new Uint8Array(data).buffer)).toEqual({
			format: 'jpeg',
			width: 37,
			height: 21
		});
	});

	it('walks over EXIF, tables and padding before the frame header', () => {
		const bytes = file(
			[0xff, 0xd8, 0xff, 0xe1, 0, 6, 1, 2, 3, 4, 0xff, 0xff, 0xc4, 0, 4, 9, 9],
			[0xff, 0xc2, 0, 17, 8, 0x1f, 0x40, 0x1d, 0x4c, 3]
		);
		expect(readImageHeader(bytes)).toEqual({ format: 'jpeg', width: 7500, height: 8000 });
	});

	it('does not take the thumbnail of the EXIF block for the photo', () => {
		const thumbnail = [0xff, 0xc0, 0, 17, 8, 0, 120, 0, 160, 3];
		const bytes = file(
			[0xff, 0xd8, 0xff, 0xe1, 0, 2 + thumbnail.length, ...thumbnail],
			[0xff, 0xc0, 0, 17, 8, 0x0b, 0xb8, 0x0f, 0xa0, 3]
		);
		expect(readImageHeader(bytes)).toMatchObject({ width: 4000, height: 3000 });
	});

	it('reads PNG, GIF and BMP', () => {
		expect(
			readImageHeader(file([0x89], 'PNG', [13, 10, 26, 10], be32(13), 'IHDR', be32(800), be32(600)))
		).toEqual({ format: 'png', width: 800, height: 600 });
		expect(readImageHeader(file('GIF89a', [0x20, 0x03, 0x58, 0x02]))).toEqual({
			format: 'gif',
			width: 800,
			height: 600
		});
		const bmp = new DataView(file('BM'));
		bmp.setUint32(14, 40, true);
		bmp.setInt32(18, 320, true);
		bmp.setInt32(22, -200, true);
		expect(readImageHeader(bmp.buffer as ArrayBuffer)).toEqual({
			format: 'bmp',
			width: 320,
			height: 200
		});
	});

	it('reads the three kinds of WebP', () => {
		expect(
			readImageHeader(
				file('RIFF', be32(0), 'WEBPVP8X', be32(0), [0, 0, 0, 0], [0x1f, 0x03, 0], [0x57, 0x02, 0])
			)
		).toEqual({ format: 'webp', width: 800, height: 600 });
		const lossless = (800 - 1) | ((600 - 1) << 14);
		expect(
			readImageHeader(file('RIFF', be32(0), 'WEBPVP8L', be32(0), [0x2f], be32(lossless).reverse()))
		).toEqual({ format: 'webp', width: 800, height: 600 });
		expect(
			readImageHeader(
				file(
					'RIFF',
					be32(0),
					'WEBPVP8 ',
					be32(0),
					[0, 0, 0, 0x9d, 0x01, 0x2a],
					[0x20, 0x03, 0x58, 0x02]
				)
			)
		).toEqual({ format: 'webp', width: 800, height: 600 });
	});

	it('takes the largest image of a HEIC file, not its tiles', () => {
		const ispe = (w: number, h: number) => ['ispe', be32(0), be32(w), be32(h)] as const;
		const bytes = file(be32(24), 'ftypheic', be32(0), ...ispe(512, 512), ...ispe(8064, 6048));
		expect(readImageHeader(bytes)).toEqual({ format: 'heif', width: 8064, height: 6048 });
	});

	it('answers null for what is no image, whatever it is called', () => {
		expect(readImageHeader(file('%PDF-1.7 something'))).toBeNull();
		expect(readImageHeader(file('<svg xmlns="http://www.w3.org/2000/svg">'))).toBeNull();
		expect(readImageHeader(new ArrayBuffer(3))).toBeNull();
		expect(readImageHeader(file([0xff, 0xd8, 0xff, 0xe0, 0, 0]))).toBeNull();
		expect(
			readImageHeader(file([0x89], 'PNG', [13, 10, 26, 10], be32(13), 'IHDR', be32(0), be32(0)))
		).toBeNull();
	});
});
