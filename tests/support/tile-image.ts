import { deflateSync } from 'node:zlib';

const size = 256;

/** A number between 0 and 1 that depends on nothing but its arguments. */
function hash(x: number, y: number): number {
	let h = Math.imul(x, 374_761_393) ^ Math.imul(y, 668_265_263);
	h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
	return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

const smooth = (t: number) => t * t * (3 - 2 * t);

/** Value noise: hills of about one unit across. */
function noise(x: number, y: number): number {
	const [left, top] = [Math.floor(x), Math.floor(y)];
	const [u, v] = [smooth(x - left), smooth(y - top)];
	const north = hash(left, top) * (1 - u) + hash(left + 1, top) * u;
	const south = hash(left, top + 1) * (1 - u) + hash(left + 1, top + 1) * u;
	return north * (1 - v) + south * v;
}

/** Height of a made-up country, from 0 to 1; `x` and `y` are pixels of the whole world at zoom 10. */
function height(x: number, y: number, octaves: number): number {
	let sum = 0;
	for (let octave = 0, scale = 1 / 300, weight = 0.55; octave < octaves; octave++) {
		sum += noise(x * scale, y * scale) * weight;
		scale *= 2.1;
		weight /= 2;
	}
	return sum;
}

/** A shaded relief with contour lines: enough to see that a map moves, zooms and lies in place. */
export function tileImage(zoom: number, column: number, row: number): Buffer {
	const scale = 2 ** (10 - zoom);
	const closer = Math.max(0, zoom - 10);
	const octaves = 4 + closer;
	const side = size + 1;
	const heights = new Float64Array(side * side);
	for (let i = 0; i < heights.length; i++) {
		const x = column * size + (i % side) - 1;
		const y = row * size + Math.floor(i / side) - 1;
		heights[i] = height(x * scale, y * scale, octaves);
	}
	const pixels = Buffer.alloc((size * 3 + 1) * size);
	for (let py = 0; py < size; py++) {
		for (let px = 0; px < size; px++) {
			const here = heights[(py + 1) * side + px + 1]!;
			const slope = (here - heights[py * side + px]!) / scale;
			paint(pixels, py * (size * 3 + 1) + 1 + px * 3, here, slope, 60 * 1.35 ** closer);
		}
	}
	return png(pixels);
}

function paint(pixels: Buffer, at: number, here: number, slope: number, levels: number): void {
	const light = Math.max(-24, Math.min(24, slope * 4000));
	const wood = smooth(Math.max(0, Math.min(1, (here - 0.44) * 6)));
	const level = here * levels;
	// As wide on a slope as on the flat, about one pixel and a half.
	const contour =
		Math.abs(level - Math.round(level)) <
		Math.min(0.4, (Math.abs(slope) * 40 * 60) / levels + 0.01);
	const meadow = [240, 235, 219];
	const forest = [208, 224, 194];
	for (let channel = 0; channel < 3; channel++) {
		const ground = meadow[channel]! * (1 - wood) + forest[channel]! * wood;
		const value = ground + light - (contour ? 12 : 0);
		pixels[at + channel] = Math.max(0, Math.min(255, Math.round(value)));
	}
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c >>> 0;
});

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	let crc = 0xffffffff;
	for (const byte of body) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
	return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** PNG (ISO/IEC 15948), 8-bit RGB, rows without filter. */
function png(rows: Buffer): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(size, 0);
	header.writeUInt32BE(size, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
}
