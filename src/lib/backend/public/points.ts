import { noFilter } from '../../domain/record-filter.ts';
import type { VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import { readAll, readStamp } from './published.ts';
import type { PublicSource } from './source.ts';

let last: { stamp: string; text: Promise<string> } | null = null;

/**
 * Every published record as a dot, in the form the map draws from: `concepts` holds the ids that the
 * fourth number of each point counts into. Made again only when something was published, changed or
 * withdrawn.
 */
export async function readPoints(
	source: PublicSource,
	index: VocabularyIndex
): Promise<{ stamp: string; text: () => Promise<string> }> {
	const stamp = await readStamp(source);
	const text = () => {
		if (last?.stamp !== stamp) {
			const entry = { stamp, text: gather(source, index, stamp) };
			last = entry;
			entry.text.catch(() => {
				if (last === entry) last = null;
			});
		}
		return last!.text;
	};
	return { stamp, text };
}

async function gather(
	source: PublicSource,
	index: VocabularyIndex,
	stamp: string
): Promise<string> {
	const places = new Map<string, number>();
	const points: string[] = [];
	for await (const rows of readAll(source, noFilter, index, 'id,concept,lon,lat')) {
		for (const row of rows as unknown as {
			id: string;
			concept: string;
			lon: number;
			lat: number;
		}[]) {
			if (!places.has(row.concept)) places.set(row.concept, places.size);
			// Six decimals are the precision of the public geometry.
			const [lon, lat] = [round(row.lon), round(row.lat)];
			points.push(JSON.stringify([row.id, lon, lat, places.get(row.concept)]));
		}
	}
	return `{"stamp":${JSON.stringify(stamp)},"concepts":${JSON.stringify([...places.keys()])},"points":[${points.join(',')}]}`;
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
