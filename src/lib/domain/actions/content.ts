import type { FieldValue } from '../fields/types.ts';
import type { Operation } from '../operation.ts';
import type { RecordCore } from '../record.ts';

/** What a person can change of a record, beside its photos. */
export type RecordContent = Omit<RecordCore, 'id'>;

export type Changes = Operation['changes'];

/** Attributes compared as a whole; `properties` is compared key by key. */
export const attributes = [
	'theme',
	'concept',
	'geometry',
	'position',
	'sensitivity',
	'observed_at'
] as const satisfies readonly (keyof RecordContent)[];

const prefix = 'properties.';

/** The attribute path of a property, as operations and problems name it. */
export function propertyPath(key: string): string {
	return prefix + key;
}

/** Picks the content out of anything that carries it (a draft, a full or a public record). */
export function contentOf(source: RecordContent): RecordContent {
	const { theme, concept, geometry, position, properties, sensitivity, observed_at } = source;
	return { theme, concept, geometry, position, properties, sensitivity, observed_at };
}

/** The content once the changes are made; unknown paths are left out. Nothing is modified in place. */
export function applyChanges(content: RecordContent, changes: Changes): RecordContent {
	const result: Record<string, unknown> = { ...content };
	const properties: Record<string, FieldValue> = { ...content.properties };
	for (const [path, change] of Object.entries(changes)) {
		if (path.startsWith(prefix)) {
			const key = path.slice(prefix.length);
			if (change.new === null) delete properties[key];
			else properties[key] = change.new as FieldValue;
		} else if ((attributes as readonly string[]).includes(path)) {
			result[path] = change.new;
		}
	}
	return { ...(result as unknown as RecordContent), properties };
}
