import { describe, expect, test } from 'vitest';
import { sampleVocabulary } from '../../../../tests/support/sample-vocabulary.ts';
import { indexVocabulary } from './graph.ts';
import { remindersFor } from './safety.ts';
import type { SafetyReminder } from './types.ts';

const about = (id: string, concepts: string[]): SafetyReminder => ({
	id,
	concepts,
	icon: null,
	text: { fr: id }
});

/** Ids of what is said of a concept when the theme of the bells has these reminders. */
function saidOf(concept: string, safety: SafetyReminder[] | undefined): string[] {
	const { themes, ...rest } = sampleVocabulary;
	const [theme] = themes;
	const bells = { ...theme!, ...(safety ? { safety } : {}) };
	return remindersFor(indexVocabulary({ ...rest, themes: [bells] }), concept).map(({ id }) => id);
}

describe('what to be careful about', () => {
	const reminders = [
		about('ladders', ['bells/tower']),
		about('gables', ['bells/wall']),
		about('ears', [])
	];

	test('is said of a concept, of what is narrower, and of the whole theme', () => {
		expect(saidOf('bells/wall', reminders)).toEqual(['ladders', 'gables', 'ears']);
		expect(saidOf('bells/tower', reminders)).toEqual(['ladders', 'ears']);
		expect(saidOf('bells/handbell', reminders)).toEqual(['ears']);
	});

	test('is nothing for what is not of a theme, nor in a vocabulary from before', () => {
		expect(saidOf('metals/iron', reminders)).toEqual([]);
		expect(saidOf('bells/unknown', reminders)).toEqual([]);
		expect(saidOf('bells/wall', undefined)).toEqual([]);
	});
});
