import jpeg from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { withoutMetadata } from './jpeg-segments';
import { exifDate, readPhotoFacts } from './photo-facts';

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;
type Entry = { tag: number; type: number; count: number; value: number[] };

const text = (tag: number, value: string): Entry => ({
	tag,
	type: ASCII,
	count: value.length + 1,
	value: [...[...value].map((c) => c.charCodeAt(0)), 0]
});
const be = (n: number, size: number) =>
	Array.from({ length: size }, (_, i) => (n >>> (8 * (size - 1 - i))) & 255);
const rational = (tag: number, ...values: [number, number][]): Entry => ({
	tag,
	type: RATIONAL,
	count: values.length,
	value: values.flatMap(([a, b]) => [...be(a, 4), ...be(b, 4)])
});

/** One TIFF directory at `start`: its entries, then the values that do not fit in four bytes. */
function directory(start: number, entries: Entry[]): number[] {
	const size = 2 + entries.length * 12 + 4;
	const overflow: number[] = [];
	const rows = entries.flatMap(({ tag, type, count, value }) => {
		const inline = value.length <= 4;
		const field = inline
			? [...value, 0, 0, 0, 0].slice(0, 4)
			: be(start + size + overflow.length, 4);
		if (!inline) overflow.push(...value);
		return [...be(tag, 2), ...be(type, 2), ...be(count, 4), ...field];
	});
	return [...be(entries.length, 2), ...rows, 0, 0, 0, 0, ...overflow];
}

/** A small JPEG as a phone writes it: EXIF date with zone, GPS position and compass. */
function phonePhoto(): Uint8Array<ArrayBuffer> {
	const exif = [text(0x9003, '2026:06:01 10:20:30'), text(0x9011, '+02:00')];
	const gps = [
		text(1, 'N'),
		rational(2, [44, 1], [5, 1], [2400, 100]),
		text(3, 'E'),
		rational(4, [3, 1], [52, 1], [1200, 100]),
		rational(17, [27150, 100])
	];
	const pointer = (tag: number, at: number): Entry => ({
		tag,
		type: LONG,
		count: 1,
		value: be(at, 4)
	});
	const exifAt = 8 + 2 + 2 * 12 + 4;
	const exifBytes = directory(exifAt, exif);
	const gpsAt = exifAt + exifBytes.length;
	const tiff = [
		...be(0x4d4d002a, 4),
		...be(8, 4),
		...directory(8, [pointer(0x8769, exifAt), pointer(0x8825, gpsAt)]),
		...exifBytes,
		...directory(gpsAt, gps)
	];
	const app1 = [...'Exif\0\0'].map((c) => c.charCodeAt(0)).concat(tiff);
	const plain = jpeg.encode(
		{ width: 16, height: 12, data: new Uint8Array(16 * 12 * 4).fill(120) },
		70
	).data;
	return new Uint8Array([
		0xff,
		0xd8,
		0xff,
		0xe1,
		...be(app1.length + 2, 2),
		...app1,
		...plain.subarray(2)
	]);
}

describe('readPhotoFacts', () => {
	it('reads position, date with its zone, and heading', async () => {
		const facts = await readPhotoFacts(phonePhoto().buffer);
		expect(facts.place?.lat).toBeCloseTo(44.09, 6);
		expect(facts.place?.lon).toBeCloseTo(3.87, 6);
		expect(facts.takenAt).toBe('2026-06-01T10:20:30+02:00');
		expect(facts.heading).toBeCloseTo(271.5, 3);
	});

	it('finds nothing in a photo without EXIF, and does not throw on rubbish', async () => {
		const nothing = { place: null, takenAt: null, heading: null };
		const plain = jpeg.encode({ width: 4, height: 4, data: new Uint8Array(64) }, 70).data;
		expect(await readPhotoFacts(new Uint8Array(plain).buffer)).toEqual(nothing);
		expect(await readPhotoFacts(new TextEncoder().encode('not a photo at all').buffer)).toEqual(
			nothing
		);
	});
});

describe('exifDate', () => {
	it('uses the zone of the device when the camera wrote none', () => {
		const date = exifDate('2026:01:15 08:00:00', undefined);
		expect(date).toMatch(/^2026-01-15T08:00:00[+-]\d\d:\d\d$/);
		expect(new Date(date ?? '').getTime()).toBe(new Date(2026, 0, 15, 8, 0, 0).getTime());
	});

	it('refuses the dates of cameras without a clock', () => {
		expect(exifDate('0000:00:00 00:00:00', undefined)).toBeNull();
		expect(exifDate('2026:02:31 08:00:00', undefined)).toBeNull();
		expect(exifDate('    :  :     :  :  ', undefined)).toBeNull();
		expect(exifDate(undefined, undefined)).toBeNull();
	});
});

describe('withoutMetadata', () => {
	it('leaves no EXIF, and the same picture', async () => {
		const before = phonePhoto();
		const after = withoutMetadata(before);
		expect(new TextDecoder('latin1').decode(before)).toContain('Exif');
		expect(new TextDecoder('latin1').decode(after)).not.toContain('Exif');
		expect((await readPhotoFacts(after.buffer)).place).toBeNull();
		expect(jpeg.decode(after).data).toEqual(jpeg.decode(before).data);
	});

	it('drops comments and XMP too, and copies compressed data that looks like a marker', () => {
		const data = new Uint8Array([
			0xff, 0xd8, 0xff, 0xfe, 0, 4, 65, 66, 0xff, 0xe1, 0, 4, 67, 68, 0xff, 0xe0, 0, 4, 1, 2, 0xff,
			0xda, 0, 2, 7, 0xff, 0, 0xff, 0xe1, 0xff, 0xd9
		]);
		expect([...withoutMetadata(data)]).toEqual([
			0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 2, 7, 0xff, 0, 0xff, 0xe1, 0xff, 0xd9
		]);
	});
});
