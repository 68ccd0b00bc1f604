import type { FieldSource } from '../contract.ts';

const what = { fr: 'Observation', oc: 'Observacion', en: 'Observation' };
const where = { fr: 'Cours d’eau', oc: 'Riu o ribièra', en: 'Watercourse' };

const metres = { kind: 'measure', group: what, min: 0, unit: 'm' } as const;
const count = { kind: 'integer', group: what, min: 0, max: 1_000_000 } as const;

/** Georivière's conditional fields, with numbers and units where it has texts. */
const specific: FieldSource[] = [
	{
		key: 'mots',
		kind: 'text',
		on: ['autre'],
		required: true,
		group: what,
		label: { fr: 'Avec vos mots', oc: 'Amb vòstres mots', en: 'In your own words' },
		help: {
			fr: 'Que voyez-vous ?',
			oc: 'Qué vesètz ?',
			en: 'What do you see?'
		}
	},
	{
		key: 'emprise',
		perVisit: true,
		kind: 'choice',
		list: 'rivieres-emprise',
		on: ['atterrissement', 'embacle'],
		group: what,
		label: { fr: 'Emprise dans le lit', oc: 'Empresa dins lo lièch', en: 'Extent in the bed' }
	},
	{
		...metres,
		key: 'longueur_coupe',
		max: 100_000,
		on: ['coupe-ripisylve'],
		label: { fr: 'Longueur de la coupe', oc: 'Longor de la copa', en: 'Length of the cutting' }
	},
	{
		...metres,
		key: 'longueur_erosion',
		max: 1000,
		on: ['erosion-berge'],
		label: { fr: 'Recul de la berge', oc: 'Recuol de la riba', en: 'Retreat of the bank' },
		help: {
			fr: 'Du pied de la berge au pied de l’érosion.',
			oc: 'Del pè de la riba al pè de l’erosion.',
			en: 'From the foot of the bank to the foot of the erosion.'
		}
	},
	{
		...metres,
		key: 'hauteur_berge',
		max: 100,
		on: ['incision-lit'],
		label: { fr: 'Hauteur de la berge', oc: 'Nautor de la riba', en: 'Height of the bank' }
	},
	{
		key: 'maladie',
		kind: 'multiple_choice',
		list: 'rivieres-maladie',
		on: ['maladie-piscicole'],
		group: what,
		label: { fr: 'Signes observés', oc: 'Signes observats', en: 'Signs seen' }
	},
	{
		...count,
		key: 'nombre_morts',
		on: ['mortalite-piscicole'],
		label: {
			fr: 'Nombre de poissons morts',
			oc: 'Nombre de peisses mòrts',
			en: 'Number of dead fish'
		}
	},
	{
		key: 'especes_mortes',
		kind: 'multiple_choice',
		list: 'rivieres-poisson',
		on: ['mortalite-piscicole'],
		group: what,
		label: { fr: 'Espèces mortes', oc: 'Espècias mòrtas', en: 'Dead species' }
	},
	{
		key: 'espece_invasive',
		kind: 'species',
		list: 'rivieres-espece_invasive',
		on: ['espece-invasive'],
		group: what,
		label: { fr: 'Espèce', oc: 'Espècia', en: 'Species' }
	},
	{
		key: 'surface_foyer',
		kind: 'measure',
		min: 0,
		max: 10_000_000,
		unit: 'm²',
		on: ['espece-invasive'],
		group: what,
		label: { fr: 'Surface du foyer', oc: 'Susfàcia del fogal', en: 'Area covered' }
	},
	{
		key: 'espece_patrimoniale',
		kind: 'species',
		list: 'rivieres-espece_patrimoniale',
		on: ['espece-patrimoniale'],
		group: what,
		label: { fr: 'Espèce', oc: 'Espècia', en: 'Species' }
	},
	{
		key: 'observation_type',
		kind: 'choice',
		list: 'rivieres-observation',
		on: ['espece-patrimoniale'],
		group: what,
		label: { fr: 'Type d’observation', oc: 'Tipe d’observacion', en: 'Kind of observation' }
	},
	{
		key: 'espece_piscicole',
		kind: 'species',
		list: 'rivieres-poisson',
		on: ['espece-piscicole'],
		group: what,
		label: { fr: 'Espèce', oc: 'Espècia', en: 'Species' }
	},
	{
		...count,
		key: 'nombre',
		on: ['espece-patrimoniale', 'espece-piscicole'],
		label: { fr: 'Nombre observé', oc: 'Nombre observat', en: 'Number seen' }
	},
	{
		key: 'repere',
		kind: 'text',
		on: ['debordement'],
		group: what,
		label: { fr: 'Repère de hauteur', oc: 'Repèri de nautor', en: 'Height landmark' },
		help: {
			fr: 'Jusqu’où l’eau est-elle montée : un pont, une marche, un mur ?',
			oc: 'Fins ont l’aiga es montada : un pont, un escalon, una muralha ?',
			en: 'How high did the water come: a bridge, a step, a wall?'
		}
	},
	{
		key: 'nature_pollution',
		kind: 'multiple_choice',
		list: 'rivieres-nature_pollution',
		on: ['pollution'],
		group: what,
		label: {
			fr: 'Nature de la pollution',
			oc: 'Natura de la pollucion',
			en: 'Nature of the pollution'
		}
	},
	{
		key: 'type_pollution',
		kind: 'multiple_choice',
		list: 'rivieres-type_pollution',
		on: ['pollution'],
		group: what,
		label: {
			fr: 'Comment se remarque-t-elle ?',
			oc: 'Cossí se remarca ?',
			en: 'How is it noticed?'
		}
	},
	{
		key: 'temperature',
		kind: 'measure',
		perVisit: true,
		// Below freezing water is ice; the hottest springs of the region reach 80 °C.
		min: -1,
		max: 90,
		unit: '°C',
		on: ['temperature'],
		required: true,
		group: what,
		label: { fr: 'Température', oc: 'Temperatura', en: 'Temperature' }
	}
];

