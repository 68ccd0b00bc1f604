import type { FieldSource, ListSource } from '../contract.ts';

const asked = { fr: 'Adresse demandée', oc: 'Adreça demandada', en: 'Requested address' };
const present = { fr: 'Adresse actuelle', oc: 'Adreça actuala', en: 'Present address' };
const proposing = ['LOCATION_TO_CREATE', 'LOCATION_TO_UPDATE'];

export const lists: ListSource[] = [
	{
		// The eight values of the BAL format 1.5, with stable codes: the official ones hold accents and U+2019.
		id: 'adresses-position',
		title: { fr: 'Type de position', oc: 'Tipe de posicion', en: 'Kind of position' },
		values: [
			{ code: 'entree', fr: 'entrée', en: 'entrance', oc: 'intrada' },
			{ code: 'batiment', fr: 'bâtiment', en: 'building', oc: 'bastiment' },
			{ code: 'cage_escalier', fr: 'cage d’escalier', en: 'stairwell' },
			{ code: 'logement', fr: 'logement', en: 'dwelling', oc: 'lotjament' },
			{
				code: 'service_technique',
				fr: 'service technique',
				en: 'technical service',
				oc: 'servici tecnic'
			},
			{ code: 'delivrance_postale', fr: 'délivrance postale', en: 'mail delivery' },
			{ code: 'parcelle', fr: 'parcelle', en: 'parcel', oc: 'parcèla' },
			{ code: 'segment', fr: 'segment', en: 'segment', oc: 'segment' }
		]
	}
];

const toponym: FieldSource = {
	key: 'toponyme',
	kind: 'identifier',
	// 3 to 200 characters, none of them the replacement character of a broken file.
	pattern: '[^\\uFFFD]{3,200}',
	maxLength: 200,
	group: asked,
	label: { fr: 'Voie ou lieu-dit', oc: 'Via o luòc-dich', en: 'Street or locality' },
	help: {
		fr: 'En entier, avec les accents : « chemin des Capitelles ».',
		oc: 'Entièr, amb los accents : « camin de las Capitèlas ».',
		en: 'In full, with accents: “chemin des Capitelles”.'
	}
};

/** Rules of the columns: format BAL 1.5 (AITF), as domain/addresses tells them. */
export const fields: FieldSource[] = [
	{
		key: 'mots',
		kind: 'text',
		on: ['autre'],
		required: true,
		group: asked,
		label: { fr: 'Avec vos mots', oc: 'Amb vòstres mots', en: 'In your own words' }
	},
	{
		key: 'adresse_existante',
		kind: 'text',
		// What is to be changed or taken away must be named; the rest can be guessed from the place.
		on: ['LOCATION_TO_UPDATE', 'LOCATION_TO_DELETE'],
		required: true,
		group: present,
		label: {
			fr: 'Adresse telle qu’elle est',
			oc: 'Adreça coma es ara',
			en: 'Address as it is now'
		},
		help: {
			fr: '12 bis rue des Aires, ou le lieu-dit.',
			oc: '12 bis carrièra dels Aires, o lo luòc-dich.',
			en: '12 bis rue des Aires, or the locality.'
		}
	},
	{
		key: 'numero',
		kind: 'integer',
		// 99999 stands for a toponym without number in the exchange format; nobody's house has it.
		min: 0,
		max: 99_998,
		on: proposing,
		group: asked,
		label: { fr: 'Numéro', oc: 'Numèro', en: 'Number' }
	},
	{
		key: 'suffixe',
		kind: 'identifier',
		pattern: '[a-z0-9][a-z0-9 ]{0,7}[a-z0-9]|[a-z0-9]',
		maxLength: 9,
		on: proposing,
		group: asked,
		label: { fr: 'Suffixe', oc: 'Sufixe', en: 'Suffix' },
		help: {
			fr: 'bis, ter, a, b : en minuscules.',
			oc: 'bis, ter, a, b : en minusculas.',
			en: 'bis, ter, a, b: in small letters.'
		}
	},
	// A new address is nothing without its street; a correction may leave it as it is.
	{ ...toponym, on: ['LOCATION_TO_CREATE'], required: true },
	{ ...toponym, on: ['LOCATION_TO_UPDATE'] },
	{
		key: 'complement',
		kind: 'text',
		maxLength: 200,
		on: proposing,
		group: asked,
		label: {
			fr: 'Complément (lieu-dit, hameau)',
			oc: 'Complement (luòc-dich, masatge)',
			en: 'Complement (locality, hamlet)'
		}
	},
	{
		key: 'position_type',
		kind: 'choice',
		list: 'adresses-position',
		on: proposing,
		group: asked,
		label: { fr: 'Ce que marque le point', oc: 'Çò que marca lo punt', en: 'What the point marks' }
	},
	{
		key: 'cad_parcelles',
		kind: 'identifier',
		// Parcels by `|`: 15 characters by the specification, 14 is common.
		pattern: '[0-9A-Z]{14,15}(\\|[0-9A-Z]{14,15})*',
		on: proposing,
		group: asked,
		label: { fr: 'Parcelles cadastrales', oc: 'Parcèlas cadastralas', en: 'Land register parcels' },
		// A parcel leads to its owner.
		isPublic: false
	},
	{
		key: 'commentaire',
		kind: 'long_text',
		group: asked,
		label: {
			fr: 'Commentaire pour la commune',
			oc: 'Comentari per la comuna',
			en: 'Comment for the commune'
		},
		help: { fr: 'Sans nom d’habitant.', oc: 'Sens nom d’estajant.', en: 'No resident’s name.' }
	}
];
