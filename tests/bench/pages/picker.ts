import MiniSearch from 'minisearch';
import { fold, wordsOf } from '../../../src/lib/domain/vocabulary/fold.ts';
import { indexVocabulary } from '../../../src/lib/domain/vocabulary/graph.ts';
import { buildConceptIndex, searchConcepts } from '../../../src/lib/domain/vocabulary/search.ts';
import type { Vocabulary } from '../../../src/lib/domain/vocabulary/types.ts';
import { benchTheme, largeVocabulary, typings } from '../large-vocabulary.ts';

/** What a way of searching needs and finds. */
export interface Outcome {
	/** Milliseconds: making the index, and each keystroke. */
	making: number;
	keystrokes: number[];
	/** Share of names that are among the 20 answers when all is typed; and two letters earlier with a slip. */
	found: number;
	foundEarly: number;
}

type Find = (text: string) => string[];

/** Rounds over the same keys; the shortest of each counts, so that what else runs meanwhile does not. */
const rounds = 3;

function measure(make: () => Find, vocabulary: Vocabulary, count: number): Outcome {
	const start = performance.now();
	const find = make();
	const making = performance.now() - start;
	const all = typings(vocabulary, count);
	const texts = all.flatMap(({ keys }) => keys);
	const keystrokes = texts.map(() => Infinity);
	for (let round = 0; round < rounds; round++) {
		for (const [i, text] of texts.entries()) {
			const at = performance.now();
			find(text);
			keystrokes[i] = Math.min(keystrokes[i]!, performance.now() - at);
		}
	}
	const finds = (text: string | undefined, target: string) =>
		text !== undefined && find(text).includes(target);
	const slips = all.filter(({ slip }) => slip);
	return {
		making,
		keystrokes,
		found: share(all, ({ keys, target }) => finds(keys.at(-1), target)),
		foundEarly: share(slips, ({ keys, target }) => finds(keys.at(-3), target))
	};
}

function share<T>(all: T[], holds: (one: T) => boolean): number {
	return all.filter(holds).length / all.length;
}

function ours(vocabulary: Vocabulary): Find {
	const search = buildConceptIndex(indexVocabulary(vocabulary), benchTheme.scheme);

	return (text) => searchConcepts(search, { text, lang: 'fr' }).map(({ concept }) => concept.id);
}

/** The same labels as documents, each word as we fold it, beginnings and slips allowed as it knows how. */
function miniSearch(vocabulary: Vocabulary): Find {
	const search = new MiniSearch<{ id: number; text: string; concept: string }>({
		fields: ['text'],
		storeFields: ['concept'],
		processTerm: (term) => fold(term),
		tokenize: wordsOf
	});
	let id = 0;
	search.addAll(
		vocabulary.concepts.flatMap(({ id: concept, labels }) =>
			labels.map(({ text }) => ({ id: id++, text, concept }))
		)
	);
	return (text) => {
		const hits = search.search(text, {
			combineWith: 'AND',
			prefix: true,
			fuzzy: (term) => (term.length >= 8 ? 2 : term.length >= 4 ? 1 : 0)
		});
		const found = new Set<string>();
		for (const hit of hits) {
			if (found.size === 20) break;
			found.add((hit as unknown as { concept: string }).concept);
		}
		return [...found];
	};
}

/** What was there before: every label looked at, at every keystroke. */
function oneByOne(vocabulary: Vocabulary): Find {
	const entries = vocabulary.concepts.flatMap(({ id, labels }) =>
		labels.map(({ text }) => ({ id, words: wordsOf(text) }))
	);
	return (text) => {
		const typed = wordsOf(text);
		const found = new Set<string>();
		for (const { id, words } of entries) {
			if (typed.every((word) => words.some((one) => one.startsWith(word)))) found.add(id);
		}
		return [...found].slice(0, 20);
	};
}

const ways = { ours, miniSearch, oneByOne };

/** One way of searching over `count` concepts, with so many names typed. */
function run(way: keyof typeof ways, count: number, names: number): Outcome {
	const vocabulary = largeVocabulary(count, benchTheme);
	return measure(() => ways[way](vocabulary), vocabulary, names);
}

Object.assign(window, { bench: { run } });
