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
	| 'hierarchical_choice'
	| 'species'
	| 'record_link'
	| 'group'
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
/** `species`: a taxon by its number in TAXREF (cd_nom), null when the person only knows a name. */
export interface Species {
	code: number | null;
	name: string;
}
/** One row of a `group`: the answers of its fields by their keys, without the unanswered ones. */
export type GroupRow = { [key: string]: SingleValue };
type SingleValue = string | number | boolean | string[] | LocalText | Measure | Species;
/** What `record.properties` holds, by kind; an absent key means not answered (null is never stored). */
export type FieldValue = SingleValue | GroupRow[];

export interface FieldDefinition {
	/** Unique: `{theme}/{key}` or `{concept id}/{key}`; in a group, the group's id, a dot and the key. */
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
	/** Scheme whose concepts' notations are the values (choice kinds; species that a list proposes). */
	scheme: string | null;
	/** Concept of that scheme: only what is narrower than it may be chosen. */
	branch: string | null;
	/** Theme whose records may be linked to (`record_link`); null: any. */
	linkTheme: string | null;
	/** The fields of each row (`group`); empty for every other kind. A group holds no group. */
	fields: FieldDefinition[];
	/** Inclusive bounds (integer, decimal, measure), or of the number of rows (group). */
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
	/** What a new form starts from. */
	default: FieldValue | null;
	/** A picture of a good answer: an address of this site, and what it shows. */
	example: { src: string; alt: LocalizedText } | null;
	/** Seen at each visit (condition, threats): belongs to observations, not to the object. */
	perVisit: boolean;
	/** False: never leaves the database towards the public (views, API, exports). */
	isPublic: boolean;
	position: number;
	version: number;
}
