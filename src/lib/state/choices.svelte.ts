import type { Choice } from '$lib/store/choices';

/** What the list of choices reaches outside itself. */
export interface ChoicesPorts {
	/** The choices that an owner can still take back, again at each change; returns what stops it. */
	watchChoices(owner: string, next: (choices: Choice[]) => void): () => void;
	/** Takes one back; false when it is too late. */
	undo(owner: string, id: string): Promise<boolean>;
	/** Lets go of what can no longer be taken back. */
	forget(owner: string): Promise<void>;
}

/** Choices about disputes that have not left yet, for the person to take back. */
export class ChoicesState {
	list = $state.raw<Choice[]>([]);
	busy = $state(false);
	/** The last one could not be taken back: it had left. */
	tooLate = $state(false);
	error = $state.raw<unknown>(null);
	#ports: ChoicesPorts;
	#owner = '';
	#stop: () => void = () => undefined;

	constructor(ports: ChoicesPorts) {
		this.#ports = ports;
	}

	/** Shows this owner's choices from now on. */
	follow(owner: string): void {
		this.close();
		this.#owner = owner;
		// Nothing of another account's stands here meanwhile.
		this.list = [];
		this.tooLate = false;
		this.#stop = this.#ports.watchChoices(owner, (list) => (this.list = list));
		// Only tidying: what is left now goes the next time.
		void this.#ports.forget(owner).catch(() => undefined);
	}

	async undo(id: string): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.error = null;
		try {
			const undone = await this.#ports.undo(this.#owner, id);
			this.tooLate = !undone;
			return undone;
		} catch (error) {
			this.error = error;
			return false;
		} finally {
			this.busy = false;
		}
	}

	close(): void {
		this.#stop();
		this.#stop = () => undefined;
	}
}
