import { withDefaults } from '$lib/domain/fields/defaults';
import type { FieldDefinition, FieldValue } from '$lib/domain/fields/types';
import type { Problem } from '$lib/domain/problem';
import { fieldsFor, shownFields, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { fieldProblem, answered } from './capture-steps';

/** The phone's form while it is made: answers that are thrown away, by the rules of the capture. */
export class FormPreviewState {
	concept = $state<string | null>(null);
	#answers = $state.raw<Record<string, FieldValue>>({});
	/** Keys that were answered here, or emptied: they start from nothing else any more. */
	#touched = $state.raw<ReadonlySet<string>>(new Set());
	#left = $state.raw<ReadonlySet<string>>(new Set());
	readonly #index: () => VocabularyIndex;

	readonly #all: FieldDefinition[] = $derived.by(() =>
		this.concept === null ? [] : fieldsFor(this.#index(), this.concept)
	);
	/** The answers given so far, and what the form starts from. */
	readonly properties: Record<string, FieldValue> = $derived.by(() =>
		withDefaults(
			this.#answers,
			this.#all.filter(({ key }) => !this.#touched.has(key))
		)
	);
	/** What a person would be asked, with these answers. */
	readonly fields: FieldDefinition[] = $derived.by(() => shownFields(this.#all, this.properties));
	/** Changes with what controls begin from: they show it once. */
	readonly beginning: string = $derived.by(() =>
		JSON.stringify(this.#all.map((field) => [field.key, field.kind, field.default]))
	);

	/** @param index with the edited form in place of the one in force */
	constructor(index: () => VocabularyIndex) {
		this.#index = index;
	}

	/** Starts the form anew for a concept. */
	show(concept: string | null): void {
		this.concept = concept;
		this.#answers = {};
		this.#touched = new Set();
		this.#left = new Set();
	}

	answer(field: FieldDefinition, raw: unknown): void {
		this.#answers = answered(this.#answers, field, raw);
		this.#touched = new Set([...this.#touched, field.key]);
	}

	leave(key: string): void {
		this.#left = new Set([...this.#left, key]);
	}

	/** What is wrong with an answer, once its control was left. */
	problemOf(field: FieldDefinition): Problem | null {
		if (!this.#left.has(field.key)) return null;
		return fieldProblem(field, this.properties[field.key], this.#index());
	}
}
