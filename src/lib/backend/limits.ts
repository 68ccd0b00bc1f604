interface Bucket {
	tokens: number;
	at: number;
}

/** How often something may be done: `burst` at once, then one more every `everyS` seconds. */
export interface Rate {
	burst: number;
	everyS: number;
}

/**
 * Counts attempts by key in memory (one process serves the embedded backend). Memory is bounded:
 * the oldest keys are forgotten first.
 */
export class Limiter {
	readonly #buckets = new Map<string, Bucket>();
	readonly #now: () => number;
	readonly #maxKeys: number;

	/** @param now milliseconds; a test passes its own clock */
	constructor(now: () => number = Date.now, maxKeys = 50_000) {
		this.#now = now;
		this.#maxKeys = maxKeys;
	}

	/** Counts one attempt. @returns seconds to wait before the next one would pass, 0 when this one passes */
	take(key: string, rate: Rate): number {
		const now = this.#now();
		const known = this.#buckets.get(key);
		const earned = known ? (now - known.at) / 1000 / rate.everyS : 0;
		const tokens = Math.min(rate.burst, (known?.tokens ?? rate.burst) + Math.max(0, earned));
		this.#buckets.delete(key);
		if (this.#buckets.size >= this.#maxKeys) this.#forgetOldest();
		this.#buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
		return tokens >= 1 ? 0 : Math.ceil((1 - tokens) * rate.everyS);
	}

	#forgetOldest(): void {
		const oldest = this.#buckets.keys().next();
		if (!oldest.done) this.#buckets.delete(oldest.value);
	}
}
