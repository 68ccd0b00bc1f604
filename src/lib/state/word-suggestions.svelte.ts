import type {
	OpenScheme,
	SuggestionStatus,
	VocabularyEdit,
	WordSuggestion
} from '$lib/domain/vocabulary/editing';
import { newAddress, newConcept, newLabel } from '$lib/domain/vocabulary/skos-edit';
import type { SkosConcept } from '$lib/domain/vocabulary/skos/types';
import type { LabelKind, LabelStatus } from '$lib/domain/vocabulary/types';
import type { VocabularyDeskPorts } from './vocabulary-ports';

/** What just happened, for the screen to say aloud; `at` makes two equal ones distinct. */
export interface WordEvent {
	kind: 'applied' | 'accepted' | 'rejected';
	word: WordSuggestion;
	/** The concept that has it now, or null. */
	uri: string | null;
	at: number;
}

/** Words that contributors missed, and what is decided of them. */
export class WordSuggestionsState {
	words = $state.raw<WordSuggestion[]>([]);
	/** `pending` waits for a decision, `accepted` for somebody who may write it into the vocabulary. */
	status = $state<SuggestionStatus>('pending');
	loading = $state(false);
	error = $state.raw<unknown>(null);
	/** Id of the word a decision is on its way for. */
	deciding = $state<string | null>(null);
	/** Why the last decision was not taken, and of which word. */
	refusal = $state.raw<{ id: string; error: unknown } | null>(null);
	event = $state.raw<WordEvent | null>(null);
	readonly #ports: VocabularyDeskPorts;
	#reading = 0;
	#events = 0;

	constructor(ports: VocabularyDeskPorts) {
		this.#ports = ports;
	}

	/** Reads the words of a status. Never throws: see {@link error}. */
	async load(status: SuggestionStatus = this.status): Promise<void> {
		const reading = ++this.#reading;
		this.status = status;
		this.loading = true;
		this.error = null;
		try {
			const words = await this.#ports.suggestions(status, null);
			if (reading === this.#reading) this.words = words;
		} catch (error) {
			if (reading === this.#reading) this.error = error;
		} finally {
			if (reading === this.#reading) this.loading = false;
		}
	}

	/**
	 * Puts a word among the names of the concept it is a name of.
	 * @param concept the concept as it stands on the server
	 */
	async addName(
		word: WordSuggestion,
		concept: SkosConcept,
		as: { kind: LabelKind; status: LabelStatus }
	): Promise<boolean> {
		return this.#decide(word, 'accept', null, withWord(concept, word, as), concept.uri);
	}

	/**
	 * Makes a concept of a word, under the one it was suggested for, to be completed by whoever looks after
	 * the vocabulary.
	 */
	async addConcept(word: WordSuggestion, scheme: OpenScheme): Promise<boolean> {
		const parent = scheme.concepts.find(({ uri }) => uri === this.#parentUri(word, scheme)) ?? null;
		const { uri, notation } = newAddress(scheme, word.text);
		const labels = [{ ...newLabel('pref', word.lang), text: word.text }];
		const concept = { ...newConcept(uri, parent), notations: [notation], labels, notation };
		return this.#decide(word, 'accept', null, [{ action: 'put', concept }], uri);
	}

	#parentUri(word: WordSuggestion, scheme: OpenScheme): string | null {
		const notation = word.concept?.slice(scheme.id.length + 1);
		if (notation === undefined) return null;
		const found = scheme.concepts.find(
			({ uri, notations }) => notations.includes(notation) || uri === scheme.uri + notation
		);
		return found?.uri ?? null;
	}

	/** Says yes to a word; who may edit the vocabulary writes it in. */
	async accept(word: WordSuggestion): Promise<boolean> {
		return this.#decide(word, 'accept', null, null, null);
	}

	/** Declines a word; its author reads why. */
	async reject(word: WordSuggestion, reason: string): Promise<boolean> {
		return this.#decide(word, 'reject', reason.trim(), null, null);
	}

	async #decide(
		word: WordSuggestion,
		decision: 'accept' | 'reject',
		reason: string | null,
		edits: VocabularyEdit[] | null,
		uri: string | null
	): Promise<boolean> {
		if (this.deciding !== null) return false;
		this.deciding = word.id;
		this.refusal = null;
		try {
			await this.#ports.decideWord({ id: word.id, decision, reason, edits });
		} catch (error) {
			this.refusal = { id: word.id, error };
			return false;
		} finally {
			this.deciding = null;
		}
		this.words = this.words.filter(({ id }) => id !== word.id);
		const kind = decision === 'reject' ? 'rejected' : edits ? 'applied' : 'accepted';
		this.event = { kind, word, uri, at: ++this.#events };
		if (edits) this.#ports.changed();
		return true;
	}
}

/** The concept with the word among its labels. A preferred label that was there becomes another name. */
function withWord(
	concept: SkosConcept,
	word: WordSuggestion,
	as: { kind: LabelKind; status: LabelStatus }
): VocabularyEdit[] {
	const same = (text: string, lang: string) => text === word.text && lang === word.lang;
	const others = concept.labels
		.filter(({ text, lang }) => !same(text, lang))
		.map((label) =>
			as.kind === 'pref' && label.kind === 'pref' && label.lang === word.lang
				? { ...label, kind: 'alt' as const }
				: label
		);
	const label = { lang: word.lang, text: word.text, ...as };
	return [{ action: 'put', concept: { ...concept, labels: [...others, label] } }];
}
