import type { Language } from '../language.ts';
import { BestAnswers, type Answer } from './best-answers.ts';
import { wordsOf } from './fold.ts';
import { isUsable, labelOf, type VocabularyIndex } from './graph.ts';
import type { Concept, Label, LabelStatus } from './types.ts';
import { form, WordIndex, type Form, type OnFit } from './word-index.ts';

export interface ConceptHit {
	concept: Concept;
	/** What to show: the preferred label in the reader's language. */
	label: string;
	/**
	 * The label that the words matched, to show beside it (« caselle »). Never a hidden or unsure one, nor
	 * one for words found in the definition: then it is the label shown.
	 */
	matched: Label;
	/** Labels repeat (*cabane* here and there): the broader concept tells them apart. */
	parentLabel: string | null;
	/** The words are not a name of it: they are what its definition says. */
	byDefinition: boolean;
}

/** What is asked, and what puts one answer before another. */
interface ConceptQuestion {
	text: string;
	lang: Language;
	/** Most answers; 20 when left out. */
	limit?: number;
	/** How often each concept was recorded around here, by id: what is common comes first. */
	common?: ReadonlyMap<string, number>;
}

/**
 * The labels of a scheme ready to be searched.
 *
 * Written here rather than taken from MiniSearch, the best kept of the libraries that could: on the same
 * 17,000 concepts (tests/bench/picker.bench.ts) it takes several times as long for a keystroke, and it finds
 * a word either by its beginning or by a slip, never by both, so that of the names typed with a slip half
 * are not there two letters before the end. Its order, by how rare a word is, has to be thrown away for
 * ours. What would be left of it is the smaller part.
 */
export interface ConceptSearch {
	readonly index: VocabularyIndex;
	readonly concepts: readonly Concept[];
	/** Labels of all concepts, one after the other, and whose each is. */
	readonly entries: readonly Label[];
	readonly owners: Uint32Array;
	/** Per label: what puts it before another of the same words, in another language than the reader's. */
	readonly lesser: Uint8Array;
	readonly labels: WordIndex;
	readonly definitions: WordIndex;
	readonly answers: BestAnswers;
}

const KINDS: Label['kind'][] = ['pref', 'alt', 'hidden'];
const STATUSES: LabelStatus[] = ['sourced', 'known', 'unsure'];

/** How the words fit, best first, after the forms of a label that holds them; slips are added to the last. */
const RANK = { defined: 4, some: 5, little: 6, slips: 5 };
/** With so many good answers on the screen nobody needs guesses below them. */
const ENOUGH = 8;
/** With so few letters a third of all names hold a word that begins so: the names that begin so will do. */
const SHORT = 2;
/** Letters from which a typed word may be looked for in definitions: they hold every short word there is. */
const TELLING = 3;
/** Characters of the typing that are read: nobody types a longer name, but anything can be pasted. */
const READ = 120;

const made = new WeakMap<VocabularyIndex, Map<string, ConceptSearch>>();

/** The search of a scheme: concepts that can be recorded, all languages, hidden labels too. Made once. */
export function buildConceptIndex(index: VocabularyIndex, schemeId: string): ConceptSearch {
	const making = makingConceptIndex(index, schemeId);
	for (;;) {
		const { done, value } = making.next();
		if (done) return value;
	}
}

/** The same in small steps: a large vocabulary takes a second on a slow phone, which must not stand still. */
export function* makingConceptIndex(
	index: VocabularyIndex,
	schemeId: string
): Generator<undefined, ConceptSearch> {
	const known = made.get(index) ?? new Map<string, ConceptSearch>();
	made.set(index, known);
	const before = known.get(schemeId);
	if (before) return before;
	const concepts = (index.byScheme.get(schemeId) ?? []).filter(isUsable);
	const entries = concepts.flatMap(({ labels }) => labels);
	const owners = concepts.flatMap(({ labels }, concept) => labels.map(() => concept));
	yield;
	const search: ConceptSearch = {
		index,
		concepts,
		entries,
		owners: Uint32Array.from(owners),
		lesser: Uint8Array.from(entries, ({ kind, status }) => {
			return KINDS.indexOf(kind) * 8 + STATUSES.indexOf(status);
		}),
		labels: yield* WordIndex.making(entries.map(({ text }) => text)),
		definitions: yield* WordIndex.making(
			concepts.map(({ definition }) => Object.values(definition ?? {}).join(' '))
		),
		answers: new BestAnswers(concepts.length)
	};
	known.set(schemeId, search);
	return search;
}

