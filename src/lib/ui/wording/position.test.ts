import { expect, test } from 'vitest';
import type { Position } from '$lib/domain/record';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { directionText, positionText, positionTold } from './position';

overwriteGetLocale(() => 'fr');

test.each<[Position, string, string]>([
	[
		{ method: 'averaged', accuracy_m: 2.44, samples: 24, spread_m: 3 },
		'Moyenne du GPS, à 2,44 m près',
		'Moyenne de 24 positions relevées sur place par un téléphone, à 2,44 m près'
	],
	[
		{ method: 'sighted', accuracy_m: 12.4, bearing: 47, distance_m: 84 },
		'Vu de loin (84 m, vers le nord-est), à 12 m près',
		'Position estimée de loin (84 m, vers le nord-est), à 12 m près'
	],
	[{ method: 'sighted', accuracy_m: null }, 'Vu de loin', 'Position estimée de loin'],
	[{ method: 'typed', accuracy_m: null }, 'Coordonnées écrites', 'Coordonnées écrites à la main']
])('%o is said in words', (position, short, told) => {
	expect(positionText(position, 'fr')).toBe(short);
	expect(positionTold(position, 'fr')).toBe(told);
});

test('a way that a newer server knows is shown as it is named', () => {
	const position = { method: 'dowsing', accuracy_m: 5 } as unknown as Position;
	expect(positionTold(position, 'fr')).toBe('dowsing, à 5 m près');
});

test('a bearing is said as the nearest of eight directions, around the north too', () => {
	expect([0, 22, 23, 180, 337, 338, 360, -45].map(directionText)).toEqual([
		'vers le nord',
		'vers le nord',
		'vers le nord-est',
		'vers le sud',
		'vers le nord-ouest',
		'vers le nord',
		'vers le nord',
		'vers le nord-ouest'
	]);
});
