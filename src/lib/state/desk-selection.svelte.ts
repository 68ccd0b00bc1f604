import type { ReviewRef } from '$lib/domain/review';

/** What a moderator picked out of the queue, to decide on together: some items, or everything the filter holds. */
export class DeskSelection {
	/** The items picked one by one, by their id. */
	picked = $state.raw<ReadonlyMap<string, ReviewRef>>(new Map());
	/** Everything that passes the filter, also what is not loaded. */
	whole = $state(false);
	/** Where a range begins: what was picked last. */
	#anchor: string | null = null;

	get any(): boolean {
		return this.whole || this.picked.size > 0;
	}
	has(id: string): boolean {
		return this.whole || this.picked.has(id);
	}

	/**
	 * Picks an item, or lets it go when it was picked.
	 * @param items those loaded, in the order of the list: letting one go of a whole filter keeps these others
	 */
	toggle(id: string, items: readonly ReviewRef[]): void {
		const next = new Map(
			this.whole ? items.map((item) => [item.item_id, refOf(item)]) : this.picked
		);
		this.whole = false;
		const item = items.find(({ item_id }) => item_id === id);
		if (!next.delete(id) && item) next.set(id, refOf(item));
		this.#anchor = id;
		this.picked = next;
	}

	/** Picks everything from what was picked last to this item, both included. */
	extend(id: string, items: readonly ReviewRef[]): void {
		const from = items.findIndex(({ item_id }) => item_id === this.#anchor);
		const to = items.findIndex(({ item_id }) => item_id === id);
		if (from < 0 || to < 0) return this.toggle(id, items);
		const range = items.slice(Math.min(from, to), Math.max(from, to) + 1);
		this.picked = new Map([
			...this.picked,
			...range.map((item) => [item.item_id, refOf(item)] as const)
		]);
	}

	/** Picks everything that passes the filter. */
	all(): void {
		this.whole = true;
		this.picked = new Map();
	}

	/** An item that left the queue is not decided on a second time. */
	drop(id: string): void {
		if (!this.picked.has(id)) return;
		this.picked = new Map([...this.picked].filter(([one]) => one !== id));
	}

	clear(): void {
		this.whole = false;
		this.picked = new Map();
		this.#anchor = null;
	}
}

function refOf({ kind, item_id }: ReviewRef): ReviewRef {
	return { kind, item_id };
}
