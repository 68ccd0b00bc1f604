import type { ThemeSource } from '../contract.ts';
import { concepts } from './concepts.ts';
import { fields } from './fields.ts';
import { icons } from './icons.ts';
import { lists } from './lists.ts';
import { safety } from './safety.ts';

/** Rivers: what residents see, in Georivière's categories, so that a river syndicate can take it over. */
const rivers: ThemeSource = {
	theme: {
		id: 'rivers',
		title: { fr: 'Cours d’eau', oc: 'Rius e ribièras', en: 'Rivers' },
		description: {
			fr: 'Dégâts, espèces, niveau et qualité de l’eau, éléments du paysage.',
			oc: 'Degalhs, espècias, nivèl e qualitat de l’aiga, elements del païsatge.',
			en: 'Damage, species, water level and quality, landscape elements.'
		},
		scheme: 'rivieres',
		titleField: null,
		icon: 'river',
		color: '#1f6699',
		licence: 'lov2',
		alikeWithinM: { '*': 40, 'faune-flore': 15 },
		accuracyGateM: 30,
		notice: {
			fr: 'Ce n’est pas un service d’urgence : pour une pollution en cours, une crue ou un danger, appelez le 18 ou le 112. N’entrez jamais dans le lit, restez loin des berges en crue. Ne touchez pas les animaux morts ou malades. Restez sur les chemins ouverts au public.',
			oc: 'Es pas un servici d’urgéncia : per una pollucion en cors, un aigat o un dangièr, sonatz lo 18 o lo 112. Dintretz pas jamai dins lo lièch, demoratz luènh de las ribas quand l’aiga monta. Toquetz pas las bèstias mòrtas o malautas. Demoratz suls camins dobèrts al public.',
			en: 'This is not an emergency service: for ongoing pollution, a flood or danger, call 18 or 112. Never enter the river bed, keep away from the banks in flood. Do not touch dead or sick animals. Keep to ways open to the public.'
		},
		position: 30
	},
	scheme: {
		id: 'rivieres',
		title: {
			fr: 'Observations des cours d’eau (catégories de Georivière)',
			oc: 'Observacions dels rius (categorias de Georivière)',
			en: 'River observations (Georivière’s categories)'
		}
	},
	concepts,
	lists,
	fields,
	safety,
	icons
};

export default rivers;
