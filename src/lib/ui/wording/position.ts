import { compassPoint, type CompassPoint } from '$lib/domain/position';
import type { PlaceMethod, Position } from '$lib/domain/record';
import type { Language } from '$lib/domain/vocabulary/types';
import { m } from '$lib/i18n/paraglide/messages';
import { roundedText } from '$lib/ui/shared/dates';

const short: Record<PlaceMethod, () => string> = {
	gps: m.position_method_gps,
	averaged: m.position_method_averaged,
	sighted: m.position_method_sighted,
	trace: m.position_method_trace,
	map: m.position_method_map,
	photo: m.position_method_photo,
	typed: m.position_method_typed,
	imported: m.position_method_imported
};

const told: Record<PlaceMethod, () => string> = {
	gps: m.position_told_gps,
	averaged: m.position_told_averaged,
	sighted: m.position_told_sighted,
	trace: m.position_told_trace,
	map: m.position_told_map,
	photo: m.position_told_photo,
	typed: m.position_told_typed,
	imported: m.position_told_imported
};

const towards: Record<CompassPoint, () => string> = {
	n: m.position_toward_n,
	ne: m.position_toward_ne,
	e: m.position_toward_e,
	se: m.position_toward_se,
	s: m.position_toward_s,
	sw: m.position_toward_sw,
	w: m.position_toward_w,
	nw: m.position_toward_nw
};

/** « vers le nord-est », of degrees clockwise from north. */
export function directionText(bearing: number): string {
	return towards[compassPoint(bearing)]();
}

/** Whether this version has words for a way of placing: a newer server may send another. */
export function isPlaceMethod(method: string): method is PlaceMethod {
	return Object.hasOwn(short, method);
}

/** How a place was found and how far it may be off, for who works with it: « Vu de loin (84 m, vers le nord), à 12 m près ». */
export function positionText(position: Position, lang: Language): string {
	const method = isPlaceMethod(position.method) ? short[position.method]() : position.method;
	return complete(method, position, lang);
}

/** The same in whole words, for everyone. */
export function positionTold(position: Position, lang: Language): string {
	if (position.method === 'averaged' && position.samples !== undefined)
		return complete(m.position_told_averaged_of({ count: position.samples }), position, lang);
	const method = isPlaceMethod(position.method) ? told[position.method]() : position.method;
	return complete(method, position, lang);
}

function complete(method: string, position: Position, lang: Language): string {
	const { accuracy_m: accuracy, bearing, distance_m: distance } = position;
	const seen =
		bearing === undefined || distance === undefined
			? method
			: m.position_seen_from({
					method,
					distance: roundedText(distance, lang),
					direction: directionText(bearing)
				});
	return accuracy === null
		? seen
		: m.position_within({ method: seen, metres: roundedText(whole(accuracy), lang) });
}

/** Decimals of a metre are only worth saying of what is close. */
function whole(metres: number): number {
	return metres < 3 ? metres : Math.round(metres);
}
