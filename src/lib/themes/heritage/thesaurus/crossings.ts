import type { ConceptSource } from '../../contract.ts';

export const crossings: ConceptSource[] = [
	{
		id: 'gue',
		broader: 'eau',
		pref: { fr: 'gué', en: 'ford', oc: ['ga', 'unsure'], ca: ['gual', 'unsure'] },
		alt: { oc: [['gas', 'unsure']] },
		definition: {
			fr: 'Passage à pied ou à cheval d’un cours d’eau.',
			en: 'Place to cross a stream on foot or on horseback.'
		},
		geometry: ['point', 'line'],
		osm: ['ford=yes'],
		matches: { exact: ['pactols:pcrtIWeqtc3uKd', 'wikidata:Q12743'], close: ['fish:70262'] },
		icon: 'ford'
	},
	{
		id: 'pierres-gue',
		broader: 'gue',
		pref: { fr: 'passage de gué en pierres', en: 'stepping stones' },
		alt: { fr: ['pas japonais', 'passe-pierres'] },
		definition: {
			fr: 'Alignement de pierres permettant de passer à sec.',
			en: 'Row of stones for crossing with dry feet.'
		},
		geometry: ['point', 'line'],
		matches: { close: ['fish:70276'] }
	},
	{
		id: 'pont',
		broader: 'eau',
		pref: { fr: 'pont rural', en: 'rural bridge', oc: 'pont', ca: 'pont' },
		alt: { fr: ['ponceau', 'pontet'] },
		definition: { fr: 'Petit ouvrage de franchissement.', en: 'Small crossing structure.' },
		geometry: ['point', 'line'],
		osm: ['man_made=bridge'],
		matches: {
			close: ['pactols:pcrttcSF6qn4l3', 'wikidata:Q12280', 'aat:300007836', 'fish:70214'],
			broad: ['t96:T96-1045']
		},
		icon: 'bridge'
	},
	{
		id: 'pont-moutonnier',
		broader: 'pont',
		pref: { fr: 'pont moutonnier', en: 'drovers’ bridge' },
		definition: {
			fr: 'Pont situé sur le passage d’une draille (PNC 101.002.001).',
			en: 'Bridge on a drove road (PNC 101.002.001).'
		},
		geometry: ['point', 'line'],
		osm: ['man_made=bridge'],
		matches: { close: ['fish:70220'] }
	},
	{
		id: 'passerelle',
		broader: 'pont',
		pref: { fr: 'passerelle', en: 'footbridge', oc: 'palanca', ca: 'palanca' },
		alt: { fr: ['planque', 'palanque'] },
		definition: { fr: 'Franchissement léger pour piétons.', en: 'Light crossing for pedestrians.' },
		geometry: ['point', 'line'],
		osm: ['man_made=bridge'],
		matches: { close: ['fish:71373'] },
		icon: 'footbridge'
	}
];
