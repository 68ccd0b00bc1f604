import type { ConceptSource } from '../../contract.ts';

export const water: ConceptSource[] = [
	{
		id: 'eau',
		pref: { fr: 'Patrimoine lié à l’eau', en: 'Water heritage', oc: 'Patrimòni de l’aiga' },
		icon: 'water',
		color: '#1668b4',
		shape: 'circle'
	},
	{
		id: 'puits',
		broader: 'eau',
		pref: { fr: 'puits', en: 'well', oc: ['potz', 'sourced'], ca: 'pou' },
		alt: { fr: ['pous', 'pouts'] },
		definition: {
			fr: 'Ouvrage vertical captant la nappe.',
			en: 'Vertical shaft down to the water table.'
		},
		geometry: ['point'],
		osm: ['man_made=water_well'],
		matches: {
			exact: ['pactols:pcrtiS8Ollckzn', 'wikidata:Q43483', 'aat:300152327'],
			close: ['fish:70202']
		},
		icon: 'well'
	},
	{
		id: 'puits-couvert',
		broader: 'puits',
		pref: { fr: 'puits couvert', en: 'covered well' },
		definition: {
			fr: 'Puits abrité d’une construction (souvent en pierre sèche).',
			en: 'Well sheltered by a building (often of dry stone).'
		},
		geometry: ['point'],
		osm: ['man_made=water_well'],
		matches: { close: ['fish:70469'] }
	},
	{
		id: 'noria',
		broader: 'eau',
		pref: { fr: 'noria', en: 'noria', oc: ['posaranca', 'unsure'], ca: ['sínia', 'unsure'] },
		alt: { fr: ['pousaranque', 'pouzaraque'] },
		definition: {
			fr: 'Machine élévatoire à godets actionnée par un animal.',
			en: 'Bucket chain for lifting water, worked by an animal.'
		},
		geometry: ['point'],
		osm: ['man_made=water_well'],
		matches: { exact: ['pactols:pcrtdGnikqAeuT', 'wikidata:Q756952'] }
	},
	{
		id: 'citerne',
		broader: 'eau',
		pref: { fr: 'citerne', en: 'cistern', oc: 'cistèrna', ca: 'cisterna' },
		alt: { fr: ['aiguier', 'cisterne'] },
		definition: { fr: 'Réservoir d’eaux pluviales.', en: 'Tank for rainwater.' },
		geometry: ['point', 'polygon'],
		osm: ['man_made=storage_tank', 'content=water'],
		matches: {
			exact: ['pactols:pcrtyXVLlmyt3F', 'wikidata:Q838858', 'aat:300052558'],
			close: ['fish:70435']
		},
		icon: 'cistern'
	},
	{
		id: 'toit-citerne',
		broader: 'citerne',
		pref: { fr: 'toit-citerne', en: 'roof catchment' },
		definition: {
			fr: 'Toiture ou impluvium de pierre alimentant une citerne (PNC 101.002.006).',
			en: 'Stone roof or catchment feeding a cistern (PNC 101.002.006).'
		},
		geometry: ['point', 'polygon']
	},
	{
		id: 'lavogne',
		broader: 'eau',
		pref: { fr: 'lavogne', en: 'lavogne', oc: 'lavanha' },
		alt: { fr: ['lavagne'] },
		definition: {
			fr: 'Mare empierrée abreuvant les troupeaux des causses.',
			en: 'Stone-lined pond watering the flocks of the causses.'
		},
		geometry: ['point', 'polygon'],
		osm: ['natural=water', 'water=pond'],
		matches: { close: ['fish:70449'] },
		icon: 'lavogne'
	},
	{
		id: 'mare',
		broader: 'eau',
		pref: { fr: 'mare', en: 'pond', oc: ['pesquièr', 'sourced'], ca: 'bassa' },
		alt: { fr: ['serve', 'pesquier'] },
		definition: { fr: 'Petite pièce d’eau stagnante.', en: 'Small body of standing water.' },
		geometry: ['point', 'polygon'],
		osm: ['natural=water', 'water=pond'],
		matches: { close: ['fish:70449'] },
		icon: 'pond'
	},
	{
		id: 'source-amenagee',
		broader: 'eau',
		pref: { fr: 'source aménagée', en: 'developed spring', oc: ['fònt', 'sourced'], ca: 'font' },
		alt: { fr: ['font'] },
		definition: {
			fr: 'Émergence captée ou aménagée.',
			en: 'Spring that was captured or fitted out.'
		},
		geometry: ['point'],
		osm: ['natural=spring'],
		matches: {
			close: ['pactols:pcrtSKvPhI0dHJ', 'wikidata:Q124714', 'aat:300008697', 'fish:70390']
		},
		icon: 'spring'
	},
	{
		id: 'fontaine',
		broader: 'eau',
		pref: { fr: 'fontaine', en: 'fountain', oc: ['fònt', 'sourced'], ca: 'font' },
		alt: { fr: ['griffoul', 'griffe'], oc: [['grifol', 'sourced']] },
		definition: { fr: 'Ouvrage distribuant l’eau.', en: 'Structure that delivers water.' },
		geometry: ['point'],
		osm: ['amenity=fountain'],
		matches: {
			exact: ['pactols:pcrtYmIa7MvtLc', 'wikidata:Q483453', 'aat:300006179'],
			close: ['fish:69014']
		},
		icon: 'fountain'
	},
	{
		id: 'lavoir',
		broader: 'eau',
		pref: { fr: 'lavoir', en: 'wash house', oc: ['lavador', 'sourced'], ca: 'safareig' },
		alt: { fr: ['lavadou'] },
		definition: { fr: 'Bassin destiné au lavage du linge.', en: 'Basin for washing linen.' },
		geometry: ['point', 'polygon'],
		osm: ['amenity=lavoir'],
		matches: {
			exact: ['pactols:pcrtg2XRmDw4B6', 'wikidata:Q1690211', 'aat:300008016'],
			close: ['fish:71425']
		},
		icon: 'wash-house'
	},
	{
		id: 'abreuvoir',
		broader: 'eau',
		pref: { fr: 'abreuvoir', en: 'drinking trough', oc: 'abeurador', ca: 'abeurador' },
		alt: { fr: ['bachas', 'nau'] },
		definition: { fr: 'Bassin ou auge pour les animaux.', en: 'Basin or trough for animals.' },
		geometry: ['point'],
		osm: ['amenity=watering_place'],
		matches: {
			exact: ['pactols:pcrtBpaSMOlWvz', 'wikidata:Q932689'],
			close: ['aat:300051928', 'aat:300425333', 'fish:70810']
		},
		icon: 'trough'
	},
	{
		id: 'bassin-irrigation',
		broader: 'eau',
		pref: { fr: 'bassin d’irrigation', en: 'irrigation basin', oc: ['pesquièr', 'sourced'] },
		alt: { fr: ['gourgue', 'pesquier', 'serve'] },
		definition: {
			fr: 'Réservoir maçonné stockant l’eau d’arrosage.',
			en: 'Masonry reservoir storing water for irrigation.'
		},
		geometry: ['polygon', 'point'],
		osm: ['man_made=reservoir_covered'],
		matches: { close: ['pactols:pcrt02KdlM0gwJ', 'wikidata:Q2887441', 'fish:70457'] },
		icon: 'pond'
	},
	{
		id: 'beal',
		broader: 'eau',
		pref: { fr: 'canal d’irrigation', en: 'irrigation channel', oc: 'besal', ca: 'rec' },
		alt: { fr: ['béal', 'bésal', 'bief', 'valat'] },
		definition: {
			fr: 'Canal gravitaire d’irrigation ou d’alimentation de moulin.',
			en: 'Gravity channel for irrigation or feeding a mill.'
		},
		geometry: ['line'],
		osm: ['waterway=canal'],
		matches: {
			close: ['fish:70448'],
			broad: ['pactols:pcrtu9P4MNQ4K8', 'wikidata:Q12284', 'aat:300006075']
		},
		icon: 'channel'
	},
	{
		id: 'rigole',
		broader: 'eau',
		pref: { fr: 'rigole', en: 'small ditch' },
		alt: { fr: ['aiguière', 'trencat'] },
		definition: {
			fr: 'Petit canal évacuant ou conduisant l’eau.',
			en: 'Small channel that drains or leads water.'
		},
		geometry: ['line'],
		osm: ['waterway=ditch'],
		matches: { close: ['fish:70441'] },
		icon: 'channel'
	},
	{
		id: 'aqueduc',
		broader: 'eau',
		pref: { fr: 'aqueduc', en: 'aqueduct', oc: ['aquaducte', 'unsure'], ca: 'aqüeducte' },
		definition: { fr: 'Ouvrage conduisant l’eau.', en: 'Structure that carries water.' },
		geometry: ['line', 'point'],
		osm: ['bridge=aqueduct'],
		matches: {
			exact: ['pactols:pcrtQLzzeiDyrk', 'wikidata:Q474', 'aat:300006165'],
			close: ['fish:70432'],
			broad: ['t96:T96-1045']
		},
		icon: 'aqueduct'
	},
	{
		id: 'chaussee-moulin',
		broader: 'eau',
		pref: { fr: 'chaussée de moulin', en: 'mill weir', oc: 'paissièra', ca: 'resclosa' },
		alt: { fr: ['paissière', 'pansière', 'païssière', 'levade'] },
		definition: {
			fr: 'Barrage de rivière détournant l’eau vers un moulin ou un canal.',
			en: 'River dam diverting water to a mill or a channel.'
		},
		geometry: ['line', 'point'],
		osm: ['waterway=weir'],
		matches: { close: ['fish:70467'], broad: ['t96:T96-1045'] },
		icon: 'weir'
	},
	{
		id: 'seuil',
		broader: 'eau',
		pref: { fr: 'seuil', en: 'weir', ca: 'resclosa' },
		definition: {
			fr: 'Ouvrage transversal dans le lit mineur (ROE).',
			en: 'Structure across the river bed (ROE).'
		},
		geometry: ['line', 'point'],
		osm: ['waterway=weir'],
		matches: { close: ['wikidata:Q1066997', 'fish:70467'], broad: ['t96:T96-1045'] },
		icon: 'weir'
	},
	{
		id: 'martelliere',
		broader: 'eau',
		pref: { fr: 'vanne (martelière)', en: 'sluice gate' },
		alt: { fr: ['martelière', 'empellement'] },
		definition: { fr: 'Vanne réglant un canal.', en: 'Gate that regulates a channel.' },
		geometry: ['point'],
		matches: { close: ['fish:70460'] },
		icon: 'sluice'
	},
	{
		id: 'tancat',
		broader: 'eau',
		pref: {
			fr: 'barrage de ravin en pierre sèche',
			en: 'dry stone check dam',
			oc: ['tancat', 'unsure']
		},
		alt: { fr: ['tancat', 'rascasse', 'rascassa'] },
		definition: {
			fr: 'Petit barrage retenant terres et eaux de ravin (Cévennes).',
			en: 'Small dam holding soil and water in a gully (Cévennes).'
		},
		geometry: ['line', 'point'],
		osm: ['waterway=dam'],
		matches: { close: ['fish:70440'] }
	},
	{
		id: 'glaciere',
		broader: 'eau',
		pref: { fr: 'glacière', en: 'ice house', ca: 'pou de gel' },
		alt: { fr: ['puits à neige', 'puits à glace'], ca: ['pou de glaç'] },
		definition: {
			fr: 'Ouvrage de stockage de neige ou de glace.',
			en: 'Structure for storing snow or ice.'
		},
		geometry: ['point', 'polygon'],
		matches: { exact: ['pactols:pcrtlEYVJzjAU6', 'wikidata:Q253893'], close: ['fish:71409'] },
		icon: 'ice-house'
	},
	{
		id: 'eolienne-pompage',
		broader: 'eau',
		pref: { fr: 'éolienne de pompage', en: 'wind pump', ca: 'molí de vent (aiguader)' },
		alt: { fr: ['aéromoteur'] },
		definition: {
			fr: 'Éolienne multipale pompant l’eau.',
			en: 'Multi-bladed wind engine pumping water.'
		},
		geometry: ['point'],
		matches: { close: ['fish:70453'] },
		icon: 'windmill'
	}
];
