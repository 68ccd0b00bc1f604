import { expect, test } from 'vitest';
import { pick, pickOptional } from './text.ts';

test('a text is read in the language asked for', () => {
	expect(pick({ fr: 'mur', oc: 'paret' }, 'oc')).toBe('paret');
});
test('French stands in for a language that has none, or only spaces', () => {
	expect(pick({ fr: 'mur' }, 'en')).toBe('mur');
	expect(pick({ fr: 'mur', en: ' ' }, 'en')).toBe('mur');
});
test('an absent text stays absent', () => {
	expect(pickOptional(null, 'fr')).toBeNull();
	expect(pickOptional({ fr: 'mur' }, 'fr')).toBe('mur');
});
