import type { ListSource } from '../contract.ts';

/**
 * Species carry their TAXREF name number (`cd_nom`) where it was checked; the others go without,
 * because a wrong number is worse than none.
 */
const species: ListSource[] = [
	{
		id: 'rivieres-poisson',
		title: { fr: 'Poissons', oc: 'Peisses', en: 'Fish' },
		values: [
			{ code: 'ablette', fr: 'Ablette', en: 'Bleak', matches: { exact: ['taxref:67111'] } },
			{
				code: 'anguille',
				fr: 'Anguille',
				en: 'Eel',
				oc: 'Anguila',
				matches: { exact: ['taxref:66832'] }
			},
			{ code: 'barbeau', fr: 'Barbeau fluviatile', en: 'Barbel', oc: 'Barbèu' },
			{
				code: 'brochet',
				fr: 'Brochet',
				en: 'Pike',
				oc: 'Lucet',
				matches: { exact: ['taxref:67606'] }
			},
			{ code: 'carpe', fr: 'Carpe commune', en: 'Carp', oc: 'Carpa' },
			{ code: 'chabot', fr: 'Chabot', en: 'Bullhead' },
			{ code: 'chevesne', fr: 'Chevesne', en: 'Chub' },
			{ code: 'gardon', fr: 'Gardon', en: 'Roach' },
			{ code: 'goujon', fr: 'Goujon', en: 'Gudgeon' },
			{ code: 'loche', fr: 'Loche franche', en: 'Stone loach' },
			{ code: 'perche', fr: 'Perche commune', en: 'Perch' },
			{ code: 'sandre', fr: 'Sandre', en: 'Zander' },
			{ code: 'tanche', fr: 'Tanche', en: 'Tench', oc: 'Tenca' },
			{
				code: 'truite',
				fr: 'Truite fario',
				en: 'Brown trout',
				oc: 'Trocha',
				matches: { close: ['taxref:67772'] }
			},
			{ code: 'vairon', fr: 'Vairon', en: 'Minnow' },
			{ code: 'autre', fr: 'Autre ou inconnu', en: 'Other or unknown', oc: 'Autre o desconegut' }
		]
	},
	{
		id: 'rivieres-espece_invasive',
		title: { fr: 'Espèces invasives', oc: 'Espècias envasissentas', en: 'Invasive species' },
		values: [
			{ code: 'ecrevisse_americaine', fr: 'Écrevisse américaine', en: 'American crayfish' },
			{ code: 'ambroisie', fr: 'Ambroisie', en: 'Ragweed' },
			{ code: 'balsamine', fr: 'Balsamine de l’Himalaya', en: 'Himalayan balsam' },
			{ code: 'berce', fr: 'Berce du Caucase', en: 'Giant hogweed' },
			{ code: 'buddleia', fr: 'Buddleia', en: 'Butterfly bush' },
			{ code: 'elodee', fr: 'Élodée du Canada', en: 'Canadian waterweed' },
			{ code: 'renouees', fr: 'Renouées asiatiques', en: 'Asian knotweeds' },
			{ code: 'solidage', fr: 'Solidage', en: 'Goldenrod' },
			{ code: 'autre', fr: 'Autre ou inconnue', en: 'Other or unknown', oc: 'Autra o desconeguda' }
		]
	},
	{
		id: 'rivieres-espece_patrimoniale',
		title: {
			fr: 'Espèces patrimoniales',
			oc: 'Espècias patrimonialas',
			en: 'Species of heritage interest'
		},
		values: [
			{
				code: 'ecrevisse_pattes_blanches',
				fr: 'Écrevisse à pattes blanches',
				en: 'White-clawed crayfish',
				matches: { exact: ['taxref:18437'] }
			},
			{
				code: 'salamandre',
				fr: 'Salamandre tachetée',
				en: 'Fire salamander',
				oc: 'Salamandra',
				matches: { exact: ['taxref:92'] }
			},
			{
				code: 'sonneur',
				fr: 'Sonneur à ventre jaune',
				en: 'Yellow-bellied toad',
				matches: { exact: ['taxref:212'] }
			},
			{
				code: 'castor',
				fr: 'Castor',
				en: 'Beaver',
				oc: 'Vibre',
				matches: { exact: ['taxref:61212'] }
			},
			{
				code: 'loutre',
				fr: 'Loutre',
				en: 'Otter',
				oc: 'Loira',
				matches: { exact: ['taxref:60630'] }
			},
			{ code: 'autre', fr: 'Autre ou inconnue', en: 'Other or unknown', oc: 'Autra o desconeguda' }
		]
	}
];

