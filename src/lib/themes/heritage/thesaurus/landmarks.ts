import type { ConceptSource } from '../../contract.ts';

export const landmarks: ConceptSource[] = [
	{
		id: 'reperes',
		pref: {
			fr: 'Repères, limites et signaux',
			en: 'Landmarks, boundaries and signals',
			oc: 'Bòlas, limits e senhals'
		},
		icon: 'landmarks',
		color: '#0f6b70',
		shape: 'triangle'
	},
	{
		id: 'borne',
		broader: 'reperes',
		pref: { fr: 'borne', en: 'boundary stone', oc: 'bòla', ca: ['fita', 'unsure'] },
		alt: { fr: ['bola', 'terme'] },
		definition: { fr: 'Pierre marquant une limite.', en: 'Stone marking a boundary.' },
		geometry: ['point'],
		osm: ['historic=boundary_stone'],
		matches: { exact: ['pactols:pcrtYko2Uw1uib', 'wikidata:Q921099'], close: ['fish:70331'] },
		icon: 'boundary-stone'
	},
	{
		id: 'borne-milliaire',
		broader: 'borne',
		pref: { fr: 'borne milliaire ou routière', en: 'milestone' },
		definition: { fr: 'Borne de distance.', en: 'Stone marking a distance.' },
		geometry: ['point'],
		sensitivity: 'blurred',
		osm: ['historic=milestone'],
		matches: { close: ['fish:70235'] }
	},
	{
		id: 'montjoie',
		broader: 'reperes',
		pref: { fr: 'montjoie', en: 'waymark stone (montjoie)', oc: 'montjòia' },
		alt: { fr: ['montjoie gravée'] },
		definition: {
			fr: 'Amas ou pierre dressée balisant un itinéraire (PNC 101.002.002).',
			en: 'Heap or standing stone marking a route (PNC 101.002.002).'
		},
		geometry: ['point'],
		osm: ['man_made=cairn'],
		matches: { close: ['fish:92556'] },
		icon: 'standing-stone'
	},
	{
		id: 'cairn-repere',
		broader: 'reperes',
		pref: { fr: 'cairn', en: 'cairn' },
		definition: {
			fr: 'Amas de pierres servant de repère.',
			en: 'Heap of stones used as a landmark.'
		},
		geometry: ['point'],
		osm: ['man_made=cairn'],
		matches: {
			close: [
				'pactols:pcrtAqKgmvERHQ',
				'wikidata:Q585490',
				'wikidata:Q7321974',
				'aat:300006960',
				'fish:68612'
			]
		},
		icon: 'cairn'
	},
	{
		id: 'clocher-tourmente',
		broader: 'reperes',
		pref: { fr: 'clocher de tourmente', en: 'storm bell tower' },
		definition: {
			fr: 'Clocher isolé guidant les voyageurs en tempête (Lozère, PNC 101.002.008).',
			en: 'Isolated bell tower guiding travellers in storms (Lozère, PNC 101.002.008).'
		},
		geometry: ['point'],
		matches: { close: ['fish:69965'] },
		icon: 'bell'
	},
	{
		id: 'cadran-solaire',
		broader: 'reperes',
		pref: { fr: 'cadran solaire', en: 'sundial', oc: 'relòtge de solelh', ca: 'rellotge de sol' },
		definition: { fr: 'Instrument gnomonique.', en: 'Instrument that tells the hour by the sun.' },
		geometry: ['point'],
		osm: ['amenity=clock', 'display=sundial'],
		matches: {
			exact: ['pactols:pcrtWS8dS8evps', 'wikidata:Q80793', 'aat:300041614'],
			close: ['fish:69659']
		},
		icon: 'sundial'
	},
	{
		id: 'poids-public',
		broader: 'reperes',
		pref: { fr: 'poids public', en: 'public weighbridge' },
		alt: { fr: ['bascule publique'] },
		definition: { fr: 'Édicule de pesage.', en: 'Small building for weighing.' },
		geometry: ['point'],
		matches: { close: ['fish:71597'] }
	},
	{
		id: 'tour-guet',
		broader: 'reperes',
		pref: { fr: 'tour de guet', en: 'watchtower', ca: ['torre de guaita', 'unsure'] },
		definition: { fr: 'Tour d’observation ou à signaux.', en: 'Tower for watching or signalling.' },
		geometry: ['point', 'polygon'],
		matches: { exact: ['pactols:pcrtwh11nA4w5F', 'wikidata:Q748998'], close: ['fish:70422'] },
		icon: 'watchtower'
	}
];
