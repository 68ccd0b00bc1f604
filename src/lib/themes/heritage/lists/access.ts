import type { ListSource } from '../../contract.ts';

export const access: ListSource[] = [
	{
		id: 'patrimoine-accessibilite',
		title: { fr: 'Chemin d’accès', en: 'Way to it' },
		values: [
			{ code: 'route', fr: 'Route goudronnée', en: 'Tarred road' },
			{ code: 'piste', fr: 'Route non goudronnée ; piste', en: 'Untarred road; track' },
			{ code: 'sentier_balise', fr: 'Sentier de randonnée balisé', en: 'Waymarked footpath' },
			{ code: 'sentier', fr: 'Sentier', en: 'Footpath', oc: 'Sendièr' },
			{ code: 'hors_sentier', fr: 'Hors sentier', en: 'Off path' },
			{
				code: 'aucun',
				fr: 'Pas d’accès depuis le domaine public',
				en: 'No access from public land'
			}
		]
	},
	{
		id: 'patrimoine-visibilite',
		title: { fr: 'Visibilité', en: 'Visibility' },
		values: [
			{
				code: 'integrale',
				fr: 'Intégralement visible (intérieur/extérieur)',
				en: 'Fully visible (inside and outside)'
			},
			{
				code: 'exterieur_proche',
				fr: 'Extérieur visible, proximité immédiate',
				en: 'Outside visible, from close by'
			},
			{
				code: 'exterieur_loin',
				fr: 'Extérieur visible, vue éloignée',
				en: 'Outside visible, from afar'
			},
			{ code: 'impossible', fr: 'Non visible', en: 'Not visible', oc: 'Pas visible' }
		]
	},
	{
		id: 'patrimoine-acces_osm',
		title: { fr: 'Droit d’accès', en: 'Right of access', oc: 'Drech d’accès' },
		values: [
			{ code: 'yes', fr: 'Accès libre', en: 'Open access', oc: 'Accès liure' },
			{ code: 'permissive', fr: 'Accès toléré', en: 'Tolerated access', oc: 'Accès tolerat' },
			{ code: 'private', fr: 'Accès privé', en: 'Private access', oc: 'Accès privat' },
			{ code: 'no', fr: 'Accès interdit', en: 'No access', oc: 'Accès defendut' },
			{ code: 'unknown', fr: 'Inconnu', en: 'Unknown', oc: 'Desconegut' }
		]
	},
	{
		id: 'patrimoine-statut_propriete',
		title: { fr: 'Statut de propriété', en: 'Ownership', oc: 'Proprietat' },
		values: [
			{ code: 'prive', fr: 'Privé', en: 'Private', oc: 'Privat' },
			{ code: 'communal', fr: 'Communal', en: 'Municipal', oc: 'Comunal' },
			{ code: 'departemental', fr: 'Départemental', en: 'Departmental', oc: 'Departamental' },
			{ code: 'public', fr: 'Public (autre)', en: 'Public (other)', oc: 'Public (autre)' },
			{ code: 'indivis', fr: 'Indivision / sectional', en: 'Jointly owned / sectional common' },
			{ code: 'inconnu', fr: 'Inconnu', en: 'Unknown', oc: 'Desconegut' }
		]
	},
	{
		id: 'patrimoine-sensibilite',
		title: { fr: 'Diffusion de la position', en: 'Publication of the position' },
		values: [
			{ code: 'public', fr: 'Position exacte publiée', en: 'Exact position published' },
			{
				code: 'floute',
				fr: 'Position floutée (maille 1 km) au public',
				en: 'Position blurred for the public (1 km cell)'
			},
			{
				code: 'masque',
				fr: 'Non diffusé (danger, vol, demande du propriétaire, archéologie)',
				en: 'Not published (danger, theft, owner’s request, archaeology)'
			}
		]
	},
	{
		id: 'patrimoine-precision_position',
		title: {
			fr: 'Précision de la position',
			en: 'Accuracy of the position',
			oc: 'Precision de la posicion'
		},
		values: [
			{ code: '1m', fr: '≤ 1 m', en: '≤ 1 m', oc: '≤ 1 m' },
			{ code: '10m', fr: '≤ 10 m', en: '≤ 10 m', oc: '≤ 10 m' },
			{ code: '100m', fr: '≤ 100 m', en: '≤ 100 m', oc: '≤ 100 m' },
			{ code: '1000m', fr: '≤ 1 km', en: '≤ 1 km', oc: '≤ 1 km' }
		]
	}
];
