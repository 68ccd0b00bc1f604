/** What the first bytes of a file say, before anything is decoded. Width and height in pixels, as stored. */
export interface ImageHeader {
	format: 'jpeg' | 'png' | 'webp' | 'gif' | 'bmp' | 'heif';
	width: number;
	height: number;
}

const ascii = (view: DataView, offset: number, length: number): string => {
	let text = '';
	for (let i = 0; i < length && offset + i < view.byteLength; i += 1) {
		text += String.fromCharCode(view.getUint8(offset + i));
	}
	return text;
};

/** Frame headers of JPEG (ITU T.81 table B.1): C0–CF without the tables DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpeg(view: DataView): ImageHeader | null {
	let offset = 2;
	while (offset + 9 < view.byteLength) {
		if (view.getUint8(offset) !== 0xff) return null;
		const marker = view.getUint8(offset + 1);
		// Any number of 0xFF may pad before a marker (T.81 §B.1.1.2).
		if (marker === 0xff) {
			offset += 1;
			continue;
		}
		if (isFrame(marker)) {
			return {
				format: 'jpeg',
				height: view.getUint16(offset + 5),
				width: view.getUint16(offset + 7)
			};
		}
		const length = view.getUint16(offset + 2);
		if (length < 2) return null;
		offset += 2 + length;
	}
	return null;
}

function webp(view: DataView): ImageHeader | null {
	const chunk = ascii(view, 12, 4);
	if (chunk === 'VP8 ' && view.byteLength >= 30) {
		return {
			format: 'webp',
			width: view.getUint16(26, true) & 0x3fff,
			height: view.getUint16(28, true) & 0x3fff
		};
	}
	if (chunk === 'VP8L' && view.byteLength >= 25) {
		const bits = view.getUint32(21, true);
		return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
	}
	if (chunk === 'VP8X' && view.byteLength >= 30) {
		const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
		return { format: 'webp', width: uint24(24) + 1, height: uint24(27) + 1 };
	}
	return null;
}

/**
 * HEIC and AVIF (ISO 23008-12): the `ispe` boxes give the sizes of the image, its tiles and its
 * thumbnail; the largest is the image, or the image's grid.
 */
function heif(view: DataView): ImageHeader | null {
	let best: ImageHeader | null = null;
	for (let offset = 12; offset + 16 <= view.byteLength; offset += 1) {
		// 'ispe'
		if (view.getUint32(offset) !== 0x69737065) continue;
		const width = view.getUint32(offset + 8);
		const height = view.getUint32(offset + 12);
		if (!best || width * height > best.width * best.height)
			best = { format: 'heif', width, height };
	}
	return best;
}

const HEIF_BRANDS = new Set([
	'heic',
	'heix',
	'hevc',
	'mif1',
	'msf1',
	'heim',
	'heis',
	'avif',
	'avis'
]);

/**
 * Reads format and size from the beginning of a file (half a megabyte is enough for the EXIF
 * blocks that cameras put first). Null when it is no image we know: the name and the MIME type
 * given by the system are not believed.
 */
export function readImageHeader(bytes: ArrayBuffer): ImageHeader | null {
	const view = new DataView(bytes);
	if (view.byteLength < 16) return null;
	const header = sniff(view);
	return header && header.width > 0 && header.height > 0 ? header : null;
}

function sniff(view: DataView): ImageHeader | null {
	if (view.getUint16(0) === 0xffd8) return jpeg(view);
	if (
		view.getUint32(0) === 0x89504e47 &&
		view.getUint32(4) === 0x0d0a1a0a &&
		view.byteLength >= 24
	) {
		return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
	}
	if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') return webp(view);
	if (ascii(view, 0, 4) === 'GIF8') {
		return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
	}
	if (ascii(view, 0, 2) === 'BM' && view.byteLength >= 26 && view.getUint32(14, true) >= 40) {
		return {
			format: 'bmp',
			width: Math.abs(view.getInt32(18, true)),
			height: Math.abs(view.getInt32(22, true))
		};
	}
	if (ascii(view, 4, 4) === 'ftyp' && HEIF_BRANDS.has(ascii(view, 8, 4))) return heif(view);
	return null;
}
