import type { ListSource } from '../../contract.ts';

export const knowledge: ListSource[] = [
	{
		id: 'patrimoine-certitude',
		title: { fr: 'Certitude', en: 'Certainty', oc: 'Certitud' },
		values: [
			{ code: 'certain', fr: 'Certain', en: 'Certain', oc: 'Segur' },
			{ code: 'probable', fr: 'Probable', en: 'Probable', oc: 'Probable' },
			{ code: 'possible', fr: 'Possible', en: 'Possible', oc: 'Possible' },
			{ code: 'incertain', fr: 'Incertain', en: 'Uncertain', oc: 'Incertan' }
		]
	},
	{
		id: 'patrimoine-datation_methode',
		title: { fr: 'Méthode de datation', en: 'Dating method' },
		values: [
			{
				code: 'inscription',
				fr: 'Date portée (inscription)',
				en: 'Date on the object (inscription)'
			},
			{
				code: 'source',
				fr: 'Attestée par source (archives, cadastre napoléonien)',
				en: 'Attested by a source (archives, Napoleonic land register)'
			},
			{ code: 'tradition', fr: 'Tradition orale', en: 'Oral tradition', oc: 'Tradicion orala' },
			{ code: 'estimation', fr: 'Estimation de l’observateur', en: 'Observer’s estimate' },
			{ code: 'travaux_historiques', fr: 'Travaux historiques', en: 'Historical research' }
		]
	},
	{
		id: 'patrimoine-source_type',
		title: { fr: 'Type de source', en: 'Kind of source' },
		values: [
			{ code: 'terrain', fr: 'Observation de terrain', en: 'Field observation' },
			{
				code: 'archives',
				fr: 'Archives / cadastre napoléonien',
				en: 'Archives / Napoleonic land register'
			},
			{
				code: 'carte_postale',
				fr: 'Carte postale / photo ancienne',
				en: 'Postcard / old photograph'
			},
			{
				code: 'oral',
				fr: 'Témoignage oral',
				en: 'Oral testimony',
				oc: 'Testimoniatge oral',
				matches: { close: ['pactols:pcrtf8xYVhDoIk'] }
			},
			{ code: 'biblio', fr: 'Bibliographie', en: 'Published works', oc: 'Bibliografia' },
			{ code: 'photo_aerienne', fr: 'Photo aérienne / LiDAR', en: 'Aerial photograph / LiDAR' },
			{
				code: 'import',
				fr: 'Import (OSM, Mérimée, association)',
				en: 'Import (OSM, Mérimée, association)'
			}
		]
	},
	{
		id: 'patrimoine-photo_type',
		title: { fr: 'Type de photo', en: 'Kind of photo' },
		values: [
			{ code: 'situation', fr: 'Vue de situation / accès', en: 'Setting / approach' },
			{ code: 'facade', fr: 'Façade (orientation)', en: 'Front (orientation)' },
			{ code: 'echelle', fr: 'Avec échelle ou personne', en: 'With a scale or a person' },
			{ code: 'detail', fr: 'Détail', en: 'Detail', oc: 'Detalh' },
			{ code: 'interieur', fr: 'Intérieur / voûte', en: 'Inside / vault' },
			{ code: 'ancien', fr: 'Document ancien', en: 'Old document', oc: 'Document ancian' },
			{ code: 'croquis', fr: 'Croquis / relevé', en: 'Sketch / survey' }
		]
	}
];
