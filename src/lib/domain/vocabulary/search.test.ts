import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadThemes } from '../../../cli/themes.ts';
import { vocabularyOf } from '../../themes/compile.ts';
import type { Language } from '../language.ts';
import { fold, singular, wordsOf } from './fold.ts';
import { indexVocabulary, labelOf } from './graph.ts';
import { buildConceptIndex, searchConcepts } from './search.ts';

const index = indexVocabulary(vocabularyOf(await loadThemes()));
const heritage = buildConceptIndex(index, 'patrimoine');
const find = (text: string, lang: Language = 'fr', limit = 20) =>
	searchConcepts(heritage, { text, lang, limit });
const ids = (query: string, lang?: Language) =>
	find(query, lang).map(({ concept }) => concept.notation);

describe('finding a concept by what people say', () => {
	it.each([
		['caselle', 'caselle'],
		['CASELLE', 'caselle'],
		['caselles', 'caselle'],
		['casèla', 'caselle'],
		['casela', 'caselle'],
		['capitelle', 'capitelle'],
		['capitele', 'capitelle'],
		['capitlele', 'capitelle'],
		['capit', 'capitelle'],
		['muralha', 'mur-pierre-seche'],
		['muralhas', 'mur-pierre-seche'],
		['muraille', 'mur-pierre-seche'],
		['murete', 'mur-pierre-seche'],
		['mur seche', 'mur-pierre-seche'],
		['seche pierre mur', 'mur-pierre-seche'],
		['pèira seca', 'mur-pierre-seche'],
		['potz', 'puits'],
		['pou', 'puits'],
		['puit', 'puits'],
		['fonts', 'source-amenagee'],
		['griffoul', 'fontaine'],
		['moulin a vent', 'moulin-vent'],
		['molin d oli', 'moulin-huile'],
		['four à chaux', 'four-chaux'],
		['canaux irrigation', 'beal'],
		['chausée de moulin', 'chaussee-moulin'],
		['montjoia', 'montjoie'],
		['croix', 'croix-chemin'],
		['affut', 'affut-chasse'],
		['apié', 'rucher'],
		['dry stone hut', 'cabane-pierre-seche'],
		['je ne sais pas', 'autre']
	])('%s → %s', (query, notation) => {
		expect(ids(query)[0]).toBe(notation);
	});

	it('finds a farm by the word borie, and never shows it under that name', () => {
		const hits = find('borie');
		expect(hits[0]?.concept.notation).toBe('ferme');
		expect(hits.map(({ concept }) => concept.notation)).toContain('cabane-pierre-seche');
		for (const hit of hits) {
			expect(fold(hit.label)).not.toBe('borie');
			expect(fold(hit.matched.text)).not.toBe('borie');
			expect(hit.matched.kind).not.toBe('hidden');
		}
		expect(hits[0]?.label).toBe('ferme isolée');
	});

	it('finds an unsure label without showing it to everyone', () => {
		const [hit] = find('agachon', 'oc');
		expect(hit?.concept.notation).toBe('affut-chasse');
		expect(hit?.label).toBe('affût de chasse en pierre');
		for (const { matched } of find('masuc', 'oc')) expect(matched.status).not.toBe('unsure');
	});

	it('shows the reader’s language, what matched, and the broader concept', () => {
		const [hit] = find('caselle', 'oc');
		expect(hit).toMatchObject({
			label: 'casèla',
			matched: { text: 'caselle', kind: 'pref', lang: 'fr' },
			parentLabel: 'cabana de pèira seca'
		});
		expect(find('well', 'en')[0]).toMatchObject({ label: 'well', parentLabel: 'Water heritage' });
	});

	it('puts the exact word before its beginnings and these before typos', () => {
		const found = ids('mare');
		expect(found[0]).toBe('mare');
		expect(ids('mur').slice(0, 3)).toEqual(expect.arrayContaining(['mur-pierre-seche']));
		expect(ids('pont')[0]).toBe('pont');
	});

	it('never proposes a heading or a list value', () => {
		const headings = ['eau', 'murs-parcellaire', 'production'];
		for (const query of ['patrimoine lié à l’eau', 'murs', 'moulins fours artisanat'])
			expect(headings.filter((id) => ids(query).includes(id))).toEqual([]);
		expect(ids('calcaire')).not.toContain('calcaire');
	});

	it('finds nothing in nothing, in signs, or in what is too far', () => {
		for (const query of ['', '   ', '’', '!?', 'xyzzyqwert', 'tt']) expect(ids(query)).toEqual([]);
	});

	it('forgives no typo in a short word', () => {
		expect(ids('poz')).not.toContain('puits');
	});

	it('gives no more than asked, each concept once', () => {
		expect(find('p', 'fr', 5)).toHaveLength(5);
		const all = find('p', 'fr', 500).map(({ concept }) => concept.id);
		expect(new Set(all).size).toBe(all.length);
	});

	it('finds every label of every concept by itself', () => {
		for (const [entry, label] of heritage.entries.entries()) {
			const concept = heritage.concepts[heritage.owners[entry]!]!;
			const hits = searchConcepts(heritage, { text: label.text, lang: label.lang, limit: 200 });
			expect(
				hits.some((hit) => hit.concept.id === concept.id),
				label.text
			).toBe(true);
		}
	});
});

