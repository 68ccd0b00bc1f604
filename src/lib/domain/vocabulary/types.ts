import type { FieldDefinition } from '../fields/types.ts';
import type { Language, LocalizedText } from '../language.ts';

export type { Language, LocalizedText };
export type GeometryKind = 'point' | 'line' | 'polygon';
export type Sensitivity = 'public' | 'blurred' | 'hidden';
/** How sure a label is; `unsure` labels are shown to editors only (domain/heritage). */
export type LabelStatus = 'sourced' | 'known' | 'unsure';
/** SKOS §5: preferred, alternative and hidden lexical labels. */
export type LabelKind = 'pref' | 'alt' | 'hidden';

export interface Label {
	kind: LabelKind;
	lang: Language;
	text: string;
	status: LabelStatus;
}

export interface Concept {
	/** `{scheme}/{notation}`: stable for ever, never reused. */
	id: string;
	scheme: string;
	/** SKOS notation, unique in the scheme; what a choice field stores. */
	notation: string;
	broader: string[];
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
	/** Said in plain words on the capture screen (safety, private land), or null. */
	notice: LocalizedText | null;
	position: number;
}

/** Everything forms, search and symbols need; fetched once, kept for offline use. */
export interface Vocabulary {
	/** Content hash; equal means nothing to fetch. */
	etag: string;
	themes: Theme[];
	schemes: Scheme[];
	concepts: Concept[];
	fields: FieldDefinition[];
}