const conditions: ListSource[] = [
	{
		id: 'rivieres-severite',
		title: { fr: 'Gravité', oc: 'Gravetat', en: 'Severity' },
		values: [
			{ code: 'faible', fr: 'Faible', en: 'Low', oc: 'Febla' },
			{ code: 'modere', fr: 'Modéré', en: 'Moderate', oc: 'Moderada' },
			{ code: 'fort', fr: 'Fort', en: 'High', oc: 'Fòrta' }
		]
	},
	{
		id: 'rivieres-emprise',
		title: { fr: 'Emprise dans le lit', en: 'Extent in the bed' },
		values: [
			{ code: 'partiel_berge', fr: 'Partiel en berge', en: 'Partial, at the bank' },
			{ code: 'partiel_milieu', fr: 'Partiel au milieu du lit', en: 'Partial, in mid-bed' },
			{ code: 'total', fr: 'Total', en: 'Total', oc: 'Total' }
		]
	},
	{
		id: 'rivieres-maladie',
		title: { fr: 'Signes de maladie', en: 'Signs of disease' },
		values: [
			{ code: 'excroissances', fr: 'Excroissances blanchâtres', en: 'Whitish growths' },
			{ code: 'lethargie', fr: 'Léthargie', en: 'Lethargy' },
			{ code: 'points_blancs', fr: 'Points blancs', en: 'White spots' },
			{ code: 'ulcerations', fr: 'Ulcérations', en: 'Ulcers' }
		]
	},
	{
		id: 'rivieres-observation',
		title: { fr: 'Type d’observation', oc: 'Tipe d’observacion', en: 'Kind of observation' },
		values: [
			{ code: 'visuel', fr: 'Visuel', en: 'Seen', oc: 'Visual' },
			{
				code: 'indice',
				fr: 'Indice de présence',
				en: 'Sign of presence',
				oc: 'Indici de preséncia'
			}
		]
	},
	{
		id: 'rivieres-nature_pollution',
		title: {
			fr: 'Nature de la pollution',
			oc: 'Natura de la pollucion',
			en: 'Nature of the pollution'
		},
		values: [
			{ code: 'dechets', fr: 'Déchets', en: 'Waste' },
			{ code: 'effluents', fr: 'Effluents d’élevage', en: 'Livestock effluent' },
			{ code: 'hydrocarbures', fr: 'Hydrocarbures', en: 'Oil or fuel' },
			{ code: 'mousse', fr: 'Présence abondante de mousse', en: 'Much foam' }
		]
	},
	{
		id: 'rivieres-type_pollution',
		title: { fr: 'Comment se remarque-t-elle ?', en: 'How is it noticed?' },
		values: [
			{ code: 'visible', fr: 'Visible', en: 'By sight', oc: 'Visibla' },
			{ code: 'olfactive', fr: 'Olfactive', en: 'By smell' }
		]
	},
	{
		// Codes of the ONDE network (onde.eaufrance.fr; Hub’Eau `code_ecoulement`).
		id: 'rivieres-onde',
		title: { fr: 'Écoulement (ONDE)', en: 'Flow (ONDE)' },
		values: [
			{ code: '1', fr: 'Écoulement visible', en: 'Visible flow' },
			{
				code: '1a',
				broader: '1',
				fr: 'Écoulement visible acceptable',
				en: 'Visible flow, acceptable'
			},
			{ code: '1f', broader: '1', fr: 'Écoulement visible faible', en: 'Visible flow, weak' },
			{
				code: '2',
				fr: 'Écoulement non visible (eau sans courant)',
				en: 'No visible flow (still water)'
			},
			{ code: '3', fr: 'Assec (plus de la moitié à sec)', en: 'Dry (more than half)' },
			{ code: '4', fr: 'Observation impossible', en: 'Observation impossible' }
		]
	}
];

export const lists: ListSource[] = [...conditions, ...species];
