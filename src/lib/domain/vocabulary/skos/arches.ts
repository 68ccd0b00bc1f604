import type { Sink, Statement } from './statement.ts';

/**
 * Arches writes every text as JSON beside its own key: `{"id": "…", "value": "Rot"}`. Passes statements on
 * with the plain text, and tells whether there was any.
 */
export function withoutArchesKeys(sink: Sink): { sink: Sink; found: () => boolean } {
	let found = false;
	return {
		found: () => found,
		sink: (statement) => {
			const value = valueIn(statement);
			if (value === null) return sink(statement);
			found = true;
			sink({ ...statement, object: { ...statement.object, value } });
		}
	};
}

function valueIn({ object }: Statement): string | null {
	if (object.kind !== 'literal' || !/^\s*\{.*"value"/s.test(object.value)) return null;
	try {
		const { id, value } = JSON.parse(object.value) as { id?: unknown; value?: unknown };
		return typeof id === 'string' && typeof value === 'string' ? value : null;
	} catch {
		// A text that only looks like it.
		return null;
	}
}
