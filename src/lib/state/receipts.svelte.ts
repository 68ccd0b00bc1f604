import type { Receipts } from '$lib/domain/receipts';

export interface ReceiptsPorts {
	/** What the server said last of an account, kept on this device; null before it was asked. */
	read(owner: string): Promise<Receipts | null>;
	save(owner: string, receipts: Receipts): Promise<void>;
	/** Asks the server. Throws when it cannot be reached. */
	fetch(owner: string): Promise<Receipts>;
}

/** How much the server has of the signed-in person, by its own count, with the time it was counted. */
export class ReceiptsState {
	current = $state.raw<Receipts | null>(null);
	#ports: ReceiptsPorts;
	#owner: string | null = null;

	constructor(ports: ReceiptsPorts) {
		this.#ports = ports;
	}

	/**
	 * Shows this account's count, asked now; null for nobody. Without an answer the last count stays, with
	 * its time.
	 */
	async follow(owner: string | null): Promise<void> {
		if (owner !== this.#owner) {
			this.#owner = owner;
			this.current = null;
			if (owner !== null) this.#show(owner, await this.#ports.read(owner).catch(() => null));
		}
		if (owner === null) return;
		try {
			const receipts = await this.#ports.fetch(owner);
			this.#show(owner, receipts);
			await this.#ports.save(owner, receipts);
		} catch {
			return;
		}
	}

	#show(owner: string, receipts: Receipts | null): void {
		if (owner === this.#owner && receipts) this.current = receipts;
	}
}
