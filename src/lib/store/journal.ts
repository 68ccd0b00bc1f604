import { write, type CapitelleDatabase } from './database.ts';
import { saveDraft } from './drafts.ts';
import type { Draft, VisitDraft } from './types.ts';
import { saveVisit } from './visits.ts';

/** Where the last keystrokes are written without waiting: `localStorage` in a page. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What is typed: it has an id and says when it was touched. */
type Typed = Pick<Draft, 'id' | 'updated_at'>;

/**
 * Keeps the latest state of what is typed until the database has it. IndexedDB answers later, and a page that
 * is reloaded between a keystroke and that answer would lose it; this is written before the keystroke's event
 * is over. One at a time: it only has to bridge a fraction of a second.
 */
abstract class KeystrokeJournal<T extends Typed> {
	readonly #shelf: Shelf;
	readonly #key: string;
	#noted: T | null = null;

	constructor(shelf: Shelf, key: string) {
		this.#shelf = shelf;
		this.#key = key;
	}

	/** Brings what a dead page left into the database, unless that has something newer. */
	protected abstract restore(db: CapitelleDatabase, value: T): Promise<void>;

	/** Writes the value now. No room left is no error here: the database is asked next, and tells. */
	note(value: T): void {
		try {
			this.#shelf.setItem(this.#key, JSON.stringify(value));
			this.#noted = value;
		} catch {
			this.#shelf.removeItem(this.#key);
			this.#noted = null;
		}
	}

	/** The database has this value, or it was given up: nothing to bridge, unless more was typed meanwhile. */
	forget(value: T): void {
		if (this.#noted !== value) return;
		this.#shelf.removeItem(this.#key);
		this.#noted = null;
	}

	/** Recovers what a dead page left here. Call it before any screen reads drafts. */
	async recover(db: CapitelleDatabase): Promise<void> {
		const value = readTyped<T>(this.#shelf.getItem(this.#key));
		if (value) await this.restore(db, value);
		this.#shelf.removeItem(this.#key);
	}
}

/** The keystrokes of a record being written. */
export class TypingJournal extends KeystrokeJournal<Draft> {
	constructor(shelf: Shelf) {
		super(shelf, 'capitelle.typing');
	}

	protected async restore(db: CapitelleDatabase, draft: Draft): Promise<void> {
		await write(db, [db.drafts, db.items, db.meta], async () => {
			// Or the record itself, queued since.
			const [stored, item] = await Promise.all([db.drafts.get(draft.id), db.items.get(draft.id)]);
			const latest = stored?.updated_at ?? item?.updated_at ?? '';
			if (latest <= draft.updated_at) await saveDraft(db, draft);
		});
	}
}

/** The keystrokes of a visit being written. */
export class VisitJournal extends KeystrokeJournal<VisitDraft> {
	constructor(shelf: Shelf) {
		super(shelf, 'capitelle.typing-visit');
	}

	protected async restore(db: CapitelleDatabase, visit: VisitDraft): Promise<void> {
		await write(db, [db.visits, db.operations, db.items, db.meta], async () => {
			const stored = await db.visits.get(visit.id);
			if (stored ? stored.updated_at <= visit.updated_at : await this.#isOpen(db, visit))
				await saveVisit(db, visit);
		});
	}

	/** Whether it was never saved for good, or was opened again since and has not left. */
	async #isOpen(db: CapitelleDatabase, visit: VisitDraft): Promise<boolean> {
		const queued = await db.operations
			.where({ record_id: visit.record_id })
			.filter(({ op }) => op.observation?.id === visit.id)
			.first();
		// An operation tells its time in whole seconds: within that one, it is the save that came last.
		if (queued) return Date.parse(visit.updated_at) >= Date.parse(queued.op.device_time) + 1000;
		const item = await db.items.get(visit.record_id);
		return !item?.observations?.some(({ id }) => id === visit.id);
	}
}

function readTyped<T extends Typed>(text: string | null): T | null {
	try {
		const value: unknown = JSON.parse(text ?? 'null');
		const typed = value as Partial<Typed> | null;
		const whole = typeof typed?.id === 'string' && typeof typed.updated_at === 'string';
		return whole ? (typed as T) : null;
	} catch {
		return null;
	}
}
