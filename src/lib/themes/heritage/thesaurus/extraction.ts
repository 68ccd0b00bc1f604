import type { ConceptSource } from '../../contract.ts';

/** Where stone and ore were taken from; part of the crafts. */
export const extraction: ConceptSource[] = [
	{
		id: 'carriere',
		broader: 'production',
		pref: { fr: 'carrière', en: 'quarry', oc: 'peirièra', ca: 'pedrera' },
		definition: { fr: 'Lieu d’extraction de pierre.', en: 'Place where stone was extracted.' },
		geometry: ['polygon', 'point'],
		osm: ['landuse=quarry'],
		matches: {
			exact: ['pactols:pcrtXk6sdvTjnE', 'wikidata:Q188040', 'aat:300000402'],
			close: ['fish:69068']
		},
		icon: 'quarry'
	},
	{
		id: 'mine-artisanale',
		broader: 'production',
		pref: { fr: 'entrée de mine', en: 'mine entrance', oc: 'mina', ca: 'mina' },
		alt: { fr: ['galerie'] },
		definition: { fr: 'Ouverture de mine ancienne.', en: 'Opening of an old mine.' },
		geometry: ['point'],
		sensitivity: 'blurred',
		osm: ['man_made=adit'],
		matches: { close: ['fish:69048'] },
		icon: 'mine'
	}
];
