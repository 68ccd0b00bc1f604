export type Language = 'fr' | 'oc' | 'en' | 'ca';
/** A text by language; French is always there, the others fall back to it. */
export type LocalizedText = { fr: string } & Partial<Record<Language, string>>;
