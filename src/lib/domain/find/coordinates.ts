import { readProjected, type ProjectedCoordinates } from './projected.ts';

/** A place by its latitude and longitude, in degrees (WGS 84). */
interface DegreeCoordinates {
	kind: 'degrees';
	lon: number;
	lat: number;
}

/** An Open Location Code; a short one counts from a place that its words name, or from where one looks. */
interface PlusCode {
	kind: 'plus_code';
	code: string;
	short: boolean;
}

export type TypedCoordinates = DegreeCoordinates | ProjectedCoordinates | PlusCode;

/**
 * Coordinates in any form that people copy or read out: decimal degrees, degrees with minutes and seconds, metres
 * of Lambert-93 and its like, plus codes, links to a place on the usual maps. Null when the text is nothing of
 * the kind, or could be read in two ways.
 */
export function readCoordinates(text: string): TypedCoordinates | null {
	const typed = text.trim();
	if (typed.length === 0 || typed.length > 300) return null;
	return readLink(typed) ?? readPlusCode(typed) ?? readProjected(typed) ?? readLatLon(typed);
}

const unit = String.raw`\d+(?:[.,]\d+)?`;
const anglePattern = new RegExp(
	String.raw`^([NSEOW])?\s*([+-]?${unit})\s*([°d])?\s*(?:(${unit})\s*'?\s*(?:(${unit})\s*"?)?)?\s*([NSEOW])?$`,
	'i'
);

interface Angle {
	degrees: number;
	axis: 'lat' | 'lon' | null;
	/** How many numbers it is written with. */
	parts: number;
	/** Its degrees are marked as such. */
	marked: boolean;
}

function readAngle(text: string): Angle | null {
	const found = anglePattern.exec(text);
	if (!found) return null;
	const [, before, whole = '', mark, minutes, seconds, after] = found;
	if (before && after) return null;
	const [size, m, s] = [whole, minutes ?? '0', seconds ?? '0'].map((part) =>
		Number(part.replace(',', '.'))
	) as [number, number, number];
	const letter = (before ?? after ?? '').toUpperCase();
	// Of several numbers only the last may have decimals, and something says that they are one angle.
	const broken = (minutes && !Number.isInteger(size)) || (seconds && !Number.isInteger(m));
	const bare = minutes !== undefined && !mark && letter === '';
	if (m >= 60 || s >= 60 || broken || bare) return null;
	const degrees = Math.abs(size) + m / 60 + s / 3600;
	return {
		degrees: whole.startsWith('-') || /[SOW]/.test(letter) ? -degrees : degrees,
		axis: letter === '' ? null : /[NS]/.test(letter) ? 'lat' : 'lon',
		parts: seconds ? 3 : minutes ? 2 : 1,
		marked: mark !== undefined
	};
}

