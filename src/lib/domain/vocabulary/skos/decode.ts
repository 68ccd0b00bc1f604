import { VocabularyFileError } from './file-error.ts';
import { lineAt } from './guard.ts';
import { skosLimits } from './limits.ts';

/**
 * The text of a file: UTF-8, UTF-16 with or without its mark, or what an XML declaration says. Never
 * guesses beyond that: wrong letters in a thesaurus are found years later. Throws
 * {@link VocabularyFileError}.
 */
export function decodeFile(bytes: Uint8Array): string {
	if (bytes.length === 0) throw new VocabularyFileError('file_empty');
	if (bytes.length > skosLimits.file) {
		throw new VocabularyFileError('file_too_large', Math.round(skosLimits.file / 1024 / 1024));
	}
	const text = decodeAs(encodingOf(bytes), bytes);
	if (text.trim() === '') throw new VocabularyFileError('file_empty');
	// Pictures and archives decode more often than one would think.
	if (text.slice(0, 2000).includes('\u0000')) throw new VocabularyFileError('file_format');
	return text;
}

function encodingOf(bytes: Uint8Array): string {
	const [first, second] = bytes;
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	// Every format begins with a character of ASCII.
	if (second === 0 && first !== 0) return 'utf-16le';
	if (first === 0 && second !== 0) return 'utf-16be';
	const start = String.fromCharCode(...bytes.subarray(0, 200));
	const [, declared] =
		/^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? [];
	return declared ?? 'utf-8';
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
	let decoder: TextDecoder;
	try {
		decoder = new TextDecoder(encoding, { fatal: true });
	} catch {
		throw new VocabularyFileError('file_encoding', encoding);
	}
	try {
		return decoder.decode(bytes);
	} catch {
		const lenient = new TextDecoder(encoding).decode(bytes);
		throw new VocabularyFileError(
			'file_encoding',
			encoding,
			lineAt(lenient, lenient.indexOf('\ufffd'))
		);
	}
}
