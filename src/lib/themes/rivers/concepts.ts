import type { ConceptSource } from '../contract.ts';
import { damage } from './damage.ts';

/**
 * Georivière's five contribution categories and all their types (georiviere/contribution/models,
 * schema.py @ba8f638), with codes of our own that never change: there, the keys are translated labels.
 */
const wildlife: ConceptSource[] = [
	{
		id: 'faune-flore',
		pref: { fr: 'Faune et flore', oc: 'Fauna e flòra', en: 'Fauna and flora' },
		icon: 'wildlife',
		color: '#3f6b1e',
		shape: 'hexagon'
	},
	{
		id: 'espece-invasive',
		broader: 'faune-flore',
		pref: { fr: 'espèce invasive', oc: 'espècia envasissenta', en: 'invasive species' },
		alt: {
			fr: [
				'plante invasive',
				'renouée du Japon',
				'espèce exotique envahissante',
				'écrevisse américaine'
			],
			en: ['Japanese knotweed']
		},
		geometry: ['point', 'line', 'polygon']
	},
	{
		id: 'espece-patrimoniale',
		broader: 'faune-flore',
		pref: {
			fr: 'espèce patrimoniale',
			oc: 'espècia patrimoniala',
			en: 'species of heritage interest'
		},
		alt: {
			fr: ['espèce protégée', 'loutre', 'castor', 'écrevisse à pattes blanches'],
			oc: ['loira', 'vibre'],
			en: ['protected species', 'otter', 'beaver']
		},
		// All five are protected, and two are poached: the exact place is for those in charge.
		sensitivity: 'blurred',
		geometry: ['point', 'line', 'polygon']
	},
	{
		id: 'espece-piscicole',
		broader: 'faune-flore',
		pref: { fr: 'espèce piscicole', oc: 'peis', en: 'fish' },
		alt: { fr: ['poisson', 'poissons vivants', 'frayère'] },
		geometry: ['point', 'line'],
		icon: 'fish'
	}
];

const quantity: ConceptSource[] = [
	{
		id: 'quantite',
		pref: { fr: 'Quantité d’eau', oc: 'Quantitat d’aiga', en: 'Water quantity' },
		icon: 'water-level',
		color: '#2a7ab5',
		shape: 'diamond'
	},
	{
		id: 'ecoulement',
		broader: 'quantite',
		pref: { fr: 'écoulement observé', en: 'observed flow' },
		alt: { fr: ['débit', 'niveau d’eau', 'la rivière coule', 'étiage'] },
		definition: {
			fr: 'L’état de l’écoulement, noté comme les agents du réseau ONDE le font.',
			en: 'The state of the flow, noted as the agents of the ONDE network do.'
		},
		geometry: ['point', 'line']
	},
	{
		id: 'a-sec',
		broader: 'quantite',
		pref: { fr: 'à sec', oc: 'sec', en: 'dry' },
		alt: { fr: ['assec', 'cours d’eau sec', 'plus d’eau'] },
		geometry: ['point', 'line'],
		icon: 'dry-bed'
	},
	{
		id: 'assechement',
		broader: 'quantite',
		pref: { fr: 'en cours d’assèchement', en: 'drying out' },
		alt: { fr: ['flaques', 'eau qui baisse'] },
		geometry: ['point', 'line'],
		icon: 'dry-bed'
	},
	{
		id: 'debordement',
		broader: 'quantite',
		pref: { fr: 'débordement', en: 'overflow' },
		alt: { fr: ['crue', 'inondation', 'laisse de crue'], oc: ['aigat'], en: ['flood'] },
		geometry: ['point', 'line', 'polygon'],
		icon: 'flood'
	}
];

const quality: ConceptSource[] = [
	{
		id: 'qualite',
		pref: { fr: 'Qualité de l’eau', oc: 'Qualitat de l’aiga', en: 'Water quality' },
		icon: 'water-quality',
		color: '#7a3f94',
		shape: 'pentagon'
	},
	{
		id: 'algues',
		broader: 'qualite',
		pref: { fr: 'développement algal', en: 'algal growth' },
		alt: { fr: ['algues', 'eau verte', 'cyanobactéries'] },
		geometry: ['point', 'line', 'polygon']
	},
	{
		id: 'pollution',
		broader: 'qualite',
		pref: { fr: 'pollution', oc: 'pollucion', en: 'pollution' },
		alt: { fr: ['rejet', 'déchets', 'mousse', 'hydrocarbures', 'lisier', 'égout'] },
		geometry: ['point', 'line', 'polygon'],
		icon: 'pollution'
	},
	{
		id: 'temperature',
		broader: 'qualite',
		pref: { fr: 'température de l’eau', oc: 'temperatura de l’aiga', en: 'water temperature' },
		alt: { fr: ['eau chaude', 'thermomètre'] },
		geometry: ['point']
	}
];

const landscape: ConceptSource[] = [
	{
		id: 'paysage',
		pref: { fr: 'Éléments du paysage', oc: 'Elements del païsatge', en: 'Landscape elements' },
		icon: 'landscape',
		color: '#1b4248',
		shape: 'circle'
	},
	{
		id: 'doline',
		broader: 'paysage',
		pref: { fr: 'doline', oc: 'dolina', en: 'sinkhole' },
		alt: { fr: ['cloup', 'sotch'], oc: ['clòt', 'sòt'] },
		geometry: ['point', 'polygon']
	},
	{
		id: 'fontaine',
		broader: 'paysage',
		pref: { fr: 'fontaine', oc: 'fònt', en: 'fountain' },
		geometry: ['point'],
		icon: 'fountain'
	},
	{
		id: 'gouffre',
		broader: 'paysage',
		pref: { fr: 'gouffre', oc: 'avenc', en: 'chasm' },
		alt: { fr: ['aven', 'igue', 'abîme'] },
		geometry: ['point']
	},
	{
		id: 'lesine',
		broader: 'paysage',
		pref: { fr: 'lésine', en: 'lésine (karst joint)' },
		geometry: ['point', 'line']
	},
	{
		id: 'mare',
		broader: 'paysage',
		pref: { fr: 'mare', oc: 'pesquièr', en: 'pond' },
		alt: { fr: ['lavogne', 'point d’eau'] },
		geometry: ['point', 'polygon'],
		icon: 'pond'
	},
	{
		id: 'perte',
		broader: 'paysage',
		pref: { fr: 'perte', en: 'losing stream' },
		alt: { fr: ['perte de rivière', 'ponor'] },
		definition: {
			fr: 'Endroit où un cours d’eau disparaît sous terre.',
			en: 'Place where a stream goes underground.'
		},
		geometry: ['point', 'line']
	},
	{
		id: 'resurgence',
		broader: 'paysage',
		pref: { fr: 'résurgence', en: 'resurgence' },
		alt: { fr: ['source', 'exsurgence', 'foux'] },
		geometry: ['point']
	}
];

const other: ConceptSource = {
	id: 'autre',
	pref: {
		fr: 'autre chose, ou je ne sais pas',
		oc: 'quicòm mai, o sabi pas',
		en: 'something else, or I don’t know'
	},
	alt: {
		fr: ['autre', 'inconnu', 'je ne sais pas'],
		oc: ['autre', 'sabi pas'],
		en: ['other', 'unknown', 'I don’t know']
	},
	geometry: ['point', 'line', 'polygon'],
	icon: 'other',
	color: '#5f594d'
};

export const concepts: ConceptSource[] = [
	...damage,
	...wildlife,
	...quantity,
	...quality,
	...landscape,
	other
];
