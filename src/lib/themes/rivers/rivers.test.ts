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

	it('say that they are no emergency service', () => {
		const notice = index.themes.get('rivers')?.notice;
		for (const text of [notice?.fr, notice?.oc, notice?.en]) expect(text).toMatch(/18.*112/);
	});
});
