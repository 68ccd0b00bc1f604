import type { ListSource } from '../../contract.ts';

/**
 * Lists of the conditional fields. They are not in the draft's list file: their values come from the
 * draft thesaurus (`conditional_fields`) and the field model, where they stand between brackets.
 */
export const forms: ListSource[] = [
	{
		id: 'patrimoine-forme_plan',
		title: { fr: 'Forme du plan', en: 'Shape of the plan', oc: 'Forma del plan' },
		values: [
			{ code: 'ronde', fr: 'Ronde', en: 'Round', oc: 'Redonda' },
			{ code: 'carree', fr: 'Carrée', en: 'Square', oc: 'Carrada' },
			{ code: 'rectangulaire', fr: 'Rectangulaire', en: 'Rectangular', oc: 'Rectangulara' },
			{ code: 'polygonale', fr: 'Polygonale', en: 'Polygonal', oc: 'Poligonala' },
			{ code: 'mixte', fr: 'Mixte', en: 'Mixed', oc: 'Mixta' }
		]
	},
	{
		id: 'patrimoine-orientation',
		title: { fr: 'Orientation', en: 'Orientation', oc: 'Orientacion' },
		values: [
			{ code: 'N', fr: 'Nord', en: 'North', oc: 'Nòrd' },
			{ code: 'NE', fr: 'Nord-est', en: 'North-east', oc: 'Nòrd-èst' },
			{ code: 'E', fr: 'Est', en: 'East', oc: 'Èst' },
			{ code: 'SE', fr: 'Sud-est', en: 'South-east', oc: 'Sud-èst' },
			{ code: 'S', fr: 'Sud', en: 'South', oc: 'Sud' },
			{ code: 'SW', fr: 'Sud-ouest', en: 'South-west', oc: 'Sud-oèst' },
			{ code: 'W', fr: 'Ouest', en: 'West', oc: 'Oèst' },
			{ code: 'NW', fr: 'Nord-ouest', en: 'North-west', oc: 'Nòrd-oèst' }
		]
	},
	{
		id: 'patrimoine-usage_actuel',
		title: { fr: 'Usage actuel', en: 'Present use', oc: 'Usatge actual' },
		values: [
			{ code: 'en_usage', fr: 'En usage', en: 'In use', oc: 'En usatge' },
			{ code: 'autre_usage', fr: 'Autre usage', en: 'Other use', oc: 'Autre usatge' },
			{ code: 'abandonne', fr: 'Abandonné', en: 'Abandoned', oc: 'Abandonat' }
		]
	},
	{
		id: 'patrimoine-siecle',
		title: { fr: 'Siècle', en: 'Century', oc: 'Sègle' },
		values: [
			{ code: 'avant_11', fr: 'Avant le XIe siècle', en: 'Before the 11th century' },
			{ code: '11', fr: 'XIe siècle', en: '11th century', oc: 'Sègle XI' },
			{ code: '12', fr: 'XIIe siècle', en: '12th century', oc: 'Sègle XII' },
			{ code: '13', fr: 'XIIIe siècle', en: '13th century', oc: 'Sègle XIII' },
			{ code: '14', fr: 'XIVe siècle', en: '14th century', oc: 'Sègle XIV' },
			{ code: '15', fr: 'XVe siècle', en: '15th century', oc: 'Sègle XV' },
			{ code: '16', fr: 'XVIe siècle', en: '16th century', oc: 'Sègle XVI' },
			{ code: '17', fr: 'XVIIe siècle', en: '17th century', oc: 'Sègle XVII' },
			{ code: '18', fr: 'XVIIIe siècle', en: '18th century', oc: 'Sègle XVIII' },
			{ code: '19', fr: 'XIXe siècle', en: '19th century', oc: 'Sègle XIX' },
			{ code: '20', fr: 'XXe siècle', en: '20th century', oc: 'Sègle XX' },
			{ code: '21', fr: 'XXIe siècle', en: '21st century', oc: 'Sègle XXI' }
		]
	},
	{
		id: 'patrimoine-implantation',
		title: { fr: 'Implantation', en: 'Setting' },
		values: [
			{ code: 'mur', fr: 'Dans un mur', en: 'In a wall', oc: 'Dins una muralha' },
			{ code: 'clapas', fr: 'Dans un clapas', en: 'In a clearance cairn', oc: 'Dins un clapàs' },
			{ code: 'isolee', fr: 'Isolée', en: 'Free-standing', oc: 'Isolada' }
		]
	},
	{
		id: 'patrimoine-annexe_pastorale',
		title: { fr: 'Éléments de l’ensemble', en: 'Parts of the group' },
		values: [
			{ code: 'cabane', fr: 'Cabane', en: 'Hut', oc: 'Cabana' },
			{ code: 'saloir', fr: 'Saloir', en: 'Salting cellar' },
			{ code: 'couloir_traite', fr: 'Couloir de traite', en: 'Milking passage' },
			{ code: 'enclos', fr: 'Enclos', en: 'Enclosure', oc: 'Claus' }
		]
	},
	{
		id: 'patrimoine-puisage',
		title: { fr: 'Système de puisage', en: 'Means of drawing water' },
		values: [
			{ code: 'treuil', fr: 'Treuil', en: 'Winch' },
			{ code: 'balancier', fr: 'Balancier', en: 'Sweep' },
			{ code: 'pompe', fr: 'Pompe', en: 'Pump', oc: 'Pompa' },
			{ code: 'noria', fr: 'Noria', en: 'Noria' }
		]
	},
	{
		id: 'patrimoine-securite_puits',
		title: { fr: 'Sécurité de l’ouverture', en: 'Safety of the opening' },
		values: [
			{ code: 'fermee', fr: 'Fermée solidement', en: 'Firmly closed', oc: 'Tampada' },
			{ code: 'partielle', fr: 'Mal protégée', en: 'Badly protected' },
			{
				code: 'ouverte',
				fr: 'Ouverte, dangereuse',
				en: 'Open, dangerous',
				oc: 'Dobèrta, dangierosa'
			}
		]
	},
	{
		id: 'patrimoine-presence_eau',
		title: { fr: 'Présence d’eau', en: 'Presence of water', oc: 'Preséncia d’aiga' },
		values: [
			{ code: 'coule', fr: 'L’eau coule', en: 'Water runs', oc: 'L’aiga raja' },
			{ code: 'stagnante', fr: 'Eau stagnante', en: 'Standing water' },
			{ code: 'saisonniere', fr: 'Selon la saison', en: 'By season', oc: 'Segon la sason' },
			{ code: 'a_sec', fr: 'À sec', en: 'Dry', oc: 'Sec' },
			{ code: 'coupee', fr: 'Arrivée d’eau coupée', en: 'Supply cut off' }
		]
	},
	{
		id: 'patrimoine-potabilite',
		title: { fr: 'Panneau sur l’eau', en: 'Sign about the water' },
		values: [
			{ code: 'potable', fr: '« Eau potable »', en: '“Drinking water”' },
			{ code: 'non_potable', fr: '« Eau non potable »', en: '“Not drinking water”' },
			{ code: 'aucun', fr: 'Aucun panneau', en: 'No sign', oc: 'Cap de panèl' }
		]
	},
	{
		id: 'patrimoine-mecanisme',
		title: { fr: 'État du mécanisme', en: 'State of the mechanism' },
		values: [
			{ code: 'complet', fr: 'Complet', en: 'Complete', oc: 'Complet' },
			{ code: 'incomplet', fr: 'Incomplet', en: 'Incomplete', oc: 'Incomplet' },
			{ code: 'absent', fr: 'Absent', en: 'Missing', oc: 'Absent' }
		]
	},
	{
		id: 'patrimoine-roue',
		title: { fr: 'Roue', en: 'Wheel', oc: 'Ròda' },
		values: [
			{ code: 'horizontale', fr: 'Horizontale', en: 'Horizontal', oc: 'Orizontala' },
			{ code: 'verticale', fr: 'Verticale', en: 'Vertical', oc: 'Verticala' }
		]
	},
	{
		id: 'patrimoine-fonction_moulin',
		title: { fr: 'Fonction du moulin', en: 'Use of the mill' },
		values: [
			{ code: 'farine', fr: 'Farine', en: 'Flour', oc: 'Farina' },
			{ code: 'huile', fr: 'Huile', en: 'Oil', oc: 'Òli' },
			{ code: 'foulon', fr: 'Foulon', en: 'Fulling', oc: 'Parador' },
			{ code: 'scierie', fr: 'Scierie', en: 'Sawing' },
			{ code: 'forge', fr: 'Forge', en: 'Forge', oc: 'Farga' },
			{ code: 'autre', fr: 'Autre', en: 'Other', oc: 'Autra' }
		]
	},
	{
		id: 'patrimoine-type_pigeonnier',
		title: { fr: 'Type de pigeonnier', en: 'Type of dovecote' },
		values: [
			{ code: 'tour', fr: 'Tour', en: 'Tower', oc: 'Torre' },
			{ code: 'piliers', fr: 'Sur piliers', en: 'On pillars', oc: 'Sus pilars' },
			{ code: 'pied_de_mulet', fr: 'Pied-de-mulet', en: 'Mule’s foot' },
			{ code: 'porche', fr: 'Porche', en: 'Porch' }
		]
	},
	{
		id: 'patrimoine-sol',
		title: { fr: 'Revêtement du sol', en: 'Floor surface' },
		values: [
			{ code: 'dalles', fr: 'Dalles', en: 'Slabs', oc: 'Lausas' },
			{ code: 'calade', fr: 'Calade', en: 'Pitched stones', oc: 'Calada' },
			{ code: 'rocher', fr: 'Rocher', en: 'Rock', oc: 'Ròca' },
			{ code: 'terre', fr: 'Terre', en: 'Earth', oc: 'Tèrra' }
		]
	}
];
