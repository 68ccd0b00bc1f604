import {
	baseLocale,
	getLocale,
	isLocale,
	locales,
	overwriteGetLocale,
	setLocale,
	type Locale
} from '$lib/i18n/paraglide/runtime';

/** Each language named in itself, the way its speakers look for it; never translated. */
export const languageNames: Record<Locale, string> = {
	fr: 'Français',
	oc: 'Occitan',
	en: 'English'
};

/** What a change of language touches outside this class. */
export interface LanguagePage {
	/** The language found at start: cookie, then the browser's languages, then French. */
	initial: Locale;
	/** Keeps the choice for the next visit and tells the document (screen readers, hyphenation). */
	remember(locale: Locale): void;
}

/**
 * The language of the interface. In the browser it is a rune behind paraglide's `getLocale`, so every
 * message read while rendering is read again when the person switches, without a reload. On the server
 * one process answers people in different languages: there `getLocale` reads the request's own.
 */
export class LanguageState {
	readonly all: readonly Locale[] = locales;
	#current = $state<Locale>(baseLocale);
	#page: LanguagePage | null;

	constructor(page: LanguagePage | null) {
		this.#page = page;
		if (page) {
			this.#current = page.initial;
			overwriteGetLocale(() => this.#current);
		}
	}

	get current(): Locale {
		return this.#page ? this.#current : getLocale();
	}

	/** Switches at once; a code that is none of ours (an old profile, say) changes nothing. */
	set(locale: string): void {
		if (!this.#page || !isLocale(locale) || locale === this.#current) return;
		this.#current = locale;
		this.#page.remember(locale);
	}
}

function browserPage(): LanguagePage | null {
	if (typeof document === 'undefined') return null;
	const initial = getLocale();
	// The offline shell is one file for everyone: its lang attribute is not yet this person's.
	document.documentElement.lang = initial;
	return {
		initial,
		remember(locale) {
			void setLocale(locale, { reload: false });
			document.documentElement.lang = locale;
		}
	};
}

export const language = new LanguageState(browserPage());
