import { soundBegun } from '$lib/domain/begun';
import { withDefaults } from '$lib/domain/fields/defaults';
import { kindOf } from '$lib/domain/geometry';
import { conceptById, fieldsFor, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Concept } from '$lib/domain/vocabulary/types';
import type { Draft } from '$lib/store/types';
import { protectionFor, type Step } from './capture-steps';

/** The record being written, as choosing what it is needs it. */
interface Form {
	readonly index: VocabularyIndex;
	readonly draft: Draft | null;
	readonly concept: Concept | null;
	readonly placing: { putAside(): void };
}

/** What choosing a theme changes of the draft. */
export function themeChange({ draft }: Form, theme: string): Partial<Draft> | null {
	if (!draft) return null;
	if (draft.theme === theme) return { step: 'concept' };
	return { theme, concept: null, sensitivity: null, step: 'concept' };
}

/**
 * What choosing a concept changes of the draft. A shape that it cannot have is put aside, for the case that another
 * one is tried after all.
 * @param step where the form goes on
 */
export function conceptChange(form: Form, id: string, step: Step): Partial<Draft> | null {
	const { draft, index } = form;
	const concept = conceptById(index, id);
	if (!draft || !concept) return null;
	const { geometry, properties } = draft;
	const fits = geometry !== null && concept.geometryKinds.includes(kindOf(geometry));
	if (!fits) form.placing.putAside();
	const begun = soundBegun(draft.begun);
	const goesOn = begun !== null && concept.geometryKinds.includes(begun.kind);
	return {
		concept: id,
		properties: draft.base === null ? withDefaults(properties, fieldsFor(index, id)) : properties,
		sensitivity: protectionFor(concept, form.concept, draft.sensitivity),
		step,
		...(fits ? {} : { geometry: null, position: null }),
		...(fits || goesOn ? {} : { pegs: [], begun: null })
	};
}
