import { describe, expect, it } from 'vitest';
import { descendantsOf, fieldsFor, indexVocabulary } from '../../domain/vocabulary/graph.ts';
import { compileTheme, vocabularyOf } from '../compile.ts';
import theme from './theme.ts';

const index = indexVocabulary(vocabularyOf([compileTheme(theme)]));
const { concepts } = index.vocabulary;

describe('the rivers', () => {
	it('have Georivière’s five categories with all their types', () => {
		const narrower = (id: string) => descendantsOf(index, `rivieres/${id}`).length - 1;
		expect(['degats', 'faune-flore', 'quantite', 'qualite', 'paysage'].map(narrower)).toEqual([
			9, 3, 4, 3, 7
		]);
	});

	it('ask for the value of a temperature, in degrees', () => {
		const temperature = fieldsFor(index, 'rivieres/temperature').find(
			({ key }) => key === 'temperature'
		);
		expect(temperature).toMatchObject({ kind: 'measure', unit: '°C', required: true });
	});

	it('note the flow with the codes of ONDE on any reach', () => {
		const codes = concepts
			.filter(({ scheme }) => scheme === 'rivieres-onde')
			.map(({ notation }) => notation);
		expect(codes).toEqual(['1', '1a', '1f', '2', '3', '4']);
		expect(fieldsFor(index, 'rivieres/doline').map(({ key }) => key)).toContain('ecoulement_onde');
	});

	it('tell a flow with its level above it, and a species with its number', () => {
		const flow = concepts.find(({ id }) => id === 'rivieres-onde/1f');
		expect(flow?.broader).toEqual(['rivieres-onde/1']);
		const kindOf = (concept: string, key: string) =>
			fieldsFor(index, `rivieres/${concept}`).find((field) => field.key === key)?.kind;
		expect(kindOf('doline', 'ecoulement_onde')).toBe('hierarchical_choice');
		expect(kindOf('espece-invasive', 'espece_invasive')).toBe('species');
		expect(kindOf('espece-patrimoniale', 'espece_patrimoniale')).toBe('species');
	});

	it('note at each visit how the water runs and how bad it is, for a series over time', () => {
		const seen = fieldsFor(index, 'rivieres/embacle').filter(({ perVisit }) => perVisit);
		expect(seen.map(({ key }) => key)).toEqual(['emprise', 'severite', 'ecoulement_onde']);
	});

	it('say that they are no emergency service', () => {
		const notice = index.themes.get('rivers')?.notice;
		for (const text of [notice?.fr, notice?.oc, notice?.en]) expect(text).toMatch(/18.*112/);
	});
});
