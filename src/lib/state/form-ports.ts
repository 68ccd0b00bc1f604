import type { FieldDefinition } from '$lib/domain/fields/types';
import type { Question } from '$lib/domain/forms/questions';
import type { Problem } from '$lib/domain/problem';
import type { Shelf } from '$lib/store/journal';

/** What publishing a form would do to the records there are. */
export interface FormImpact {
	/** What is wrong with the form itself. */
	problems: Problem[];
	/** Records that would be marked for what they hold, and how many there are in all. */
	flagged: number;
	of: number;
}

/** A form as it was in force. */
export interface FormVersion {
	version: number;
	/** ISO 8601. */
	publishedAt: string;
	/** Name of who published it; null for one that came with the application. */
	by: string | null;
	fields: FieldDefinition[];
}

/** A form that was edited and not published. */
export interface FormDraft {
	base: number;
	questions: Question[];
}

/** Where edits are kept until they are published or given up. */
export interface FormDrafts {
	read(theme: string): FormDraft | null;
	/** @returns false when this device keeps nothing. */
	write(theme: string, draft: FormDraft): boolean;
	drop(theme: string): void;
}

/**
 * Keeps unpublished forms on this device, each person's apart.
 * @param shelf null where the browser forbids it: then they last as long as the page
 */
export function formDrafts(shelf: Shelf | null, account: string): FormDrafts {
	const key = (theme: string) => `capitelle.form.${account}.${theme}`;
	return {
		read(theme) {
			try {
				const value: unknown = JSON.parse(shelf?.getItem(key(theme)) ?? 'null');
				return isDraft(value) ? value : null;
			} catch {
				return null;
			}
		},
		write(theme, draft) {
			if (!shelf) return false;
			try {
				shelf.setItem(key(theme), JSON.stringify(draft));
				return true;
			} catch {
				// No room: it lasts as long as the page, which asks before it is left.
				return false;
			}
		},
		drop: (theme) => shelf?.removeItem(key(theme))
	};
}

function isDraft(value: unknown): value is FormDraft {
	return (
		typeof value === 'object' &&
		value !== null &&
		'base' in value &&
		typeof value.base === 'number' &&
		'questions' in value &&
		Array.isArray(value.questions)
	);
}
