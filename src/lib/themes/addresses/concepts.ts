import type { ConceptSource } from '../contract.ts';

/** Types of api-signalement, which keep their names as notations so that a report can be passed on as it is. */
export const concepts: ConceptSource[] = [
	{
		id: 'LOCATION_TO_CREATE',
		pref: {
			fr: 'adresse à créer',
			oc: 'adreça de crear',
			en: 'address to create'
		},
		alt: { fr: ['nouvelle adresse', 'numéro à créer', 'maison neuve'], en: ['new address'] },
		definition: {
			fr: 'Le lieu existe, la commune ne lui a pas encore donné d’adresse, ou elle n’est pas dans la base.',
			en: 'The place exists, the commune has not given it an address yet, or the base lacks it.'
		},
		geometry: ['point'],
		icon: 'address-create',
		color: '#0b5d52',
		shape: 'pentagon'
	},
	{
		id: 'LOCATION_TO_UPDATE',
		pref: {
			fr: 'adresse à corriger',
			oc: 'adreça de corregir',
			en: 'address to correct'
		},
		alt: {
			fr: ['adresse mal placée', 'numéro faux', 'nom de rue faux', 'adresse à modifier'],
			en: ['wrong address']
		},
		geometry: ['point'],
		icon: 'address-update',
		color: '#a86000',
		shape: 'triangle'
	},
	{
		id: 'LOCATION_TO_DELETE',
		pref: {
			fr: 'adresse à supprimer',
			oc: 'adreça de suprimir',
			en: 'address to delete'
		},
		alt: { fr: ['adresse qui n’existe pas', 'doublon', 'maison démolie'], en: ['no such address'] },
		geometry: ['point'],
		icon: 'address-delete',
		color: '#a3261c',
		shape: 'circle'
	},
	{
		id: 'MISSING_ADDRESS',
		pref: {
			fr: 'adresse introuvable',
			oc: 'adreça introbabla',
			en: 'address nobody finds'
		},
		alt: {
			fr: ['adresse manquante', 'pas d’adresse', 'plaque absente', 'livraison impossible'],
			en: ['missing address']
		},
		definition: {
			fr: 'Une alerte : ici, il manque une adresse, sans proposer laquelle.',
			en: 'An alert: an address is missing here, without proposing one.'
		},
		geometry: ['point'],
		icon: 'address-missing',
		color: '#37307a',
		shape: 'diamond'
	},
	{
		id: 'autre',
		pref: {
			fr: 'autre chose, ou je ne sais pas',
			oc: 'quicòm mai, o sabi pas',
			en: 'something else, or I don’t know'
		},
		alt: {
			fr: ['autre', 'inconnu', 'je ne sais pas'],
			oc: ['autre', 'sabi pas'],
			en: ['other', 'unknown', 'I don’t know']
		},
		geometry: ['point', 'line', 'polygon'],
		icon: 'other',
		color: '#5f594d'
	}
];
