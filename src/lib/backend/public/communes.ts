import type { Bbox } from '../../domain/record-filter.ts';
import { readCommunes } from './published.ts';
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
