import { expect, test } from 'vitest';
import { m } from './paraglide/messages';

// Node knows no more of Occitan than a browser does.
test('one thing is one thing in Occitan, whatever the language of the device', () => {
	const photos = (count: number) => m.capture_photo_count({ count }, { locale: 'oc' });
	expect([0, 1, 2].map(photos)).toEqual(['0 fòto', '1 fòto', '2 fòtos']);
});

test('thousands stand apart as the language writes them', () => {
	const points = (locale: 'fr' | 'oc' | 'en') => m.conflict_points({ count: 19_078 }, { locale });
	expect(points('fr')).toMatch(/^19\s078 points$/u);
	expect(points('oc')).toMatch(/^19\s078 punts$/u);
	expect(points('en')).toBe('19,078 points');
});