const common: FieldSource[] = [
	{
		key: 'severite',
		perVisit: true,
		kind: 'choice',
		list: 'rivieres-severite',
		group: what,
		label: { fr: 'Gravité', oc: 'Gravetat', en: 'Severity' }
	},
	{
		key: 'description',
		kind: 'long_text',
		group: what,
		label: { fr: 'Description', oc: 'Descripcion', en: 'Description' },
		help: {
			fr: 'Sans nommer personne.',
			oc: 'Sens nomenar degun.',
			en: 'Without naming anyone.'
		}
	},
	{
		key: 'ecoulement_onde',
		kind: 'hierarchical_choice',
		perVisit: true,
		list: 'rivieres-onde',
		group: where,
		label: { fr: 'Écoulement', oc: 'Escolament', en: 'Flow' },
		help: {
			fr: 'L’eau coule-t-elle ? Selon les modalités du réseau ONDE.',
			oc: 'L’aiga raja ? Segon las modalitats de la ret ONDE.',
			en: 'Is the water running? By the classes of the ONDE network.'
		}
	},
	{
		key: 'cours_eau_nom',
		kind: 'text',
		group: where,
		label: { fr: 'Nom du cours d’eau', oc: 'Nom del riu', en: 'Name of the watercourse' }
	},
	{
		key: 'cours_eau_code',
		kind: 'identifier',
		group: where,
		// BD CARTHAGE (`Y3214000`, `Y32-0400`) and BD Topage (`05C0000002000817`) codes.
		pattern: '[A-Z0-9]{1,4}[A-Z0-9-]{3,20}',
		label: { fr: 'Code du cours d’eau', oc: 'Còdi del riu', en: 'Code of the watercourse' }
	}
];

export const fields: FieldSource[] = [...specific, ...common];
