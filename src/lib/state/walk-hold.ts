/** Takes a walk for this tab alone; answers how to give it back, null while another tab has it. */
export type HoldWalk = (id: string) => Promise<(() => void) | null>;

/** The right of one tab to record a walk. */
export class WalkHold {
	#hold: HoldWalk;
	#giveBack: (() => void) | null = null;
	#asking: Promise<boolean> | null = null;
	/** When the last hold was given back. */
	#given: Promise<void> = Promise.resolve();

	constructor(hold: HoldWalk) {
		this.#hold = hold;
	}

	/** This tab has it. */
	get taken(): boolean {
		return this.#giveBack !== null;
	}

	/** @returns false while another tab has it */
	take(id: string): Promise<boolean> {
		// Pressed twice: a second request would find the first one's hold.
		this.#asking ??= this.#given
			.then(() => this.#hold(id))
			.then((giveBack) => (this.#giveBack = giveBack) !== null)
			.finally(() => (this.#asking = null));
		return this.#asking;
	}

	/** Whether any tab may take it, before somebody asks to. */
	async isFree(id: string): Promise<boolean> {
		if (this.taken) return true;
		const giveBack = await this.#hold(id);
		giveBack?.();
		return giveBack !== null || this.taken;
	}

	/** For any tab to go on with, once all is stored. */
	giveBack(stored: Promise<void>): void {
		const giveBack = this.#giveBack;
		this.#giveBack = null;
		if (giveBack) this.#given = stored.then(giveBack);
	}
}
