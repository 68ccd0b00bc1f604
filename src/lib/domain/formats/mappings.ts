import { authorities, authorityOf } from '../vocabulary/authorities.ts';
import { conceptById, type VocabularyIndex } from '../vocabulary/graph.ts';
import type { Concept } from '../vocabulary/types.ts';
import type { Column } from './column.ts';

/** What stands for the concept itself; a broader or related one of somebody else does not. */
const same = ['exactMatch', 'closeMatch'];
const separator = ' | ';

/**
 * What a record's concept is to others, so that its data can be joined with theirs: its address, its tags in
 * OpenStreetMap, the same concept in each vocabulary the field uses, and every mapping with its relation.
 */
export function mappingColumns(index: VocabularyIndex): Column[] {
	const column = (name: string, read: (concept: Concept) => readonly string[]): Column => ({
		name,
		read(record) {
			const concept = conceptById(index, record.concept);
			return (concept && read(concept).join(separator)) || null;
		}
	});
	return [
		column('concept_uri', ({ uri }) => [uri]),
		column('concept_osm_tags', ({ osmTags }) => osmTags),
		...authorities.map((authority) =>
			column(`concept_${authority.id}`, ({ matches }) =>
				matches
					.filter(({ relation, uri }) => same.includes(relation) && authorityOf(uri) === authority)
					.map(({ uri }) => uri)
			)
		),
		column('concept_matches', ({ matches }) =>
			matches.map(({ relation, uri }) => `${relation} ${uri}`)
		)
	];
}
