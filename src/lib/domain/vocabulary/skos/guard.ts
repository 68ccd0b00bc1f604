import { VocabularyFileError } from './file-error.ts';
import { skosLimits } from './limits.ts';

const tooDeep = () => new VocabularyFileError('file_too_deep', skosLimits.depth);

/**
 * Refuses XML that could harm before a parser sees it: declared entities, which multiply without end or
 * reach for files, and elements nested without end. One pass; what is malformed is left to the parser.
 * @returns whether every element that begins also ends, which the parser does not tell
 */
export function guardXml(text: string): boolean {
	const entity = text.search(/<!ENTITY/i);
	if (entity >= 0) throw new VocabularyFileError('file_entities', '', lineAt(text, entity));
	let depth = 0;
	for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
		const end = afterMarkup(text, at);
		if (end < 0) return false;
		const next = text[at + 1];
		if (next === '/') depth -= 1;
		else if (next !== '!' && next !== '?' && text[end - 2] !== '/') depth += 1;
		if (depth > skosLimits.depth) throw tooDeep();
		at = end;
	}
	return depth === 0;
}

/** Where a tag, comment, section or instruction ends; -1 when it does not. */
function afterMarkup(text: string, at: number): number {
	if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
	if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9);
	const next = text[at + 1];
	if (next === '?') return after(text, '?>', at + 2);
	return next === '!' || next === '/' ? after(text, '>', at + 2) : afterTag(text, at + 1);
}

function after(text: string, mark: string, from: number): number {
	const at = text.indexOf(mark, from);
	return at < 0 ? -1 : at + mark.length;
}

/** Characters of one tag: parsers take the square of the number of its attributes. */
const tagMost = 100_000;

/** Where a tag ends; `>` inside quotes is part of an attribute. */
function afterTag(text: string, from: number): number {
	for (let at = from; at < text.length; at += 1) {
		if (at - from > tagMost) {
			throw new VocabularyFileError('file_syntax', 'a tag too long', lineAt(text, from));
		}
		const char = text[at]!;
		if (char === '>') return at + 1;
		if (char === '"' || char === "'") {
			at = text.indexOf(char, at + 1);
			if (at < 0) return -1;
		}
	}
	return -1;
}

/** Refuses JSON nested without end, before a parser sees it. One pass. */
export function guardJson(text: string): void {
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		const char = text[at];
		if (char === '{' || char === '[') {
			depth += 1;
			if (depth > skosLimits.depth) throw tooDeep();
		} else if (char === '}' || char === ']') depth -= 1;
		else if (char === '"') {
			for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
		}
	}
}

/** Contexts of one document: each is brought together with all before it. */
const contextsMost = 1000;

/** Refuses JSON-LD with contexts without end, before they are brought together. */
export function guardContexts(document: unknown): void {
	let count = 0;
	const visit = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if (key === '@context' && Array.isArray(inner)) {
				count += inner.length;
				if (count > contextsMost) throw new VocabularyFileError('file_syntax', 'too many contexts');
			}
			visit(inner);
		}
	};
	visit(document);
}

/** Line of a position, from 1. */
export function lineAt(text: string, at: number): number {
	let line = 1;
	for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1))
		line += 1;
	return line;
}
