import type { FieldDefinition, FieldValue } from './types.ts';

/** Answers with what the form starts from where nothing was answered; never over an answer. */
export function withDefaults(
	properties: Readonly<Record<string, FieldValue>>,
	fields: readonly FieldDefinition[]
): Record<string, FieldValue> {
	const filled = { ...properties };
	for (const field of fields) {
		if (field.default !== null && !Object.hasOwn(filled, field.key))
			filled[field.key] = field.default;
	}
	return filled;
}
