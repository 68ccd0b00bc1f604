import type { ConceptSource } from '../../contract.ts';

export const farming: ConceptSource[] = [
	{
		id: 'agropastoral',
		pref: {
			fr: 'Bâti agricole et pastoral',
			en: 'Farm and pastoral buildings',
			oc: 'Bastit agricòla e pastoral'
		},
		icon: 'farming',
		color: '#4d6b12',
		shape: 'diamond'
	},
	{
		id: 'ferme',
		broader: 'agropastoral',
		pref: { fr: 'ferme isolée', en: 'isolated farm', oc: 'bòria', ca: 'mas' },
		alt: { fr: ['mas', 'boriage', 'borde'], oc: ['mas'] },
		hidden: { fr: [['borie', 'sourced']] },
		definition: {
			fr: 'Logis et dépendances d’une exploitation (PNC 101.001.001). « borie » = ferme en Rouergue/Albigeois : ne pas confondre.',
			en: 'House and outbuildings of a holding (PNC 101.001.001). “Borie” means a farm in Rouergue and Albigeois: do not confuse.'
		},
		geometry: ['polygon', 'point'],
		osm: ['place=farm'],
		matches: {
			exact: ['pactols:pcrt8N9y3ZL4Lh', 'wikidata:Q131596', 'aat:300000206'],
			close: ['fish:68622']
		},
		icon: 'farm'
	},
	{
		id: 'bergerie',
		broader: 'agropastoral',
		pref: { fr: 'bergerie', en: 'sheepfold', oc: ['jaça', 'sourced'] },
		alt: { fr: ['jasse', 'jas', 'jassine', 'courtal'] },
		definition: { fr: 'Bâtiment abritant les ovins.', en: 'Building for sheep.' },
		geometry: ['polygon', 'point'],
		osm: ['building=farm_auxiliary'],
		matches: {
			exact: ['pactols:pcrtqFSnLdA1Df', 'wikidata:Q1871110', 'aat:300045477'],
			close: ['fish:68570']
		},
		icon: 'sheepfold'
	},
	{
		id: 'grange',
		broader: 'agropastoral',
		pref: { fr: 'grange', en: 'barn', oc: 'granja' },
		alt: { fr: ['granja', 'fenil', 'fenial'] },
		definition: { fr: 'Bâtiment abritant foin et récoltes.', en: 'Building for hay and crops.' },
		geometry: ['polygon', 'point'],
		osm: ['building=barn'],
		matches: {
			exact: ['pactols:pcrtjJcpGtmjVe', 'wikidata:Q1303167', 'aat:300004900'],
			close: ['fish:68547']
		},
		icon: 'barn'
	},
	{
		id: 'etable',
		broader: 'agropastoral',
		pref: { fr: 'étable', en: 'cowshed', oc: ['estable', 'sourced'] },
		alt: { fr: ['estable'] },
		definition: { fr: 'Bâtiment des bovins.', en: 'Building for cattle.' },
		geometry: ['polygon', 'point'],
		osm: ['building=cowshed'],
		matches: {
			exact: ['pactols:pcrtd4GWKaHWOw', 'wikidata:Q1207909', 'aat:300004963'],
			close: ['fish:91656']
		}
	},
	{
		id: 'soue',
		broader: 'agropastoral',
		pref: { fr: 'soue à cochons', en: 'pigsty' },
		alt: { fr: ['soue', 'porcherie', 'cortin'] },
		definition: { fr: 'Petit bâtiment d’élevage du porc.', en: 'Small building for pigs.' },
		geometry: ['point', 'polygon'],
		osm: ['building=sty'],
		matches: { close: ['fish:68568'] }
	},
	{
		id: 'poulailler',
		broader: 'agropastoral',
		pref: { fr: 'poulailler', en: 'henhouse', oc: ['galinièr', 'sourced'] },
		alt: { fr: ['galinier'] },
		definition: { fr: 'Bâtiment des volailles.', en: 'Building for poultry.' },
		geometry: ['point']
	},
	{
		id: 'pigeonnier',
		broader: 'agropastoral',
		pref: { fr: 'pigeonnier', en: 'dovecote', oc: 'colombièr', ca: ['colomar', 'unsure'] },
		alt: { fr: ['colombier', 'pijonnier'] },
		definition: { fr: 'Bâtiment pour pigeons.', en: 'Building for pigeons.' },
		geometry: ['point', 'polygon'],
		osm: ['man_made=dovecote'],
		matches: { exact: ['pactols:pcrtVJZca9L0GP', 'wikidata:Q948878'], close: ['fish:68558'] },
		icon: 'dovecote'
	},
	{
		id: 'rucher',
		broader: 'agropastoral',
		pref: { fr: 'rucher maçonné (apier)', en: 'walled apiary', oc: 'apièr' },
		alt: { fr: ['apier', 'apié', 'mur à abeilles'] },
		definition: {
			fr: 'Enclos ou mur à niches pour ruches.',
			en: 'Enclosure or wall with niches for beehives.'
		},
		geometry: ['point', 'line', 'polygon'],
		osm: ['man_made=beehive'],
		matches: { close: ['fish:68574'] },
		icon: 'apiary'
	},
	{
		id: 'ruche-tronc',
		broader: 'rucher',
		pref: { fr: 'ruche-tronc', en: 'log hive', oc: ['bornhon', 'unsure'] },
		alt: { fr: ['bruc', 'bournat'], oc: [['bruc', 'unsure']] },
		definition: {
			fr: 'Ruche creusée dans un tronc de châtaignier.',
			en: 'Beehive hollowed in a chestnut trunk.'
		},
		geometry: ['point'],
		osm: ['man_made=beehive'],
		matches: { close: ['fish:68576'] }
	},
	{
		id: 'grenier',
		broader: 'agropastoral',
		pref: { fr: 'grenier', en: 'granary', oc: 'granièr' },
		definition: { fr: 'Lieu de stockage du grain.', en: 'Place for storing grain.' },
		geometry: ['point', 'polygon'],
		osm: ['building=granary'],
		matches: {
			exact: ['pactols:pcrtGBctSVZOBy', 'wikidata:Q114768', 'aat:300004929'],
			close: ['fish:68561']
		}
	},
	{
		id: 'remise',
		broader: 'agropastoral',
		pref: { fr: 'remise agricole', en: 'cart shed' },
		alt: { fr: ['carretal', 'remise'] },
		definition: { fr: 'Abri du matériel agricole.', en: 'Shelter for farm equipment.' },
		geometry: ['point', 'polygon'],
		osm: ['building=farm_auxiliary']
	}
];
