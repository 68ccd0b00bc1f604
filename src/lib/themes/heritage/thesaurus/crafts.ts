import type { ConceptSource } from '../../contract.ts';
import { extraction } from './extraction.ts';

export const crafts: ConceptSource[] = [
	{
		id: 'production',
		pref: {
			fr: 'Moulins, fours et artisanat',
			en: 'Mills, kilns and crafts',
			oc: 'Molins, forns e artesanat'
		},
		icon: 'crafts',
		color: '#8e2a63',
		shape: 'hexagon'
	},
	{
		id: 'moulin-eau',
		broader: 'production',
		pref: { fr: 'moulin à eau', en: 'watermill', oc: 'molin', ca: 'molí' },
		alt: { fr: ['moulin', 'molin'] },
		definition: { fr: 'Moulin mû par la force hydraulique.', en: 'Mill driven by water power.' },
		geometry: ['point', 'polygon'],
		osm: ['man_made=watermill'],
		matches: {
			exact: ['pactols:pcrt6oKbFdZxqF', 'wikidata:Q185187', 'aat:300006270'],
			close: ['fish:71368']
		},
		icon: 'mill'
	},
	{
		id: 'moulin-farine',
		broader: 'moulin-eau',
		pref: { fr: 'moulin à farine', en: 'flour mill', oc: 'molin bladièr' },
		alt: { fr: ['moulin bladier'] },
		definition: { fr: 'Moulin à céréales.', en: 'Mill for cereals.' },
		geometry: ['point', 'polygon'],
		osm: ['man_made=watermill'],
		matches: {
			exact: ['pactols:crtgRW6HwrA4F', 'wikidata:Q623605', 'aat:300006286'],
			close: ['fish:68555']
		}
	},
	{
		id: 'foulon',
		broader: 'moulin-eau',
		pref: {
			fr: 'moulin foulon',
			en: 'fulling mill',
			oc: 'molin parador',
			ca: ['molí draper', 'unsure']
		},
		alt: { fr: ['paradou', 'parador'] },
		definition: { fr: 'Moulin à fouler les draps.', en: 'Mill for fulling cloth.' },
		geometry: ['point', 'polygon'],
		osm: ['man_made=watermill'],
		matches: { close: ['fish:69321'] }
	},
	{
		id: 'moulin-vent',
		broader: 'production',
		pref: { fr: 'moulin à vent', en: 'windmill', oc: 'molin de vent', ca: 'molí de vent' },
		definition: { fr: 'Moulin mû par le vent.', en: 'Mill driven by the wind.' },
		geometry: ['point'],
		osm: ['man_made=windmill'],
		matches: {
			exact: ['pactols:pcrtLuTRnnPFJp', 'wikidata:Q38720', 'aat:300006273'],
			close: ['fish:69333']
		},
		icon: 'windmill'
	},
	{
		id: 'moulin-huile',
		broader: 'production',
		pref: { fr: 'moulin à huile', en: 'oil mill', oc: 'molin d’òli', ca: ['molí d’oli', 'unsure'] },
		alt: { fr: ['moulin d’huile', 'huilerie'] },
		definition: {
			fr: 'Moulin et pressoir à olives ou à noix.',
			en: 'Mill and press for olives or walnuts.'
		},
		geometry: ['point', 'polygon'],
		osm: ['craft=oil_mill'],
		matches: {
			exact: ['pactols:crtnRFSZO3uLv', 'wikidata:Q297163', 'aat:300248351'],
			close: ['fish:69132']
		},
		icon: 'millstone'
	},
	{
		id: 'pressoir',
		broader: 'production',
		pref: { fr: 'pressoir', en: 'press', ca: ['premsa', 'unsure'] },
		alt: { fr: [['truèlh', 'unsure'], 'treuil'] },
		definition: {
			fr: 'Machine à presser raisin, pommes, olives.',
			en: 'Machine for pressing grapes, apples or olives.'
		},
		geometry: ['point'],
		matches: { exact: ['pactols:pcrtwouxfBaTr5', 'wikidata:Q15904214'], close: ['fish:93825'] },
		icon: 'press'
	},
	{
		id: 'meule',
		broader: 'production',
		pref: { fr: 'meule', en: 'millstone', oc: 'mòla', ca: ['mola', 'unsure'] },
		definition: { fr: 'Meule isolée ou remployée.', en: 'Millstone on its own or reused.' },
		geometry: ['point'],
		osm: ['historic=millstone'],
		matches: { exact: ['pactols:pcrt1Gqf0UzaZ3', 'wikidata:Q670985'] },
		icon: 'millstone'
	},
	{
		id: 'four-pain',
		broader: 'production',
		pref: { fr: 'four à pain', en: 'bread oven', oc: ['forn', 'sourced'], ca: 'forn' },
		alt: { fr: ['four banal', 'fournil'] },
		definition: { fr: 'Four domestique ou communal.', en: 'Household or village oven.' },
		geometry: ['point', 'polygon'],
		osm: ['amenity=baking_oven'],
		matches: { close: ['pactols:pcrtfGIWhvMEJt', 'fish:70396'] },
		icon: 'oven'
	},
	{
		id: 'four-chaux',
		broader: 'production',
		pref: { fr: 'four à chaux', en: 'lime kiln', oc: 'forn de cauç', ca: 'forn de calç' },
		alt: { fr: ['chaufour'] },
		definition: { fr: 'Four de calcination du calcaire.', en: 'Kiln for burning limestone.' },
		geometry: ['point'],
		matches: {
			exact: ['pactols:pcrteATef2dHLg', 'wikidata:Q59772', 'aat:300006404'],
			close: ['fish:69063']
		},
		icon: 'lime-kiln'
	},
	{
		id: 'charbonniere',
		broader: 'production',
		pref: { fr: 'place à charbon', en: 'charcoal platform', oc: 'carbonièra' },
		alt: { fr: ['charbonnière', 'place de charbonnière'] },
		definition: {
			fr: 'Plate-forme de carbonisation du bois.',
			en: 'Platform for burning wood to charcoal.'
		},
		geometry: ['point', 'polygon'],
		osm: ['historic=charcoal_pile'],
		matches: { close: ['pactols:pcrtS7x7vmVqmp', 'wikidata:Q4574763', 'fish:70687'] },
		icon: 'charcoal'
	},
	{
		id: 'tuilerie',
		broader: 'production',
		pref: { fr: 'tuilerie', en: 'tile works', oc: 'teulièra', ca: 'bòbila' },
		alt: { fr: ['teulière', 'briqueterie'] },
		definition: { fr: 'Atelier et four de tuilier.', en: 'Workshop and kiln of a tile maker.' },
		geometry: ['point', 'polygon'],
		matches: {
			exact: ['pactols:pcrtvLkK6N8Qni', 'aat:300248627'],
			close: ['wikidata:Q198632', 'wikidata:Q3541926', 'fish:69079']
		}
	},
	{
		id: 'four-potier',
		broader: 'production',
		pref: { fr: 'four de potier', en: 'pottery kiln' },
		definition: { fr: 'Four à céramique.', en: 'Kiln for ceramics.' },
		geometry: ['point'],
		sensitivity: 'blurred',
		matches: { exact: ['pactols:pcrtvZeTjQPvtK'], close: ['fish:69092'] }
	},
	{
		id: 'verrerie',
		broader: 'production',
		pref: { fr: 'verrerie forestière', en: 'forest glass works', oc: ['veirièra', 'unsure'] },
		alt: { fr: ['verrière'] },
		definition: { fr: 'Atelier de verrier en forêt.', en: 'Glassmaker’s workshop in a forest.' },
		geometry: ['point', 'polygon'],
		sensitivity: 'blurred',
		matches: { close: ['fish:69091'] }
	},
	{
		id: 'forge',
		broader: 'production',
		pref: { fr: 'forge', en: 'forge', oc: 'farga', ca: 'farga' },
		alt: { fr: ['fargue', 'martinet'] },
		definition: { fr: 'Atelier de travail du fer.', en: 'Workshop for working iron.' },
		geometry: ['point', 'polygon'],
		matches: {
			exact: ['pactols:pcrt3uOj7GEVaE', 'wikidata:Q40558', 'aat:300007734'],
			close: ['fish:69225']
		},
		icon: 'forge'
	},
	{
		id: 'metier-ferrer',
		broader: 'production',
		pref: { fr: 'travail à ferrer', en: 'shoeing stocks' },
		alt: { fr: ['métier à ferrer', 'ferradou'] },
		definition: {
			fr: 'Appareil maintenant les animaux pendant le ferrage.',
			en: 'Frame that holds animals while they are shod.'
		},
		geometry: ['point']
	},
	{
		id: 'filature',
		broader: 'production',
		pref: { fr: 'filature', en: 'spinning mill' },
		alt: { fr: ['filature de laine', 'filature de soie'] },
		definition: {
			fr: 'Atelier de filature (PNC 101.002.004).',
			en: 'Spinning workshop (PNC 101.002.004).'
		},
		geometry: ['point', 'polygon'],
		matches: { exact: ['pactols:pcrt3mg7nkn94fmhp4jm6w6h', 'wikidata:Q3973051'] }
	},
	{
		id: 'magnanerie',
		broader: 'production',
		pref: { fr: 'magnanerie', en: 'silkworm house', oc: 'manhanariá' },
		alt: { fr: ['magnassière'] },
		definition: { fr: 'Local d’élevage des vers à soie.', en: 'Building for raising silkworms.' },
		geometry: ['point', 'polygon'],
		matches: { close: ['fish:93333'] }
	},
	{
		id: 'sechoir-chataignes',
		broader: 'production',
		pref: { fr: 'séchoir à châtaignes', en: 'chestnut drying house', oc: 'cleda' },
		alt: { fr: ['clède', 'clédo', 'secadou'], oc: ['secador'] },
		definition: {
			fr: 'Séchoir à châtaignes à feu lent.',
			en: 'Building for drying chestnuts over a slow fire.'
		},
		geometry: ['point', 'polygon'],
		matches: { close: ['fish:69100'] },
		icon: 'chestnut'
	},
	{
		id: 'aire-battage',
		broader: 'production',
		pref: { fr: 'aire de battage', en: 'threshing floor', oc: ['sòl', 'unsure'], ca: 'era' },
		alt: { fr: ['aire à battre', 'sol', 'ièro'], oc: [['ièra', 'unsure']] },
		definition: {
			fr: 'Aire dallée de dépiquage des céréales.',
			en: 'Paved floor for threshing cereals.'
		},
		geometry: ['polygon', 'point'],
		matches: {
			exact: ['pactols:pcrts9xs7zh3q4ss8htc7hm1', 'wikidata:Q1350230'],
			close: ['fish:68671']
		}
	},
	{
		id: 'cave-fromage',
		broader: 'production',
		pref: { fr: 'cave à fromage', en: 'cheese cellar' },
		alt: { fr: ['fleurine'] },
		definition: {
			fr: 'Cave d’affinage (PNC 101.002.005).',
			en: 'Ripening cellar (PNC 101.002.005).'
		},
		geometry: ['point'],
		matches: {
			close: ['fish:70341'],
			broad: ['pactols:pcrtHcRTVDR1pt', 'wikidata:Q43275450', 'aat:300004759']
		}
	},
	{
		id: 'cave-vigneronne',
		broader: 'production',
		pref: { fr: 'cave vigneronne', en: 'wine cellar', oc: 'cava', ca: ['celler', 'unsure'] },
		alt: { fr: ['celier', ['tinal', 'unsure']] },
		definition: { fr: 'Bâtiment de vinification.', en: 'Wine-making building.' },
		geometry: ['point', 'polygon'],
		matches: { close: ['fish:70341'] }
	},
	...extraction
];
