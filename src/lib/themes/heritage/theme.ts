import type { ConceptSource, ThemeSource } from '../contract.ts';
import { dimensions } from './fields/dimensions.ts';
import { features } from './fields/features.ts';
import { first, last } from './fields/common.ts';
import { sources } from './fields/sources.ts';
import { groups } from './groups.ts';
import { icons } from './icons.ts';
import { access } from './lists/access.ts';
import { building } from './lists/building.ts';
import { condition } from './lists/condition.ts';
import { forms } from './lists/forms.ts';
import { knowledge } from './lists/knowledge.ts';
import { protection } from './lists/protection.ts';
import { safety } from './safety.ts';
import { traitIcons } from './trait-icons.ts';
import { looks } from './traits/looks.ts';
import { uses } from './traits/uses.ts';
import { beliefs } from './thesaurus/beliefs.ts';
import { crafts } from './thesaurus/crafts.ts';
import { crossings } from './thesaurus/crossings.ts';
import { farming } from './thesaurus/farming.ts';
import { huts } from './thesaurus/huts.ts';
import { landmarks } from './thesaurus/landmarks.ts';
import { walls } from './thesaurus/walls.ts';
import { water } from './thesaurus/water.ts';

/** Not in the thesaurus: keeps the person's own words, for a moderator to sort. */
const other: ConceptSource = {
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
};

/**
 * Vernacular heritage of Occitanie. Concepts and labels come from the project's draft thesaurus
 * (labels in Occitan wait for a linguist: their status says how sure each is).
 *
 * Default sensitivity is blurred where a published position would do harm: rock shelters, cave
 * dwellings, pottery kilns, glass works and milestones (digging and theft), mine entrances (danger
 * of death), family graves (privacy). A contributor may blur or hide anything more.
 */
const heritage: ThemeSource = {
	theme: {
		id: 'heritage',
		title: { fr: 'Patrimoine', oc: 'Patrimòni', en: 'Heritage' },
		description: {
			fr: 'Murs, cabanes, puits, moulins, croix : le patrimoine rural bâti.',
			oc: 'Muralhas, cabanas, potzes, molins, crotzes : lo patrimòni rural bastit.',
			en: 'Walls, huts, wells, mills, crosses: built rural heritage.'
		},
		scheme: 'patrimoine',
		titleField: 'nom',
		icon: 'stone-hut',
		color: '#8a4b1f',
		licence: 'lov2',
		accuracyGateM: 20,
		// A hut, a well or a cross stands alone; a mill has its pond and its race, a bridge two banks.
		alikeWithinM: {
			'*': 20,
			'moulin-eau': 50,
			lavogne: 40,
			pont: 30,
			'murs-parcellaire': 12,
			'niche-mur': 4,
			'escalier-terrasse': 6
		},
		notice: {
			fr: 'Restez sur les chemins ouverts au public, ou demandez l’accord du propriétaire. N’entrez pas dans une ruine, un puits ou une mine. Ne déplacez aucune pierre, ne fouillez pas, pas de détecteur de métaux : une découverte se signale à la mairie.',
			oc: 'Demoratz suls camins dobèrts al public, o demandatz l’acòrdi del proprietari. Dintretz pas dins una roïna, un potz o una mina. Desplacetz pas cap de pèira, fosigetz pas, pas de detector de metals : una descobèrta se senhala a la comuna.',
			en: 'Keep to ways open to the public, or ask the owner. Do not enter a ruin, a well or a mine. Move no stone, do not dig, no metal detector: a find is reported to the town hall.'
		},
		position: 10
	},
	scheme: {
		id: 'patrimoine',
		title: {
			fr: 'Thésaurus du patrimoine bâti vernaculaire d’Occitanie',
			oc: 'Tesaur del patrimòni bastit vernacular d’Occitània',
			en: 'Thesaurus of vernacular built heritage of Occitanie'
		}
	},
	concepts: [
		...walls,
		...huts,
		...water,
		...crossings,
		...crafts,
		...farming,
		...beliefs,
		...landmarks,
		other
	],
	lists: [...condition, ...building, ...access, ...knowledge, ...forms, ...protection],
	fields: [
		{
			key: 'mots',
			kind: 'text',
			on: ['autre'],
			required: true,
			group: groups.naming,
			label: { fr: 'Avec vos mots', oc: 'Amb vòstres mots', en: 'In your own words' },
			help: {
				fr: 'Comment l’appelez-vous ? À quoi cela ressemble-t-il ?',
				oc: 'Cossí li disètz ? A qué sembla ?',
				en: 'What do you call it? What does it look like?'
			}
		},
		...first,
		...features,
		...dimensions,
		...last,
		...sources
	],
	traits: [...looks, ...uses],
	safety,
	icons: { ...icons, ...traitIcons }
};

export default heritage;
