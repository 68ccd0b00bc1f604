import { mergeEdits, sameConcept, type FacetChange } from '$lib/domain/vocabulary/skos-changes';
import { cleanConcept } from '$lib/domain/vocabulary/skos-edit';
import type { SkosConcept } from '$lib/domain/vocabulary/skos/types';
import type { StoredDraft } from './vocabulary-drafts';

/** A concept on the form: what it was, and what is typed. */
export class ConceptDraft {
	/** Bound to the inputs, which change it in place. */
	concept = $state() as SkosConcept;
	/** Why, for the history. */
	note = $state('');
	/** What somebody else changed meanwhile where I changed it too; mine is on the form. */
	disputed = $state.raw<FacetChange[]>([]);
	/** False when this device refused to keep what is typed. */
	kept = $state(true);
	readonly isNew: boolean;
	#base = $state.raw() as SkosConcept;
	/** What it was before the changes that are disputed: kept until somebody has looked at them. */
	#ground = $state.raw<SkosConcept | null>(null);

	constructor(draft: StoredDraft) {
		this.#base = draft.base;
		this.concept = structuredClone(draft.mine);
		this.note = draft.note;
		this.isNew = draft.isNew;
	}

	get base(): SkosConcept {
		return this.#base;
	}
	/** What is typed, as it would be sent. */
	get clean(): SkosConcept {
		return cleanConcept($state.snapshot(this.concept), this.#base);
	}
	get changed(): boolean {
		return !sameConcept(this.#base, $state.snapshot(this.concept));
	}
	/** As it is kept on the device; null when there is nothing to keep. */
	get stored(): StoredDraft | null {
		const mine = $state.snapshot(this.concept);
		const note = this.note;
		if (!this.isNew && note === '' && !this.changed) return null;
		return { base: this.#ground ?? this.#base, mine, note, isNew: this.isNew };
	}

	/**
	 * The concept is now this one on the server: what is typed stays, put on top of it.
	 * @param from what is typed started from; what was sent, once it was taken
	 */
	rebase(theirs: SkosConcept, from: SkosConcept = this.#base): void {
		if (sameConcept(theirs, this.#base)) return;
		const ground = this.#ground ?? from;
		const { concept } = mergeEdits(from, this.clean, theirs);
		const { disputed } = mergeEdits(ground, concept, theirs);
		this.#base = theirs;
		this.concept = concept;
		this.disputed = disputed;
		this.#ground = disputed.length > 0 ? ground : null;
	}

	/** The server took what was on the form; what was typed since stays, on top of how it is now. */
	sent(concept: SkosConcept, note: string, now: SkosConcept): void {
		this.rebase(now, concept);
		const later = this.note === note ? '' : this.note;
		if (!this.changed) this.reset(now);
		this.note = later;
	}

	/** The person has read what somebody else changed, and means what is on the form. */
	settle(): void {
		this.disputed = [];
		this.#ground = null;
	}

	/** Back to what it was, or to what is given. */
	reset(concept: SkosConcept = this.#base): void {
		this.#base = concept;
		this.concept = structuredClone(concept);
		this.note = '';
		this.settle();
	}
}
