/** A stretch of a text: an address, or what is around it. */
export interface TextPiece {
	text: string;
	/** An http address to go to; null for plain text. */
	href: string | null;
}

/** What ends a sentence, not an address. */
const closing = /[.,;:!?…»"'’)\]]+$/u;

/** Cuts a text where web addresses begin and end. Nothing else becomes a link: no other scheme, no mark-up. */
export function linkedPieces(text: string): TextPiece[] {
	const pieces: TextPiece[] = [];
	let from = 0;
	for (const { 0: found, index } of text.matchAll(/https?:\/\/[^\s<>«»"]+/gi)) {
		const address = found.replace(closing, '');
		if (!URL.canParse(address)) continue;
		if (index > from) pieces.push({ text: text.slice(from, index), href: null });
		pieces.push({ text: address, href: new URL(address).href });
		from = index + address.length;
	}
	if (from < text.length) pieces.push({ text: text.slice(from), href: null });
	return pieces;
}