/**
 * Concepts whose labels hold every typed word, or a word that begins so, forgiving accents, plurals and
 * small slips (one from four letters, two from eight); then those whose definition says so; and when there
 * is none, those that hold most of the words. Best first; nothing typed, nothing found.
 */
export function searchConcepts(search: ConceptSearch, question: ConceptQuestion): ConceptHit[] {
	const { text, lang, limit = 20 } = question;
	const typed = wordsOf(text.slice(0, READ));
	if (typed.length === 0) return [];
	const { answers, labels, definitions } = search;
	answers.clear();
	const scale = new Scale(search, question, typed.length);
	const offer: OnFit = (entry, held, form, slips) =>
		answers.offer(search.owners[entry]!, entry, scale.ofLabel(entry, held, form, slips));

	const [word = ''] = typed;
	if (typed.length === 1 && word.length <= SHORT) labels.beginningWith(word, offer);
	if (answers.size < limit) labels.holdingAll(typed, false, offer);
	if (answers.size < Math.min(ENOUGH, limit)) {
		if (typed.every((word) => word.length >= TELLING))
			definitions.holdingAll(typed, false, (concept) =>
				answers.offer(concept, -1, scale.ofDefinition(concept))
			);
		labels.holdingAll(typed, true, offer);
	}
	if (answers.size === 0) {
		const telling = typed.filter((word) => word.length >= TELLING);
		labels.holdingMost(telling, offer);
	}
	return answers.best(limit).map((answer) => hitOf(search, answer, lang));
}

/** What makes one answer better than another: smaller is better. */
class Scale {
	readonly #search: ConceptSearch;
	readonly #lang: Language;
	/** How many words were typed. */
	readonly #typed: number;
	readonly #rare: Uint8Array | null;

	constructor(search: ConceptSearch, { lang, common }: ConceptQuestion, typed: number) {
		this.#search = search;
		this.#lang = lang;
		this.#typed = typed;
		this.#rare = common ? rarity(search, common) : null;
	}

	ofLabel(entry: number, held: number, holds: Form, slips: number): number {
		const { entries, labels, lesser, owners } = this.#search;
		const rank = held < this.#typed ? partly(holds) : slips > 0 ? RANK.slips + slips : holds;
		const foreign = entries[entry]!.lang === this.#lang ? 0 : 4;
		const extra = Math.min(15, labels.length(entry) - held);
		return this.#weigh(rank, owners[entry]!, (lesser[entry]! + foreign) * 16 + extra);
	}

	ofDefinition(concept: number): number {
		return this.#weigh(RANK.defined, concept, 0);
	}

	/** How it fits comes first, then how common it is around here, then what is left (below 1024). */
	#weigh(rank: number, concept: number, rest: number): number {
		return (rank * 256 + (this.#rare?.[concept] ?? 255)) * 1024 + rest;
	}
}

const partly = (holds: Form) => (holds === form.same ? RANK.some : RANK.little);

const rarities = new WeakMap<ReadonlyMap<string, number>, Map<ConceptSearch, Uint8Array>>();

/** 255 for what was never recorded around here, less for what is common. Ten or eleven times is much the same. */
function rarity(search: ConceptSearch, common: ReadonlyMap<string, number>): Uint8Array {
	const known = rarities.get(common) ?? new Map<ConceptSearch, Uint8Array>();
	rarities.set(common, known);
	const before = known.get(search);
	if (before) return before;
	const rare = Uint8Array.from(search.concepts, ({ id }) => {
		const times = common.get(id) ?? 0;
		return 255 - Math.min(255, Math.round(Math.log2(1 + times) * 16));
	});
	known.set(search, rare);
	return rare;
}

function hitOf(search: ConceptSearch, answer: Answer, lang: Language): ConceptHit {
	const concept = search.concepts[answer.concept]!;
	const shown = labelOf(concept, lang);
	const label = search.entries[answer.entry];
	const mayShow = label && label.kind !== 'hidden' && label.status !== 'unsure';
	const preferred = concept.labels.find(({ kind, text }) => kind === 'pref' && text === shown);
	const [broader] = concept.broader;
	const parent = broader === undefined ? undefined : search.index.concepts.get(broader);
	return {
		concept,
		label: shown,
		matched: mayShow ? label : (preferred ?? { kind: 'pref', lang, text: shown, status: 'known' }),
		parentLabel: parent ? labelOf(parent, lang) : null,
		byDefinition: label === undefined
	};
}
