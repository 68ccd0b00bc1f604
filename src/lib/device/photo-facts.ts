import { localIso } from '../domain/time.ts';

/** What a camera wrote into a photo about where, when and which way. */
export interface PhotoFacts {
	/** Degrees, WGS 84. */
	place: { lon: number; lat: number } | null;
	/** ISO 8601 with offset. */
	takenAt: string | null;
	/** Degrees from north, 0 ≤ heading < 360. */
	heading: number | null;
}

const NOTHING: PhotoFacts = { place: null, takenAt: null, heading: null };

/** Only the directories that can hold a place and a date; `pick` by tag fails in this build of exifr. */
const WANTED = {
	gps: true,
	exif: true,
	makerNote: false,
	userComment: false,
	xmp: false,
	reviveValues: false,
	translateValues: false
};

/**
 * Turns EXIF's `YYYY:MM:DD hh:mm:ss` (Exif 2.32 §4.6.5) into ISO 8601. Cameras without a clock write
 * zeros or blanks: those give null, as do dates before photography.
 */
export function exifDate(text: unknown, offset: unknown): string | null {
	if (typeof text !== 'string') return null;
	const parts = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(text);
	if (!parts) return null;
	const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
		number,
		number,
		number,
		number,
		number,
		number
	];
	const local = new Date(year, month - 1, day, hour, minute, second);
	if (year < 1826 || local.getMonth() !== month - 1 || local.getDate() !== day) return null;
	// Without a zone, the device's own is what the photographer's clock most likely showed.
	const moment = localIso(local);
	const zoned = typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset);
	return zoned ? moment.slice(0, 19) + offset : moment;
}

/** Phones without a fix write 0, 0: a place in the Atlantic is no place. */
function placeOf(lat: unknown, lon: unknown): PhotoFacts['place'] {
	if (typeof lat !== 'number' || typeof lon !== 'number') return null;
	if (!Number.isFinite(lat) || !Number.isFinite(lon) || (lat === 0 && lon === 0)) return null;
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lon, lat } : null;
}

/** Reads the EXIF facts; a photo without EXIF, or with a damaged block, has none. Never throws. */
export async function readPhotoFacts(file: Blob | ArrayBuffer): Promise<PhotoFacts> {
	try {
		const { parse } = await import('exifr/dist/lite.esm.mjs');
		const tags = (await parse(file as Blob, WANTED)) as Record<string, unknown> | undefined;
		if (!tags) return NOTHING;
		const heading = tags['GPSImgDirection'];
		return {
			place: placeOf(tags['latitude'], tags['longitude']),
			takenAt: exifDate(tags['DateTimeOriginal'], tags['OffsetTimeOriginal']),
			heading:
				typeof heading === 'number' && Number.isFinite(heading)
					? ((heading % 360) + 360) % 360
					: null
		};
	} catch {
		return NOTHING;
	}
}
