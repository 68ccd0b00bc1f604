/** An answer: a concept, and the label that fitted or -1, by their numbers; the smaller score is better. */
export interface Answer {
	concept: number;
	entry: number;
	score: number;
}

/**
 * The best label of each concept met in one question. A single letter meets ten thousand labels: they are
 * told apart in arrays that live as long as the search, without an object for each.
 */
export class BestAnswers {
	readonly #scores: Float64Array;
	readonly #entries: Int32Array;
	#met: number[] = [];

	constructor(concepts: number) {
		this.#scores = new Float64Array(concepts).fill(Infinity);
		this.#entries = new Int32Array(concepts);
	}

	/** Forgets the question before. */
	clear(): void {
		for (const concept of this.#met) this.#scores[concept] = Infinity;
		this.#met = [];
	}

	/** How many concepts were met. */
	get size(): number {
		return this.#met.length;
	}

	has(concept: number): boolean {
		return this.#scores[concept]! < Infinity;
	}

	offer(concept: number, entry: number, score: number): void {
		const before = this.#scores[concept]!;
		if (score >= before) return;
		if (before === Infinity) this.#met.push(concept);
		this.#scores[concept] = score;
		this.#entries[concept] = entry;
	}

	/** The best ones, best first; equals in the order of the concepts. */
	best(limit: number): Answer[] {
		const scores = this.#scores;
		const first = (a: number, b: number) => scores[a]! - scores[b]! || a - b;
		const kept: number[] = [];
		for (const concept of this.#met) {
			const last = kept[kept.length - 1];
			if (kept.length === limit && first(concept, last!) >= 0) continue;
			if (kept.length === limit) kept.pop();
			let at = kept.length;
			while (at > 0 && first(concept, kept[at - 1]!) < 0) at--;
			kept.splice(at, 0, concept);
		}
		return kept.map((concept) => {
			return { concept, entry: this.#entries[concept]!, score: scores[concept]! };
		});
	}
}
