/**
 * A moment as PostgreSQL writes it in JSON (`2026-11-12T19:50:31.5+00:00`), from its usual text
 * (`2026-11-12 19:50:31.5+00`). The text is no ISO 8601: some browsers read no date in it, and a form refuses it.
 */
export function momentAsJson(text: string): string {
	return text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
}
