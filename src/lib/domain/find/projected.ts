/** Metres east and north in one of the systems of French maps, by the number of its EPSG code. */
export interface ProjectedCoordinates {
	kind: 'projected';
	epsg: number;
	x: number;
	y: number;
}

/** UTM as written on maps for walkers: zone and band, then east and north. */
const utm = /^(?:UTM\s*)?(3[0-2])\s*([N-X])?\s+(.+)$/i;
const systemWords =
	/\b(?:EPSG\s*:?\s*\d{4,5}|RGF\s*-?93|Lambert(?:\s*-?\s*(?:93|II|III|2|3))?(?:\s*(?:é|e)tendu)?|L\s*-?93|CC\s*-?(?:4[2-9]|50)|NTF)\b/gi;

/**
 * Two lengths in metres as coordinates: Lambert-93 (EPSG:2154), its nine zones CC42 to CC50, the older Lambert II
 * étendu and III, and UTM 30 to 32 when the zone is written. The system is told by the lengths themselves,
 * which do not overlap. Null when the text is no such pair.
 */
export function readProjected(text: string): ProjectedCoordinates | null {
	const zoned = utm.exec(text.trim());
	const pair = lengths(zoned ? zoned[3]! : text.replace(systemWords, ' '));
	if (!pair) return null;
	if (zoned) return utmOf(Number(zoned[1]), pair);
	const [a, b] = pair;
	return inSystem(a, b) ?? inSystem(b, a);
}

function utmOf(zone: number, [x, y]: [number, number]): ProjectedCoordinates | null {
	const isUtm = x > 100_000 && x < 900_000 && y > 0 && y < 9_400_000;
	return isUtm ? { kind: 'projected', epsg: 32_600 + zone, x, y } : null;
}

/** The two numbers of a text of metres: `770 123 6 301 234`, `E 770123,5 N 6301234`, `X=… Y=…`. */
function lengths(text: string): [number, number] | null {
	const plain = text
		.normalize('NFKC')
		.replace(/(\d)[,.](?=\d{1,3}(?!\d))/g, '$1.')
		// Thousands apart, and not the space between the two numbers.
		.replace(/(?<![\d.])\d{1,3}(?:[ '’]\d{3})+(?!\d)/g, (grouped) => grouped.replace(/\D/g, ''));
	const numbers = plain.match(/\d+(?:\.\d+)?/g)?.map(Number) ?? [];
	const rest = plain.replace(/\d+(?:\.\d+)?/g, '').replace(/\b[XYEN]\b|[:=;,/()\s]|\bm\b/gi, '');
	const [a, b, ...more] = numbers;
	if (a === undefined || b === undefined || more.length > 0 || rest !== '') return null;
	return a >= 10_000 && b >= 10_000 ? [a, b] : null;
}

function inSystem(x: number, y: number): ProjectedCoordinates | null {
	const epsg = systemOf(x, y);
	return epsg === null ? null : { kind: 'projected', epsg, x, y };
}

/** EPSG code of the system that two lengths in metres east and north can only be of; null when of none. */
export function systemOf(x: number, y: number): number | null {
	if (x < 1_300_000) {
		if (y > 6_000_000 && y < 7_200_000) return 2154;
		if (y > 1_600_000 && y < 2_700_000) return 27_572;
		return y > 3_000_000 && y < 3_400_000 ? 27_573 : null;
	}
	if (x > 2_200_000) return null;
	const zone = Math.round((y - 200_000) / 1_000_000) + 41;
	const away = Math.abs(y - ((zone - 41) * 1_000_000 + 200_000));
	return zone >= 42 && zone <= 50 && away < 300_000 ? 3900 + zone : null;
}
