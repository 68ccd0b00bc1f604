import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearWords, sharedBeginnings, slipsAllowed } from './typos.ts';

/** Optimal string alignment to the nearest beginning of a word, written plainly. */
function plainly(typed: string, word: string): number {
	const rows = Array.from({ length: word.length + 1 }, () => new Array<number>(typed.length + 1));
	const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
	for (let row = 0; row <= word.length; row++) {
		for (let column = 0; column <= typed.length; column++) {
			if (row === 0 || column === 0) {
				rows[row]![column] = row + column;
				continue;
			}
			const same = word[row - 1] === typed[column - 1];
			const swapped = word[row - 1] === typed[column - 2] && word[row - 2] === typed[column - 1];
			rows[row]![column] = Math.min(
				at(row - 1, column) + 1,
				at(row, column - 1) + 1,
				at(row - 1, column - 1) + (same ? 0 : 1),
				swapped ? at(row - 2, column - 2) + 1 : Infinity
			);
		}
	}
	return Math.min(...rows.map((row) => row[typed.length]!));
}

const sorted = (words: string[]) => [...new Set(words)].sort((a, b) => (a < b ? -1 : 1));
const near = (words: string[], typed: string, max: number) =>
	[...nearWords(words, sharedBeginnings(words), typed, max)].map(([at, typos]) => [
		words[at],
		typos
	]);

describe('words that nearly begin as typed', () => {
	it.each([
		['capitele', 1],
		['capiteel', 1],
		['acpitelle', 1],
		['capit', 0],
		['kapitele', 2]
	])('%s is capitelle with %i slips', (typed, slips) => {
		expect(near(['capitelle', 'moulin'], typed, 2)).toEqual([['capitelle', slips]]);
	});

	it('are the same as when each word is compared by itself', () => {
		// Few letters, so that words share beginnings and slips meet.
		const word = fc.string({
			unit: fc.constantFrom('a', 'b', 'c', 'é'),
			minLength: 1,
			maxLength: 9
		});
		fc.assert(
			fc.property(
				fc.array(word, { maxLength: 60 }),
				word,
				fc.integer({ min: 0, max: 2 }),
				(list, typed, max) => {
					const words = sorted(list);
					const expected = words
						.map((one) => [one, plainly(typed, one)] as const)
						.filter(([, slips]) => slips <= max);
					expect(near(words, typed, max)).toEqual(expected);
				}
			),
			{ numRuns: 2000 }
		);
	});

	it('forgives nothing in short words, nor in what nobody types by hand', () => {
		expect([1, 3, 4, 7, 8, 40, 41, 5000].map(slipsAllowed)).toEqual([0, 0, 1, 1, 2, 2, 0, 0]);
	});
});
