import type { SkosConcept } from '$lib/domain/vocabulary/skos/types';
import type { Shelf } from '$lib/store/journal';

/** A concept being typed, and what it was when that began. */
export interface StoredDraft {
	base: SkosConcept;
	mine: SkosConcept;
	/** Why, for the history. */
	note: string;
	isNew: boolean;
}

type Drafts = Record<string, StoredDraft>;

/**
 * Keeps the concepts of one scheme that somebody is changing, written before the keystroke's event is over:
 * neither a reload nor a refusal by the server loses them.
 */
export class VocabularyDrafts {
	readonly #shelf: Shelf | null;
	readonly #key: string;

	constructor(shelf: Shelf | null, account: string, scheme: string) {
		this.#shelf = shelf;
		this.#key = `capitelle.words.${account}.${scheme}`;
	}

	/** Drafts by URI; none when what is there cannot be read. */
	read(): Drafts {
		try {
			const value: unknown = JSON.parse(this.#shelf?.getItem(this.#key) ?? '{}');
			if (typeof value !== 'object' || value === null) return {};
			return Object.fromEntries(
				Object.entries(value).filter((entry): entry is [string, StoredDraft] => isDraft(entry[1]))
			);
		} catch {
			return {};
		}
	}

	/** Keeps a draft, or forgets it when null. @returns false when this device keeps nothing */
	write(uri: string, draft: StoredDraft | null): boolean {
		if (!this.#shelf) return false;
		const { [uri]: _old, ...others } = this.read();
		const all = draft ? { ...others, [uri]: draft } : others;
		try {
			if (Object.keys(all).length === 0) this.#shelf.removeItem(this.#key);
			else this.#shelf.setItem(this.#key, JSON.stringify(all));
			return true;
		} catch {
			return false;
		}
	}
}

function isDraft(value: unknown): value is StoredDraft {
	if (typeof value !== 'object' || value === null) return false;
	const { base, mine, note } = value as Partial<StoredDraft>;
	return isConcept(base) && isConcept(mine) && typeof note === 'string';
}

function isConcept(value: unknown): value is SkosConcept {
	if (typeof value !== 'object' || value === null) return false;
	const { uri, labels, notes, broader } = value as Partial<SkosConcept>;
	return (
		typeof uri === 'string' &&
		Array.isArray(labels) &&
		Array.isArray(notes) &&
		Array.isArray(broader)
	);
}
