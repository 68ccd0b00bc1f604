interface Entry<T> {
	at: number;
	value: Promise<T>;
}

/**
 * Remembers the answers of slow readings for a while, the same for everyone; a few at most, the one asked
 * for longest ago forgotten first. A failed reading is not kept.
 */
export class Kept<T> {
	readonly #entries = new Map<string, Entry<T>>();
	readonly #freshForMs: number;
	readonly #most: number;

	constructor({ freshForMs, most }: { freshForMs: number; most: number }) {
		this.#freshForMs = freshForMs;
		this.#most = most;
	}

	/** What was read under a key, read again when it is no longer fresh. */
	get(key: string, read: () => Promise<T>, now = Date.now()): Promise<T> {
		const known = this.#entries.get(key);
		this.#entries.delete(key);
		const entry = known && now - known.at < this.#freshForMs ? known : { at: now, value: read() };
		this.#entries.set(key, entry);
		entry.value.catch(() => {
			if (this.#entries.get(key) === entry) this.#entries.delete(key);
		});
		for (const oldest of this.#entries.keys()) {
			if (this.#entries.size <= this.#most) break;
			this.#entries.delete(oldest);
		}
		return entry.value;
	}
}
