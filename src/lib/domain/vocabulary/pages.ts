import type { LocalizedText } from '../language.ts';
import type { RecordSummary } from '../record-summary.ts';
import type { MatchRelation, SkosLabel, SkosNote } from './skos/types.ts';
import type { PackedSymbols } from './subset.ts';
import type { GeometryKind, Scheme, Sensitivity } from './types.ts';

/** Preferred labels by language tag. */
export type Names = Record<string, string>;

/** A concept where another page points to it. */
export interface NamedConcept {
	/** `{scheme}/{notation}`, or null for one that is not here. */
	id: string | null;
	uri: string;
	names: Names;
	deprecated: boolean;
}

/** A vocabulary where a page points to it. */
export interface SchemeHead {
	id: string;
	uri: string;
	title: LocalizedText;
	kind: Scheme['kind'];
}

/** Everything the page of one concept shows to everyone: no hidden label, none that is unsure. */
export interface ConceptPage {
	/** `{scheme}/{notation}` */
	id: string;
	uri: string;
	notation: string;
	/** Those of the vocabulary itself (skos:notation). */
	notations: string[];
	scheme: SchemeHead;
	labels: SkosLabel[];
	notes: SkosNote[];
	/** Lines of broader concepts from a top one down to the nearest; several when it has several parents. */
	ways: NamedConcept[][];
	/** Narrower concepts, the first ones, and how many there are. */
	narrower: { total: number; concepts: NamedConcept[] };
	related: NamedConcept[];
	matches: { relation: MatchRelation; uri: string; here: NamedConcept | null }[];
	deprecated: boolean;
	replacedBy: NamedConcept | null;
	geometryKinds: GeometryKind[];
	sensitivity: Sensitivity;
	osmTags: string[];
	/** Its published records and those of everything narrower, the latest; null for one that is not recorded. */
	records: { total: number; records: RecordSummary[] } | null;
	/** What the marks of the page are drawn by. */
	symbols: PackedSymbols;
}

/** One line of a vocabulary's page. */
export interface SchemeLine extends NamedConcept {
	/** Depth in a tree, from 0. */
	level: number;
	/** How many are directly narrower. */
	narrower: number;
}

/** One page of a vocabulary. */
export interface SchemePage {
	scheme: SchemeHead;
	/** Concepts in use. */
	total: number;
	deprecated: number;
	/** The concept whose narrower ones are listed, or null for all. */
	under: NamedConcept | null;
	arrangement: 'tree' | 'alphabet';
	/** Whether the other arrangement has something to show. */
	hasTree: boolean;
	/** Initials there are, in the order of the alphabet. */
	letters: string[];
	letter: string | null;
	q: string | null;
	/** What the filter lets through, on all pages. */
	found: number;
	page: number;
	pages: number;
	lines: SchemeLine[];
	symbols: PackedSymbols;
}

/** A vocabulary in the list of vocabularies. */
export interface SchemeEntry extends SchemeHead {
	theme: string | null;
	concepts: number;
}

/** A name in the reader's language, else in French, else in one without a language, else in any. */
export function nameIn(
	{ names, uri }: Pick<NamedConcept, 'names' | 'uri'>,
	lang: string
): { text: string; lang: string } {
	for (const one of [lang, 'fr', '', 'oc', 'ca', 'en', ...Object.keys(names)]) {
		const text = names[one];
		if (text) return { text, lang: one };
	}
	return {
		text:
			uri
				.replace(/[/#]+$/, '')
				.split(/[/#]/)
				.at(-1) || uri,
		lang: ''
	};
}

/** Address of a concept's page on this site. */
export function conceptPath(id: string): string {
	const cut = id.indexOf('/');
	return `/concept/${encodeURIComponent(id.slice(0, cut))}/${encodeURIComponent(id.slice(cut + 1))}`;
}

/** Address of a vocabulary's page on this site. */
export function schemePath(id: string): string {
	return `/vocabulaire/${encodeURIComponent(id)}`;
}
