import type { SafetyReminder } from '$lib/domain/vocabulary/types';

export interface SafetyPorts {
	/** Ids of the reminders that the person who is here has read. */
	read(): Promise<string[]>;
	note(ids: string[]): Promise<void>;
}

/** What one is told to be careful about, once per person and device. */
export class SafetyState {
	/** Null until it was read: nothing is shown before, or it would jump away again. */
	#seen = $state.raw<ReadonlySet<string> | null>(null);
	#ports: SafetyPorts;

	constructor(ports: SafetyPorts) {
		this.#ports = ports;
	}

	/** Reads what was seen. A device that does not answer reminds once too often rather than never. */
	async load(): Promise<void> {
		this.#seen = new Set(await this.#ports.read().catch(() => []));
	}

	/** Those of these that are still to be shown. */
	unseen(reminders: readonly SafetyReminder[]): SafetyReminder[] {
		const seen = this.#seen;
		return seen ? reminders.filter(({ id }) => !seen.has(id)) : [];
	}

	/** They were on the screen and the person went on. */
	noted(reminders: readonly SafetyReminder[]): void {
		const fresh = this.unseen(reminders).map(({ id }) => id);
		if (fresh.length === 0) return;
		this.#seen = new Set([...(this.#seen ?? []), ...fresh]);
		void this.#ports.note(fresh).catch(() => undefined);
	}
}
