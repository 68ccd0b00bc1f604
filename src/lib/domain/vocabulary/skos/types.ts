import type { GeometryKind, LabelKind, LabelStatus, Sensitivity, SymbolShape } from '../types.ts';

/** A lexical label in any language (BCP 47 tag; empty when the file did not say). */
export interface SkosLabel {
	kind: LabelKind;
	lang: string;
	text: string;
	/** How sure the form is; `known` unless said otherwise. */
	status: LabelStatus;
}

/** SKOS documentation properties (§7). */
export type NoteKind =
	'note' | 'definition' | 'scopeNote' | 'historyNote' | 'example' | 'editorialNote' | 'changeNote';

export interface SkosNote {
	kind: NoteKind;
	lang: string;
	text: string;
}

export type MatchRelation =
	'exactMatch' | 'closeMatch' | 'broadMatch' | 'narrowMatch' | 'relatedMatch';

/** A statement that the model has no place for, kept as it came so that an export gives it back. */
export interface OtherStatement {
	predicate: string;
	object: string;
	isUri: boolean;
	/** Of a literal; empty when it has none. */
	lang: string;
	/** Of a literal, when it is neither a plain string nor language-tagged; else empty. */
	datatype: string;
}

/** What Capitelle adds to SKOS, under its own namespace. */
export interface ConceptUse {
	geometryKinds: GeometryKind[];
	sensitivity: Sensitivity;
	osmTags: string[];
	icon: string | null;
	color: string | null;
	shape: SymbolShape | null;
	position: number;
}

/**
 * A concept as files exchange it. Every list is free of duplicates and sorted by code point, so that two
 * readings of the same thing are equal; `narrower` is told as the other side's `broader`.
 */
export interface SkosConcept {
	uri: string;
	notations: string[];
	labels: SkosLabel[];
	notes: SkosNote[];
	/** URIs; several are allowed. One that is not in the scheme is dangling, and kept. */
	broader: string[];
	/** URIs, said on both sides. */
	related: string[];
	matches: { relation: MatchRelation; uri: string }[];
	/** Declared top of its scheme. */
	isTop: boolean;
	deprecated: boolean;
	/** URI of the concept to use instead. */
	replacedBy: string | null;
	/** Null for a concept that came from elsewhere and says nothing of it. */
	use: ConceptUse | null;
	other: OtherStatement[];
}

/** SKOS collection (§9). */
export interface SkosCollection {
	uri: string;
	labels: SkosLabel[];
	notes: SkosNote[];
	/** URIs of concepts or collections, in order when `ordered`, else sorted. */
	members: string[];
	ordered: boolean;
	/** See {@link import('../types.ts').Collection.isTrait}. */
	isTrait: boolean;
	other: OtherStatement[];
}

/** One scheme with everything in it; concepts and collections sorted by URI. */
export interface SkosScheme {
	uri: string;
	titles: { lang: string; text: string }[];
	other: OtherStatement[];
	concepts: SkosConcept[];
	collections: SkosCollection[];
}

/** What is wrong with a vocabulary, named after the SKOS reference (https://www.w3.org/TR/skos-reference/). */
export type SkosCode =
	// Integrity conditions: the concept, or the relation, cannot be kept as it is.
	| 'skos_s9'
	| 'skos_s13'
	| 'skos_s14'
	| 'skos_s27'
	| 'skos_s37'
	| 'skos_s46'
	// Not SKOS, and impossible to keep.
	| 'uri_missing'
	| 'uri_malformed'
	| 'too_many_labels'
	| 'text_too_long'
	| 'language_tag'
	| 'label_empty'
	/** A character that neither XML nor PostgreSQL can hold. */
	| 'control_character'
	/** Of a property (`detail`), more than {@link import('./limits.ts').skosLimits} allows. */
	| 'too_many_values'
	/** The address belongs to another vocabulary of this place (only the database can tell). */
	| 'uri_taken'
	// Kept, and told.
	| 'broader_cycle'
	| 'broader_self'
	| 'broader_dangling'
	| 'label_untagged'
	| 'label_french_missing'
	| 'label_duplicate'
	| 'label_missing'
	| 'orphan'
	| 'several_parents'
	/** Declared top of its scheme, and yet below another concept. */
	| 'top_with_broader'
	/** Blanks around a label, or the end of a line inside. */
	| 'label_spaces'
	/** On somebody's own machine or network: no one else can follow it, and it will not last. */
	| 'uri_local'
	| 'markup'
	// Told of the file; what it is about is not in any scheme, or was not said.
	/** No scheme was named; the one of `uri` was made from the addresses. `detail`: of how many concepts. */
	| 'scheme_missing'
	/** A note without a text, of the kind `detail`. */
	| 'text_empty'
	/** The file says something of `uri` (by property `detail`) that has no place here. */
	| 'not_kept';

export interface SkosProblem {
	code: SkosCode;
	severity: 'error' | 'warning';
	/** URI of the concept, collection or scheme it is about. */
	uri: string;
	/** URIs of the others involved. */
	others: string[];
	/** The label, the language or the text concerned; empty when none is. */
	detail: string;
}
