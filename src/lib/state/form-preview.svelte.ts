import type { FieldDefinition, FieldValue } from '$lib/domain/fields/types';
import type { Problem } from '$lib/domain/problem';
import { fieldsFor, shownFields, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { fieldProblem, keptValue } from './capture-steps';

/** The phone's form while it is made: answers that are thrown away, by the rules of the capture. */
export class FormPreviewState {
	concept = $state<string | null>(null);
	properties = $state.raw<Record<string, FieldValue>>({});
	#left = $state.raw<ReadonlySet<string>>(new Set());
	readonly #index: () => VocabularyIndex;

	/** What a person would be asked, with the answers given so far. */
	readonly fields: FieldDefinition[] = $derived.by(() =>
		this.concept === null
			? []
			: shownFields(fieldsFor(this.#index(), this.concept), this.properties)
	);

	/** @param index with the edited form in place of the one in force */
	constructor(index: () => VocabularyIndex) {
		this.#index = index;
	}

	/** Starts the form anew for a concept. */
	show(concept: string | null): void {
		this.concept = concept;
		this.properties = {};
		this.#left = new Set();
	}

	answer(field: FieldDefinition, raw: unknown): void {
		const value = keptValue(field, raw);
		const { [field.key]: _, ...others } = this.properties;
		this.properties = value === undefined ? others : { ...others, [field.key]: value };
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
