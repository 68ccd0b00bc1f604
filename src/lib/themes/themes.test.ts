import { describe, expect, it } from 'vitest';
import { loadThemes } from '../../cli/themes.ts';
import { fieldKinds } from '../domain/fields/registry.ts';
import { validateProperties } from '../domain/validation.ts';
import {
	ancestorsOf,
	colorOf,
	fieldsFor,
	iconOf,
	indexVocabulary,
	shownFields,
	usableConcepts
} from '../domain/vocabulary/graph.ts';
import { vocabularyOf } from './compile.ts';

const themes = await loadThemes();
const vocabulary = vocabularyOf(themes);
const index = indexVocabulary(vocabulary);
const { concepts, fields, schemes } = vocabulary;

/** Texts of the data that people read, with where they stand. */
const texts = [
	...vocabulary.themes.flatMap((theme) => [theme.title, theme.description, theme.notice]),
	...schemes.map(({ title }) => title),
	...concepts.map(({ definition }) => definition),
	...fields.flatMap(({ label, help, group }) => [label, help, group])
].flatMap((text) => (text ? [text] : []));

const repeated = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe('every theme', () => {
	it('is there, in order', () => {
		expect(themes.map(({ theme }) => theme.id)).toEqual(['heritage', 'addresses', 'rivers']);
	});

	it.each(themes.map((compiled) => [compiled.theme.id, compiled] as const))(
		'%s can take what nobody has a word for, in the person’s own words, with any geometry',
		(id) => {
			const theme = index.themes.get(id);
			const other = index.concepts.get(`${theme?.scheme}/autre`);
			expect(other?.geometryKinds).toEqual(['point', 'line', 'polygon']);
			const words = fieldsFor(index, other?.id ?? '').find(({ key }) => key === 'mots');
			expect(words?.required).toBe(true);
		}
	);

	it('warns about safety and private land in the three languages', () => {
		for (const { notice } of vocabulary.themes) {
			expect(notice?.fr).toBeTruthy();
			expect(notice?.oc).toBeTruthy();
			expect(notice?.en).toBeTruthy();
		}
	});

	it('shows a title field that it has', () => {
		for (const { id, titleField } of vocabulary.themes) {
			if (titleField === null) continue;
			expect(fields.some((field) => field.theme === id && field.key === titleField)).toBe(true);
		}
	});
});

