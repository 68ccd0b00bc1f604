import jpeg from 'jpeg-js';

/** What a phone writes into a photo besides the picture. */
export interface Exif {
	/** Absent: what Android leaves out of a photo that a web page asks for. */
	lat?: number;
	lon?: number;
	/** Degrees from north. */
	heading: number;
	/** EXIF's own spelling: `2026:05:14 10:32:00`. */
	takenAt: string;
	/** How the phone was held, as EXIF counts it; 6: upright, the picture lying on its side. */
	orientation?: 1 | 3 | 6 | 8;
	/** Owner's name, serial number: anything that must never leave the phone. */
	secret: string;
}

/** A picture nobody took: bands of colour, so that it compresses like a photo and no file is stored. */
export function picture(width = 1600, height = 1200): Buffer {
	const data = Buffer.alloc(width * height * 4);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const i = (y * width + x) * 4;
			const stone = ((x >> 5) ^ (y >> 4)) & 1 ? 40 : 0;
			data[i] = 150 + stone;
			data[i + 1] = 140 + stone - (y * 40) / height;
			data[i + 2] = 110 + stone;
			data[i + 3] = 255;
		}
	}
	return jpeg.encode({ data, width, height }, 85).data;
}

/** The same picture as a phone would store it, with position, heading, date and a secret. */
export function phonePhoto(exif: Exif, width = 1600, height = 1200): Buffer {
	const plain = picture(width, height);
	const start = plain.subarray(0, 2);
	return Buffer.concat([start, exifSegment(exif), xmpSegment(exif.secret), plain.subarray(2)]);
}

function segment(marker: number, body: Buffer): Buffer {
	const head = Buffer.alloc(4);
	head.writeUInt16BE(0xff00 | marker, 0);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([head, body]);
}

function xmpSegment(secret: string): Buffer {
	const text = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><owner>${secret}</owner></x:xmpmeta>`;
	return segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${text}`, 'latin1'));
}

type Entry = {
	tag: number;
	type: 'ascii' | 'rationals' | 'long' | 'short';
	value: string | number[];
};

const typeCodes = { ascii: 2, short: 3, long: 4, rationals: 5 } as const;
const sizes = { short: 2, long: 4, rationals: 8 } as const;

/** Bytes of one directory (TIFF 6.0, section 2) laid at `offset`, its long values right behind it. */
function directory(entries: Entry[], offset: number): Buffer {
	const head = Buffer.alloc(2 + entries.length * 12 + 4);
	head.writeUInt16BE(entries.length, 0);
	const tails: Buffer[] = [];
	let next = offset + head.length;
	entries.forEach(({ tag, type, value }, i) => {
		const bytes = encode(type, value);
		const at = 2 + i * 12;
		head.writeUInt16BE(tag, at);
		head.writeUInt16BE(typeCodes[type], at + 2);
		head.writeUInt32BE(type === 'ascii' ? bytes.length : (value as number[]).length, at + 4);
		if (bytes.length <= 4) bytes.copy(head, at + 8);
		else {
			head.writeUInt32BE(next, at + 8);
			tails.push(bytes);
			next += bytes.length;
		}
	});
	return Buffer.concat([head, ...tails]);
}

function encode(type: Entry['type'], value: Entry['value']): Buffer {
	if (type === 'ascii') return Buffer.from(`${String(value)}\0`, 'latin1');
	const numbers = value as number[];
	const bytes = Buffer.alloc(numbers.length * sizes[type]);
	numbers.forEach((number, i) => {
		if (type === 'short') bytes.writeUInt16BE(number, i * 2);
		else if (type === 'long') bytes.writeUInt32BE(number, i * 4);
		else {
			bytes.writeUInt32BE(Math.round(number * 1e6), i * 8);
			bytes.writeUInt32BE(1e6, i * 8 + 4);
		}
	});
	return bytes;
}

/** Degrees, minutes and seconds of a positive angle. */
function sexagesimal(angle: number): number[] {
	const minutes = (angle % 1) * 60;
	return [Math.floor(angle), Math.floor(minutes), (minutes % 1) * 60];
}

function exifSegment({ lat, lon, heading, takenAt, orientation = 1, secret }: Exif): Buffer {
	const main = (exifAt: number, gpsAt: number): Entry[] => [
		{ tag: 0x010f, type: 'ascii', value: secret },
		{ tag: 0x0112, type: 'short', value: [orientation] },
		{ tag: 0x8769, type: 'long', value: [exifAt] },
		{ tag: 0x8825, type: 'long', value: [gpsAt] }
	];
	const exifAt = 8 + directory(main(0, 0), 8).length;
	const exif = directory(
		[
			{ tag: 0x9003, type: 'ascii', value: takenAt },
			{ tag: 0x9011, type: 'ascii', value: '+02:00' }
		],
		exifAt
	);
	const gpsAt = exifAt + exif.length;
	const place: Entry[] =
		lat === undefined || lon === undefined
			? []
			: [
					{ tag: 1, type: 'ascii', value: lat < 0 ? 'S' : 'N' },
					{ tag: 2, type: 'rationals', value: sexagesimal(Math.abs(lat)) },
					{ tag: 3, type: 'ascii', value: lon < 0 ? 'W' : 'E' },
					{ tag: 4, type: 'rationals', value: sexagesimal(Math.abs(lon)) }
				];
	const gps = directory(
		[
			...place,
			{ tag: 16, type: 'ascii', value: 'T' },
			{ tag: 17, type: 'rationals', value: [heading] }
		],
		gpsAt
	);
	const header = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
	const tiff = Buffer.concat([header, directory(main(exifAt, gpsAt), 8), exif, gps]);
	return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}
