import type { ConceptSource } from '../../contract.ts';

export const huts: ConceptSource[] = [
	{
		id: 'cabanes-abris',
		pref: { fr: 'Cabanes et abris', en: 'Huts and shelters', oc: 'Cabanas e abrics' },
		icon: 'huts',
		color: '#b0500f',
		shape: 'pentagon'
	},
	{
		id: 'cabane-pierre-seche',
		broader: 'cabanes-abris',
		pref: {
			fr: 'cabane en pierre sèche',
			en: 'dry stone hut',
			oc: 'cabana de pèira seca',
			ca: ['barraca de pedra seca', 'unsure']
		},
		alt: {
			fr: [
				'capitelle',
				'cazelle',
				'caselle',
				'chazelle',
				'baraque',
				'baracou',
				'oustalet',
				'cabane',
				'gariotte'
			],
			ca: [['barraca de vinya', 'sourced']]
		},
		hidden: { fr: ['borie', 'orri', 'chibotte', 'chasalou'] },
		definition: {
			fr: 'Petit édifice rural bâti et couvert de pierres sans mortier. Les noms « borie », « orri » sont classés « appellations savantes » par le CERAV/Wikigarrigue.',
			en: 'Small rural building, walled and roofed with stones without mortar. The names “borie” and “orri” are classed as learned appellations by CERAV/Wikigarrigue.'
		},
		geometry: ['point', 'polygon'],
		osm: ['building=hut', 'building:material=dry_stone'],
		matches: {
			close: ['wikidata:Q2932238', 'fish:68961'],
			broad: [
				'pactols:pcrtqsNPWjGG9u',
				'wikidata:Q3649129',
				'wikidata:Q19839463',
				'aat:300005496',
				'aat:300007351'
			]
		},
		icon: 'stone-hut'
	},
	{
		id: 'capitelle',
		broader: 'cabane-pierre-seche',
		pref: { fr: 'capitelle', en: 'capitelle', oc: ['capitèla', 'sourced'] },
		alt: { fr: ['capitelles', 'capitéle'] },
		definition: {
			fr: 'Nom vernaculaire nîmois (attesté XVIIe s.), étendu au Gard et à l’Hérault.',
			en: 'Vernacular name around Nîmes (attested in the 17th century), extended to the Gard and the Hérault.'
		},
		geometry: ['point', 'polygon'],
		osm: ['historic=shelter', 'loc_name=capitelle']
	},
	{
		id: 'caselle',
		broader: 'cabane-pierre-seche',
		pref: { fr: 'caselle', en: 'caselle', oc: ['casèla', 'sourced'] },
		alt: { fr: ['cazelle', 'chazelle', 'casèle'] },
		definition: {
			fr: 'Cabane de pierre sèche du Quercy, Rouergue et Lozère.',
			en: 'Dry stone hut of Quercy, Rouergue and Lozère.'
		},
		geometry: ['point', 'polygon'],
		osm: ['building=hut', 'loc_name=caselle']
	},
	{
		id: 'gariotte',
		broader: 'cabane-pierre-seche',
		pref: { fr: 'gariotte', en: 'gariotte', oc: ['gariòta', 'sourced'] },
		alt: { fr: ['gariote', 'garioto'] },
		definition: {
			fr: 'Guérite incorporée à un mur ou à un cayrou (sens strict, Cahors).',
			en: 'Sentry-box hut built into a wall or a clearance cairn (in the strict sense, around Cahors).'
		},
		geometry: ['point'],
		osm: ['building=hut', 'loc_name=gariotte']
	},
	{
		id: 'baraque',
		broader: 'cabane-pierre-seche',
		pref: { fr: 'baracou', en: 'baracou', oc: ['barracon', 'sourced'], ca: 'barraca' },
		alt: { fr: ['baraque'] },
		definition: {
			fr: 'Petite cabane des causses de Blandas, Campestre, Larzac.',
			en: 'Small hut of the causses of Blandas, Campestre and Larzac.'
		},
		geometry: ['point'],
		osm: ['building=hut', 'loc_name=baracou']
	},
	{
		id: 'orri',
		broader: 'cabanes-abris',
		pref: {
			fr: 'cabane pastorale d’estive (orri)',
			en: 'summer pasture hut (orri)',
			oc: ['òrri', 'unsure'],
			ca: 'orri'
		},
		alt: { fr: ['orri', 'orry', 'cabane de berger', 'courtal'] },
		definition: {
			fr: 'Cabane, enclos et annexes d’estive pyrénéenne (Ariège, P.-O.).',
			en: 'Hut, enclosure and outbuildings of Pyrenean summer pastures (Ariège, Pyrénées-Orientales).'
		},
		geometry: ['point', 'polygon'],
		osm: ['historic=shieling'],
		matches: { close: ['fish:68571'] }
	},
	{
		id: 'mazet',
		broader: 'cabanes-abris',
		pref: { fr: 'mazet', en: 'mazet', oc: 'maset' },
		alt: { fr: ['maset', 'cabanon', 'grangeon'] },
		definition: {
			fr: 'Petite construction maçonnée des vignes et garrigues.',
			en: 'Small masonry building of vineyards and garrigues.'
		},
		geometry: ['point', 'polygon'],
		osm: ['historic=cottage', 'loc_name=mazet'],
		icon: 'mazet'
	},
	{
		id: 'buron',
		broader: 'cabanes-abris',
		pref: { fr: 'buron', en: 'buron', oc: 'masuc' },
		alt: { fr: ['mazuc', 'masuc'] },
		definition: {
			fr: 'Bâtiment d’estive fromager de l’Aubrac et du Cantal.',
			en: 'Cheese-making building of the summer pastures of Aubrac and Cantal.'
		},
		geometry: ['point', 'polygon'],
		osm: ['historic=shieling'],
		matches: { close: ['fish:68571'] },
		icon: 'buron'
	},
	{
		id: 'cortal',
		broader: 'cabanes-abris',
		pref: { fr: 'cortal', en: 'cortal', oc: ['cortal', 'unsure'], ca: 'cortal' },
		alt: { fr: ['courtal'] },
		definition: {
			fr: 'Ensemble pastoral (bergerie, enclos, cabane) des Pyrénées catalanes.',
			en: 'Pastoral group (sheepfold, enclosure, hut) of the Catalan Pyrenees.'
		},
		geometry: ['point', 'polygon']
	},
	{
		id: 'cabane-charbonnier',
		broader: 'cabanes-abris',
		pref: { fr: 'cabane de charbonnier', en: 'charcoal burner’s hut' },
		definition: {
			fr: 'Abri des charbonniers près des places à charbon.',
			en: 'Shelter of charcoal burners near their platforms.'
		},
		geometry: ['point'],
		matches: { close: ['fish:68963'] }
	},
	{
		id: 'abri-sous-roche',
		broader: 'cabanes-abris',
		pref: { fr: 'abri sous roche aménagé', en: 'converted rock shelter', oc: 'bauma', ca: 'balma' },
		alt: { fr: ['baume', 'balme'] },
		definition: { fr: 'Abri naturel fermé par un mur.', en: 'Natural shelter closed by a wall.' },
		geometry: ['point', 'polygon'],
		sensitivity: 'blurred',
		osm: ['natural=cave_entrance'],
		matches: {
			close: ['pactols:pcrtkeLpJpVN4t', 'wikidata:Q1149405', 'aat:300007699', 'fish:68974']
		},
		icon: 'cave'
	},
	{
		id: 'troglodyte',
		broader: 'cabanes-abris',
		pref: { fr: 'habitat troglodytique', en: 'cave dwelling' },
		definition: {
			fr: 'Habitat ou annexe creusés ou adossés à la roche.',
			en: 'Dwelling or outbuilding cut into the rock or built against it.'
		},
		geometry: ['point', 'polygon'],
		sensitivity: 'blurred',
		matches: { exact: ['pactols:crtto8Av9mkJD', 'wikidata:Q4463341'], close: ['fish:68957'] },
		icon: 'cave'
	}
];
