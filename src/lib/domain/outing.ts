import { centreOf, distanceM, kindOf, lengthM } from './geometry.ts';
import type { Geometry } from './record.ts';

/** What an outing needs to know of a record made in it. */
interface OutingRecord {
	concept: string | null;
	geometry: Geometry | null;
	photos: number;
}

/** What came of an outing, in figures. */
export interface OutingSummary {
	/** How many of each concept, the most first. */
	concepts: { concept: string; count: number }[];
	photos: number;
	/** Metres of what was recorded as lines; 0 when nothing was. */
	linesM: number;
	/** Metres from one record to the next, as the crow flies: what was walked at least. 0 with less than two places. */
	walkedM: number;
}

/** Adds up what was recorded in an outing. @param records oldest first */
export function summariseOuting(records: readonly OutingRecord[]): OutingSummary {
	const counts = new Map<string, number>();
	let [photos, linesM, walkedM] = [0, 0, 0];
	let before: [number, number] | null = null;
	for (const record of records) {
		if (record.concept) counts.set(record.concept, (counts.get(record.concept) ?? 0) + 1);
		photos += record.photos;
		if (!record.geometry) continue;
		if (kindOf(record.geometry) === 'line') linesM += lengthM(record.geometry);
		const here = centreOf(record.geometry);
		if (before) walkedM += distanceM(before, here);
		before = here;
	}
	const concepts = [...counts].map(([concept, count]) => ({ concept, count }));
	concepts.sort((a, b) => b.count - a.count);
	return { concepts, photos, linesM, walkedM };
}

/** Names of people as they were typed on one line: « Ana, Bru et Pèire ». */
export function namesOf(typed: string): string[] {
	const names = typed
		.split(/[,;\n]|\s(?:et|e|and|&)\s/iu)
		.map((name) => name.trim().replace(/\s+/gu, ' '))
		.filter((name) => name !== '');
	return [...new Set(names)];
}
