import type { ListSource } from '../../contract.ts';

/** Protections that an object may be under; the first four are those of Mérimée (PROT). */
export const protection: ListSource[] = [
	{
		id: 'patrimoine-protection',
		title: { fr: 'Protection', en: 'Protection', oc: 'Proteccion' },
		values: [
			{ code: 'mh_classe', fr: 'Classé monument historique', en: 'Listed monument (classé)' },
			{ code: 'mh_inscrit', fr: 'Inscrit monument historique', en: 'Listed monument (inscrit)' },
			{ code: 'abords_mh', fr: 'Abords d’un monument historique', en: 'Around a listed monument' },
			{
				code: 'site_patrimonial',
				fr: 'Site patrimonial remarquable',
				en: 'Outstanding heritage site (SPR)'
			},
			{ code: 'site_classe', fr: 'Site classé', en: 'Protected site (classé)' },
			{ code: 'site_inscrit', fr: 'Site inscrit', en: 'Protected site (inscrit)' },
			{ code: 'plu', fr: 'Repéré au plan local d’urbanisme', en: 'Marked in the local town plan' },
			{
				code: 'parc_national',
				fr: 'Cœur de parc national',
				en: 'Core of a national park',
				oc: 'Còr de pargue nacional'
			},
			{
				code: 'pnr',
				fr: 'Parc naturel régional',
				en: 'Regional nature park',
				oc: 'Pargue natural regional'
			},
			{ code: 'label', fr: 'Label ou marque', en: 'Label or mark', oc: 'Labèl o marca' },
			{ code: 'aucune', fr: 'Aucune connue', en: 'None known', oc: 'Cap de coneguda' }
		]
	}
];
