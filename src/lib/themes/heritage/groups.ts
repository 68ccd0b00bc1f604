import type { LocalizedText } from '../../domain/language.ts';

/** Headings of the form, in the order they appear. */
export const groups = {
	condition: { fr: 'État', oc: 'Estat', en: 'Condition' },
	naming: { fr: 'Nom et description', oc: 'Nom e descripcion', en: 'Name and description' },
	building: { fr: 'Construction', oc: 'Construccion', en: 'Construction' },
	dimensions: { fr: 'Dimensions', oc: 'Dimensions', en: 'Dimensions' },
	dating: { fr: 'Datation', oc: 'Datacion', en: 'Dating' },
	access: { fr: 'Accès et propriété', oc: 'Accès e proprietat', en: 'Access and ownership' },
	sources: { fr: 'Sources et références', oc: 'Fonts e referéncias', en: 'Sources and references' }
} satisfies Record<string, LocalizedText>;
