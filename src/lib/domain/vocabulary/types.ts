import type { FieldDefinition } from '../fields/types.ts';
import type { Language, LocalizedText } from '../language.ts';

export type { Language, LocalizedText };
export type GeometryKind = 'point' | 'line' | 'polygon';
export type Sensitivity = 'public' | 'blurred' | 'hidden';
/** How sure a label is; `unsure` labels are shown to editors only (domain/heritage). */
export type LabelStatus = 'sourced' | 'known' | 'unsure';
/** SKOS §5: preferred, alternative and hidden lexical labels. */
export type LabelKind = 'pref' | 'alt' | 'hidden';

/** Outline of a symbol on the map: what tells branches apart without colour. */
export type SymbolShape = 'circle' | 'square' | 'diamond' | 'triangle' | 'pentagon' | 'hexagon';

export interface Label {
	kind: LabelKind;
	lang: Language;
	text: string;
	status: LabelStatus;
}

export interface Concept {
	/** `{scheme}/{notation}`: stable for ever, never reused. */
	id: string;
	/** Persistent address (SKOS §3), never reused; its own, or the scheme's base and the notation. */
	uri: string;
	scheme: string;
	/** Unique in the scheme; what a choice field stores. */
	notation: string;
	broader: string[];
	/** SKOS `related`, in the direction that was stored; the graph reads it both ways. */
	related: string[];
	labels: Label[];
	definition: LocalizedText | null;
	/** Allowed geometry; empty for a heading that cannot be recorded and for list values. */
	geometryKinds: GeometryKind[];
	sensitivity: Sensitivity;
	/** OSM tags as `key=value`. */
	osmTags: string[];
	/** SKOS mapping relations (§10) to other schemes. */
	matches: {
		relation: 'exactMatch' | 'closeMatch' | 'broadMatch' | 'narrowMatch' | 'relatedMatch';
		uri: string;
	}[];
	/** Name of the drawn icon, or null to inherit the broader concept's. */
	icon: string | null;
	/** `#rrggbb`, or null to inherit. */
	color: string | null;
	/** Or null to inherit. */
	shape: SymbolShape | null;
	position: number;
	/** Replaced or withdrawn concepts stay: old records point to them. */
	deprecated: boolean;
	replacedBy: string | null;
}

export interface Scheme {
	id: string;
	title: LocalizedText;
	/** Base of the concepts' URIs. */
	uri: string;
	/** `thesaurus`: a theme's concepts; `list`: values of a choice; `reference`: someone else's, for mappings. */
	kind: 'thesaurus' | 'list' | 'reference';
}

/**
 * SKOS collection (§9). One whose `isTrait` is set groups concepts by what a person sees (*round*, *of
 * stone*, *no mortar*), for who does not know the word.
 */
export interface Collection {
	/** `{scheme}/{notation}`, apart from the concepts' ids of its scheme. */
	id: string;
	scheme: string;
	title: LocalizedText;
	/** Ids of concepts, in order. */
	members: string[];
	isTrait: boolean;
	icon: string | null;
	position: number;
}

/** What to be told where a thing stands: a well, a bank in flood, somebody's land. */
export interface SafetyReminder {
	/** `{theme}/{id}`: who has read it is not shown it again. */
	id: string;
	/** Ids of the concepts it is about, with everything narrower; none: the whole theme. */
	concepts: string[];
	/** Name of a drawn symbol, or null. */
	icon: string | null;
	text: LocalizedText;
}

/** A theme is data: nothing generic knows one by name. */
export interface Theme {
	id: string;
	title: LocalizedText;
	description: LocalizedText;
	/** Scheme from which a record's concept is picked. */
	scheme: string;
	/** Key of the field shown as a record's title; the concept's label when empty. */
	titleField: string | null;
	icon: string;
	color: string;
	licence: 'lov2' | 'odbl';
	/** Metres of accuracy above which the app warns. */
	accuracyGateM: number;
	/**
	 * Metres within which two records of a concept may be of one thing, by notation, for it and what is narrower;
	 * `*` for the rest. By shape where it says nothing.
	 */
	alikeWithinM?: Record<string, number>;
	/** Said in plain words on the capture screen (safety, private land), or null. */
	notice: LocalizedText | null;
	/** Told once per reminder at the place of a thing; not there in a vocabulary kept by an older version. */
	safety?: SafetyReminder[];
	/** Version of its fields that is in force; a record says which one it was made with. */
	formVersion: number;
	position: number;
}

/**
 * Everything forms, search and symbols need; fetched once, kept for offline use. Of the schemes only those
 * that a theme or a field uses: the others are read on their own pages.
 */
export interface Vocabulary {
	/** Content hash; equal means nothing to fetch. */
	etag: string;
	themes: Theme[];
	schemes: Scheme[];
	concepts: Concept[];
	collections: Collection[];
	fields: FieldDefinition[];
}
