import type { Invitation } from '$lib/domain/organisation';
import { OneWork } from './one-work.svelte';

export interface InvitationPorts {
	read(code: string): Promise<Invitation>;
	/** @returns the organisation joined */
	accept(code: string): Promise<string>;
	/** The account belongs to one more organisation. */
	accountChanged(): Promise<unknown>;
}

/** An invitation followed by its link: what it is about, and joining. */
export class InvitationState extends OneWork {
	invitation = $state.raw<Invitation | null>(null);
	/** Organisation joined just now. */
	joined = $state<string | null>(null);
	readonly #ports: InvitationPorts;
	readonly #code: string;

	constructor(ports: InvitationPorts, code: string) {
		super();
		this.#ports = ports;
		this.#code = code;
	}

	async load(): Promise<void> {
		await this.work(async () => {
			this.invitation = await this.#ports.read(this.#code);
		});
	}

	async accept(): Promise<void> {
		await this.work(async () => {
			this.joined = await this.#ports.accept(this.#code);
			await this.#ports.accountChanged().catch(() => undefined);
		});
	}
}
