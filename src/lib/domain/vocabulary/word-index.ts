import { wordsOf } from './fold.ts';
import { nearWords, sharedBeginnings, slipsAllowed } from './typos.ts';

/** How a text holds typed words, best first. */
export const form = {
	/** It has these words and no other. */
	same: 0,
	/** It begins with them, the last perhaps unfinished. */
	begins: 1,
	/** They are words of it. */
	words: 2,
	/** They are beginnings of its words. */
	beginnings: 3
} as const;
export type Form = (typeof form)[keyof typeof form];

/**
 * Is told of each text that fits, once.
 * @param text its number
 * @param held typed words that have a place in it
 * @param slips slips of the finger over all of them
 */
export type OnFit = (text: number, held: number, form: Form, slips: number) => void;

/** Where a typed word stands in the alphabetical list of the index's words. */
interface TypedWord {
	/** Words that begin with it: from the first up to but without the last. */
	from: number;
	to: number;
	/** The first of them is the word itself. */
	isWord: boolean;
	/** Further words within a few slips: position → slips. */
	near: ReadonlyMap<number, number>;
	/** Typed words before it. */
	order: number;
}

const nothing: ReadonlyMap<number, number> = new Map();
/** Places of a text that are remembered as taken, in the bits of a number; no label has more words. */
const bits = 31;
/** Texts read before a pause may be made: some milliseconds on a slow phone. */
const slice = 250;

/** Lists in one piece: those of `i` stand from `starts[i]` to `starts[i + 1]`. */
interface Lists {
	starts: Uint32Array;
	items: Uint32Array;
}

/**
 * Short texts found by the words in them: an inverted index over their words in alphabetical order, so that
 * a beginning is a range. Made once; asking costs what is found, not what there is.
 */
export class WordIndex {
	/** Every word of the texts, once, in the order of `<`. */
	readonly #words: readonly string[];
	readonly #shared: Uint8Array;
	/** Texts of each word. */
	readonly #texts: Lists;
	/** Words of each text. */
	readonly #wordsOf: Lists;
	/** When each text was last looked at, by number of the question: each is looked at once. */
	readonly #seen: Uint32Array;
	#question = 0;

	private constructor(words: readonly string[], wordsOfTexts: Lists, texts: Lists) {
		this.#words = words;
		this.#shared = sharedBeginnings(words);
		this.#wordsOf = wordsOfTexts;
		this.#texts = texts;
		this.#seen = new Uint32Array(wordsOfTexts.starts.length - 1);
	}

	/** Makes one in small steps, so that whoever runs it can let the screen answer in between. */
	static *making(texts: readonly string[]): Generator<undefined, WordIndex> {
		/** Words in the order they were met, then in the alphabet's. */
		const met = new Map<string, number>();
		const items: number[] = [];
		const starts = new Uint32Array(texts.length + 1);
		for (let text = 0; text < texts.length; text++) {
			for (const word of wordsOf(texts[text]!)) {
				const known = met.get(word);
				items.push(known ?? met.size);
				if (known === undefined) met.set(word, met.size);
			}
			starts[text + 1] = items.length;
			if (text % slice === slice - 1) yield;
		}
		const words = [...met.keys()].sort();
		yield;
		const position = new Uint32Array(words.length);
		for (let at = 0; at < words.length; at++) position[met.get(words[at]!)!] = at;
		const wordsOfTexts = { starts, items: Uint32Array.from(items, (word) => position[word]!) };
		yield;
		return new WordIndex(words, wordsOfTexts, turned(wordsOfTexts, words.length));
	}

	/** How many words a text has. */
	length(text: number): number {
		return this.#wordsOf.starts[text + 1]! - this.#wordsOf.starts[text]!;
	}

