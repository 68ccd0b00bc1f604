/** Segments that can carry a place, a name or a maker's notes: APP1 (EXIF, XMP), APP3–APP13 (IPTC…), COM. */
const isPersonal = (marker: number): boolean =>
	marker === 0xe1 || (marker >= 0xe3 && marker <= 0xed) || marker === 0xef || marker === 0xfe;

/**
 * The same JPEG without its metadata segments (JFIF, colour profile and Adobe's colour transform stay:
 * they change how pixels look). Drawing a photo anew already drops them; some browsers write a few back.
 */
export function withoutMetadata(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	const kept: Uint8Array[] = [bytes.subarray(0, 2)];
	let offset = 2;
	while (offset + 4 <= bytes.length && bytes[offset] === 0xff) {
		const marker = bytes[offset + 1] ?? 0;
		// SOS: compressed data follows, up to the end.
		if (marker === 0xda) break;
		const length = ((bytes[offset + 2] ?? 0) << 8) | (bytes[offset + 3] ?? 0);
		if (!isPersonal(marker)) kept.push(bytes.subarray(offset, offset + 2 + length));
		offset += 2 + length;
	}
	kept.push(bytes.subarray(offset));
	const out = new Uint8Array(kept.reduce((size, part) => size + part.length, 0));
	let at = 0;
	for (const part of kept) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}
