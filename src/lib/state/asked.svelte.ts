/** What was asked of the server: the answer, or why there is none. A later question overtakes an earlier one. */
export class Asked<T> {
	value = $state.raw<T | null>(null);
	error = $state.raw<unknown>(null);
	busy = $state(false);
	#asked = 0;

	/** Never throws: see {@link error}. What was there stays until the answer comes. @returns whether it came */
	async ask(question: () => Promise<T>): Promise<boolean> {
		const asked = ++this.#asked;
		this.busy = true;
		this.error = null;
		try {
			const answer = await question();
			if (asked === this.#asked) this.value = answer;
			return asked === this.#asked;
		} catch (error) {
			if (asked === this.#asked) this.error = error;
			return false;
		} finally {
			if (asked === this.#asked) this.busy = false;
		}
	}
}
