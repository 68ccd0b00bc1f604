/** One block of a plain text. */
export interface Block {
	kind: 'heading' | 'paragraph' | 'list';
	lines: string[];
}

/**
 * Cuts a plain text into headings (one short line without a full stop, after an empty line, or
 * a numbered line), paragraphs, and lists (lines that begin with a dash). Nothing in it is read as markup.
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
		.flatMap(blockOf);
}

function blockOf(lines: string[]): Block[] {
	const [first = '', ...rest] = lines;
	// « 3. Rôles », with its text right below.
	if (rest.length > 0 && /^\d+\. .{1,70}$/.test(first)) {
		return [{ kind: 'heading', lines: [first] }, ...blockOf(rest)];
	}
	if (lines.every((line) => /^[-–•] /.test(line))) {
		return [{ kind: 'list', lines: lines.map((line) => line.slice(2)) }];
	}
	const short = rest.length === 0 && first.length <= 70 && !/[.:;!?…]$/.test(first);
	return [{ kind: short ? 'heading' : 'paragraph', lines }];
}
