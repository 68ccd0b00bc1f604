import type { NoteKind, SkosNote } from '$lib/domain/vocabulary/skos/types';

/** The notes of a kind in the reader's language; else in French, else without a language, else as they are. */
export function notesOf(notes: readonly SkosNote[], kind: NoteKind, reader: string): SkosNote[] {
	const ofKind = notes.filter((note) => note.kind === kind);
	for (const lang of [reader, 'fr', '']) {
		const found = ofKind.filter((note) => note.lang === lang);
		if (found.length > 0) return found;
	}
	return ofKind;
}
