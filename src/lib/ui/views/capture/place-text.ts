import { areaM2, centreOf, kindOf, lengthM, vertexCount } from '$lib/domain/geometry';
import type { Geometry, Position } from '$lib/domain/record';
import { m } from '$lib/i18n/paraglide/messages';

const localeOf = (lang: string) => (lang === 'oc' ? 'fr' : lang);

function number(value: number, lang: string, digits: number): string {
	return new Intl.NumberFormat(localeOf(lang), { maximumFractionDigits: digits }).format(value);
}

/** Metres as people say them: « 12 m », « 1,2 km ». */
export function distanceText(metres: number, lang: string): string {
	if (metres >= 1000) return `${number(metres / 1000, lang, 1)}\u00a0km`;
	return `${number(metres, lang, metres < 10 ? 1 : 0)}\u00a0m`;
}

/** Square metres as people say them: « 120 m² », « 1,25 ha ». */
export function areaText(squareMetres: number, lang: string): string {
	return squareMetres >= 10_000
		? `${number(squareMetres / 10_000, lang, 2)}\u00a0ha`
		: `${number(squareMetres, lang, 0)}\u00a0m²`;
}

/** « 43,83670 N 3,95120 E »: five decimals are a metre. */
export function coordinatesText([lon, lat]: [number, number], lang: string): string {
	const format = new Intl.NumberFormat(localeOf(lang), {
		minimumFractionDigits: 5,
		maximumFractionDigits: 5
	});
	const west = m.capture_west();
	const [ns, ew] = [lat < 0 ? 'S' : 'N', lon < 0 ? west : 'E'];
	return `${format.format(Math.abs(lat))}\u00a0${ns} ${format.format(Math.abs(lon))}\u00a0${ew}`;
}

/** Where something is and how well that is known, in one line. */
export function placeText(geometry: Geometry, position: Position | null, lang: string): string {
	const accuracy =
		position?.accuracy_m == null ? '' : ` ± ${distanceText(position.accuracy_m, lang)}`;
	switch (kindOf(geometry)) {
		case 'point':
			return `${coordinatesText(centreOf(geometry), lang)}${accuracy}`;
		case 'line':
			return m.capture_line_of({
				length: distanceText(lengthM(geometry), lang),
				count: vertexCount(geometry)
			});
		case 'polygon':
			return m.capture_polygon_of({ area: areaText(areaM2(geometry), lang) });
	}
}
