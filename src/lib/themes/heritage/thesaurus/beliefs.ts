import type { ConceptSource } from '../../contract.ts';

export const beliefs: ConceptSource[] = [
	{
		id: 'croyances',
		pref: { fr: 'Croyances et mémoire', en: 'Beliefs and memory', oc: 'Cresenças e memòria' },
		icon: 'beliefs',
		color: '#5a3f9e',
		shape: 'square'
	},
	{
		id: 'croix-chemin',
		broader: 'croyances',
		pref: { fr: 'croix de chemin', en: 'wayside cross', oc: 'crotz', ca: 'creu' },
		alt: { fr: ['croix rurale', 'crous', 'croix de carrefour'] },
		definition: { fr: 'Croix isolée en bord de chemin.', en: 'Free-standing cross beside a path.' },
		geometry: ['point'],
		osm: ['historic=wayside_cross'],
		matches: {
			close: ['fish:70768'],
			related: ['pactols:pcrtxS1kGjQJiw', 'wikidata:Q371752', 'aat:300010047']
		},
		icon: 'cross'
	},
	{
		id: 'croix-mission',
		broader: 'croix-chemin',
		pref: { fr: 'croix de mission', en: 'mission cross' },
		definition: {
			fr: 'Croix érigée lors d’une mission.',
			en: 'Cross raised during a parish mission.'
		},
		geometry: ['point'],
		osm: ['historic=wayside_cross']
	},
	{
		id: 'croix-sommitale',
		broader: 'croix-chemin',
		pref: { fr: 'croix sommitale', en: 'summit cross' },
		definition: { fr: 'Croix érigée sur un sommet.', en: 'Cross raised on a summit.' },
		geometry: ['point'],
		osm: ['man_made=cross']
	},
	{
		id: 'calvaire',
		broader: 'croyances',
		pref: { fr: 'calvaire', en: 'calvary', oc: 'calvari' },
		definition: {
			fr: 'Ensemble ou monument représentant la Crucifixion.',
			en: 'Group or monument representing the Crucifixion.'
		},
		geometry: ['point', 'polygon'],
		osm: ['historic=wayside_cross'],
		matches: {
			exact: ['pactols:pcrtxS1kGjQJiw', 'wikidata:Q371752', 'aat:300010047'],
			close: ['fish:69966']
		},
		icon: 'calvary'
	},
	{
		id: 'oratoire',
		broader: 'croyances',
		pref: { fr: 'oratoire', en: 'wayside shrine', oc: 'oratòri' },
		hidden: { fr: ['capitelle votive'] },
		definition: { fr: 'Petit édicule de dévotion.', en: 'Small structure of devotion.' },
		geometry: ['point'],
		osm: ['historic=wayside_shrine'],
		matches: { close: ['pactols:pcrttmPpnMmB2t', 'wikidata:Q580499', 'fish:70184'] },
		icon: 'shrine'
	},
	{
		id: 'chapelle',
		broader: 'croyances',
		pref: { fr: 'chapelle rurale', en: 'rural chapel', oc: 'capèla', ca: 'capella' },
		definition: { fr: 'Petite église isolée.', en: 'Small isolated church.' },
		geometry: ['polygon', 'point'],
		osm: ['building=chapel'],
		matches: {
			exact: ['pactols:pcrtXbnSYWENsu', 'wikidata:Q108325', 'aat:300004590'],
			close: ['fish:69967']
		},
		icon: 'chapel'
	},
	{
		id: 'cimetiere-familial',
		broader: 'croyances',
		pref: {
			fr: 'tombe ou cimetière familial',
			en: 'family grave or burial ground',
			oc: 'cementèri'
		},
		alt: { fr: ['cimetière protestant'] },
		definition: {
			fr: 'Sépulture privée (notamment protestante) hors cimetière communal.',
			en: 'Private burial (often Protestant) outside the municipal cemetery.'
		},
		geometry: ['point', 'polygon'],
		sensitivity: 'blurred',
		osm: ['historic=tomb'],
		matches: { related: ['pactols:pcrt74U1Wv1aFl', 'wikidata:Q109229401'] },
		icon: 'grave'
	},
	{
		id: 'monument-morts',
		broader: 'croyances',
		pref: { fr: 'monument aux morts', en: 'war memorial' },
		definition: { fr: 'Monument commémoratif communal.', en: 'Municipal memorial.' },
		geometry: ['point'],
		osm: ['historic=memorial', 'memorial=war_memorial'],
		matches: { close: ['fish:68771'] },
		icon: 'memorial'
	}
];