describe('the words of a text', () => {
	it.each([
		['Cabane en PIERRE sèche', ['cabane', 'pierre', 'seche']],
		['l’eau d’òli', ['eau', 'oli']],
		['œuvre', ['oeuvre']],
		['cal·ligrafia in·hèrn', ['calligrafia', 'inhern']],
		['ruisseaux canaux puits murs', ['ruisseau', 'canal', 'puit', 'mur']],
		['de la', ['de', 'la']]
	])('%s', (text, words) => {
		expect(wordsOf(text)).toEqual(words);
	});

	it('leaves short words alone', () => {
		expect(['mas', 'gas', 'pas'].map(singular)).toEqual(['mas', 'gas', 'pas']);
	});
});

it('names a concept in the reader’s language, else in French, never by an unsure label', () => {
	const concept = (id: string) => index.concepts.get(`patrimoine/${id}`);
	const label = (id: string, lang: Language) =>
		labelOf(concept(id) as NonNullable<ReturnType<typeof concept>>, lang);
	expect(label('puits', 'ca')).toBe('pou');
	expect(label('fosse-loup', 'oc')).toBe('fosse à loup');
	expect(label('noria', 'oc')).toBe('noria');
});

describe('what comes first', () => {
	const common = new Map([
		['patrimoine/four-chaux', 12],
		['patrimoine/four-pain', 3],
		['patrimoine/caselle', 40]
	]);
	const around = (text: string, lang: Language = 'fr') =>
		searchConcepts(heritage, { text, lang, common }).map(({ concept }) => concept.notation);

	it('is what is common around here, among names that fit alike', () => {
		expect(ids('four').slice(0, 2)).toEqual(['four-pain', 'four-chaux']);
		expect(around('four').slice(0, 2)).toEqual(['four-chaux', 'four-pain']);
		expect(around('cabane')[0]).toBe('cabane-pierre-seche');
	});

	it('is never what is common but was hardly said', () => {
		expect(around('four à pain')[0]).toBe('four-pain');
		expect(around('capitelle')[0]).toBe('capitelle');
	});

	it('is a name before what a definition says, and the definition before a slip', () => {
		const hits = find('linge');
		expect(hits[0]).toMatchObject({ label: 'lavoir', byDefinition: true });
		expect(hits[0]?.matched.text).toBe('lavoir');
		expect(ids('vers à soie')).toContain('magnanerie');
		expect(find('lavoir')[0]?.byDefinition).toBe(false);
	});
});

describe('words that no name holds together', () => {
	it.each([
		['un vieux petit mur en pierres', 'mur-pierre-seche'],
		['grande croix du carrefour de Saint-Jean', 'croix-chemin'],
		['moulin abandonné', 'moulin-eau']
	])('%s → %s', (words, notation) => {
		expect(ids(words)[0]).toBe(notation);
	});

	it('do not bring everything that has one letter of them', () => {
		expect(ids('x y z')).toEqual([]);
		expect(ids('abracadabra de b')).toEqual([]);
	});
});

it('takes any typing without harm', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
			for (const hit of find(text)) {
				expect(hit.matched.kind).not.toBe('hidden');
				expect(hit.matched.status).not.toBe('unsure');
			}
		})
	);
	expect(find('a'.repeat(100_000))).toEqual([]);
	expect(find('a b '.repeat(20_000)).length).toBeLessThanOrEqual(20);
});
