import type { LocalizedText } from '../language.ts';
import { pick } from '../text.ts';
import { isBlank, problemOf, type FieldRules } from './kind.ts';
import { checkText, readText, type TextLimits } from './plain-text.ts';
import type { LocalText } from './types.ts';

const limits: TextLimits = { maxLength: 250, lines: false };

const languages: Record<LocalText['lang'], LocalizedText> = {
	fr: { fr: 'français', oc: 'francés', en: 'French', ca: 'francès' },
	oc: { fr: 'occitan', oc: 'occitan', en: 'Occitan', ca: 'occità' },
	ca: { fr: 'catalan', oc: 'catalan', en: 'Catalan', ca: 'català' },
	en: { fr: 'anglais', oc: 'anglés', en: 'English', ca: 'anglès' }
};

/** A word as an inhabitant said it, with its language; the spelling is never corrected. */
export const localText: FieldRules<LocalText> = {
	empty: { text: '', lang: 'oc' },
	parse: (input, field) => {
		// A plain text is taken as French, the language of the form by default.
		const { text, lang = 'fr' } = typeof input === 'string' ? { text: input } : asRecord(input);
		const read = isBlank(input) ? undefined : readText(text);
		if (read === undefined) return undefined;
		if (read === null) return problemOf(field, 'wrong_type');
		if (!isLanguage(lang)) return problemOf(field, 'not_in_list');
		const [problem] = checkText(read, field, limits);
		return problem ?? { text: read, lang };
	},
	validate: (value, field) => {
		const { text, lang, ...rest } = asRecord(value);
		if (Object.keys(rest).length > 0 || typeof lang !== 'string')
			return [problemOf(field, 'wrong_type')];
		if (!isLanguage(lang)) return [problemOf(field, 'not_in_list')];
		return isBlank(text) ? [problemOf(field, 'bad_format')] : checkText(text, field, limits);
	},
	summary: (value, _field, _vocabulary, lang) => {
		const { text, lang: spoken } = asRecord(value);
		if (typeof text !== 'string') return '';
		return isLanguage(spoken) ? `${text} (${pick(languages[spoken], lang)})` : text;
	}
};

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

function isLanguage(value: unknown): value is LocalText['lang'] {
	return typeof value === 'string' && Object.hasOwn(languages, value);
}
