/** Why a file cannot be read as a vocabulary at all. */
export type FileErrorCode =
	| 'file_empty'
	/** `detail`: megabytes allowed. */
	| 'file_too_large'
	/** Nested deeper than any vocabulary. `detail`: levels allowed. */
	| 'file_too_deep'
	/** `detail`: statements allowed. */
	| 'file_too_many'
	/** Neither UTF-8, UTF-16 nor what it says of itself. */
	| 'file_encoding'
	/** None of the formats that are read. */
	| 'file_format'
	/** Ends in the middle. */
	| 'file_truncated'
	/** `detail`: the parser's own words, in English. */
	| 'file_syntax'
	/** XML that declares entities: they can multiply without end, or reach for files. */
	| 'file_entities'
	/** JSON-LD whose context is elsewhere; it is never fetched. `detail`: its address. */
	| 'file_remote_context'
	/** CSV without a column of addresses or of names. */
	| 'file_columns'
	/** Well-formed, and no concept in it. */
	| 'file_no_vocabulary'
	/** `detail`: seconds allowed. */
	| 'file_time'
	| 'file_cancelled'
	/** Anything unforeseen. `detail`: what was said. */
	| 'file_unreadable';

/** A file that cannot be read; nothing of it was kept. */
export class VocabularyFileError extends Error {
	readonly code: FileErrorCode;
	/** From 1, or null when the parser does not know. */
	readonly line: number | null;
	readonly detail: string;

	constructor(code: FileErrorCode, detail: string | number = '', line: number | null = null) {
		super(`${code}${line === null ? '' : ` (line ${line})`}${detail === '' ? '' : `: ${detail}`}`);
		this.name = 'VocabularyFileError';
		this.code = code;
		this.line = line;
		this.detail = String(detail).slice(0, 500);
	}
}
