import type { ConceptSource } from '../contract.ts';

/** Georivière’s first category. */
export const damage: ConceptSource[] = [
	{
		id: 'degats',
		pref: { fr: 'Dégâts potentiels', oc: 'Degalhs possibles', en: 'Potential damage' },
		icon: 'damage',
		color: '#6e2a10',
		shape: 'triangle'
	},
	{
		id: 'atterrissement',
		broader: 'degats',
		pref: { fr: 'atterrissement', en: 'gravel bar build-up' },
		alt: { fr: ['banc de gravier', 'dépôt de graviers', 'ensablement'], oc: ['gravièra'] },
		definition: {
			fr: 'Dépôt de graviers, de sables ou de limons dans le lit.',
			en: 'Deposit of gravel, sand or silt in the bed.'
		},
		geometry: ['point', 'line', 'polygon']
	},
	{
		id: 'coupe-ripisylve',
		broader: 'degats',
		pref: { fr: 'coupe abusive de ripisylve', en: 'excessive cutting of riverside trees' },
		alt: { fr: ['coupe à blanc', 'arbres de berge coupés', 'déboisement des berges'] },
		geometry: ['point', 'line']
	},
	{
		id: 'eboulement',
		broader: 'degats',
		pref: { fr: 'éboulement', en: 'landslip' },
		alt: { fr: ['glissement de terrain', 'effondrement de berge'] },
		geometry: ['point', 'line', 'polygon'],
		icon: 'landslip'
	},
	{
		id: 'embacle',
		broader: 'degats',
		pref: { fr: 'embâcle perturbateur', en: 'disruptive log jam' },
		alt: { fr: ['barrage de bois', 'amas de bois', 'tronc en travers'] },
		definition: {
			fr: 'Accumulation de bois qui gêne l’écoulement.',
			en: 'Heap of wood that hinders the flow.'
		},
		geometry: ['point', 'line'],
		icon: 'log-jam'
	},
	{
		id: 'erosion-berge',
		broader: 'degats',
		pref: { fr: 'érosion de la berge', oc: 'erosion de la riba', en: 'bank erosion' },
		alt: { fr: ['berge rongée', 'sapement de berge'] },
		geometry: ['point', 'line']
	},
	{
		id: 'incision-lit',
		broader: 'degats',
		pref: { fr: 'incision du lit', en: 'river bed incision' },
		alt: { fr: ['enfoncement du lit', 'creusement du lit'] },
		geometry: ['point', 'line']
	},
	{
		id: 'maladie-piscicole',
		broader: 'degats',
		pref: { fr: 'maladie piscicole', en: 'fish disease' },
		alt: { fr: ['poissons malades', 'maladies des poissons'] },
		geometry: ['point', 'line']
	},
	{
		id: 'mortalite-piscicole',
		broader: 'degats',
		pref: { fr: 'mortalité piscicole', en: 'fish kill' },
		alt: { fr: ['poissons morts', 'hécatombe de poissons'], oc: ['peisses mòrts'] },
		geometry: ['point', 'line'],
		icon: 'fish'
	},
	{
		id: 'pietinement-betail',
		broader: 'degats',
		pref: { fr: 'piétinement par le bétail', en: 'trampling by livestock' },
		alt: { fr: ['vaches dans le ruisseau', 'abreuvement dans le lit'] },
		geometry: ['point', 'line', 'polygon']
	}
];
