import { isStorageFull } from '$lib/store/errors';
import type { RescueError, RescueFile, Restored } from './rescue-file';

/** Why a rescue file was not made or not taken back. */
export type RescueFailure = RescueError['code'] | 'full' | 'failed';

/** What the rescue card reaches outside itself. */
export interface RescuePorts {
	save(readme: string): Promise<RescueFile>;
	restore(archive: Blob): Promise<Restored>;
	/** Gives a file to the person. */
	hand(file: Blob, name: string): void;
	/** There may be something new to send. */
	wake(): void;
}

/** The queue as a file: out of this device, and back into any. */
export class RescueState {
	busy = $state<'save' | 'restore' | null>(null);
	saved = $state.raw<Pick<RescueFile, 'name' | 'unreadable'> | null>(null);
	restored = $state.raw<Restored | null>(null);
	failure = $state<RescueFailure | null>(null);
	#ports: RescuePorts;

	constructor(ports: RescuePorts) {
		this.#ports = ports;
	}

	/** Never throws: what went wrong is in {@link failure}. */
	save(readme: string): Promise<void> {
		return this.#run('save', async () => {
			const { file, name, unreadable } = await this.#ports.save(readme);
			this.#ports.hand(file, name);
			this.saved = { name, unreadable };
		});
	}

	/** Never throws: what went wrong is in {@link failure}. */
	restore(archive: Blob): Promise<void> {
		return this.#run('restore', async () => {
			this.restored = await this.#ports.restore(archive);
			this.#ports.wake();
		});
	}

	async #run(what: 'save' | 'restore', work: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = what;
		this.failure = this.saved = this.restored = null;
		try {
			await work();
		} catch (error) {
			this.failure = failureOf(error);
		} finally {
			this.busy = null;
		}
	}
}

function failureOf(error: unknown): RescueFailure {
	if (isStorageFull(error)) return 'full';
	// The class itself comes with the code that reads archives: its name is enough here.
	const ours = error instanceof Error && error.name === 'RescueError';
	return ours ? (error as RescueError).code : 'failed';
}
