/**
 * Longer than this nothing is a slip of the finger any more. The longest French words a thesaurus of
 * building may hold stay under it.
 */
const longest = 40;

/** Slips forgiven in a word of so many letters: none in a short one, where each makes another word. */
export function slipsAllowed(letters: number): number {
	if (letters > longest) return 0;
	return letters >= 8 ? 2 : letters >= 4 ? 1 : 0;
}

/** How many letters two neighbours of an alphabetical list have in common, for each with the one before. */
export function sharedBeginnings(words: readonly string[]): Uint8Array {
	const shared = new Uint8Array(words.length);
	for (let i = 1; i < words.length; i++) {
		const [a, b] = [words[i - 1]!, words[i]!];
		const most = Math.min(a.length, b.length, 255);
		let same = 0;
		while (same < most && a.charCodeAt(same) === b.charCodeAt(same)) same++;
		shared[i] = same;
	}
	return shared;
}

/**
 * Words of an alphabetical list that what was typed turns into, or into a beginning of them, by at most
 * `max` changes (a letter added, left out, replaced, or two swapped): position in the list → changes.
 *
 * Optimal string alignment (Damerau–Levenshtein without editing a pair twice). Neighbours begin alike, so
 * the rows of the calculation are kept as deep as the letters are the same, and a beginning that is already
 * too far settles all words that share it: the list is walked like a trie, without building one.
 */
export function nearWords(
	words: readonly string[],
	shared: Uint8Array,
	typed: string,
	max: number
): Map<number, number> {
	const found = new Map<number, number>();
	const rows = new Rows(typed, max);
	/** Letters for which rows hold; then those that settle the answer, or 0. */
	let known = 0;
	let settled = 0;
	let typos = max + 1;
	for (let i = 0; i < words.length; i++) {
		if (settled === 0 || shared[i]! < settled) {
			const word = words[i]!;
			const last = Math.min(word.length, rows.depths);
			known = Math.min(known, shared[i]!);
			settled = 0;
			while (known < last && settled === 0) {
				known++;
				if (rows.fill(word, known) > max) settled = known;
			}
			typos = rows.best(known);
		}
		if (typos <= max) found.set(i, typos);
	}
	return found;
}

/** The rows of the calculation: one for each letter of the word, over each beginning of what was typed. */
class Rows {
	/** Beyond so many letters of a word everything costs more than `max`. */
	readonly depths: number;
	readonly #typed: string;
	readonly #width: number;
	readonly #costs: Uint8Array;
	/** Per letter of the word: the fewest changes for the whole of what was typed, up to there. */
	readonly #best: Uint8Array;

	constructor(typed: string, max: number) {
		this.#typed = typed;
		this.#width = typed.length + 1;
		this.depths = typed.length + max + 1;
		this.#costs = new Uint8Array(this.#width * (this.depths + 1));
		this.#best = new Uint8Array(this.depths + 1);
		for (let column = 0; column < this.#width; column++) this.#costs[column] = column;
		this.#best[0] = typed.length;
	}

	/** Fewest changes from the whole of what was typed to one of the word's first `depth` beginnings. */
	best(depth: number): number {
		return this.#best[depth]!;
	}

	/** Fills the row of the word's `depth`th letter; the least cost in it. */
	fill(word: string, depth: number): number {
		const [costs, width, typed] = [this.#costs, this.#width, this.#typed];
		const here = depth * width;
		const above = here - width;
		const letter = word.charCodeAt(depth - 1);
		const letterBefore = depth > 1 ? word.charCodeAt(depth - 2) : -1;
		let least = depth;
		costs[here] = depth;
		for (let column = 1; column < width; column++) {
			const typedLetter = typed.charCodeAt(column - 1);
			let cost = costs[above + column - 1]! + (typedLetter === letter ? 0 : 1);
			cost = Math.min(cost, costs[above + column]! + 1, costs[here + column - 1]! + 1);
			const swapped = typedLetter === letterBefore && typed.charCodeAt(column - 2) === letter;
			if (column > 1 && swapped) cost = Math.min(cost, costs[above - width + column - 2]! + 1);
			costs[here + column] = cost;
			least = Math.min(least, cost);
		}
		this.#best[depth] = Math.min(this.#best[depth - 1]!, costs[here + width - 1]!);
		return least;
	}
}
