import type { FieldSource } from '../../contract.ts';
import { groups } from '../groups.ts';

/**
 * Asked of every object. Required is only what the model requires: the condition and the right of
 * access; everything else can be filled in later, by somebody else.
 */
export const first: FieldSource[] = [
	{
		key: 'etat',
		kind: 'choice',
		list: 'patrimoine-etat',
		group: groups.condition,
		required: true,
		perVisit: true,
		label: { fr: 'État', oc: 'Estat', en: 'Condition' },
		help: {
			fr: 'Ce que vous voyez aujourd’hui. « Disparu » est aussi une observation utile.',
			oc: 'Çò que vesètz uèi. « Desaparegut » es tanben una observacion utila.',
			en: 'What you see today. “Gone” is a useful observation too.'
		}
	},
	{
		key: 'acces',
		kind: 'choice',
		list: 'patrimoine-acces_osm',
		group: groups.access,
		required: true,
		label: { fr: 'Droit d’accès', oc: 'Drech d’accès', en: 'Right of access' },
		help: {
			fr: 'Peut-on s’en approcher sans demander ? « Inconnu » si vous ne savez pas.',
			oc: 'S’en pòt aprochar sens demandar ? « Desconegut » se o sabètz pas.',
			en: 'May one go near without asking? “Unknown” if you do not know.'
		}
	},
	{
		key: 'nom',
		kind: 'text',
		group: groups.naming,
		label: { fr: 'Nom', oc: 'Nom', en: 'Name' },
		help: {
			fr: 'S’il en a un : « capitelle de la Combe », « pont du Diable ».',
			oc: 'Se n’a un : « capitèla de la Comba », « pont del Diable ».',
			en: 'If it has one: “capitelle de la Combe”, “pont du Diable”.'
		}
	},
	{
		key: 'nom_local',
		kind: 'local_text',
		group: groups.naming,
		label: { fr: 'Nom local', oc: 'Nom local', en: 'Local name' },
		help: {
			fr: 'Le mot tel qu’on le dit ici, sans le corriger, et sa langue.',
			oc: 'Lo mot coma se ditz aicí, sens lo corregir, e sa lenga.',
			en: 'The word as people say it here, uncorrected, and its language.'
		}
	},
	{
		key: 'synonymes',
		kind: 'group',
		group: groups.naming,
		max: 20,
		label: { fr: 'Autres noms', oc: 'Autres noms', en: 'Other names' },
		fields: [
			{
				key: 'nom',
				kind: 'text',
				required: true,
				label: { fr: 'Nom', oc: 'Nom', en: 'Name' }
			}
		]
	},
	{
		key: 'certitude_type',
		kind: 'choice',
		list: 'patrimoine-certitude',
		group: groups.naming,
		label: {
			fr: 'Êtes-vous sûr du type ?',
			oc: 'Sètz segur del tipe ?',
			en: 'Are you sure of the type?'
		}
	},
	{
		key: 'description',
		kind: 'long_text',
		group: groups.naming,
		label: { fr: 'Description', oc: 'Descripcion', en: 'Description' },
		help: {
			fr: 'Jamais le nom d’un propriétaire ou d’une autre personne.',
			oc: 'Pas jamai lo nom d’un proprietari o d’una autra persona.',
			en: 'Never the name of an owner or of another person.'
		}
	},
	{
		key: 'lieu_dit',
		kind: 'text',
		group: groups.naming,
		label: { fr: 'Lieu-dit', oc: 'Luòc-dich', en: 'Locality' }
	},
	{
		key: 'etat_qualificatif',
		kind: 'multiple_choice',
		list: 'patrimoine-etat_qualificatif',
		group: groups.condition,
		perVisit: true,
		label: { fr: 'Ce qui lui est arrivé', oc: 'Çò que li es arribat', en: 'What happened to it' }
	},
	{
		key: 'menaces',
		kind: 'multiple_choice',
		list: 'patrimoine-menace',
		group: groups.condition,
		perVisit: true,
		// Nothing threatens what is gone.
		showWhen: { field: 'etat', in: ['bon', 'moyen', 'mauvais', 'ruine', 'non_evalue'] },
		label: { fr: 'Menaces', oc: 'Menaças', en: 'Threats' }
	},
	{
		key: 'urgence',
		kind: 'choice',
		list: 'patrimoine-urgence',
		group: groups.condition,
		perVisit: true,
		showWhen: {
			field: 'menaces',
			// Every threat but « aucune »; a test keeps it equal to the list.
			in: [
				'vegetation',
				'embroussaillement',
				'effondrement',
				'affaissement',
				'erosion',
				'berge',
				'inondation',
				'incendie',
				'pluie',
				'animaux_fouisseurs',
				'betail',
				'engins',
				'labour',
				'foret',
				'urbanisation',
				'voirie',
				'carriere',
				'vol_pierres',
				'vandalisme',
				'decharge',
				'frequentation',
				'vehicules',
				'restauration_inadaptee',
				'detection',
				'abandon'
			]
		},
		label: { fr: 'Urgence', oc: 'Urgéncia', en: 'Urgency' }
	},
	{
		key: 'usage_actuel',
		kind: 'choice',
		list: 'patrimoine-usage_actuel',
		group: groups.condition,
		label: { fr: 'Usage actuel', oc: 'Usatge actual', en: 'Present use' }
	},
	{
		key: 'materiaux',
		kind: 'multiple_choice',
		list: 'patrimoine-materiau',
		group: groups.building,
		label: { fr: 'Matériaux', oc: 'Materials', en: 'Materials' }
	},
	{
		key: 'mise_en_oeuvre',
		kind: 'choice',
		list: 'patrimoine-mise_en_oeuvre',
		group: groups.building,
		label: { fr: 'Mise en œuvre', oc: 'Mesa en òbra', en: 'Construction technique' }
	}
];

