import { describe, expect, it } from 'vitest';
import { aConcept, aField, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import { sharedAnswers, stillOffered } from './again';
import { indexVocabulary } from './vocabulary/graph';

const index = indexVocabulary({
	etag: '1',
	themes: [aTheme('t', { scheme: 'things', titleField: 'called' })],
	schemes: [aScheme('things'), aScheme('states', { kind: 'list' })],
	concepts: [aConcept('things/wall'), aConcept('states/good'), aConcept('states/gone')],
	collections: [],
	fields: [
		aField('t/called', { kind: 'choice', scheme: 'states' }),
		aField('t/name', { kind: 'text' }),
		aField('t/number', { kind: 'identifier' }),
		aField('t/height', { kind: 'measure' }),
		aField('t/state', { kind: 'choice', scheme: 'states', perVisit: true }),
		aField('t/threats', {
			kind: 'multiple_choice',
			scheme: 'states',
			showWhen: { field: 'state', in: ['good'] }
		}),
		aField('t/dry', { kind: 'boolean' })
	]
});

describe('what the next of its kind takes over', () => {
	it('is what was chosen from lists; never a name, a number or a size', () => {
		const answers = {
			called: 'good',
			name: 'Mur de la Combe',
			number: 'A12',
			height: { value: 2, estimated: false },
			state: 'good',
			threats: ['gone'],
			dry: false,
			gone_question: 'x'
		};
		expect(sharedAnswers(index, 'things/wall', answers)).toEqual({
			state: 'good',
			threats: ['gone'],
			dry: false
		});
	});

	it('leaves what another answer has hidden', () => {
		expect(sharedAnswers(index, 'things/wall', { state: 'gone', threats: ['gone'] })).toEqual({
			state: 'gone'
		});
	});

	it('is offered where nothing is answered, and only what would be asked then', () => {
		const offer = { state: 'good', threats: ['gone'], dry: true };
		expect(stillOffered(index, 'things/wall', offer, { dry: false })).toEqual({
			state: 'good',
			threats: ['gone']
		});
		expect(stillOffered(index, 'things/wall', offer, { state: 'gone' })).toEqual({ dry: true });
	});
});
