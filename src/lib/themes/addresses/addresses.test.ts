import { describe, expect, it } from 'vitest';
import { validateProperties } from '../../domain/validation.ts';
import { fieldsFor, indexVocabulary } from '../../domain/vocabulary/graph.ts';
import { compileTheme, vocabularyOf } from '../compile.ts';
import theme from './theme.ts';

const index = indexVocabulary(vocabularyOf([compileTheme(theme)]));

describe('the addresses', () => {
	const problems = (concept: string, properties: Record<string, unknown>) =>
		validateProperties(properties, fieldsFor(index, `adresses/${concept}`), index).map(
			({ field, code }) => `${field}: ${code}`
		);

	it.each([
		[{ numero: 0, toponyme: 'Rue du Four' }],
		[{ numero: 99_998, suffixe: 'bis', toponyme: 'Chemin des Capitelles' }],
		[
			{
				numero: 4,
				suffixe: 'a1',
				toponyme: 'Rue',
				position_type: 'entree',
				cad_parcelles: '30189000AB0123|301890000AB0124'
			}
		]
	])('take %j', (properties) => {
		expect(problems('LOCATION_TO_CREATE', properties)).toEqual([]);
	});

	it.each([
		[{}, 'properties.toponyme: required'],
		[{ toponyme: 'Ru' }, 'properties.toponyme: bad_format'],
		[{ toponyme: 'Rue des \uFFFDcoles' }, 'properties.toponyme: bad_format'],
		[{ toponyme: 'x'.repeat(201) }, 'properties.toponyme: too_long'],
		[{ toponyme: 'Rue du Four', numero: 99_999 }, 'properties.numero: out_of_range'],
		[{ toponyme: 'Rue du Four', numero: -1 }, 'properties.numero: out_of_range'],
		[{ toponyme: 'Rue du Four', numero: 1.5 }, 'properties.numero: wrong_type'],
		[{ toponyme: 'Rue du Four', suffixe: ' bis' }, 'properties.suffixe: bad_format'],
		[{ toponyme: 'Rue du Four', suffixe: '-b' }, 'properties.suffixe: bad_format'],
		[{ toponyme: 'Rue du Four', suffixe: 'abcdefghij' }, 'properties.suffixe: too_long'],
		[{ toponyme: 'Rue du Four', position_type: 'entrée' }, 'properties.position_type: not_in_list'],
		[
			{ toponyme: 'Rue du Four', cad_parcelles: '30189AB0123' },
			'properties.cad_parcelles: bad_format'
		]
	])('refuse %j', (properties, expected) => {
		expect(problems('LOCATION_TO_CREATE', properties)).toEqual([expected]);
	});

	it('ask which address is to be taken away', () => {
		expect(problems('LOCATION_TO_DELETE', {})).toEqual(['properties.adresse_existante: required']);
		expect(problems('MISSING_ADDRESS', {})).toEqual([]);
	});
});
