import { OpenLocationCode } from 'open-location-code';

const codes = new OpenLocationCode();

/**
 * The middle of the square that a plus code names, as longitude and latitude; null when there is no such code.
 * @param near longitude and latitude that a short code is counted from
 */
export function placeOfPlusCode(
	code: string,
	near: readonly [lon: number, lat: number] | null
): [number, number] | null {
	if (!codes.isValid(code)) return null;
	if (!codes.isFull(code) && !near) return null;
	const whole = near && !codes.isFull(code) ? codes.recoverNearest(code, near[1], near[0]) : code;
	const { longitudeCenter, latitudeCenter } = codes.decode(whole);
	return [longitudeCenter, latitudeCenter];
}
