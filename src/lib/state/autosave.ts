/** What the person is told about the draft. */
export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

/** Holds a value at once, until the slower write has it: a reload leaves no time for that one. */
export interface Journal<T> {
	note(value: T): void;
	forget(value: T): void;
}

/** Well under a third of a second: a page killed by the camera loses at most a syllable. */
const DELAY_MS = 200;

/**
 * Writes the latest value shortly after each change, one write at a time: a slow one never overtakes
 * a newer one. A failed write is told and tried again at the next change or flush.
 */
export class Autosave<T> {
	#save: (value: T) => Promise<void>;
	#tell: (state: SaveState, error: unknown) => void;
	#journal: Journal<T> | null;
	#pending: { value: T } | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<boolean> | null = null;

	constructor(
		save: (value: T) => Promise<void>,
		tell: (state: SaveState, error: unknown) => void = () => undefined,
		journal: Journal<T> | null = null
	) {
		this.#save = save;
		this.#tell = tell;
		this.#journal = journal;
	}

	/** Keeps the value for the next write. */
	touch(value: T): void {
		this.#journal?.note(value);
		this.#pending = { value };
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), DELAY_MS);
	}

	/** Writes now what waits. @returns false when the device refused it: it waits still. */
	async flush(): Promise<boolean> {
		clearTimeout(this.#timer);
		while (this.#running) await this.#running;
		if (!this.#pending) return true;
		this.#running = this.#write(this.#pending);
		try {
			return await this.#running;
		} finally {
			this.#running = null;
		}
	}

	/** Forgets what waits (it went elsewhere, or was thrown away) and lets a running write end. */
	async stop(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#pending) this.#journal?.forget(this.#pending.value);
		this.#pending = null;
		await this.#running;
	}

	async #write(taken: { value: T }): Promise<boolean> {
		this.#tell('saving', null);
		try {
			await this.#save(taken.value);
		} catch (error) {
			this.#tell('failed', error);
			return false;
		}
		// A change made meanwhile waits for its own write.
		if (this.#pending === taken) this.#pending = null;
		this.#journal?.forget(taken.value);
		this.#tell('saved', null);
		return true;
	}
}
