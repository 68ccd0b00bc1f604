import type { LocalizedText } from '../language.ts';
import type { SkosCollection, SkosConcept, SkosProblem, SkosScheme } from './skos/types.ts';

/** One line of the list of vocabularies. */
export interface SchemeSummary {
	id: string;
	uri: string;
	title: LocalizedText;
	kind: 'thesaurus' | 'list' | 'reference';
	/** The theme it belongs to, or null. */
	theme: string | null;
	concepts: number;
	deprecated: number;
	/** Whether the caller may change it. */
	mayEdit: boolean;
}

/** A whole vocabulary as the server gives it to this person: unsure labels only to editors. */
export interface OpenScheme extends SkosScheme {
	id: string;
	kind: SchemeSummary['kind'];
	theme: string | null;
	/** Changes with any change of the scheme. */
	etag: string;
	editedAt: string | null;
	mayEdit: boolean;
}

/** What becomes of the records of a concept that is withdrawn. */
export type RecordsFate = 'keep' | 'move';

/** One step of a change; a batch of them is applied in order, whole or not at all. */
export type VocabularyEdit =
	/** Creates the concept, or replaces it whole. `notation` is for one that is new. */
	| { action: 'put'; concept: SkosConcept & { notation?: string } }
	| { action: 'deprecate'; uri: string; replacedBy: string | null; records: RecordsFate }
	| { action: 'restore'; uri: string }
	| { action: 'merge'; uri: string; into: string; records: RecordsFate }
	| { action: 'put_collection'; collection: SkosCollection };

/** What a withdrawal would touch. */
export interface ConceptUseCounts {
	records: number;
	/** Those of narrower concepts counted too. */
	withNarrower: number;
	fields: number;
}

/** A concept, a collection, or what a scheme says of itself, as the history holds it. */
export type HistoryState = Partial<SkosConcept & SkosCollection & Pick<SkosScheme, 'titles'>>;

/** One thing in one batch of changes; batches come newest first. */
export interface HistoryEntry {
	batch: string;
	at: string;
	/** Name the person chose to show, or null. */
	actor: string | null;
	note: string | null;
	uri: string;
	action: string;
	kind: 'concept' | 'collection' | 'scheme';
	before: HistoryState | null;
	after: HistoryState | null;
	/** The batch that took this one back, or null. */
	undoneBy: string | null;
}

/** What an import is told about the scheme it brings. */
export interface ImportTarget {
	id: string;
	uri: string;
	titles: { lang: string; text: string }[];
	kind: SchemeSummary['kind'];
	theme: string | null;
	other: SkosScheme['other'];
}

export interface ImportResult {
	/** Null when nothing had to change. */
	batch: string | null;
	added: number;
	changed: number;
	deprecated: number;
	unchanged: number;
	refused: SkosProblem[];
}

export type SuggestionStatus = 'pending' | 'accepted' | 'applied' | 'rejected';

/** A word that somebody missed. */
export interface WordSuggestion {
	id: string;
	theme: string;
	/** Id of the concept it names, or would go under; null when the person could not say. */
	concept: string | null;
	kind: 'label' | 'concept';
	text: string;
	lang: string;
	note: string | null;
	recordId: string | null;
	status: SuggestionStatus;
	author: string | null;
	at: string;
	reason: string | null;
	/** Whether the caller may decide on it. */
	mayDecide: boolean;
	/** Whether the caller may put the word into the vocabulary at once. */
	mayEdit: boolean;
}
