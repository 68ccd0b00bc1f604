import { summariseOuting, type OutingSummary } from '$lib/domain/outing';
import type { OutingRow } from '$lib/store/field-rows';
import type { Item } from '$lib/store/types';

export type { Item, OutingRow };
type OutingFacts = Pick<OutingRow, 'name' | 'participants'>;

/** What outings reach outside themselves. */
export interface OutingsPorts {
	watchOutings(owner: string, next: (outings: OutingRow[]) => void): () => void;
	watchItems(owner: string, next: (items: Item[]) => void): () => void;
	start(owner: string, facts: OutingFacts): Promise<OutingRow>;
	change(owner: string, id: string, facts: Partial<OutingFacts>): Promise<void>;
	end(owner: string, id: string): Promise<void>;
	resume(owner: string, id: string): Promise<void>;
	remove(owner: string, id: string): Promise<void>;
}

/** An outing with what is still known of what was noted in it. */
export interface OutingStory {
	outing: OutingRow;
	/** Records made, oldest first. */
	made: Item[];
	/** Records that were there before and were seen again, oldest first. */
	visited: Item[];
	/** Records made that are no longer on this device: deleted, or of an account that left and came back. */
	missing: number;
	summary: OutingSummary;
}

/** The owner's outings, as screens show them: which is under way, and what came of each. */
export class OutingsState {
	/** Newest first; null before they were read. */
	list = $state.raw<OutingRow[] | null>(null);
	/** The device refused the last change. */
	failed = $state(false);
	/** Null before they were read, and while no screen asks for more than the outings. */
	#items = $state.raw<ReadonlyMap<string, Item> | null>(null);
	#ports: OutingsPorts;
	#owner = '';
	#stops: (() => void)[] = [];

	/** The outing under way, or null. */
	current: OutingRow | null = $derived(
		this.list?.find(({ ended_at }) => ended_at === null) ?? null
	);

	constructor(ports: OutingsPorts) {
		this.#ports = ports;
	}

	/** Shows this owner's outings, and what was noted in them when `whole`. */
	follow(owner: string, whole = false): void {
		this.close();
		this.list = null;
		this.#items = null;
		this.#owner = owner;
		this.#stops = [this.#ports.watchOutings(owner, (outings) => (this.list = outings))];
		if (!whole) return;
		this.#stops.push(
			this.#ports.watchItems(owner, (items) => {
				this.#items = new Map(items.map((item) => [item.record_id, item]));
			})
		);
	}

	close(): void {
		for (const stop of this.#stops) stop();
		this.#stops = [];
	}

	/** What came of an outing; null when there is none of that name, or before it was read. */
	story(id: string): OutingStory | null {
		const outing = this.list?.find((row) => row.id === id);
		const items = this.#items;
		if (!outing || !items) return null;
		const known = (ids: readonly string[]) => ids.flatMap((one) => items.get(one) ?? []);
		const made = known(outing.record_ids);
		return {
			outing,
			made,
			visited: known(outing.visited_ids ?? []),
			missing: outing.record_ids.length - made.length,
			summary: summariseOuting(
				made.map(({ concept, geometry, photos }) => ({ concept, geometry, photos: photos.total }))
			)
		};
	}

	/** Begins an outing. @returns the one under way, or null when the device refused to keep it */
	async start(facts: OutingFacts): Promise<OutingRow | null> {
		return this.#trying(() => this.#ports.start(this.#owner, facts));
	}

	async change(id: string, facts: Partial<OutingFacts>): Promise<void> {
		await this.#trying(() => this.#ports.change(this.#owner, id, facts));
	}

	async end(id: string): Promise<void> {
		await this.#trying(() => this.#ports.end(this.#owner, id));
	}

	async resume(id: string): Promise<void> {
		await this.#trying(() => this.#ports.resume(this.#owner, id));
	}

	/** Forgets an outing; its records stay. */
	async remove(id: string): Promise<void> {
		await this.#trying(() => this.#ports.remove(this.#owner, id));
	}

	async #trying<T>(work: () => Promise<T>): Promise<T | null> {
		this.failed = false;
		try {
			return await work();
		} catch {
			this.failed = true;
			return null;
		}
	}
}
