import { packCommunes } from '../../domain/find/communes.ts';
import type { Bbox } from '../../domain/record-filter.ts';
import { Kept } from './kept.ts';
import { readCommuneNames, readCommunes } from './published.ts';
import type { PublicSource } from './source.ts';
import { tagOf } from './tag.ts';

/** The communes of an area as a FeatureCollection, with a tag of its content. */
export async function communesText(
	source: PublicSource,
	bbox: Bbox
): Promise<{ tag: string; body: string }> {
	const communes = await readCommunes(source, bbox);
	const body = JSON.stringify({
		type: 'FeatureCollection',
		features: communes.map(({ insee, nom, origin, outline }) => ({
			type: 'Feature',
			id: insee,
			geometry: outline,
			properties: { insee, nom, origin }
		}))
	});
	return { tag: tagOf(body), body };
}

/** Bounds of thousands of outlines are slow to work out, and outlines are loaded once in years. */
const names = new Kept<{ tag: string; body: string }>({ freshForMs: 300_000, most: 1 });

/** Names and bounds of all communes, with a tag of the content: to find one by, with or without a network. */
export function communeNamesText(source: PublicSource): Promise<{ tag: string; body: string }> {
	return names.get('all', async () => {
		const body = JSON.stringify(packCommunes(await readCommuneNames(source)));
		return { tag: tagOf(body), body };
	});
}
