/** All that was done, to go back and forth in without limit. States are never changed in place. */
export class History<State> {
	#past: State[] = [];
	#future: State[] = [];
	#now: State;

	constructor(first: State) {
		this.#now = first;
	}

	get now(): State {
		return this.#now;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	get canRedo(): boolean {
		return this.#future.length > 0;
	}

	/** A new state; what had been undone is given up. */
	push(next: State): void {
		this.#past.push(this.#now);
		this.#future = [];
		this.#now = next;
	}

	/** The same moment seen otherwise (what is selected): nothing to go back to. */
	amend(next: State): void {
		this.#now = next;
	}

	/** Goes one state back. @returns false at the beginning */
	undo(): boolean {
		const last = this.#past.pop();
		if (last === undefined) return false;
		this.#future.push(this.#now);
		this.#now = last;
		return true;
	}

	/** Goes one state forth again. @returns false when nothing was undone */
	redo(): boolean {
		const next = this.#future.pop();
		if (next === undefined) return false;
		this.#past.push(this.#now);
		this.#now = next;
		return true;
	}
}
