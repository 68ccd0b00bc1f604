import { describe, expect, test } from 'vitest';
import type { SkosLabel, SkosNote } from '$lib/domain/vocabulary/skos/types';
import { languageName, namesByLanguage } from './names';
import { nested } from './nested';
import { notesOf } from './notes';

const label = (kind: SkosLabel['kind'], lang: string, text: string): SkosLabel => ({
	kind,
	lang,
	text,
	status: 'known'
});

test('names stand by language: the reader’s, those of the country, then the others', () => {
	const labels = [
		label('pref', 'de', 'Mauer'),
		label('alt', 'oc', 'paret'),
		label('pref', 'oc', 'muralha'),
		label('pref', 'en', 'wall'),
		label('pref', 'fr', 'mur')
	];
	expect(namesByLanguage(labels, 'en').map(({ lang }) => lang)).toEqual(['en', 'fr', 'oc', 'de']);
	expect(namesByLanguage(labels, 'oc')[0]).toEqual({
		lang: 'oc',
		preferred: 'muralha',
		others: ['paret']
	});
});

test('a language is named, and a tag that is none is shown as it is', () => {
	expect(languageName('en', 'fr')).toBe('anglais');
	expect(languageName('not a tag', 'fr')).toBe('not a tag');
});

test('notes come in the reader’s language, else in French, else in any', () => {
	const note = (lang: string): SkosNote => ({ kind: 'definition', lang, text: lang });
	expect(notesOf([note('fr'), note('en')], 'definition', 'en')).toEqual([note('en')]);
	expect(notesOf([note('fr'), note('en')], 'definition', 'oc')).toEqual([note('fr')]);
	expect(notesOf([note('de')], 'definition', 'oc')).toEqual([note('de')]);
	expect(notesOf([note('fr')], 'example', 'fr')).toEqual([]);
});

describe('lines of a tree', () => {
	const line = (id: string, level: number) => ({
		id,
		uri: id,
		names: {},
		deprecated: false,
		level,
		narrower: 0
	});
	const shape = (branches: ReturnType<typeof nested>): unknown =>
		branches.map(({ line: { id }, inner }) => (inner.length > 0 ? [id, shape(inner)] : id));

	test('become lists within lists, also from the middle of a tree', () => {
		const lines = [line('c', 2), line('d', 2), line('e', 1), line('f', 0), line('g', 1)];
		expect(shape(nested(lines))).toEqual(['c', 'd', 'e', ['f', ['g']]]);
	});

	test('never so deep that a page could not be drawn', () => {
		const lines = Array.from({ length: 500 }, (_, at) => line(String(at), at));
		const depth = (branches: ReturnType<typeof nested>): number =>
			1 + Math.max(0, ...branches.map(({ inner }) => (inner.length > 0 ? depth(inner) : 0)));
		expect(depth(nested(lines))).toBeLessThan(20);
	});
});