/** One way of writing each sign. */
function normal(text: string): string {
	return text
		.trim()
		.replace(/[−–]/g, '-')
		.replace(/[º˚]/g, '°')
		.replace(/(?:''|[”″“])/g, '"')
		.replace(/[’′‘´`]/g, "'")
		.replace(/\bmin(utes?)?\b/gi, "'")
		.replace(/\bsec(ondes?|onds?)?\b/gi, '"')
		.replace(/\bdeg(rés?|rees?)?\b/gi, '°')
		.replace(/\b(nord|north)\b/gi, 'N')
		.replace(/\b(sud|south)\b/gi, 'S')
		.replace(/\b(est|east)\b/gi, 'E')
		.replace(/\b(ouest|west)\b/gi, 'W');
}

function readLatLon(text: string): DegreeCoordinates | null {
	const named = /\blon(g|gitude)?\b.*\blat(itude)?\b/i.test(text);
	const plain = normal(text)
		.replace(/\b(lat(itude)?|lon(g|gitude)?|lng)\b\s*[:=]?/gi, ' ')
		.replace(/^[\s([{]+|[\s)\]}.]+$/g, '');
	const found = new Map<string, DegreeCoordinates>();
	for (const [left, right] of halves(plain)) {
		const [a, b] = [readAngle(left), readAngle(right)];
		if (!a || !b || (a.parts !== b.parts && !(a.marked && b.marked))) continue;
		const place = paired(a, b, named);
		if (place) found.set(`${place.lon} ${place.lat}`, place);
	}
	const [only, other] = [...found.values()];
	return only && !other ? only : null;
}

const separator = /[\s,;/|]/;

/** Every way of cutting a text in two where two numbers may meet. */
function halves(text: string): [string, string][] {
	const cuts: [string, string][] = [];
	for (let i = 1; i < text.length; i++) {
		const [before, after] = [text[i - 1]!, text[i]!];
		const meets = /[NSEOW"'°]/i.test(before) && /[NSEOW\d+-]/i.test(after);
		if (!meets && !separator.test(after)) continue;
		const left = text.slice(0, i).replace(/[\s,;/|]+$/, '');
		const right = text.slice(i).replace(/^[\s,;/|]+/, '');
		if (left !== '' && right !== '') cuts.push([left, right]);
	}
	return cuts;
}

/** Latitude comes first, unless letters, words or plain sense say otherwise. */
function paired(a: Angle, b: Angle, lonFirst: boolean): DegreeCoordinates | null {
	if (a.axis !== null && a.axis === b.axis) return null;
	const told = a.axis ?? (b.axis === 'lat' ? 'lon' : b.axis === 'lon' ? 'lat' : null);
	const first = { lat: a.degrees, lon: b.degrees };
	const second = { lat: b.degrees, lon: a.degrees };
	if (told !== null) return onEarth(told === 'lat' ? first : second);
	if (lonFirst) return onEarth(second);
	// Files and programs write longitude first: taken so where the other way would leave the country.
	const swapped = !inFrance(first) && inFrance(second);
	return onEarth(swapped ? second : first) ?? onEarth(second);
}

function inFrance({ lon, lat }: { lon: number; lat: number }): boolean {
	return lat > 41 && lat < 51.5 && lon > -5.5 && lon < 10;
}

function onEarth({ lon, lat }: { lon: number; lat: number }): DegreeCoordinates | null {
	return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { kind: 'degrees', lon, lat } : null;
}

const number = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
/** What precedes a place in the addresses of maps, and whether longitude comes first there. */
const links: { pattern: RegExp; lonFirst?: boolean }[] = [
	{ pattern: new RegExp(`^geo:${number},${number}`) },
	{ pattern: new RegExp(String.raw`[?&#]mlat=${number}&mlon=${number}`) },
	{ pattern: new RegExp(String.raw`[?&#]lat=${number}&(?:lon|lng)=${number}`) },
	{ pattern: new RegExp(String.raw`!3d${number}!4d${number}`) },
	{ pattern: new RegExp(String.raw`[?&](?:q|ll|query|destination)=(?:loc:)?${number},${number}`) },
	{ pattern: new RegExp(String.raw`@${number},${number}`) },
	{ pattern: new RegExp(String.raw`#(?:map=)?[\d.]+/${number}/${number}`) },
	{ pattern: new RegExp(String.raw`[?&]c=${number},${number}`), lonFirst: true }
];

function readLink(text: string): DegreeCoordinates | null {
	if (!/^(geo:|https?:\/\/)/i.test(text)) return null;
	const plain = text.replace(/%2C/gi, ',').replace(/%3A/gi, ':');
	for (const { pattern, lonFirst } of links) {
		const [, first, second] = pattern.exec(plain) ?? [];
		if (first === undefined || second === undefined) continue;
		const [a, b] = [Number(first), Number(second)];
		return onEarth(lonFirst ? { lon: a, lat: b } : { lon: b, lat: a });
	}
	return null;
}

const codeLetters = '23456789CFGHJMPQRVWX';
const plusPattern = new RegExp(
	`^((?:[${codeLetters}]{2}){1,4})\\+([${codeLetters}]{2,7})?(?:[\\s,].*)?$`,
	'i'
);

function readPlusCode(text: string): PlusCode | null {
	const [, before, after = ''] = plusPattern.exec(text) ?? [];
	if (before === undefined || (before.length < 8 && after === '')) return null;
	const code = `${before}+${after}`.toUpperCase();
	return { kind: 'plus_code', code, short: before.length < 8 };
}
