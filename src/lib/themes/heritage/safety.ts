import type { SafetySource } from '../contract.ts';

/** What hurts people, or what people hurt, near such things; one sentence that is read standing. */
export const safety: SafetySource[] = [
	{
		id: 'private-land',
		icon: 'path',
		text: {
			fr: 'Terrain privé ? Restez sur le chemin, ou demandez d’abord au propriétaire.',
			oc: 'Terren privat ? Demoratz sul camin, o demandatz d’en primièr al proprietari.',
			en: 'Private land? Stay on the path, or ask the owner first.'
		}
	},
	{
		id: 'wells',
		on: ['puits', 'citerne', 'glaciere'],
		icon: 'well',
		text: {
			fr: 'Ne vous penchez pas et ne soulevez rien : le bord ou la dalle peut céder.',
			oc: 'Vos clinetz pas e levetz pas res : lo bòrd o la lausa pòt cedir.',
			en: 'Do not lean over and lift nothing: the rim or the slab may give way.'
		}
	},
	{
		id: 'water',
		on: [
			'moulin-eau',
			'chaussee-moulin',
			'seuil',
			'beal',
			'martelliere',
			'bassin-irrigation',
			'gue',
			'pierres-gue',
			'passerelle',
			'pont'
		],
		icon: 'ford',
		text: {
			fr: 'Restez sur la berge, et partez dès que l’eau monte ou se trouble.',
			oc: 'Demoratz sus la riba, e partissètz tre que l’aiga monta o se trebola.',
			en: 'Stay on the bank, and leave as soon as the water rises or turns cloudy.'
		}
	},
	{
		id: 'ruins',
		on: ['cabanes-abris', 'production', 'ferme', 'bergerie', 'grange', 'chapelle', 'tour-guet'],
		icon: 'stone-hut',
		text: {
			fr: 'N’entrez pas : une voûte ou un toit tombe sans prévenir.',
			oc: 'Dintretz pas : una vòuta o una teulada tomba sens avisar.',
			en: 'Do not go in: a vault or a roof falls without warning.'
		}
	},
	{
		id: 'mines',
		on: ['mine-artisanale', 'carriere', 'abri-sous-roche', 'troglodyte'],
		icon: 'mine',
		text: {
			fr: 'N’entrez jamais : éboulement, puits noyé, air sans oxygène. Notez-la de dehors.',
			oc: 'Dintretz pas jamai : avalanca, potz negat, aire sens oxigèn. Notatz-la de defòra.',
			en: 'Never enter: rockfall, flooded shafts, air without oxygen. Record it from outside.'
		}
	},
	{
		id: 'stones',
		on: ['murs-parcellaire'],
		icon: 'dry-wall',
		text: {
			fr: 'Ne montez pas dessus et ne déplacez aucune pierre : des bêtes y vivent.',
			oc: 'Montetz pas dessús e desplacetz pas cap de pèira : de bèstias i vivon.',
			en: 'Do not climb on it and move no stone: animals live there.'
		}
	},
	{
		id: 'finds',
		on: ['borne-milliaire', 'cimetiere-familial', 'four-potier', 'verrerie'],
		icon: 'standing-stone',
		text: {
			fr: 'Ne ramassez rien, ne creusez pas : une découverte se dit à la mairie.',
			oc: 'Amassetz pas res, cavetz pas : una descobèrta se ditz a la comuna.',
			en: 'Pick up nothing, do not dig: a find is told to the town hall.'
		}
	}
];
