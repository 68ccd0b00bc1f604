import { describe, expect, test } from 'vitest';
import { loadThemes } from '../../../cli/themes.ts';
import { aField } from '../../../../tests/support/vocabulary-parts.ts';
import {
	blankField,
	changesBetween,
	definitionsOf,
	isUnchanged,
	keyFor,
	kindUses,
	questionsOf,
	withKind
} from './questions.ts';

const height = (concept: string, position: number) =>
	aField(`t/hauteur`, { id: `${concept}/hauteur`, concept, kind: 'measure', unit: 'm', position });

describe('the questions of a form', () => {
	test('asked alike of several concepts are one', () => {
		const fields = [
			aField('t/nom', { position: 10 }),
			height('s/wall', 20),
			height('s/hut', 20),
			{ ...height('s/well', 20), unit: 'cm' }
		];
		expect(questionsOf(fields).map(({ on, field }) => [field.key, on])).toEqual([
			['nom', null],
			['hauteur', ['s/hut', 's/wall']],
			['hauteur', ['s/well']]
		]);
	});

	test('of every theme come to the definitions they were made of', async () => {
		for (const { theme, fields } of await loadThemes()) {
			const byId = (list: typeof fields) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
			const again = definitionsOf(questionsOf(fields), theme.id).fields;
			// Only positions are written anew; their order stays.
			const plain = (list: typeof fields) => byId(list).map((one) => ({ ...one, position: 0 }));
			expect(
				JSON.parse(JSON.stringify(plain(again)).replace(/"position":\d+/g, '"position":0'))
			).toEqual(
				JSON.parse(JSON.stringify(plain(fields)).replace(/"position":\d+/g, '"position":0'))
			);
			const order = questionsOf(fields).map(({ field }) => field.key);
			expect(questionsOf(again).map(({ field }) => field.key)).toEqual(order);
		}
	});

	test('tell which of them a definition is of, and name what stands in a row after its group', () => {
		const group = {
			...blankField('group', 't', 'sources'),
			isPublic: false,
			fields: [blankField('text', 't', 'title')]
		};
		const { fields, of } = definitionsOf(
			[
				{ id: 'a', on: ['s/x', 's/y'], field: blankField('text', 't', 'a') },
				{ id: 'b', on: null, field: group }
			],
			't'
		);
		expect(fields.map(({ id }) => id)).toEqual(['s/x/a', 's/y/a', 't/sources']);
		expect(of).toEqual(['a', 'a', 'b']);
		expect(fields[2]?.fields[0]).toMatchObject({ id: 't/sources.title', isPublic: false });
	});
});

test('another kind keeps what it has a use for, and nothing else', () => {
	const choice = {
		...blankField('choice', 't', 'a'),
		scheme: 'list',
		default: 'x',
		required: true
	};
	expect(withKind(choice, 'multiple_choice')).toMatchObject({ scheme: 'list', default: null });
	expect(withKind(choice, 'integer')).toMatchObject({ scheme: null, required: true });
	expect(kindUses('measure', 'unit')).toBe(true);
	expect(kindUses('boolean', 'unit')).toBe(false);
});

test.each([
	['Hauteur du mur', [], 'hauteur_du_mur'],
	['Hauteur du mur', ['hauteur_du_mur', 'hauteur_du_mur_2'], 'hauteur_du_mur_3'],
	['Œuvre d’art', [], 'oeuvre_d_art'],
	['2e visite', [], 'e_visite'],
	['?', [], 'question'],
	['constructor', [], 'question'],
	['a'.repeat(60), [], 'a'.repeat(40)]
])('the key of « %s » beside %j is %s', (label, taken, key) => {
	expect(keyFor(label, taken)).toBe(key);
	expect(key).toMatch(/^[a-z][a-z0-9_]*$/);
});

describe('what publishing would change', () => {
	const form = questionsOf([
		aField('t/a', { position: 1 }),
		aField('t/b', { position: 2 }),
		height('s/wall', 3)
	]);
	const [a, b, wall] = form as [(typeof form)[0], (typeof form)[0], (typeof form)[0]];
	const keys = (list: typeof form) => list.map(({ field }) => field.key);

	test('is nothing when nothing was changed, whatever the local names', () => {
		const changes = changesBetween(
			form,
			form.map((one) => ({ ...one, id: `new-${one.id}` }))
		);
		expect(isUnchanged(changes)).toBe(true);
	});

	test('is told by question', () => {
		const changes = changesBetween(form, [
			b,
			{ ...wall, on: ['s/hut', 's/wall'] },
			{ id: 'c', on: null, field: blankField('text', 't', 'c') }
		]);
		expect(keys(changes.added)).toEqual(['c']);
		expect(keys(changes.removed)).toEqual(['a']);
		expect(keys(changes.changed)).toEqual(['hauteur']);
		expect(changes.reordered).toBe(false);
	});

	test('may be the order alone', () => {
		const changes = changesBetween(form, [b, a, wall]);
		expect([changes.added, changes.removed, changes.changed]).toEqual([[], [], []]);
		expect(changes.reordered).toBe(true);
		expect(isUnchanged(changes)).toBe(false);
	});
});