	/**
	 * Texts that hold every typed word, each in a place of its own, as a word or the beginning of one, and
	 * with `slips` also nearly; in no order.
	 */
	holdingAll(typed: readonly string[], slips: boolean, onFit: OnFit): void {
		const words = this.#locate(typed, slips);
		const [rarest] = [...words].sort((a, b) => this.#count(a) - this.#count(b));
		if (!rarest) return;
		this.#fits([rarest], words, (text, held, ...rest) => {
			if (held === words.length) onFit(text, held, ...rest);
		});
	}

	/** Texts whose first word begins so; in no order. */
	beginningWith(word: string, onFit: OnFit): void {
		const [from, to] = [this.#firstFrom(word), this.#firstFrom(`${word}\uffff`)];
		const { starts, items } = this.#texts;
		const { starts: firsts, items: words } = this.#wordsOf;
		const last = starts[to]!;
		for (let at = starts[from]!; at < last; at++) {
			const text = items[at]!;
			const first = words[firsts[text]!]!;
			// A text that says its first word again comes again, which changes nothing.
			if (first >= from && first < to) onFit(text, 1, form.begins, 0);
		}
	}

	/** When nothing holds them all: texts that hold the most of the typed words, nothing nearly. */
	holdingMost(typed: readonly string[], onFit: OnFit): void {
		const words = this.#locate(typed, false);
		let most = 1;
		this.#fits(words, words, (_text, held) => (most = Math.max(most, held)));
		this.#fits(words, words, (text, held, ...rest) => {
			if (held === most) onFit(text, held, ...rest);
		});
	}

	/** Looks once at each text that has one of the `asked` words. */
	#fits(asked: readonly TypedWord[], words: readonly TypedWord[], onFit: OnFit): void {
		const question = ++this.#question;
		const { starts, items } = this.#texts;
		const look = (word: number) => {
			for (let at = starts[word]!; at < starts[word + 1]!; at++) {
				const text = items[at]!;
				if (this.#seen[text] === question) continue;
				this.#seen[text] = question;
				this.#fit(text, words, onFit);
			}
		};
		for (const { from, to, near } of asked) {
			for (let word = from; word < to; word++) look(word);
			for (const word of near.keys()) look(word);
		}
	}

	/**
	 * Gives each typed word the best place left. They come longest first: of two beginnings of the same word
	 * the longer fits wherever the shorter does not, so that taking places in this order never wastes one.
	 */
	#fit(text: number, typed: readonly TypedWord[], onFit: OnFit): void {
		const { starts, items } = this.#wordsOf;
		const start = starts[text]!;
		const end = starts[text + 1]!;
		let [held, slips, taken] = [0, 0, 0];
		let [whole, inOrder] = [true, true];
		for (const word of typed) {
			let place = -1;
			let best = Infinity;
			for (let at = start; at < end; at++) {
				if (at - start < bits && taken & (1 << (at - start))) continue;
				const cost = costOf(word, items[at]!);
				if (cost >= best) continue;
				place = at - start;
				best = cost;
			}
			if (place < 0) continue;
			if (place < bits) taken |= 1 << place;
			held++;
			if (best > 0) whole = false;
			if (place !== word.order) inOrder = false;
			slips += Math.floor(best);
		}
		const same = whole && held === end - start;
		const other = inOrder ? form.begins : whole ? form.words : form.beginnings;
		onFit(text, held, same ? form.same : other, slips);
	}

	/** Texts that have the word, roughly: one that has several of its readings counts for each. */
	#count({ from, to, near }: TypedWord): number {
		const { starts } = this.#texts;
		let count = starts[to]! - starts[from]!;
		for (const word of near.keys()) count += starts[word + 1]! - starts[word]!;
		return count;
	}

	#locate(typed: readonly string[], slips: boolean): TypedWord[] {
		return [...typed.entries()]
			.sort(([, a], [, b]) => b.length - a.length)
			.map(([order, word]) => {
				const from = this.#firstFrom(word);
				const to = this.#firstFrom(`${word}\uffff`);
				const allowed = slips ? slipsAllowed(word.length) : 0;
				const near = allowed > 0 ? this.#near(word, allowed, from, to) : nothing;
				return { from, to, isWord: this.#words[from] === word, near, order };
			});
	}

	#near(word: string, allowed: number, from: number, to: number): Map<number, number> {
		const near = nearWords(this.#words, this.#shared, word, allowed);
		for (const [at, slips] of near) {
			const begun = at >= from && at < to;
			// Two slips and another first letter make another word: `muraille` is no `draille`.
			const other = slips > 1 && this.#words[at]![0] !== word[0];
			if (begun || other) near.delete(at);
		}
		return near;
	}

	/** Position of the first word that is not before this one. */
	#firstFrom(word: string): number {
		let [low, high] = [0, this.#words.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.#words[middle]! < word) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** 0: the word itself, a half: its beginning, then its slips; infinite: another word. */
function costOf({ from, to, isWord, near }: TypedWord, word: number): number {
	if (word >= from && word < to) return isWord && word === from ? 0 : 0.5;
	return near.get(word) ?? Infinity;
}

/** From the words of each text to the texts of each word. */
function turned({ starts, items }: Lists, words: number): Lists {
	const turnedStarts = new Uint32Array(words + 1);
	for (const word of items) turnedStarts[word + 1]!++;
	for (let word = 0; word < words; word++) turnedStarts[word + 1]! += turnedStarts[word]!;
	const next = turnedStarts.slice();
	const texts = new Uint32Array(items.length);
	for (let text = 0; text < starts.length - 1; text++) {
		for (let at = starts[text]!; at < starts[text + 1]!; at++) texts[next[items[at]!]!++] = text;
	}
	return { starts: turnedStarts, items: texts };
}
