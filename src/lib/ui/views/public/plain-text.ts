/** One block of a plain text. */
export interface Block {
	kind: 'heading' | 'paragraph' | 'list';
	lines: string[];
}

/**
 * Cuts a plain text into headings (one short line without a full stop, after an empty line),
 * paragraphs, and lists (lines that begin with a dash). Nothing in it is read as markup.
 */
export function blocksOf(text: string): Block[] {
	return text
		.split(/\n\s*\n/)
		.map((part) =>
			part
				.split('\n')
				.map((line) => line.trim())
				.filter(Boolean)
		)
		.filter((lines) => lines.length > 0)
		.map((lines): Block => {
			if (lines.every((line) => /^[-–•] /.test(line))) {
				return { kind: 'list', lines: lines.map((line) => line.slice(2)) };
			}
			const [first = ''] = lines;
			const short = lines.length === 1 && first.length <= 70 && !/[.:;!?…]$/.test(first);
			return { kind: short ? 'heading' : 'paragraph', lines };
		});
}
