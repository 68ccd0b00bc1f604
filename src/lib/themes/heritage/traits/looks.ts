import type { TraitSource } from '../../contract.ts';

/**
 * Form and matter: what a person sees without knowing the word. Matter and use follow the definitions; *round*, *long* and
 * *high* say how the thing usually stands there, and a thing may be more than its traits: they narrow the
 * list down, they never decide.
 */
export const looks: TraitSource[] = [
	{
		id: 'trait-rond',
		title: { fr: 'Rond', oc: 'Redond', en: 'Round' },
		icon: 'trait-round',
		members: [
			'cabane-pierre-seche',
			'orri',
			'puits',
			'noria',
			'lavogne',
			'mare',
			'glaciere',
			'moulin-vent',
			'eolienne-pompage',
			'meule',
			'four-pain',
			'four-chaux',
			'four-potier',
			'charbonniere',
			'aire-battage',
			'pigeonnier',
			'tour-guet',
			'fosse-loup',
			'ruche-tronc',
			'cadran-solaire'
		]
	},
	{
		id: 'trait-long',
		title: { fr: 'Long, en ligne', oc: 'Long, en linha', en: 'Long, in a line' },
		icon: 'trait-long',
		members: [
			'mur-pierre-seche',
			'terrasse-culture',
			'calade',
			'chemin-creux',
			'draille',
			'beal',
			'rigole',
			'aqueduc',
			'chaussee-moulin',
			'seuil',
			'tancat',
			'gue',
			'pont',
			'rucher'
		]
	},
	{
		id: 'trait-haut',
		title: { fr: 'Haut, comme une tour', oc: 'Naut, coma una torre', en: 'High, like a tower' },
		icon: 'trait-high',
		members: [
			'moulin-vent',
			'eolienne-pompage',
			'pigeonnier',
			'four-chaux',
			'clocher-tourmente',
			'tour-guet'
		]
	},
	{
		id: 'trait-tas',
		title: { fr: 'Un tas', oc: 'Un molon', en: 'A heap' },
		icon: 'trait-heap',
		members: ['tas-epierrement', 'mur-epierrement', 'montjoie', 'cairn-repere']
	},
	{
		id: 'trait-creuse',
		title: { fr: 'Creusé, un trou', oc: 'Cavat, un trauc', en: 'Dug, a hole' },
		icon: 'trait-dug',
		members: [
			'chemin-creux',
			'fosse-loup',
			'troglodyte',
			'puits',
			'noria',
			'citerne',
			'lavogne',
			'mare',
			'bassin-irrigation',
			'beal',
			'rigole',
			'glaciere',
			'carriere',
			'mine-artisanale',
			'cave-fromage'
		]
	},
	{
		id: 'trait-seule',
		title: { fr: 'Une pierre seule', oc: 'Una pèira sola', en: 'A single stone' },
		icon: 'trait-single',
		members: ['borne', 'montjoie', 'meule', 'croix-chemin', 'abreuvoir', 'cadran-solaire']
	},
	{
		id: 'trait-pierre',
		title: { fr: 'En pierre', oc: 'De pèira', en: 'Of stone' },
		icon: 'trait-stone',
		members: [
			'mur-pierre-seche',
			'terrasse-culture',
			'escalier-terrasse',
			'tas-epierrement',
			'niche-mur',
			'enclos-pastoral',
			'calade',
			'affut-chasse',
			'fosse-loup',
			'cabane-pierre-seche',
			'orri',
			'mazet',
			'buron',
			'cortal',
			'abri-sous-roche',
			'puits',
			'toit-citerne',
			'lavogne',
			'fontaine',
			'lavoir',
			'abreuvoir',
			'bassin-irrigation',
			'aqueduc',
			'chaussee-moulin',
			'tancat',
			'glaciere',
			'pierres-gue',
			'pont',
			'meule',
			'four-pain',
			'four-chaux',
			'aire-battage',
			'carriere',
			'rucher',
			'croix-chemin',
			'calvaire',
			'oratoire',
			'chapelle',
			'monument-morts',
			'borne',
			'montjoie',
			'cairn-repere',
			'clocher-tourmente',
			'tour-guet'
		]
	},
	{
		id: 'trait-sans-mortier',
		title: { fr: 'Sans mortier', oc: 'Sens mortièr', en: 'No mortar' },
		icon: 'trait-no-mortar',
		members: [
			'mur-pierre-seche',
			'terrasse-culture',
			'escalier-terrasse',
			'tas-epierrement',
			'niche-mur',
			'enclos-pastoral',
			'calade',
			'affut-chasse',
			'cabane-pierre-seche',
			'orri',
			'puits-couvert',
			'tancat',
			'pierres-gue',
			'montjoie',
			'cairn-repere'
		]
	},
	{
		id: 'trait-rocher',
		title: { fr: 'Dans le rocher', oc: 'Dins lo ròc', en: 'In the rock' },
		icon: 'trait-rock',
		members: ['abri-sous-roche', 'troglodyte', 'carriere', 'mine-artisanale', 'cave-fromage']
	},
	{
		id: 'trait-toit',
		title: { fr: 'Avec un toit', oc: 'Amb un teulat', en: 'With a roof' },
		icon: 'trait-roof',
		members: [
			'affut-chasse',
			'cabane-pierre-seche',
			'orri',
			'mazet',
			'buron',
			'cortal',
			'cabane-charbonnier',
			'puits-couvert',
			'toit-citerne',
			'lavoir',
			'moulin-eau',
			'moulin-vent',
			'moulin-huile',
			'four-pain',
			'tuilerie',
			'verrerie',
			'forge',
			'filature',
			'magnanerie',
			'sechoir-chataignes',
			'cave-vigneronne',
			'ferme',
			'bergerie',
			'grange',
			'etable',
			'soue',
			'poulailler',
			'pigeonnier',
			'grenier',
			'remise',
			'oratoire',
			'chapelle',
			'clocher-tourmente',
			'poids-public'
		]
	}
];
