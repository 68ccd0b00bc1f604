import type { LocalizedText } from '../../domain/language.ts';
import { Chance } from './random.ts';

type Node = readonly [lon: number, lat: number];

interface DemoCommune {
	insee: string;
	nom: string;
	departement: string;
	/** Closed ring, degrees. */
	ring: [number, number][];
}

export interface DemoTerritory {
	id: string;
	name: LocalizedText;
	communes: DemoCommune[];
	/** Names of places one meets there. */
	places: readonly string[];
}

/*
 * Outlines drawn by hand around where these communes are: right to a kilometre or two, and labelled
 * `demo` wherever they appear. Neighbours share nodes, so that their borders meet.
 */
const garrigues = {
	n1: [4.38, 43.985],
	n2: [4.425, 43.992],
	n3: [4.475, 43.98],
	p1: [4.37, 43.938],
	p2: [4.412, 43.946],
	p3: [4.452, 43.932],
	p4: [4.49, 43.942],
	p5: [4.545, 43.938],
	q1: [4.382, 43.888],
	q2: [4.428, 43.882],
	q3: [4.45, 43.89],
	q4: [4.478, 43.893],
	q5: [4.505, 43.896],
	q6: [4.548, 43.898],
	r1: [4.405, 43.845],
	r2: [4.44, 43.832],
	r3: [4.47, 43.848],
	r4: [4.482, 43.86],
	r5: [4.51, 43.862]
} as const satisfies Record<string, Node>;

const rouergue = {
	s1: [2.425, 44.5],
	s2: [2.48, 44.515],
	s3: [2.56, 44.5],
	s4: [2.66, 44.512],
	s5: [2.77, 44.505],
	t1: [2.42, 44.445],
	t2: [2.478, 44.45],
	t3: [2.575, 44.44],
	t4: [2.655, 44.438],
	t5: [2.765, 44.435],
	u1: [2.45, 44.4],
	u2: [2.52, 44.385],
	u3: [2.56, 44.398],
	u4: [2.625, 44.378],
	v1: [2.515, 44.36],
	v2: [2.545, 44.352],
	v3: [2.6, 44.362],
	w1: [2.55, 44.325],
	w2: [2.6, 44.33]
} as const satisfies Record<string, Node>;

/** Bends each side a little, the same way from both of its communes. */
function drawn(nodes: Record<string, Node>, names: string[]): [number, number][] {
	const ring = names.flatMap((name, i) => {
		const next = names[(i + 1) % names.length] ?? name;
		const bent = side(nodes, ...([name, next].sort() as [string, string]));
		const from = nodes[name];
		return [...(from ? [from] : []), ...(name < next ? bent : bent.toReversed())];
	});
	return [...ring, ring[0]].flatMap((node) =>
		node ? [[node[0], node[1]] as [number, number]] : []
	);
}

function side(nodes: Record<string, Node>, first: string, second: string): Node[] {
	const a = nodes[first];
	const b = nodes[second];
	if (!a || !b) throw new Error(`no such node: ${first}, ${second}`);
	const chance = new Chance(
		[...`${first}${second}`].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
	);
	return [0.2, 0.4, 0.6, 0.8].map((part) => {
		const bend = chance.between(-0.035, 0.035);
		const at = (i: 0 | 1) => a[i] + (b[i] - a[i]) * part;
		return [round(at(0) - (b[1] - a[1]) * bend), round(at(1) + (b[0] - a[0]) * bend)];
	});
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

function commune(
	nodes: Record<string, Node>,
	insee: string,
	nom: string,
	names: string
): DemoCommune {
	return { insee, nom, departement: insee.slice(0, 2), ring: drawn(nodes, names.split(' ')) };
}

export const demoTerritories: DemoTerritory[] = [
	{
		id: 'garrigues',
		name: {
			fr: 'Garrigues et Costières de Nîmes',
			oc: 'Garrigas e Costièras de Nimes',
			en: 'Garrigues and Costières of Nîmes'
		},
		communes: [
			commune(garrigues, '30308', 'Sanilhac-Sagriès', 'n1 n2 n3 p4 p3 p2 p1'),
			commune(garrigues, '30206', 'Poulx', 'p1 p2 p3 q3 q2 q1'),
			commune(garrigues, '30057', 'Cabrières', 'p3 p4 q5 q4 q3'),
			commune(garrigues, '30145', 'Lédenon', 'p4 p5 q6 q5'),
			commune(garrigues, '30257', 'Saint-Gervasy', 'q3 q4 r4 r3'),
			commune(garrigues, '30039', 'Bezouce', 'q4 q5 r5 r4'),
			commune(garrigues, '30156', 'Marguerittes', 'q2 q3 r3 r2 r1')
		],
		places: [
			'la Combe des Bourguignons',
			'le Puech de la Cabane',
			'les Aires',
			'la Font de Roque',
			'le Mas de Praden',
			'le Chemin de la Draille',
			'les Olivettes',
			'la Combe de l’Ermitage',
			'le Clos de la Vierge',
			'les Cantarelles',
			'la Croix de Fer',
			'le Serre des Pins',
			'les Costes',
			'le Mas Laval',
			'la Baume',
			'le Plan de la Garrigue'
		]
	},
	{
		id: 'rouergue',
		name: { fr: 'Rouergue', oc: 'Roergue', en: 'Rouergue' },
		communes: [
			commune(rouergue, '12138', 'Marcillac-Vallon', 's1 s2 t2 t1'),
			commune(rouergue, '12254', 'Salles-la-Source', 's2 s3 t3 u3 u2 u1 t1 t2'),
			commune(rouergue, '12201', 'Rodelle', 's3 s4 t4 t3'),
			commune(rouergue, '12033', 'Bozouls', 's4 s5 t5 t4'),
			commune(rouergue, '12264', 'Sébazac-Concourès', 't3 t4 u4 u3'),
			commune(rouergue, '12176', 'Onet-le-Château', 'u2 u3 u4 v3 v2 v1'),
			commune(rouergue, '12202', 'Rodez', 'v2 v3 w2 w1')
		],
		places: [
			'le Causse',
			'la Roquette',
			'Puech Camp',
			'la Borie Haute',
			'le Moulin du Roc',
			'les Cazals',
			'Fontcoussergues',
			'la Devèze',
			'le Coustoubi',
			'Combe Nègre',
			'le Bosc',
			'la Cave',
			'les Vignes du Vallon',
			'Cantaloube',
			'la Gineste',
			'le Pont Vieux'
		]
	}
];
