import type { Claim, ReviewItem, ReviewRef } from '$lib/domain/review';
import type { ClaimPorts } from './desk-ports';

/** Somebody who walks through the list with a key held down claims nothing. */
const settleMs = 400;
/** Renewed well before the server lets go of it. */
const renewMs = 4 * 60_000;

/** Who looks at the item on screen: this person as soon as nobody else does, and as long as it is open. */
export class DeskClaim {
	/** What the server said last of the item on screen. */
	current = $state.raw<Claim | null>(null);
	/** Why it could not be taken over. */
	error = $state.raw<unknown>(null);
	#item: ReviewRef | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What was asked last, until it is answered. */
	#asked: Promise<unknown> = Promise.resolve();
	readonly #ports: ClaimPorts;

	constructor(ports: ClaimPorts) {
		this.#ports = ports;
	}

	/** Somebody else, who should be asked before anything is decided here; null when the way is free. */
	get other(): Claim | null {
		return this.current && !this.current.mine ? this.current : null;
	}

	/**
	 * Another item is on screen, or none: the one before is free again.
	 * @param decided the one that was decided on: it left the queue, and its claim with it
	 */
	follow(
		item: Pick<ReviewItem, 'kind' | 'item_id' | 'claim'> | null,
		decided: string | null = null
	): void {
		const before = this.#item;
		if ((item?.item_id ?? null) === (before?.item_id ?? null)) return;
		clearTimeout(this.#timer);
		if (before && this.current?.mine && before.item_id !== decided) this.#release(before);
		this.error = null;
		this.current = item?.claim ?? null;
		const ref = item && { kind: item.kind, item_id: item.item_id };
		this.#item = ref;
		if (ref) this.#timer = setTimeout(() => void this.#claim(ref, false), settleMs);
	}

	/** Takes the item over from whoever has it; they are told. */
	async takeOver(): Promise<void> {
		if (this.#item) await this.#claim(this.#item, true);
	}

	/** A decision is about to be sent: nothing more is claimed that would have gone by then. */
	async settle(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#asked.catch(() => undefined);
	}

	/** Nothing was decided after all: the item is theirs again for as long as it is open. */
	resume(): void {
		const ref = this.#item;
		clearTimeout(this.#timer);
		if (ref) this.#timer = setTimeout(() => void this.#claim(ref, false), settleMs);
	}

	#release(ref: ReviewRef): void {
		void this.#ports.release(ref).catch(() => undefined);
	}

	async #claim(ref: ReviewRef, takeOver: boolean): Promise<void> {
		clearTimeout(this.#timer);
		this.error = null;
		try {
			const asked = this.#ports.claim(ref, takeOver);
			this.#asked = asked;
			const claim = await asked;
			if (this.#item?.item_id === ref.item_id) this.current = claim;
			// Left before the answer came: nobody is there to hold it.
			else if (claim.mine) this.#release(ref);
		} catch (error) {
			// Without an answer nobody is kept from deciding: the server has the last word there too.
			if (takeOver && this.#item === ref) this.error = error;
		}
		if (this.#item !== ref) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#claim(ref, false), renewMs);
	}
}
