/**
 * Something that wears out and is opened anew: the embedded PostgreSQL leaks a little of its stack at every
 * error (electric-sql/pglite before 0.5.16, which PostGIS cannot run on yet), and after some two thousand of
 * them answers nothing any more. Refused requests are such errors, and anybody may send them.
 */
export class Renewal<T> {
	#current: T;
	readonly #open: () => Promise<T>;
	readonly #close: (worn: T) => Promise<void>;
	#busy = 0;
	#idle: () => void = () => undefined;
	#renewing: Promise<void> | null = null;

	constructor(first: T, open: () => Promise<T>, close: (worn: T) => Promise<void>) {
		this.#current = first;
		this.#open = open;
		this.#close = close;
	}

	/** The one in use now. */
	get current(): T {
		return this.#current;
	}

	/**
	 * Works with what is open. A result that `isWorn` says comes from a worn one was without effect: the work
	 * is done once more on a new one.
	 */
	async use<R>(
		work: (it: T) => Promise<R>,
		isWorn: (result: R | Error, it: T) => Promise<boolean>
	): Promise<R> {
		await this.settled();
		const it = this.#current;
		const first = await this.#try(it, work);
		if (it === this.#current && !(await isWorn(first, it))) return thrown(first);
		await this.#renew(it);
		return thrown(await this.#try(this.#current, work));
	}

	/** Waits until none is being opened. */
	async settled(): Promise<void> {
		while (this.#renewing) await this.#renewing;
	}

	async #try<R>(it: T, work: (it: T) => Promise<R>): Promise<R | Error> {
		this.#busy += 1;
		try {
			return await work(it);
		} catch (error) {
			return error instanceof Error ? error : new Error(String(error));
		} finally {
			this.#busy -= 1;
			if (this.#busy === 0) this.#idle();
		}
	}

	/** Once for all that found it worn, when nobody works with it any more. */
	async #renew(worn: T): Promise<void> {
		if (worn !== this.#current) return this.#renewing ?? undefined;
		this.#renewing ??= (async () => {
			try {
				if (this.#busy > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
				await this.#close(worn);
				this.#current = await this.#open();
			} finally {
				this.#renewing = null;
				this.#idle = () => undefined;
			}
		})();
		return this.#renewing;
	}
}

function thrown<R>(result: R | Error): R {
	if (result instanceof Error) throw result;
	return result;
}
