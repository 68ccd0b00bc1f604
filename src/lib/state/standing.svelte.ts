import type { Standing } from '$lib/domain/privacy';

/** Whether the signed-in account is held back, as the server says it; null for nobody and before it was asked. */
export class StandingState {
	current = $state.raw<Standing | null>(null);
	readonly #read: () => Promise<Standing>;
	#owner: string | null = null;

	constructor(read: () => Promise<Standing>) {
		this.#read = read;
	}

	/** Asks again for this account. Without an answer what was said of it stays. */
	async follow(owner: string | null): Promise<void> {
		if (owner !== this.#owner) this.current = null;
		this.#owner = owner;
		if (owner === null) return;
		const said = await this.#read().catch(() => null);
		// Somebody else may have signed in meanwhile.
		if (said && owner === this.#owner) this.current = said;
	}
}
