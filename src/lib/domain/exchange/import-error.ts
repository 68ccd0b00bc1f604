/** Why a file of places cannot be read at all. */
export type ImportErrorCode =
	| 'empty'
	/** `detail`: megabytes allowed. */
	| 'too_large'
	/** Neither GPX nor GeoJSON. */
	| 'format'
	| 'encoding'
	/** Well begun, and broken further on. */
	| 'syntax'
	/** XML with a DOCTYPE: what it declares can multiply without end, or reach for files. */
	| 'entities'
	/** `detail`: points allowed. */
	| 'too_many_points'
	/** Coordinates of a system that is not known here. `detail`: its name. */
	| 'system'
	/** Read to its end, and nowhere a place. */
	| 'nothing'
	/** `detail`: seconds allowed. */
	| 'time'
	| 'cancelled'
	| 'unreadable';

/** A file that cannot be read; nothing of it was kept. */
export class ImportFileError extends Error {
	readonly code: ImportErrorCode;
	readonly detail: string;

	constructor(code: ImportErrorCode, detail: string | number = '') {
		super(detail === '' ? code : `${code}: ${detail}`);
		this.name = 'ImportFileError';
		this.code = code;
		this.detail = String(detail).slice(0, 200);
	}
}

/** What one file may hold. A day of walking has some ten thousand points. */
export const importLimits = {
	/** Bytes. */
	file: 40 * 1024 * 1024,
	points: 1_500_000,
	/** Places read of a file; what is over is counted. */
	places: 2000,
	/** Characters kept of a text. */
	text: 4000,
	/** Properties kept of a place. */
	properties: 100,
	/** Characters of what a property is called; a longer one is none. */
	name: 200,
	/** Elements, or lists and objects, inside one another. */
	depth: 100
} as const;
