/** Words that carry no meaning in a search, in the four languages; only left out when others remain. */
const EMPTY_WORDS = new Set(
	'a à al au aux d da dans de del dels des dins du e en et i in l la las le les los lo of o ou sur the un una une'.split(
		' '
	)
);

/**
 * A text without what people leave out or spell in several ways: accents, capitals, ligatures,
 * apostrophes, hyphens, the Occitan and Catalan middle dot (`cal·ligrafia`, `in·hèrn`).
 */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replaceAll('ß', 'ss')
		.replace(/[·‧•]/g, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** The words of a text, folded and in the singular; all of them when nothing but empty words is left. */
export function wordsOf(text: string): string[] {
	const words = fold(text).split(' ').filter(Boolean);
	const telling = words.filter((word) => !EMPTY_WORDS.has(word));
	return (telling.length > 0 ? telling : words).map(singular);
}

/** Takes a plural's ending off: `capitelles`, `muralhas`, `ruisseaux`, `canaux` → `canal`. Same rule for both sides. */
export function singular(word: string): string {
	if (word.length < 4) return word;
	if (word.endsWith('eaux')) return word.slice(0, -1);
	if (word.endsWith('aux')) return `${word.slice(0, -3)}al`;
	return /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

/**
 * Fewest changes (a letter added, left out, replaced, or two swapped) that turn `typed` into `word`
 * or into a beginning of it, when at most `max`; otherwise `max + 1`.
 * Optimal string alignment (Damerau–Levenshtein without editing a pair twice), three rows kept.
 */
export function typosToPrefix(typed: string, word: string, max: number): number {
	const width = Math.min(word.length, typed.length + max);
	let before: number[] = [];
	let above = Array.from({ length: width + 1 }, (_, column) => column);
	for (let row = 1; row <= typed.length; row++) {
		const current = [row];
		let best = row;
		for (let column = 1; column <= width; column++) {
			const same = typed[row - 1] === word[column - 1];
			let cost = Math.min(
				(above[column] ?? max) + 1,
				(current[column - 1] ?? max) + 1,
				(above[column - 1] ?? max) + (same ? 0 : 1)
			);
			const swapped =
				row > 1 &&
				column > 1 &&
				typed[row - 1] === word[column - 2] &&
				typed[row - 2] === word[column - 1];
			if (swapped) cost = Math.min(cost, (before[column - 2] ?? max) + 1);
			current.push(cost);
			best = Math.min(best, cost);
		}
		if (best > max) return max + 1;
		before = above;
		above = current;
	}
	return Math.min(max + 1, ...above);
}
