/** Words that carry no meaning in a search, in the four languages; only left out when others remain. */
const EMPTY_WORDS = new Set(
	'a à al au aux d da dans de del dels des dins du e en et i in l la las le les los lo of o ou sur the un una une'.split(
		' '
	)
);

/**
 * What each character folds to. Normalising whole labels takes most of the time of making an index; labels
 * are written with few characters, so each is normalised once.
 */
const folded = new Map<string, string>();

function foldCharacter(character: string): string {
	const known = folded.get(character);
	if (known !== undefined) return known;
	const plain = character
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('œ', 'oe')
		.replaceAll('æ', 'ae')
		.replaceAll('ß', 'ss')
		.replace(/[·‧•]/g, '')
		.replace(/[^\p{L}\p{N}]/gu, ' ');
	folded.set(character, plain);
	return plain;
}

/**
 * A text without what people leave out or spell in several ways: accents, capitals, ligatures,
 * apostrophes, hyphens, the Occitan and Catalan middle dot (`cal·ligrafia`, `in·hèrn`).
 */
export function fold(text: string): string {
	let result = '';
	let gap = false;
	for (const character of text) {
		const plain = foldCharacter(character);
		if (plain === ' ') gap = result !== '';
		else if (plain !== '') {
			result += gap ? ` ${plain}` : plain;
			gap = false;
		}
	}
	return result;
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
