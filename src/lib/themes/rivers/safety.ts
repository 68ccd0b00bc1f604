import type { SafetySource } from '../contract.ts';

/** What hurts people beside the water; one sentence that is read standing. */
export const safety: SafetySource[] = [
	{
		id: 'flood',
		icon: 'flood',
		text: {
			fr: 'Restez loin du bord, jamais dans le lit. L’eau monte ? Partez. Danger : 18 ou 112.',
			oc: 'Demoratz luènh del bòrd, jamai dins lo lièch. L’aiga monta ? Partissètz. Dangièr : 18 o 112.',
			en: 'Keep away from the edge, never in the bed. Rising water? Leave. Danger: 18 or 112.'
		}
	},
	{
		id: 'pollution',
		on: ['pollution', 'algues'],
		icon: 'pollution',
		text: {
			fr: 'Ne touchez pas l’eau. Une pollution en cours : appelez le 18 tout de suite.',
			oc: 'Toquetz pas l’aiga. Una pollucion en cors : sonatz lo 18 sul pic.',
			en: 'Do not touch the water. Pollution under way: call 18 at once.'
		}
	},
	{
		id: 'sinkholes',
		on: ['doline', 'gouffre', 'perte', 'lesine'],
		icon: 'landscape',
		text: {
			fr: 'Restez à distance du bord : il peut s’effondrer.',
			oc: 'Demoratz a distància del bòrd : se pòt afondrar.',
			en: 'Keep away from the edge: it may collapse.'
		}
	},
	{
		id: 'animals',
		on: ['faune-flore'],
		icon: 'wildlife',
		text: {
			fr: 'Ne touchez pas un animal mort ou malade, ne dérangez pas les nids.',
			oc: 'Toquetz pas una bèstia mòrta o malauta, desrengetz pas los nises.',
			en: 'Do not touch a dead or sick animal, do not disturb nests.'
		}
	}
];
