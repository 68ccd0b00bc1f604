import { expect, test } from 'vitest';
import { firstSentence, pick, pickOptional } from './text.ts';

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
test.each([
	['Bassin. « Lavoir » en français.', 'Bassin.'],
	[
		'Nom nîmois (attesté XVIIe s.), étendu au Gard.',
		'Nom nîmois (attesté XVIIe s.), étendu au Gard.'
	],
	['Logis d’une exploitation (PNC 1.1). « borie » = ferme.', 'Logis d’une exploitation (PNC 1.1).'],
	['Sans point', 'Sans point'],
	['', ''],
	[null, null]
])('of %j the first sentence is %j', (text, first) => {
	expect(firstSentence(text)).toBe(first);
});
