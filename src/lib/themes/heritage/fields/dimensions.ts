import type { FieldSource } from '../../contract.ts';
import { groups } from '../groups.ts';

const metres = { kind: 'measure', group: groups.dimensions, min: 0, unit: 'm' } as const;
const count = { kind: 'integer', group: groups.dimensions, min: 0, max: 9999 } as const;

/** Each on the concepts whose `conditional_fields` ask for it in the draft thesaurus. */
export const dimensions: FieldSource[] = [
	{
		...metres,
		key: 'longueur',
		max: 10_000,
		on: ['lavoir', 'abreuvoir', 'chaussee-moulin', 'tancat', 'bergerie'],
		label: { fr: 'Longueur', oc: 'Longor', en: 'Length' }
	},
	{
		...metres,
		key: 'largeur',
		max: 1000,
		on: ['niche-mur', 'calade', 'chemin-creux', 'draille', 'beal', 'pont'],
		label: { fr: 'Largeur', oc: 'Largor', en: 'Width' }
	},
	{
		...metres,
		key: 'hauteur',
		max: 100,
		on: [
			'mur-pierre-seche',
			'terrasse-culture',
			'tas-epierrement',
			'niche-mur',
			'enclos-pastoral',
			'cabane-pierre-seche',
			'chaussee-moulin',
			'tancat',
			'four-chaux',
			'moulin-vent',
			'croix-chemin',
			'borne',
			'montjoie',
			'cairn-repere'
		],
		label: { fr: 'Hauteur', oc: 'Nautor', en: 'Height' }
	},
	{
		...metres,
		key: 'epaisseur',
		max: 50,
		on: ['mur-pierre-seche'],
		label: { fr: 'Épaisseur', oc: 'Espessor', en: 'Thickness' }
	},
	{
		...metres,
		key: 'diametre',
		max: 500,
		on: [
			'tas-epierrement',
			'fosse-loup',
			'cabane-pierre-seche',
			'puits',
			'lavogne',
			'glaciere',
			'meule',
			'four-pain',
			'four-chaux',
			'charbonniere',
			'aire-battage'
		],
		label: { fr: 'Diamètre', oc: 'Diamètre', en: 'Diameter' }
	},
	{
		...metres,
		key: 'profondeur',
		max: 500,
		on: ['fosse-loup', 'puits', 'glaciere'],
		label: { fr: 'Profondeur', oc: 'Prigondor', en: 'Depth' },
		help: {
			fr: 'Estimez de loin : ne vous penchez pas au-dessus d’un puits.',
			oc: 'Estimatz de luènh : vos clinetz pas al dessús d’un potz.',
			en: 'Judge from a distance: do not lean over a well.'
		}
	},
	{
		key: 'surface',
		kind: 'measure',
		group: groups.dimensions,
		min: 0,
		max: 100_000,
		unit: 'm²',
		on: ['toit-citerne'],
		label: { fr: 'Surface', oc: 'Susfàcia', en: 'Area' }
	},
	{
		key: 'capacite',
		kind: 'measure',
		group: groups.dimensions,
		min: 0,
		max: 100_000,
		unit: 'm³',
		on: ['citerne', 'bassin-irrigation'],
		label: { fr: 'Capacité', oc: 'Capacitat', en: 'Capacity' }
	},
	{
		...count,
		key: 'nb_niveaux',
		max: 200,
		on: ['terrasse-culture', 'cabane-pierre-seche', 'mazet', 'sechoir-chataignes'],
		label: { fr: 'Nombre de niveaux', oc: 'Nombre de nivèls', en: 'Number of levels' }
	},
	{
		...count,
		key: 'nb_marches',
		on: ['escalier-terrasse'],
		label: { fr: 'Nombre de marches', oc: 'Nombre d’escalons', en: 'Number of steps' }
	},
	{
		...count,
		key: 'nb_niches',
		on: ['cabane-pierre-seche', 'rucher'],
		label: { fr: 'Nombre de niches', oc: 'Nombre de nichas', en: 'Number of niches' }
	},
	{
		...count,
		key: 'nb_bassins',
		max: 50,
		on: ['lavoir'],
		label: { fr: 'Nombre de bassins', oc: 'Nombre de bacins', en: 'Number of basins' }
	},
	{
		...count,
		key: 'nb_becs',
		max: 100,
		on: ['fontaine'],
		label: { fr: 'Nombre de becs', oc: 'Nombre de canons', en: 'Number of spouts' }
	},
	{
		...count,
		key: 'nb_arches',
		max: 200,
		on: ['pont'],
		label: { fr: 'Nombre d’arches', oc: 'Nombre d’arcas', en: 'Number of arches' }
	},
	{
		...count,
		key: 'nb_boulins',
		on: ['pigeonnier'],
		label: { fr: 'Nombre de boulins', oc: 'Nombre de traucs de colomb', en: 'Number of nest holes' }
	},
	{
		...count,
		key: 'nb_meules',
		max: 50,
		on: ['moulin-eau'],
		label: { fr: 'Nombre de meules', oc: 'Nombre de mòlas', en: 'Number of millstones' }
	}
];
