import type { LocalizedText } from '../language.ts';

export type FieldKind =
	| 'text'
	| 'long_text'
	| 'local_text'
	| 'boolean'
	| 'integer'
	| 'decimal'
	| 'measure'
	| 'date'
	| 'edtf'
	| 'choice'
	| 'multiple_choice'
	| 'identifier'
	| 'email'
	| 'url';

/** `local_text`: a word as it was said, with its language. */
export interface LocalText {
	text: string;
	lang: 'fr' | 'oc' | 'ca' | 'en';
}
/** `measure`: a number in the field's unit, and whether it was estimated. */
export interface Measure {
	value: number;
	estimated: boolean;
}
/** What `record.properties` holds, by kind; an absent key means not answered (null is never stored). */
export type FieldValue = string | number | boolean | string[] | LocalText | Measure;

export interface FieldDefinition {
	/** Unique: `{theme}/{key}` or `{concept id}/{key}`. */
	id: string;
	theme: string;
	/** Applies to this concept and everything narrower; null: to every concept of the theme. */
	concept: string | null;
	/** Key in `record.properties`: `[a-z][a-z0-9_]*`. Unique for a theme and branch. */
	key: string;
	kind: FieldKind;
	label: LocalizedText;
	help: LocalizedText | null;
	/** Heading under which the form groups it. */
	group: LocalizedText | null;
	required: boolean;
	/** Scheme whose concepts' notations are the values (choice kinds). */
	scheme: string | null;
	/** Inclusive bounds (integer, decimal, measure). */
	min: number | null;
	max: number | null;
	/** Unit shown and exported: m, m², °C… */
	unit: string | null;
	/** Characters (text kinds); default 250, long_text 2000. */
	maxLength: number | null;
	/** POSIX/JS-common regular expression, whole value (identifier). */
	pattern: string | null;
	/** Shown and asked only when another field of the record has one of these values (a multiple choice: contains one). */
	showWhen: { field: string; in: (string | number | boolean)[] } | null;
	/** False: never leaves the database towards the public (views, API, exports). */
	isPublic: boolean;
	position: number;
	version: number;
}
