import type { ThemeSource } from '../contract.ts';
import { concepts } from './concepts.ts';
import { fields, lists } from './fields.ts';
import { icons } from './icons.ts';

/** Reports on addresses (signalements), as the commune's address base receives them. */
const addresses: ThemeSource = {
	theme: {
		id: 'addresses',
		title: { fr: 'Adresses', oc: 'Adreças', en: 'Addresses' },
		description: {
			fr: 'Signaler à la commune une adresse qui manque, à corriger ou à supprimer.',
			oc: 'Senhalar a la comuna una adreça que manca, de corregir o de suprimir.',
			en: 'Tell the commune about an address that is missing, wrong or gone.'
		},
		scheme: 'adresses',
		titleField: 'toponyme',
		icon: 'address',
		color: '#7a2f5e',
		licence: 'lov2',
		accuracyGateM: 10,
		// Two doors of one street are closer than a phone knows where it is.
		alikeWithinM: { '*': 5 },
		notice: {
			fr: 'Placez-vous sur la voie publique, sans entrer dans une propriété. Ne notez aucun nom d’habitant. La commune décide seule des noms de voies et des numéros.',
			oc: 'Metètz-vos sus la via publica, sens dintrar dins una proprietat. Notetz pas cap de nom d’estajant. La comuna decidís soleta dels noms de vias e dels numèros.',
			en: 'Stand on the public road, without entering a property. Write no resident’s name. The commune alone decides on street names and numbers.'
		},
		position: 20
	},
	scheme: {
		id: 'adresses',
		title: { fr: 'Signalements d’adresses', oc: 'Senhalaments d’adreças', en: 'Address reports' }
	},
	concepts,
	lists,
	fields,
	safety: [
		{
			id: 'road',
			icon: 'address',
			text: {
				fr: 'Restez hors de la chaussée, et n’entrez chez personne.',
				oc: 'Demoratz fòra de la rota, e dintretz en çò de degun.',
				en: 'Keep off the carriageway, and enter nobody’s property.'
			}
		}
	],
	icons
};

export default addresses;
