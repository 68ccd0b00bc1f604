import { write, type CapitelleDatabase } from './database.ts';
import { saveDraft } from './drafts.ts';
import type { Draft } from './types.ts';

/** Where the last keystrokes are written without waiting: `localStorage` in a page. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'capitelle.typing';

/**
 * Keeps the latest state of a draft until the database has it. IndexedDB answers later, and a page that is
 * reloaded between a keystroke and that answer would lose it; this is written before the keystroke's event
 * is over. One draft at a time: it only has to bridge a fraction of a second.
 */
export class TypingJournal {
	readonly #shelf: Shelf;
	#noted: Draft | null = null;

	constructor(shelf: Shelf) {
		this.#shelf = shelf;
	}

	/** Writes the draft now. No room left is no error here: the database is asked next, and tells. */
	note(draft: Draft): void {
		try {
			this.#shelf.setItem(key, JSON.stringify(draft));
			this.#noted = draft;
		} catch {
			this.#shelf.removeItem(key);
			this.#noted = null;
		}
	}

	/** The database has this draft, or it was given up: nothing to bridge, unless more was typed meanwhile. */
	forget(draft: Draft): void {
		if (this.#noted !== draft) return;
		this.#shelf.removeItem(key);
		this.#noted = null;
	}

	/**
	 * Brings what a dead page left here into the database, unless that has something newer: a later draft,
	 * or the record itself, queued since. Call it before any screen reads drafts.
	 */
	async recover(db: CapitelleDatabase): Promise<void> {
		const draft = readDraft(this.#shelf.getItem(key));
		if (draft) {
			await write(db, [db.drafts, db.items], async () => {
				const [stored, item] = await Promise.all([db.drafts.get(draft.id), db.items.get(draft.id)]);
				const latest = stored?.updated_at ?? item?.updated_at ?? '';
				if (latest <= draft.updated_at) await saveDraft(db, draft);
			});
		}
		this.#shelf.removeItem(key);
	}
}

function readDraft(text: string | null): Draft | null {
	try {
		const value: unknown = JSON.parse(text ?? 'null');
		const draft = value as Partial<Draft> | null;
		const whole = typeof draft?.id === 'string' && typeof draft.updated_at === 'string';
		return whole ? (draft as Draft) : null;
	} catch {
		return null;
	}
}
