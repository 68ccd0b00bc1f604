import type { FieldSource } from '../../contract.ts';
import { groups } from '../groups.ts';

const yesNo = { kind: 'boolean', group: groups.building } as const;
const pick = { kind: 'choice', group: groups.building } as const;

/**
 * What only some concepts ask for, from their `conditional_fields` in the draft thesaurus and the
 * conditions of the field model. Roofs and vaults of the draft are one field, `couvrement`.
 */
export const features: FieldSource[] = [
	{
		...pick,
		key: 'couvrement',
		list: 'patrimoine-couvrement',
		on: [
			'cabanes-abris',
			'puits-couvert',
			'citerne',
			'lavoir',
			'fontaine',
			'glaciere',
			'moulin-eau',
			'moulin-vent',
			'moulin-huile',
			'four-pain',
			'magnanerie',
			'sechoir-chataignes',
			'cave-fromage',
			'cave-vigneronne',
			'agropastoral',
			'oratoire',
			'chapelle',
			'clocher-tourmente',
			'tour-guet'
		],
		label: { fr: 'Couvrement', oc: 'Cobèrta', en: 'Roofing' }
	},
	{
		...pick,
		key: 'forme_plan',
		list: 'patrimoine-forme_plan',
		on: ['cabanes-abris'],
		label: { fr: 'Forme du plan', oc: 'Forma del plan', en: 'Shape of the plan' }
	},
	{
		...pick,
		key: 'orientation',
		list: 'patrimoine-orientation',
		on: [
			'cabanes-abris',
			'niche-mur',
			'puits-couvert',
			'four-pain',
			'agropastoral',
			'oratoire',
			'chapelle',
			'cadran-solaire'
		],
		label: {
			fr: 'Orientation de l’ouverture',
			oc: 'Orientacion de la dobertura',
			en: 'Orientation of the opening'
		}
	},
	{
		...pick,
		key: 'implantation',
		list: 'patrimoine-implantation',
		on: ['gariotte'],
		label: { fr: 'Implantation', oc: 'Implantacion', en: 'Setting' }
	},
	{
		key: 'annexes',
		kind: 'multiple_choice',
		group: groups.building,
		list: 'patrimoine-annexe_pastorale',
		on: ['orri'],
		label: {
			fr: 'Annexes autour de la cabane',
			oc: 'Annèxas a l’entorn de la cabana',
			en: 'Outbuildings around the hut'
		}
	},
	{
		key: 'nb_parements',
		kind: 'integer',
		group: groups.building,
		min: 1,
		max: 2,
		on: ['mur-pierre-seche'],
		label: { fr: 'Nombre de parements', oc: 'Nombre de paraments', en: 'Number of faces' }
	},
	{
		...yesNo,
		key: 'couronnement',
		on: ['mur-pierre-seche'],
		label: { fr: 'Couronnement', oc: 'Coronament', en: 'Coping' }
	},
	{
		...yesNo,
		key: 'boutisses',
		on: ['mur-pierre-seche'],
		label: { fr: 'Boutisses traversantes', en: 'Through stones' }
	},
	{
		...yesNo,
		key: 'assises_regulieres',
		on: ['mur-pierre-seche'],
		label: { fr: 'Assises régulières', en: 'Regular courses' }
	},
	{
		...yesNo,
		key: 'fruit',
		on: ['mur-soutenement'],
		label: { fr: 'Fruit (mur incliné)', en: 'Batter (leaning wall)' }
	},
	{
		...yesNo,
		key: 'drainage',
		on: ['mur-soutenement'],
		label: { fr: 'Drainage (barbacanes)', en: 'Drainage (weep holes)' }
	},
	{
		...pick,
		key: 'puisage',
		list: 'patrimoine-puisage',
		on: ['puits'],
		label: { fr: 'Système de puisage', en: 'Means of drawing water' }
	},
	{
		...yesNo,
		key: 'couvert',
		on: ['puits', 'citerne', 'lavoir'],
		label: { fr: 'Couvert', oc: 'Cobèrt', en: 'Covered' }
	},
	{
		...pick,
		key: 'securite_puits',
		perVisit: true,
		list: 'patrimoine-securite_puits',
		on: ['puits'],
		label: {
			fr: 'Sécurité de l’ouverture',
			oc: 'Seguretat de la dobertura',
			en: 'Safety of the opening'
		}
	},
	{
		...pick,
		key: 'mecanisme',
		list: 'patrimoine-mecanisme',
		on: ['noria', 'moulin-vent'],
		label: { fr: 'État du mécanisme', oc: 'Estat del mecanisme', en: 'State of the mechanism' }
	},
	{
		...yesNo,
		key: 'empierre',
		on: ['lavogne', 'gue'],
		label: { fr: 'Empierré', oc: 'Empeirat', en: 'Stone-lined' }
	},
	{
		...pick,
		key: 'presence_eau',
		perVisit: true,
		list: 'patrimoine-presence_eau',
		on: ['source-amenagee', 'fontaine', 'lavoir'],
		label: { fr: 'Présence d’eau', oc: 'Preséncia d’aiga', en: 'Presence of water' }
	},
	{
		...pick,
		key: 'potabilite',
		list: 'patrimoine-potabilite',
		on: ['source-amenagee', 'fontaine'],
		label: { fr: 'Panneau sur l’eau', oc: 'Panèl sus l’aiga', en: 'Sign about the water' }
	},
	{
		...yesNo,
		key: 'en_service',
		on: ['beal', 'four-pain'],
		label: { fr: 'Encore en service', oc: 'Encara en servici', en: 'Still in service' }
	},
	{
		key: 'roe_code',
		kind: 'identifier',
		group: groups.sources,
		// National register of obstacles to flow (Référentiel des obstacles à l’écoulement).
		pattern: 'ROE[0-9]{1,7}',
		on: ['chaussee-moulin', 'seuil'],
		label: { fr: 'Code ROE', oc: 'Còdi ROE', en: 'ROE code' }
	},
	{
		...pick,
		key: 'roue',
		list: 'patrimoine-roue',
		on: ['moulin-eau'],
		label: { fr: 'Roue', oc: 'Ròda', en: 'Wheel' }
	},
	{
		key: 'fonction_moulin',
		kind: 'multiple_choice',
		group: groups.building,
		list: 'patrimoine-fonction_moulin',
		on: ['moulin-eau'],
		label: { fr: 'Ce qu’il produisait', oc: 'Çò que produsiá', en: 'What it made' }
	},
	{
		...yesNo,
		key: 'canal_amenee',
		on: ['moulin-eau'],
		label: { fr: 'Canal d’amenée visible', oc: 'Besal visible', en: 'Visible mill race' }
	},
	{
		...yesNo,
		key: 'calotte',
		on: ['moulin-vent'],
		label: { fr: 'Calotte en place', en: 'Cap in place' }
	},
	{
		...yesNo,
		key: 'ailes',
		on: ['moulin-vent'],
		label: { fr: 'Ailes en place', oc: 'Alas en plaça', en: 'Sails in place' }
	},
	{
		...yesNo,
		key: 'communal',
		on: ['four-pain'],
		label: { fr: 'Four communal', oc: 'Forn comunal', en: 'Village oven' }
	},
	{
		...pick,
		key: 'revetement_sol',
		list: 'patrimoine-sol',
		on: ['aire-battage'],
		label: { fr: 'Revêtement du sol', oc: 'Revestiment del sòl', en: 'Floor surface' }
	},
	{
		...yesNo,
		key: 'voute',
		on: ['bergerie'],
		label: { fr: 'Voûtée', en: 'Vaulted' }
	},
	{
		...pick,
		key: 'type_pigeonnier',
		list: 'patrimoine-type_pigeonnier',
		on: ['pigeonnier'],
		label: { fr: 'Type de pigeonnier', oc: 'Tipe de colombièr', en: 'Type of dovecote' }
	},
	{
		key: 'vocable',
		kind: 'text',
		group: groups.naming,
		on: ['oratoire', 'chapelle'],
		label: { fr: 'Vocable', oc: 'Vocable', en: 'Dedication' },
		help: { fr: 'Le saint ou la sainte.', oc: 'Lo sant o la santa.', en: 'The saint.' }
	},
	{
		...yesNo,
		key: 'statue',
		on: ['oratoire'],
		label: { fr: 'Statue en place', oc: 'Estatua en plaça', en: 'Statue in place' }
	},
	{
		key: 'inscription',
		kind: 'long_text',
		group: groups.dating,
		on: ['fontaine', 'croix-chemin', 'monument-morts', 'borne', 'cadran-solaire'],
		label: { fr: 'Inscription', oc: 'Inscripcion', en: 'Inscription' },
		help: {
			fr: 'Telle qu’elle est gravée.',
			oc: 'Coma es gravada.',
			en: 'As it is carved.'
		}
	},
	{
		key: 'date_inscrite',
		kind: 'edtf',
		group: groups.dating,
		on: ['croix-chemin'],
		label: { fr: 'Date inscrite', oc: 'Data inscricha', en: 'Date on it' }
	}
];
