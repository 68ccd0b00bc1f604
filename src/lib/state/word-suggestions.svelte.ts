import type {
	SuggestionStatus,
	VocabularyEdit,
	WordSuggestion
} from '$lib/domain/vocabulary/editing';
import { newLabel } from '$lib/domain/vocabulary/skos-edit';
import type { SkosConcept } from '$lib/domain/vocabulary/skos/types';
import type { LabelKind } from '$lib/domain/vocabulary/types';
import type { VocabularyDeskPorts } from './vocabulary-ports';

/** What just happened, for the screen to say aloud; `at` makes two equal ones distinct. */
export interface WordEvent {
	kind: 'applied' | 'accepted' | 'rejected';
	text: string;
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
	 * Takes a word: into its concept at once where the caller may edit, otherwise for an editor to put in.
	 * @param as what the word becomes of the concept it names
	 * @param concept the concept as it stands, which the word is added to
	 */
	async accept(word: WordSuggestion, as: LabelKind, concept: SkosConcept | null): Promise<boolean> {
		const edits = concept && withWord(concept, word, as);
		return this.#decide(word, 'accept', null, edits);
	}

	/** Takes a word for which an editor makes the concept by hand. */
	async take(word: WordSuggestion): Promise<boolean> {
		return this.#decide(word, 'accept', null, null);
	}

	/** Declines a word; its author reads why. */
	async reject(word: WordSuggestion, reason: string): Promise<boolean> {
		return this.#decide(word, 'reject', reason.trim(), null);
	}

	async #decide(
		word: WordSuggestion,
		decision: 'accept' | 'reject',
		reason: string | null,
		edits: VocabularyEdit[] | null
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
		this.event = { kind, text: word.text, at: ++this.#events };
		if (edits) this.#ports.changed();
		return true;
	}
}

/** The concept with the word among its labels. A preferred label that was there becomes another name. */
function withWord(concept: SkosConcept, word: WordSuggestion, as: LabelKind): VocabularyEdit[] {
	const same = (text: string, lang: string) => text === word.text && lang === word.lang;
	const others = concept.labels
		.filter(({ text, lang }) => !same(text, lang))
		.map((label) =>
			as === 'pref' && label.kind === 'pref' && label.lang === word.lang
				? { ...label, kind: 'alt' as const }
				: label
		);
	const label = { ...newLabel(as, word.lang), text: word.text };
	return [{ action: 'put', concept: { ...concept, labels: [...others, label] } }];
}
