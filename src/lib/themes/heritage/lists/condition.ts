import type { ListSource } from '../../contract.ts';

export const condition: ListSource[] = [
	{
		id: 'patrimoine-etat',
		title: { fr: 'État', en: 'Condition', oc: 'Estat' },
		values: [
			{ code: 'bon', fr: 'Bon état', en: 'Good condition', oc: 'Bon estat' },
			{ code: 'moyen', fr: 'État moyen', en: 'Fair condition', oc: 'Estat mejan' },
			{ code: 'mauvais', fr: 'Mauvais état', en: 'Poor condition', oc: 'Marrit estat' },
			{ code: 'ruine', fr: 'Ruines / vestiges', en: 'Ruins / remains', oc: 'Roïnas / vestigis' },
			{
				code: 'disparu',
				fr: 'Disparu (non retrouvé sur place)',
				en: 'Gone (not found on site)',
				oc: 'Desaparegut (pas trobat sus plaça)'
			},
			{ code: 'non_evalue', fr: 'Non évalué', en: 'Not assessed', oc: 'Pas avalorat' }
		]
	},
	{
		id: 'patrimoine-etat_qualificatif',
		title: { fr: 'Ce qui est arrivé', en: 'What happened to it', oc: 'Çò qu’i es arribat' },
		values: [
			{ code: 'restaure', fr: 'Restauré', en: 'Restored', oc: 'Restaurat' },
			{ code: 'remanie', fr: 'Remanié', en: 'Altered', oc: 'Modificat' },
			{
				code: 'demonte_deplace',
				fr: 'Démonté / déplacé',
				en: 'Dismantled / moved',
				oc: 'Desmontat / desplaçat'
			},
			{ code: 'desaffecte', fr: 'Désaffecté', en: 'Out of use' },
			{
				code: 'entretenu',
				fr: 'Entretenu / en usage',
				en: 'Maintained / in use',
				oc: 'Mantengut / en usatge'
			},
			{
				code: 'vegetation',
				fr: 'Envahi par la végétation',
				en: 'Overgrown with vegetation',
				oc: 'Envasit per la vegetacion'
			}
		]
	},
	{
		id: 'patrimoine-menace',
		title: { fr: 'Menaces', en: 'Threats', oc: 'Menaças' },
		values: [
			{
				code: 'aucune',
				fr: 'Aucune menace connue',
				en: 'No known threat',
				oc: 'Cap de menaça coneguda',
				matches: { close: ['threat:5174'] }
			},
			{
				code: 'vegetation',
				fr: 'Végétation (arbres, ronces, racines)',
				en: 'Vegetation (trees, brambles, roots)',
				oc: 'Vegetacion (arbres, romècs, rasigas)',
				matches: { close: ['threat:5176'] }
			},
			{
				code: 'embroussaillement',
				fr: 'Embroussaillement',
				en: 'Scrub growth',
				matches: { close: ['threat:5186'] }
			},
			{
				code: 'effondrement',
				fr: 'Effondrement en cours',
				en: 'Collapse under way',
				matches: { close: ['threat:5158'] }
			},
			{
				code: 'affaissement',
				fr: 'Affaissement, tassement',
				en: 'Subsidence, settling',
				matches: { close: ['threat:5188'] }
			},
			{
				code: 'erosion',
				fr: 'Érosion naturelle',
				en: 'Natural erosion',
				oc: 'Erosion naturala',
				matches: { close: ['threat:5173'] }
			},
			{
				code: 'berge',
				fr: 'Érosion de berge',
				en: 'Bank erosion',
				matches: { close: ['threat:5183'] }
			},
			{
				code: 'inondation',
				fr: 'Inondation / crue',
				en: 'Flooding',
				oc: 'Inondacion',
				matches: { close: ['threat:5166'] }
			},
			{
				code: 'incendie',
				fr: 'Incendie',
				en: 'Fire',
				oc: 'Incendi',
				matches: { close: ['threat:5165'] }
			},
			{
				code: 'pluie',
				fr: 'Infiltration (toiture, couvrement)',
				en: 'Water ingress (roof, vault)',
				matches: { close: ['threat:5180'] }
			},
			{
				code: 'animaux_fouisseurs',
				fr: 'Animaux fouisseurs / sangliers',
				en: 'Burrowing animals / wild boar',
				matches: { close: ['threat:5153'] }
			},
			{
				code: 'betail',
				fr: 'Piétinement du bétail',
				en: 'Trampling by livestock',
				matches: { close: ['threat:5169'] }
			},
			{
				code: 'engins',
				fr: 'Passage d’engins',
				en: 'Machinery passing',
				matches: { close: ['threat:5170'] }
			},
			{
				code: 'labour',
				fr: 'Labour / remise en culture',
				en: 'Ploughing / return to cultivation',
				matches: { close: ['threat:5156'] }
			},
			{
				code: 'foret',
				fr: 'Travaux forestiers',
				en: 'Forestry work',
				matches: { close: ['threat:5167'] }
			},
			{
				code: 'urbanisation',
				fr: 'Urbanisation, aménagement',
				en: 'Building, development',
				oc: 'Urbanizacion',
				matches: { close: ['threat:5160'] }
			},
			{
				code: 'voirie',
				fr: 'Travaux de voirie',
				en: 'Road works',
				matches: { close: ['threat:5184'] }
			},
			{
				code: 'carriere',
				fr: 'Extraction',
				en: 'Quarrying',
				oc: 'Extraccion',
				matches: { close: ['threat:5179'] }
			},
			{
				code: 'vol_pierres',
				fr: 'Vol de pierres / prélèvement',
				en: 'Theft / removal of stones',
				oc: 'Raubatòri de pèiras',
				matches: { close: ['threat:5189'] }
			},
			{
				code: 'vandalisme',
				fr: 'Vandalisme',
				en: 'Vandalism',
				oc: 'Vandalisme',
				matches: { close: ['threat:5190'] }
			},
			{
				code: 'decharge',
				fr: 'Dépôt de déchets',
				en: 'Dumping of waste',
				matches: { close: ['threat:5164'] }
			},
			{
				code: 'frequentation',
				fr: 'Fréquentation',
				en: 'Visitor pressure',
				matches: { close: ['threat:5192'] }
			},
			{
				code: 'vehicules',
				fr: 'Véhicules de loisir',
				en: 'Leisure vehicles',
				matches: { close: ['threat:5191'] }
			},
			{
				code: 'restauration_inadaptee',
				fr: 'Restauration inadaptée (ciment, béton)',
				en: 'Unsuitable restoration (cement, concrete)',
				matches: { close: ['threat:5182'] }
			},
			{
				code: 'detection',
				fr: 'Détection / fouille clandestine',
				en: 'Metal detecting / illegal digging',
				matches: { close: ['threat:5171'] }
			},
			{
				code: 'abandon',
				fr: 'Abandon, défaut d’entretien',
				en: 'Neglect, lack of upkeep',
				oc: 'Abandon, manca de manteniment',
				matches: { close: ['threat:5159'] }
			}
		]
	},
	{
		id: 'patrimoine-urgence',
		title: { fr: 'Urgence', en: 'Urgency', oc: 'Urgéncia' },
		values: [
			{ code: 'faible', fr: 'Faible', en: 'Low', oc: 'Febla' },
			{ code: 'modere', fr: 'Modéré', en: 'Moderate', oc: 'Moderada' },
			{ code: 'fort', fr: 'Fort', en: 'High', oc: 'Fòrta' },
			{ code: 'immediat', fr: 'Immédiat', en: 'Immediate', oc: 'Immediata' }
		]
	}
];