export const last: FieldSource[] = [
	{
		key: 'datation',
		kind: 'edtf',
		group: groups.dating,
		label: { fr: 'Date ou période', oc: 'Data o periòde', en: 'Date or period' },
		help: {
			fr: '1850, vers 1850, XIXe siècle, avant 1900, 1850-1870.',
			oc: '1850, vèrs 1850, sègle XIX, abans 1900, 1850-1870.',
			en: '1850, about 1850, 19th century, before 1900, 1850-1870.'
		}
	},
	{
		key: 'datation_siecle',
		kind: 'multiple_choice',
		list: 'patrimoine-siecle',
		group: groups.dating,
		label: { fr: 'Siècle', oc: 'Sègle', en: 'Century' }
	},
	{
		key: 'datation_methode',
		kind: 'choice',
		list: 'patrimoine-datation_methode',
		group: groups.dating,
		label: { fr: 'Comment le sait-on ?', oc: 'Cossí se sap ?', en: 'How is it known?' }
	},
	{
		key: 'accessibilite',
		kind: 'choice',
		list: 'patrimoine-accessibilite',
		group: groups.access,
		label: { fr: 'Chemin d’accès', oc: 'Camin d’accès', en: 'Way to it' }
	},
	{
		key: 'visibilite',
		kind: 'choice',
		list: 'patrimoine-visibilite',
		group: groups.access,
		label: { fr: 'Visibilité', oc: 'Visibilitat', en: 'Visibility' }
	},
	{
		key: 'statut_propriete',
		kind: 'choice',
		list: 'patrimoine-statut_propriete',
		group: groups.access,
		label: { fr: 'Propriété', oc: 'Proprietat', en: 'Ownership' },
		help: {
			fr: 'La catégorie seulement, jamais un nom.',
			oc: 'Sonque la categoria, pas jamai un nom.',
			en: 'The class only, never a name.'
		}
	},
	{
		key: 'precision_position',
		kind: 'choice',
		list: 'patrimoine-precision_position',
		group: groups.access,
		label: {
			fr: 'Précision de la position',
			oc: 'Precision de la posicion',
			en: 'Accuracy of the position'
		}
	}
];
