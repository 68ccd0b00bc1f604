import type { FieldDefinition } from '$lib/domain/fields/types';
import type { Language } from '$lib/domain/language';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';

/** What every field component receives. It shows `value` once, then tells what the person typed. */
export interface FieldProps {
	field: FieldDefinition;
	/** The stored value, or what was typed and could not be read: it is shown again as typed. */
	value: unknown;
	vocabulary: VocabularyIndex;
	lang: Language;
	/** What the control must carry so that label, help and error belong to it. */
	id: string;
	describedby: string | undefined;
	invalid: 'true' | undefined;
	required: boolean;
	/** Raw input, for the kind's `parse`. */
	oninput: (raw: unknown) => void;
	/** The person left the control: the moment to say what is wrong. */
	onleave: () => void;
}

/** Attributes common to the plain controls. */
export function controlAttributes(props: FieldProps) {
	return {
		id: props.id,
		'aria-describedby': props.describedby,
		'aria-invalid': props.invalid,
		'aria-required': props.required,
		onblur: props.onleave
	};
}

/** The text a plain control starts with: what is stored, however it got there. */
export function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Numbers start with the decimal sign of the person's language, the one their keyboard has. */
export function numberText(value: unknown, lang: Language): string {
	const text = textOf(value);
	return typeof value === 'number' && lang !== 'en' ? text.replace('.', ',') : text;
}
