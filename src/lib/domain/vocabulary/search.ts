import type { Language } from '../language.ts';
import { fold, typosToPrefix, wordsOf } from './fold.ts';
import { isUsable, labelOf, type VocabularyIndex } from './graph.ts';
import type { Concept, Label, LabelStatus } from './types.ts';

export interface ConceptHit {
	concept: Concept;
	/** What to show: the preferred label in the reader's language. */
	label: string;
	/**
	 * The label that the words matched, to show beside it (« caselle »). Never a hidden or unsure one:
	 * then it is the label shown.
	 */
	matched: Label;
	/** Labels repeat (*cabane* here and there): the broader concept tells them apart. */
	parentLabel: string | null;
}

interface Entry {
	concept: Concept;
	label: Label;
	folded: string;
	words: string[];
}

/** The labels of a scheme ready to be searched; make it once with {@link buildConceptIndex}. */
export interface ConceptSearch {
	readonly index: VocabularyIndex;
	readonly entries: readonly Entry[];
}

/** Smaller is better. */
interface Score {
	/** 0 the whole label, 1 its beginning, 2 whole words, 3 beginnings of words, 4 and more: typos. */
	rank: number;
	kind: number;
	foreign: number;
	status: number;
	extra: number;
}

const KINDS: Label['kind'][] = ['pref', 'alt', 'hidden'];
const STATUSES: LabelStatus[] = ['sourced', 'known', 'unsure'];

/** Prepares a scheme's labels: concepts that can be recorded, all languages, hidden labels too. */
export function buildConceptIndex(index: VocabularyIndex, schemeId: string): ConceptSearch {
	const concepts = (index.byScheme.get(schemeId) ?? []).filter(isUsable);
	const entries = concepts.flatMap((concept) =>
		concept.labels.map((label) => ({
			concept,
			label,
			folded: fold(label.text),
			words: wordsOf(label.text)
		}))
	);
	return { index, entries };
}

/**
 * Concepts whose labels hold every typed word, or a word that begins so, forgiving accents, plurals
 * and small typos (one from four letters, two from eight). Best first; nothing typed, nothing found.
 */
export function searchConcepts(
	search: ConceptSearch,
	query: string,
	lang: Language,
	limit = 20
): ConceptHit[] {
	const words = wordsOf(query);
	if (words.length === 0) return [];
	const folded = fold(query);
	const best = new Map<string, { entry: Entry; score: Score }>();
	for (const entry of search.entries) {
		const score = scoreOf(entry, words, folded, lang);
		const before = best.get(entry.concept.id);
		if (score && (!before || compare(score, before.score) < 0)) {
			best.set(entry.concept.id, { entry, score });
		}
	}
	// The entries are in the order of the scheme, and sorting keeps it among equals.
	return [...best.values()]
		.sort((a, b) => compare(a.score, b.score))
		.slice(0, limit)
		.map(({ entry }) => hitOf(search.index, entry, lang));
}

function scoreOf(entry: Entry, typed: string[], folded: string, lang: Language): Score | null {
	const fit = fitOf(entry.words, typed);
	if (fit === null) return null;
	const rank = entry.folded === folded ? 0 : fit.typos > 0 ? 3 + fit.typos : fit.whole ? 2 : 3;
	return {
		rank: rank === 3 && entry.folded.startsWith(folded) ? 1 : rank,
		kind: KINDS.indexOf(entry.label.kind),
		foreign: entry.label.lang === lang ? 0 : 1,
		status: STATUSES.indexOf(entry.label.status),
		extra: entry.words.length - typed.length
	};
}

/** How the typed words fit a label's words, each used once; null when one of them is not there. */
function fitOf(words: string[], typed: string[]): { typos: number; whole: boolean } | null {
	const left = [...words];
	let [typos, whole] = [0, true];
	for (const word of typed) {
		const allowed = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
		let at = left.indexOf(word);
		let cost = 0;
		if (at < 0) {
			whole = false;
			at = left.findIndex((candidate) => candidate.startsWith(word));
		}
		for (let max = 1; at < 0 && max <= allowed; max++) {
			cost = max;
			// Two slips and another first letter make another word: `muraille` is no `draille`.
			at = left.findIndex(
				(candidate) =>
					(max === 1 || candidate[0] === word[0]) && typosToPrefix(word, candidate, max) <= max
			);
		}
		if (at < 0) return null;
		left.splice(at, 1);
		typos += cost;
	}
	return { typos, whole };
}

function compare(a: Score, b: Score): number {
	return (
		a.rank - b.rank ||
		a.kind - b.kind ||
		a.foreign - b.foreign ||
		a.status - b.status ||
		a.extra - b.extra
	);
}

function hitOf(index: VocabularyIndex, { concept, label }: Entry, lang: Language): ConceptHit {
	const shown = labelOf(concept, lang);
	const mayShow = label.kind !== 'hidden' && label.status !== 'unsure';
	const preferred = concept.labels.find(({ kind, text }) => kind === 'pref' && text === shown);
	const parent =
		concept.broader[0] === undefined ? undefined : index.concepts.get(concept.broader[0]);
	return {
		concept,
		label: shown,
		matched: mayShow ? label : (preferred ?? { kind: 'pref', lang, text: shown, status: 'known' }),
		parentLabel: parent ? labelOf(parent, lang) : null
	};
}
