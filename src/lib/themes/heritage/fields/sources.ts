import type { FieldSource } from '../../contract.ts';
import { groups } from '../groups.ts';

/** What the object goes with, and where what is said of it comes from. */
export const sources: FieldSource[] = [
	{
		key: 'ensemble',
		kind: 'record_link',
		linkTheme: 'heritage',
		group: groups.naming,
		label: { fr: 'Fait partie de', oc: 'Fa partida de', en: 'Part of' },
		help: {
			fr: 'La fiche de l’ensemble : le site, l’enclos ou le domaine dont il est un élément.',
			oc: 'La ficha de l’ensems : lo sit, lo claus o lo domeni que n’es un element.',
			en: 'The record of the whole: the site, enclosure or estate that it belongs to.'
		}
	},
	{
		key: 'protection',
		kind: 'multiple_choice',
		list: 'patrimoine-protection',
		group: groups.access,
		label: { fr: 'Protection connue', oc: 'Proteccion coneguda', en: 'Known protection' }
	},
	{
		key: 'cadastre',
		kind: 'text',
		group: groups.sources,
		// A parcel leads to its owner: for the people in charge only (field model, « not public »).
		isPublic: false,
		label: { fr: 'Parcelle cadastrale', oc: 'Parcèla cadastrala', en: 'Land register parcel' },
		help: {
			fr: 'N’est jamais publiée.',
			oc: 'Es pas jamai publicada.',
			en: 'Never published.'
		}
	},
	{
		key: 'sources',
		kind: 'group',
		group: groups.sources,
		max: 20,
		label: {
			fr: 'D’où vient l’information',
			oc: 'D’ont ven l’informacion',
			en: 'Where this comes from'
		},
		fields: [
			{
				key: 'type',
				kind: 'choice',
				list: 'patrimoine-source_type',
				required: true,
				label: { fr: 'Type de source', oc: 'Tipe de font', en: 'Kind of source' }
			},
			{
				key: 'reference',
				kind: 'text',
				maxLength: 500,
				label: { fr: 'Référence', oc: 'Referéncia', en: 'Reference' },
				help: {
					fr: 'Ouvrage, cote d’archives. Jamais le nom d’un témoin.',
					oc: 'Libre, còta d’archius. Pas jamai lo nom d’un testimòni.',
					en: 'Book, archive number. Never the name of a witness.'
				}
			},
			{
				key: 'url',
				kind: 'url',
				label: { fr: 'Adresse de la page', oc: 'Adreça de la pagina', en: 'Address of the page' }
			}
		]
	},
	{
		key: 'merimee_ref',
		kind: 'identifier',
		group: groups.sources,
		pattern: '(PA|IA|EA)[0-9A-Z]{8}',
		label: { fr: 'Référence Mérimée', oc: 'Referéncia Mérimée', en: 'Mérimée reference' },
		help: {
			fr: 'PA00103083 par exemple.',
			oc: 'PA00103083 per exemple.',
			en: 'For example PA00103083.'
		}
	},
	{
		key: 'osm_id',
		kind: 'identifier',
		group: groups.sources,
		pattern: '[nwr][1-9][0-9]{0,15}',
		label: { fr: 'Objet OpenStreetMap', oc: 'Objècte OpenStreetMap', en: 'OpenStreetMap object' },
		help: {
			fr: 'n, w ou r suivi du numéro : n123456.',
			oc: 'n, w o r e lo numèro : n123456.',
			en: 'n, w or r and the number: n123456.'
		}
	},
	{
		key: 'wikidata_id',
		kind: 'identifier',
		group: groups.sources,
		pattern: 'Q[1-9][0-9]{0,11}',
		label: { fr: 'Wikidata', oc: 'Wikidata', en: 'Wikidata' },
		help: { fr: 'Q suivi du numéro.', oc: 'Q e lo numèro.', en: 'Q and the number.' }
	}
];
