import type { TraitSource } from '../../contract.ts';

/** What a thing is plainly for, or where it stands: what a person understands without knowing the word. */
export const uses: TraitSource[] = [
	{
		id: 'trait-eau',
		title: { fr: 'De l’eau', oc: 'D’aiga', en: 'Water' },
		icon: 'trait-water',
		members: [
			'puits',
			'noria',
			'citerne',
			'lavogne',
			'mare',
			'source-amenagee',
			'fontaine',
			'lavoir',
			'abreuvoir',
			'bassin-irrigation',
			'beal',
			'rigole',
			'aqueduc',
			'chaussee-moulin',
			'seuil',
			'martelliere',
			'tancat',
			'glaciere',
			'eolienne-pompage',
			'gue',
			'pont',
			'moulin-eau'
		]
	},
	{
		id: 'trait-feu',
		title: { fr: 'Du feu, un four', oc: 'De fuòc, un forn', en: 'Fire, an oven' },
		icon: 'trait-fire',
		members: [
			'cabane-charbonnier',
			'four-pain',
			'four-chaux',
			'four-potier',
			'charbonniere',
			'tuilerie',
			'verrerie',
			'forge',
			'sechoir-chataignes'
		]
	},
	{
		id: 'trait-tourne',
		title: { fr: 'Une roue, des ailes', oc: 'Una ròda, d’alas', en: 'A wheel, sails' },
		icon: 'trait-turning',
		members: [
			'noria',
			'eolienne-pompage',
			'moulin-eau',
			'moulin-vent',
			'moulin-huile',
			'pressoir',
			'meule',
			'filature'
		]
	},
	{
		id: 'trait-betes',
		title: { fr: 'Pour les bêtes', oc: 'Per las bèstias', en: 'For animals' },
		icon: 'trait-animals',
		members: [
			'enclos-pastoral',
			'draille',
			'affut-chasse',
			'fosse-loup',
			'orri',
			'buron',
			'cortal',
			'lavogne',
			'mare',
			'abreuvoir',
			'pont-moutonnier',
			'metier-ferrer',
			'magnanerie',
			'ferme',
			'bergerie',
			'grange',
			'etable',
			'soue',
			'poulailler',
			'pigeonnier',
			'rucher'
		]
	},
	{
		id: 'trait-recolte',
		title: { fr: 'Pour les récoltes', oc: 'Per las recòltas', en: 'For crops' },
		icon: 'trait-crops',
		members: [
			'terrasse-culture',
			'mazet',
			'moulin-farine',
			'moulin-huile',
			'pressoir',
			'sechoir-chataignes',
			'aire-battage',
			'cave-vigneronne',
			'ferme',
			'grange',
			'grenier',
			'remise'
		]
	},
	{
		id: 'trait-chemin',
		title: { fr: 'Sur un chemin', oc: 'Sus un camin', en: 'On a path' },
		icon: 'trait-path',
		members: [
			'calade',
			'chemin-creux',
			'draille',
			'gue',
			'pont',
			'croix-chemin',
			'calvaire',
			'oratoire',
			'borne',
			'montjoie',
			'cairn-repere',
			'clocher-tourmente'
		]
	},
	{
		id: 'trait-montagne',
		title: { fr: 'En montagne', oc: 'En montanha', en: 'In the mountains' },
		icon: 'trait-mountain',
		members: [
			'orri',
			'buron',
			'cortal',
			'croix-sommitale',
			'montjoie',
			'cairn-repere',
			'clocher-tourmente'
		]
	},
	{
		id: 'trait-croix',
		title: { fr: 'Une croix', oc: 'Una crotz', en: 'A cross' },
		icon: 'trait-cross',
		members: ['croix-chemin', 'calvaire', 'oratoire', 'chapelle', 'cimetiere-familial']
	},
	{
		id: 'trait-grave',
		title: { fr: 'Écrit, gravé', oc: 'Escrich, gravat', en: 'Written, carved' },
		icon: 'trait-written',
		members: [
			'croix-mission',
			'cimetiere-familial',
			'monument-morts',
			'borne',
			'montjoie',
			'cadran-solaire',
			'poids-public'
		]
	}
];
