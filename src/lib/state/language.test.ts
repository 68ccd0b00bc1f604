import { afterEach, describe, expect, test } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale, locales, overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { languageNames, LanguageState, type LanguagePage } from './language.svelte';

const original = getLocale;
afterEach(() => overwriteGetLocale(original));

function pageIn(initial: LanguagePage['initial']) {
	const remembered: string[] = [];
	return { remembered, page: { initial, remember: (locale: string) => remembered.push(locale) } };
}

describe('the language of the interface', () => {
	test('every message follows a switch, and the choice is kept', () => {
		const { page, remembered } = pageIn('fr');
		const language = new LanguageState(page);
		expect(m.common_nav_map()).toBe('Carte');
		language.set('oc');
		expect(language.current).toBe('oc');
		expect(m.common_nav_map()).toBe('Mapa');
		language.set('en');
		expect(m.common_nav_map()).toBe('Map');
		expect(remembered).toEqual(['oc', 'en']);
	});

	test('starts in the language found for this person', () => {
		const { page } = pageIn('oc');
		expect(new LanguageState(page).current).toBe('oc');
		expect(m.common_nav_map()).toBe('Mapa');
	});

	test('an unknown language changes nothing', () => {
		const { page, remembered } = pageIn('fr');
		const language = new LanguageState(page);
		language.set('xx');
		language.set('fr');
		expect(language.current).toBe('fr');
		expect(remembered).toEqual([]);
	});

	test('on the server each request keeps its own language', () => {
		overwriteGetLocale(() => 'en');
		const language = new LanguageState(null);
		expect(language.current).toBe('en');
		overwriteGetLocale(() => 'oc');
		expect(language.current).toBe('oc');
		language.set('fr');
		expect(language.current).toBe('oc');
	});

	test('every language has a name in itself', () => {
		expect(Object.keys(languageNames).sort()).toEqual([...locales].sort());
	});
});
