import type { ListSource } from '../../contract.ts';

export const building: ListSource[] = [
	{
		id: 'patrimoine-materiau',
		title: { fr: 'Matériaux', en: 'Materials', oc: 'Materials' },
		values: [
			{
				code: 'calcaire',
				fr: 'calcaire',
				en: 'limestone',
				oc: 'calcari',
				matches: { close: ['pactols:pcrtc1Ueky7Zpg', 'wikidata:Q23757', 'aat:300011286'] }
			},
			{
				code: 'schiste',
				fr: 'schiste',
				en: 'schist',
				oc: 'esquist',
				matches: { close: ['pactols:pcrtImRXTwOx0B', 'wikidata:Q15315', 'aat:300011626'] }
			},
			{
				code: 'granite',
				fr: 'granite',
				en: 'granite',
				oc: 'granit',
				matches: { close: ['pactols:pcrtDnenSUMjFl', 'wikidata:Q41177', 'aat:300011183'] }
			},
			{
				code: 'basalte',
				fr: 'basalte',
				en: 'basalt',
				oc: 'basalt',
				matches: { close: ['pactols:pcrtctuE9VNJOc', 'wikidata:Q43338', 'aat:300011222'] }
			},
			{
				code: 'gres',
				fr: 'grès',
				en: 'sandstone',
				oc: 'gres',
				matches: { close: ['pactols:pcrtR1s94Zuaul', 'wikidata:Q13085', 'aat:300011376'] }
			},
			{
				code: 'galet',
				fr: 'galet',
				en: 'cobbles',
				matches: { close: ['pactols:pcrtTgttY2SfBr', 'wikidata:Q14673', 'aat:300011691'] }
			},
			{
				code: 'quartzite',
				fr: 'quartzite',
				en: 'quartzite',
				matches: { close: ['pactols:pcrtLgpv98vu4P', 'wikidata:Q237883', 'aat:300011623'] }
			},
			{
				code: 'travertin_tuf_calcaire',
				fr: 'travertin / tuf calcaire',
				en: 'travertine / calcareous tufa',
				matches: { close: ['pactols:pcrtkgSlgXZbNa', 'wikidata:Q187156', 'aat:300011329'] }
			},
			{
				code: 'molasse',
				fr: 'molasse',
				en: 'molasse',
				matches: { close: ['pactols:pcrtzzdfgbqjgxghdgkrghbq', 'wikidata:Q304080'] }
			},
			{
				code: 'poudingue',
				fr: 'poudingue',
				en: 'puddingstone',
				matches: { close: ['pactols:pcrtsr9r0hqdgqcdmw5mds91', 'wikidata:Q262815'] }
			},
			{
				code: 'marbre',
				fr: 'marbre',
				en: 'marble',
				oc: 'marbre',
				matches: { close: ['pactols:pcrtSkipOsBGML', 'wikidata:Q40861', 'aat:300011443'] }
			},
			{
				code: 'gypse',
				fr: 'gypse',
				en: 'gypsum',
				matches: { close: ['pactols:pcrtOF9oqZo0Pd', 'wikidata:Q82658', 'aat:300011099'] }
			},
			{
				code: 'ardoise',
				fr: 'ardoise',
				en: 'slate',
				matches: { close: ['pactols:pcrtQqTsG6TEFy', 'wikidata:Q207079', 'aat:300011646'] }
			},
			{
				code: 'lauze',
				fr: 'lauze',
				en: 'stone slabs (lauze)',
				oc: 'lausa',
				matches: { close: ['pactols:pcrt9JSk28suqb', 'wikidata:Q1188398', 'aat:300011687'] }
			},
			{
				code: 'brique',
				fr: 'brique',
				en: 'brick',
				matches: { close: ['pactols:pcrtW9mUFwQABF', 'wikidata:Q40089', 'aat:300010463'] }
			},
			{
				code: 'tuile',
				fr: 'tuile',
				en: 'tile',
				oc: 'teule',
				matches: { close: ['pactols:pcrttqRMDTN4VE', 'wikidata:Q268547', 'aat:300010699'] }
			},
			{
				code: 'adobe_brique_crue',
				fr: 'adobe (brique crue)',
				en: 'adobe (mud brick)',
				matches: { close: ['pactols:pcrthELuSjXqGH', 'wikidata:Q183496', 'aat:300081138'] }
			},
			{
				code: 'bauge',
				fr: 'bauge',
				en: 'cob',
				matches: { close: ['pactols:pcrt52tibSvTjT', 'wikidata:Q54802', 'aat:300010735'] }
			},
			{
				code: 'torchis',
				fr: 'torchis',
				en: 'daub',
				matches: { close: ['pactols:pcrtK8tO0rlQlM', 'wikidata:Q1368940', 'aat:300010629'] }
			},
			{
				code: 'terre_crue',
				fr: 'terre crue',
				en: 'raw earth',
				matches: { close: ['pactols:pcrtm6uoPROlPN', 'wikidata:Q2090236'] }
			},
			{
				code: 'bois',
				fr: 'bois',
				en: 'wood',
				oc: 'fusta',
				matches: { close: ['pactols:pcrtMr3tb79bV8', 'wikidata:Q287', 'aat:300011914'] }
			},
			{
				code: 'fer',
				fr: 'fer',
				en: 'iron',
				oc: 'fèrre',
				matches: { close: ['pactols:pcrtJWWucnutA0', 'wikidata:Q677', 'aat:300011002'] }
			},
			{
				code: 'fonte',
				fr: 'fonte',
				en: 'cast iron',
				matches: { close: ['pactols:pcrtTcvLDTNT86', 'wikidata:Q106080', 'aat:300053891'] }
			},
			{
				code: 'chaux',
				fr: 'chaux',
				en: 'lime',
				oc: 'cauç',
				matches: { close: ['pactols:pcrtERMm8Q0wYw', 'wikidata:Q250423', 'aat:300011740'] }
			},
			{
				code: 'mortier',
				fr: 'mortier',
				en: 'mortar',
				oc: 'mortièr',
				matches: { close: ['pactols:pcrtEWWJvOVoh5', 'wikidata:Q189566'] }
			},
			{
				code: 'platre',
				fr: 'plâtre',
				en: 'plaster',
				matches: { close: ['pactols:pcrtxVPISFTEr6', 'wikidata:Q274988', 'aat:300014922'] }
			},
			{
				code: 'beton_ciment',
				fr: 'béton / ciment',
				en: 'concrete / cement',
				matches: { close: ['pactols:pcrttk3hqkx8s7049j925sxn', 'wikidata:Q22657'] }
			}
		]
	},
	{
		id: 'patrimoine-mise_en_oeuvre',
		title: { fr: 'Mise en œuvre', en: 'Construction technique' },
		values: [
			{
				code: 'pierre_seche',
				fr: 'Pierre sèche',
				en: 'Dry stone',
				oc: 'Pèira seca',
				matches: { close: ['pactols:pcrtkzqjsdoWsv', 'wikidata:Q5608878'] }
			},
			{ code: 'maconnerie_terre', fr: 'Pierre hourdée à la terre', en: 'Stone bedded in earth' },
			{
				code: 'maconnerie_chaux',
				fr: 'Pierre maçonnée à la chaux',
				en: 'Stone laid in lime mortar'
			},
			{ code: 'ciment', fr: 'Reprise au ciment', en: 'Repointed with cement' },
			{ code: 'taille', fr: 'Pierre de taille appareillée', en: 'Ashlar' },
			{
				code: 'pise',
				fr: 'Pisé',
				en: 'Rammed earth',
				matches: { close: ['pactols:pcrtWeehA5itZ7'] }
			},
			{ code: 'mixte', fr: 'Mixte', en: 'Mixed', oc: 'Mixte' }
		]
	},
	{
		id: 'patrimoine-couvrement',
		title: { fr: 'Couvrement', en: 'Roofing' },
		values: [
			{ code: 'encorbellement', fr: 'Encorbellement', en: 'Corbelling' },
			{
				code: 'voute',
				fr: 'Voûte',
				en: 'Vault',
				matches: { close: ['pactols:pcrtNSNYxrQDas'] }
			},
			{
				code: 'coupole',
				fr: 'Coupole clavée',
				en: 'Voussoir dome',
				matches: { close: ['pactols:pcrt4TocBDGFe8'] }
			},
			{ code: 'dalle', fr: 'Dalles / linteaux', en: 'Slabs / lintels' },
			{ code: 'charpente_lauze', fr: 'Charpente + lauzes', en: 'Timber frame + stone slabs' },
			{ code: 'charpente_tuile', fr: 'Charpente + tuiles', en: 'Timber frame + tiles' },
			{ code: 'chaume', fr: 'Chaume / genêt', en: 'Thatch / broom' },
			{ code: 'sans', fr: 'Sans couverture / effondrée', en: 'No roof / fallen in' }
		]
	}
];
