import type { ConceptSource } from '../../contract.ts';

export const walls: ConceptSource[] = [
	{
		id: 'murs-parcellaire',
		pref: {
			fr: 'Murs, terrasses et aménagements du parcellaire',
			en: 'Walls, terraces and field works',
			oc: 'Muralhas e faissas'
		},
		icon: 'walls',
		color: '#7a5c3a',
		shape: 'square'
	},
	{
		id: 'mur-pierre-seche',
		broader: 'murs-parcellaire',
		pref: {
			fr: 'mur en pierre sèche',
			en: 'dry stone wall',
			oc: 'muralha de pèira seca',
			ca: ['mur de pedra seca', 'unsure']
		},
		alt: { fr: ['muret', 'murette', ['paret', 'unsure']] },
		hidden: { fr: ['muraille', 'mur de pierres'] },
		definition: {
			fr: 'Mur monté sans mortier ni liant.',
			en: 'Wall built without mortar or any binder.'
		},
		geometry: ['line'],
		osm: ['barrier=wall', 'wall=dry_stone'],
		matches: { close: ['pactols:pcrtkzqjsdoWsv', 'wikidata:Q5608878', 'fish:68625'] },
		icon: 'dry-wall'
	},
	{
		id: 'mur-cloture',
		broader: 'mur-pierre-seche',
		pref: { fr: 'mur de clôture en pierre sèche', en: 'dry stone boundary wall' },
		alt: { fr: ['muret de clôture'] },
		definition: {
			fr: 'Mur à double parement délimitant une parcelle ou un chemin.',
			en: 'Double-faced wall along a plot or a path.'
		},
		geometry: ['line'],
		osm: ['barrier=wall', 'wall=dry_stone'],
		matches: { close: ['fish:70332'] }
	},
	{
		id: 'mur-soutenement',
		broader: 'mur-pierre-seche',
		pref: { fr: 'mur de soutènement en pierre sèche', en: 'dry stone retaining wall' },
		alt: { fr: ['mur de terrasse', 'mur de faïsse'] },
		definition: {
			fr: 'Mur retenant les terres d’une terrasse, d’un chemin ou d’une berge.',
			en: 'Wall holding the soil of a terrace, a path or a bank.'
		},
		geometry: ['line'],
		osm: ['barrier=retaining_wall', 'material=dry_stone'],
		matches: {
			close: ['pactols:pcrtYDw1DVDUXe', 'wikidata:Q1076291', 'aat:300005073', 'fish:71574']
		},
		icon: 'retaining-wall'
	},
	{
		id: 'mur-epierrement',
		broader: 'mur-pierre-seche',
		pref: { fr: 'mur d’épierrement', en: 'clearance wall' },
		alt: { fr: ['clapas linéaire', 'cayrou linéaire'] },
		definition: {
			fr: 'Mur large formé de pierres retirées des champs.',
			en: 'Wide wall made of stones taken off the fields.'
		},
		geometry: ['line', 'polygon'],
		matches: { close: ['fish:68613'] }
	},
	{
		id: 'terrasse-culture',
		broader: 'murs-parcellaire',
		pref: {
			fr: 'terrasse de culture',
			en: 'cultivation terrace',
			oc: 'faissa',
			ca: ['feixa', 'unsure']
		},
		alt: { fr: ['faïsse', 'bancel', 'bancèl', 'traversier', 'acol', 'accol', 'restanque'] },
		definition: {
			fr: 'Replat cultivé soutenu par un mur.',
			en: 'Level strip of cultivated land held by a wall.'
		},
		geometry: ['polygon', 'line'],
		matches: { exact: ['pactols:pcrtbtmRT7kK6M', 'wikidata:Q838625'], close: ['fish:68620'] },
		icon: 'terrace'
	},
	{
		id: 'escalier-terrasse',
		broader: 'murs-parcellaire',
		pref: { fr: 'escalier de terrasse', en: 'terrace steps' },
		alt: { fr: ['escalier volant', 'escalier de faïsse'] },
		definition: {
			fr: 'Escalier ou marches saillantes ménagés dans un mur de terrasse.',
			en: 'Stairs or projecting steps built into a terrace wall.'
		},
		geometry: ['point'],
		osm: ['highway=steps'],
		matches: { close: ['fish:70277'] },
		icon: 'steps'
	},
	{
		id: 'tas-epierrement',
		broader: 'murs-parcellaire',
		pref: { fr: 'tas d’épierrement', en: 'clearance cairn', oc: ['clapàs', 'sourced'] },
		alt: { fr: ['clapas', 'cayrou', 'cayrrou', 'pierrier'] },
		definition: {
			fr: 'Amas de pierres issu de l’épierrement des champs.',
			en: 'Heap of stones taken off the fields.'
		},
		geometry: ['point', 'polygon'],
		matches: { close: ['fish:68613'] },
		icon: 'stone-heap'
	},
	{
		id: 'niche-mur',
		broader: 'murs-parcellaire',
		pref: { fr: 'niche dans un mur', en: 'wall niche' },
		alt: { fr: ['niche', 'armoire de mur'] },
		definition: {
			fr: 'Cavité ménagée dans un mur (outils, cruche, abri).',
			en: 'Recess left in a wall (tools, jug, shelter).'
		},
		geometry: ['point'],
		icon: 'niche'
	},
	{
		id: 'enclos-pastoral',
		broader: 'murs-parcellaire',
		pref: { fr: 'enclos pastoral', en: 'livestock enclosure', oc: ['claus', 'sourced'] },
		alt: { fr: ['parc', 'pargue'] },
		definition: { fr: 'Enclos de pierre destiné au bétail.', en: 'Stone enclosure for livestock.' },
		geometry: ['polygon'],
		osm: ['barrier=wall'],
		matches: {
			exact: ['pactols:pcrtqXL8V79evX', 'wikidata:Q858177', 'aat:300004983'],
			close: ['fish:68663']
		},
		icon: 'enclosure'
	},
	{
		id: 'calade',
		broader: 'murs-parcellaire',
		pref: { fr: 'chemin caladé', en: 'stone-pitched path', oc: 'calada' },
		alt: { fr: ['calade', 'chemin empierré'] },
		definition: {
			fr: 'Chemin ou sol pavé de pierres posées de chant.',
			en: 'Path or floor paved with stones set on edge.'
		},
		geometry: ['line', 'polygon'],
		matches: { close: ['fish:70270'] },
		icon: 'path'
	},
	{
		id: 'chemin-creux',
		broader: 'murs-parcellaire',
		pref: { fr: 'chemin creux', en: 'hollow way' },
		definition: {
			fr: 'Chemin encaissé, souvent bordé de murs ou de haies.',
			en: 'Sunken path, often lined with walls or hedges.'
		},
		geometry: ['line'],
		matches: { exact: ['pactols:pcrt4HSUODvbJ9', 'wikidata:Q476352'], close: ['fish:70267'] },
		icon: 'path'
	},
	{
		id: 'draille',
		broader: 'murs-parcellaire',
		pref: { fr: 'draille', en: 'drove road', oc: 'dralha' },
		alt: { fr: ['draye', 'draille de transhumance'] },
		definition: { fr: 'Chemin de transhumance.', en: 'Path of transhumance.' },
		geometry: ['line'],
		matches: { close: ['fish:70266'] },
		icon: 'path'
	},
	{
		id: 'affut-chasse',
		broader: 'murs-parcellaire',
		pref: { fr: 'affût de chasse en pierre', en: 'stone hunting hide', oc: ['agachon', 'unsure'] },
		alt: { fr: ['agachon', 'garenne', 'poste'] },
		definition: {
			fr: 'Petit abri de pierre servant de poste de chasse.',
			en: 'Small stone shelter used as a shooting position.'
		},
		geometry: ['point'],
		osm: ['historic=shelter', 'shelter_type=basic_hut', 'loc_name=garenne'],
		matches: { close: ['fish:92233'] }
	},
	{
		id: 'fosse-loup',
		broader: 'murs-parcellaire',
		pref: { fr: 'fosse à loup', en: 'wolf pit' },
		alt: { fr: ['louvière'] },
		definition: {
			fr: 'Piège à loup maçonné ou creusé (PNC 101.002.007).',
			en: 'Wolf trap, walled or dug (PNC 101.002.007).'
		},
		geometry: ['point'],
		matches: { close: ['fish:68673'] }
	}
];
