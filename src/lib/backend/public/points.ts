import { noFilter } from '../../domain/record-filter.ts';
import { descendantsOf, type VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import { readAll, readStamp } from './published.ts';
import type { PublicSource } from './source.ts';
import { tagOf } from './tag.ts';

type Point = [id: string, lon: number, lat: number, concept: number];

interface Points {
	stamp: string;
	concepts: string[];
	points: Point[];
}

interface Current {
	stamp: string;
	points: () => Promise<Points>;
	text: () => Promise<string>;
}

let last: Current | null = null;

/**
 * Every published record as a dot, in the form the map draws from: `concepts` holds the ids that the
 * fourth number of each point counts into. Made again only when something was published, changed or
 * withdrawn.
 */
export async function readPoints(
	source: PublicSource,
	index: VocabularyIndex
): Promise<{ stamp: string; text: () => Promise<string> }> {
	return current(source, index);
}

/** The same of one concept and of everything narrower. */
export async function readPointsOf(
	source: PublicSource,
	index: VocabularyIndex,
	concept: string
): Promise<{ stamp: string; text: () => Promise<string> }> {
	const { stamp, points } = await current(source, index);
	const wanted = new Set(descendantsOf(index, concept).map(({ id }) => id));
	return {
		stamp: `${stamp}-${tagOf([...wanted].join())}`,
		text: async () => {
			const all = await points();
			const meant = all.concepts.map((id) => wanted.has(id));
			return JSON.stringify({ ...all, points: all.points.filter((point) => meant[point[3]]) });
		}
	};
}

/** What is known of the stamp of today; gathered only when somebody has not got it yet. */
async function current(source: PublicSource, index: VocabularyIndex): Promise<Current> {
	const stamp = await readStamp(source);
	if (last?.stamp === stamp) return last;
	let points: Promise<Points> | null = null;
	let text: Promise<string> | null = null;
	const entry: Current = {
		stamp,
		points() {
			points ??= gather(source, index, stamp);
			points.catch(() => {
				if (last === entry) last = null;
			});
			return points;
		},
		text: () => (text ??= entry.points().then((all) => JSON.stringify(all)))
	};
	last = entry;
	return entry;
}

async function gather(
	source: PublicSource,
	index: VocabularyIndex,
	stamp: string
): Promise<Points> {
	const places = new Map<string, number>();
	const points: Point[] = [];
	for await (const rows of readAll(source, noFilter, index, 'id,concept,lon,lat')) {
		for (const row of rows as unknown as {
			id: string;
			concept: string;
			lon: number;
			lat: number;
		}[]) {
			const place = places.get(row.concept) ?? places.size;
			places.set(row.concept, place);
			// Six decimals are the precision of the public geometry.
			points.push([row.id, round(row.lon), round(row.lat), place]);
		}
	}
	return { stamp, concepts: [...places.keys()], points };
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