describe('concepts', () => {
	it('have ids of their own, in a declared scheme', () => {
		expect(repeated(concepts.map(({ id }) => id))).toEqual([]);
		expect(repeated(schemes.map(({ id }) => id))).toEqual([]);
		const known = new Set(schemes.map(({ id }) => id));
		expect(concepts.filter(({ scheme }) => !known.has(scheme))).toEqual([]);
		// The database asks for it: no slash, no space.
		expect(concepts.filter(({ notation }) => !/^[^/\s]+$/.test(notation))).toEqual([]);
	});

	it('have a preferred label in French and English, one per language (SKOS S14)', () => {
		for (const { id, labels } of concepts) {
			const langs = labels.filter(({ kind }) => kind === 'pref').map(({ lang }) => lang);
			expect(langs, id).toContain('fr');
			expect(langs, id).toContain('en');
			expect(repeated(langs), id).toEqual([]);
		}
	});

	it('never give the same word two roles in a language (SKOS S13)', () => {
		for (const { id, labels } of concepts) {
			expect(repeated(labels.map(({ lang, text }) => `${lang}:${text.toLowerCase()}`)), id).toEqual(
				[]
			);
		}
	});

	it('have no marker of the draft left in a label', () => {
		const main = new Set(vocabulary.themes.map(({ scheme }) => scheme));
		for (const { id, scheme, labels } of concepts) {
			// The draft separates and doubts with these; its lists use « / » in their wording.
			const marks = main.has(scheme) ? /[[\];/…]|sourced|unsure/ : /[[\]…]|sourced|unsure/;
			expect(
				labels.map(({ text }) => text).filter((text) => marks.test(text)),
				id
			).toEqual([]);
		}
	});

	it('have broader concepts of the same scheme, without a cycle', () => {
		for (const { id, scheme, broader } of concepts) {
			for (const parent of broader) expect(index.concepts.get(parent)?.scheme, id).toBe(scheme);
			expect(
				ancestorsOf(index, id).map((ancestor) => ancestor.id),
				id
			).not.toContain(id);
		}
	});

	it('keep exact matches apart from broader and related ones (SKOS S46)', () => {
		for (const { id, matches } of concepts) {
			const exact = matches
				.filter(({ relation }) => relation === 'exactMatch')
				.map(({ uri }) => uri);
			const others = matches.filter(({ relation }) =>
				['broadMatch', 'relatedMatch'].includes(relation)
			);
			expect(
				others.filter(({ uri }) => exact.includes(uri)),
				id
			).toEqual([]);
			for (const { uri } of matches) expect(URL.canParse(uri), uri).toBe(true);
		}
	});

	it('have a drawn icon and a colour, their own or inherited', () => {
		const drawn = new Set(themes.flatMap(({ icons }) => Object.keys(icons)));
		for (const theme of vocabulary.themes) {
			expect(drawn.has(theme.icon)).toBe(true);
			for (const { id } of usableConcepts(index, theme.id)) {
				expect(drawn.has(iconOf(index, id) ?? ''), id).toBe(true);
				expect(colorOf(index, id), id).toMatch(/^#[0-9a-f]{6}$/);
			}
		}
	});

	it('write OSM tags as key=value', () => {
		for (const tag of concepts.flatMap(({ osmTags }) => osmTags))
			expect(tag).toMatch(/^[a-z_:]+=[a-z_]+$/);
	});
});

describe('fields', () => {
	it('take their values from a list that exists, has values, and offers no geometry', () => {
		for (const { id, kind, scheme } of fields) {
			expect(kind in fieldKinds, id).toBe(true);
			expect(scheme !== null, id).toBe(
				['choice', 'multiple_choice', 'hierarchical_choice', 'species'].includes(kind)
			);
			if (scheme === null) continue;
			const values = concepts.filter((concept) => concept.scheme === scheme);
			expect(values.length, id).toBeGreaterThan(1);
			expect(
				values.every(({ geometryKinds }) => geometryKinds.length === 0),
				id
			).toBe(true);
		}
	});

	it('stand on concepts that exist, and never twice on the same branch', () => {
		for (const { id, concept } of fields)
			if (concept !== null) expect(index.concepts.has(concept), id).toBe(true);
		for (const theme of vocabulary.themes) {
			for (const { id } of usableConcepts(index, theme.id)) {
				expect(repeated(fieldsFor(index, id).map(({ key }) => key)), id).toEqual([]);
			}
		}
	});

	it('depend on fields and values that exist for the same concepts', () => {
		for (const { id, theme, concept, showWhen } of fields) {
			if (!showWhen) continue;
			const other = fields.find((field) => field.theme === theme && field.key === showWhen.field);
			expect(other?.concept ?? null, id).toBe(concept === null ? null : (other?.concept ?? null));
			if (other?.scheme) {
				for (const value of showWhen.in)
					expect(index.concepts.has(`${other.scheme}/${value}`), id).toBe(true);
			}
		}
	});

	it('have keys, bounds and patterns the database takes too', () => {
		for (const { id, key, min, max, pattern } of fields) {
			expect(key, id).toMatch(/^[a-z][a-z0-9_]*$/);
			if (min !== null && max !== null) expect(min, id).toBeLessThanOrEqual(max);
			if (pattern !== null) expect(() => new RegExp(`^(?:${pattern})$`), id).not.toThrow();
			// Postgres and JavaScript read these classes differently beyond ASCII, and do not share look-around.
			expect(pattern ?? '', id).not.toMatch(/\\[wdsb]|\(\?[=!<]/);
		}
	});

	it('have a text in French and English, without untranslated look-alikes', () => {
		for (const text of texts) {
			expect(text.fr.trim()).toBe(text.fr);
			expect(text.fr).not.toBe('');
			expect(text.en, text.fr).toBeTruthy();
		}
	});
});

describe('the conditions of the form', () => {
	const heritage = fieldsFor(index, 'patrimoine/mur-pierre-seche');
	const keys = (properties: Parameters<typeof shownFields>[1]) =>
		shownFields(heritage, properties).map(({ key }) => key);

	it('ask for threats unless the thing is gone, and for urgency when there is a threat', () => {
		expect(keys({})).not.toContain('menaces');
		expect(keys({ etat: 'disparu' })).not.toContain('menaces');
		expect(keys({ etat: 'ruine' })).toContain('menaces');
		expect(keys({ etat: 'ruine', menaces: ['aucune'] })).not.toContain('urgence');
		expect(keys({ etat: 'ruine', menaces: ['aucune', 'vegetation'] })).toContain('urgence');
		// What was typed before the condition changed stays out of sight.
		expect(keys({ etat: 'disparu', menaces: ['vegetation'] })).not.toContain('urgence');
	});

	it('ask for the urgency of every threat there is', () => {
		const threats = concepts
			.filter(({ scheme }) => scheme === 'patrimoine-menace')
			.map(({ notation }) => notation);
		const urgency = heritage.find(({ key }) => key === 'urgence');
		expect(urgency?.showWhen?.in).toEqual(threats.filter((threat) => threat !== 'aucune'));
	});

	it('require no more than the model does', () => {
		expect(validateProperties({}, heritage, index).map(({ field, code }) => [field, code])).toEqual(
			[
				['properties.etat', 'required'],
				['properties.acces', 'required']
			]
		);
		expect(validateProperties({ etat: 'bon', acces: 'yes' }, heritage, index)).toEqual([]);
	});

	it('give narrower concepts the fields of the broader ones', () => {
		const own = (id: string) => fieldsFor(index, id).map(({ key }) => key);
		expect(own('patrimoine/capitelle')).toEqual(own('patrimoine/cabane-pierre-seche'));
		expect(own('patrimoine/mur-soutenement')).toEqual(
			expect.arrayContaining(['hauteur', 'epaisseur', 'fruit', 'couronnement'])
		);
		expect(own('patrimoine/croix-mission')).toContain('date_inscrite');
		expect(own('patrimoine/fontaine')).not.toContain('hauteur');
	});

	it('keep the parcel from the public', () => {
		expect(fields.filter(({ isPublic }) => !isPublic).map(({ key }) => key)).toEqual(
			expect.arrayContaining(['cadastre', 'cad_parcelles'])
		);
	});
});
