import type { Photo } from '$lib/domain/record';
import type { DecisionTaken, ReviewFilter, ReviewItem } from '$lib/domain/review';
import type { DeskEvent, Happened, Verdict } from './desk-events';
import type { DeskPorts } from './desk-ports';
import { isStale, problemsOf, versionOf } from './desk-refusals';

/** A decision that can still be taken back, and where its item stood. */
interface Taken {
	decision: string;
	item: ReviewItem;
	index: number;
}

/** Items asked for at once, and how few may remain after the one on screen before the next page is fetched. */
const pageSize = 30;
const lowWater = 5;
/** How long a decision can be taken back; the server waits as long before it tells anybody. */
const undoMs = 10_000;

/** The moderator's queue, the item being looked at, and the decision under way. */
export class DeskState {
	items = $state.raw<ReviewItem[]>([]);
	total = $state(0);
	filter = $state.raw<ReviewFilter>({});
	loading = $state(false);
	/** Grows each time the queue was read from its start. */
	loads = $state(0);
	/** A decision is on its way; every action waits for it. */
	deciding = $state(false);
	/** Why the queue could not be read. */
	queueError = $state.raw<unknown>(null);
	/** Why the last decision was not taken, or the item of an address not shown; what was typed stays. */
	decisionError = $state.raw<unknown>(null);
	event = $state.raw<DeskEvent | null>(null);
	/** The address names an item that waits no more, or not for this person. */
	missing = $state(false);

	#selected = $state<string | null>(null);
	/** Opened by its address, from beyond what is loaded. */
	#apart = $state.raw<ReviewItem | null>(null);
	#next = $state<string | null>(null);
	#taken = $state.raw<readonly Taken[]>([]);
	/** The read under way. */
	#loaded: Promise<void> = Promise.resolve();
	/** Counts the reads of the queue, so that a late answer to an older one is dropped. */
	#reading = 0;
	/** What left the queue while it was being read: an answer given before does not bring it back. */
	#left = new Set<string>();
	#events = 0;
	readonly #photos = new Map<string, Promise<string>>();
	readonly #ports: DeskPorts;

	constructor(ports: DeskPorts) {
		this.#ports = ports;
	}

	get selected(): ReviewItem | null {
		return this.#selected === null ? null : this.#known(this.#selected);
	}
	/** Place of the selected item in what is loaded, from 0; -1 when none. */
	get position(): number {
		return this.items.findIndex(({ item_id }) => item_id === this.#selected);
	}
	/** What comes after the item on screen, to have it ready. */
	get following(): ReviewItem | null {
		return this.items[this.position + 1] ?? null;
	}
	get hasMore(): boolean {
		return this.#next !== null;
	}
	/** The last decision that can still be taken back. */
	get undoable(): ReviewItem | null {
		return this.#taken.at(-1)?.item ?? null;
	}

	/** The screen is opened: what was said here before is old, unless it can still be taken back. */
	async open(filter: ReviewFilter): Promise<void> {
		if (!this.undoable) this.event = null;
		this.decisionError = null;
		await this.load({ ...filter });
	}

	/**
	 * Reads the queue from its start, keeping the selection when it is still there. Read again under the same
	 * filter, what is on screen stays until the answer comes.
	 */
	async load(filter: ReviewFilter = this.filter): Promise<void> {
		if (filter !== this.filter) {
			this.items = [];
			this.#next = null;
		}
		this.filter = filter;
		// Their addresses hold for a while only.
		this.#photos.clear();
		this.#loaded = this.#read(null);
		await this.#loaded;
	}

	async loadMore(): Promise<void> {
		if (this.#next !== null && !this.loading) await this.#read(this.#next);
	}

	select(id: string | null): void {
		if (id !== this.#selected) this.decisionError = null;
		this.missing = false;
		this.#selected = id;
		if (this.position >= this.items.length - lowWater) void this.loadMore();
	}

	/** Selects what an address names, also when it stands further down than what is loaded. */
	async show(id: string | null): Promise<void> {
		this.select(id);
		await this.#loaded;
		if (id === null || this.#selected !== id || this.selected) return;
		try {
			const item = await this.#ports.item({ kind: null, item_id: id });
			if (this.#selected !== id) return;
			this.#apart = item;
			this.missing = item === null;
		} catch (error) {
			if (this.#selected === id) this.decisionError = error;
		}
	}

	/** Goes to the neighbour in the list; at either end it stays. From nothing, it opens the first. */
	step(by: 1 | -1): string | null {
		const target = this.position < 0 ? 0 : this.position + by;
		const item = this.items[target];
		if (item) this.select(item.item_id);
		return this.#selected;
	}

	/**
	 * Sends the decision on an item: the selected one when nothing else is said. When the server has taken it the
	 * item leaves the queue and its successor is selected; when it had changed, its last version is shown instead;
	 * when it failed, it is on screen again with the reason why, wherever the person was by then.
	 * @returns true when the decision was taken
	 */
	async decide(verdict: Verdict, item: ReviewItem | null = this.selected): Promise<boolean> {
		if (!item || this.deciding) return false;
		this.deciding = true;
		this.decisionError = null;
		let taken: DecisionTaken;
		try {
			taken = await this.#ports.decide({
				kind: item.kind,
				item_id: item.item_id,
				version: versionOf(item),
				seen: item.seen,
				...verdict,
				reason: verdict.reason?.trim() || null
			});
		} catch (error) {
			if (isStale(error)) await this.#renew(item);
			else this.#fail(item, error);
			return false;
		} finally {
			this.deciding = false;
		}
		const index = this.#remove(item.item_id);
		// Nothing behind what cannot be taken back is taken back in its place.
		if (taken.id !== null) this.#keep({ decision: taken.id, item, index });
		else this.#taken = [];
		const { votes } = taken;
		const waits = taken.id === null && votes.needed > 1;
		this.#say(waits ? { kind: 'voted', votes, item } : { kind: 'decided', verdict, item });
		if (this.items.length < lowWater) void this.loadMore();
		return true;
	}

	/**
	 * Takes the last decision back: its item stands where it stood, and is on screen.
	 * @returns true when it was taken back
	 */
	async undo(): Promise<boolean> {
		const last = this.#taken.at(-1);
		if (!last || this.deciding) return false;
		this.deciding = true;
		this.decisionError = null;
		try {
			await this.#ports.undo(last.decision);
			this.#forget(last);
			const item = (await this.#ports.item(last.item).catch(() => null)) ?? last.item;
			this.#left.delete(item.item_id);
			const others = this.items.filter(({ item_id }) => item_id !== item.item_id);
			this.items = others.toSpliced(last.index, 0, item);
			this.total += 1;
			this.select(item.item_id);
			this.#say({ kind: 'undone', item });
			return true;
		} catch (error) {
			// Without an answer it can be tried again, as long as there is time.
			if (problemsOf(error).length > 0) this.#forget(last);
			this.#say({ kind: 'held', item: last.item, error });
			return false;
		} finally {
			this.deciding = false;
		}
	}

	/** An address of the stored file, asked for once. */
	photoUrl(photo: Photo): Promise<string> {
		const known = this.#photos.get(photo.id);
		if (known) return known;
		const asked = this.#ports.photoUrl(photo);
		this.#photos.set(photo.id, asked);
		asked.catch(() => this.#photos.delete(photo.id));
		return asked;
	}

	async #read(after: string | null): Promise<void> {
		const reading = ++this.#reading;
		this.#left = new Set();
		this.loading = true;
		this.queueError = null;
		try {
			const page = await this.#ports.queue({ filter: this.filter, after, limit: pageSize });
			if (reading !== this.#reading) return;
			const before = after === null ? [] : this.items;
			const known = new Set([...this.#left, ...before.map(({ item_id }) => item_id)]);
			this.items = [...before, ...page.items.filter(({ item_id }) => !known.has(item_id))];
			this.total = page.total;
			this.#next = page.next;
			if (after === null) this.loads += 1;
		} catch (error) {
			if (reading === this.#reading) this.queueError = error;
		} finally {
			if (reading === this.#reading) this.loading = false;
		}
	}

	/** Reads again an item the server knows otherwise: shows its last version, or drops it when it waits no more. */
	async #renew(item: ReviewItem): Promise<void> {
		let fresh: ReviewItem | null;
		try {
			fresh = await this.#ports.item(item);
		} catch (error) {
			this.#fail(item, error);
			return;
		}
		if (!fresh) {
			this.#remove(item.item_id);
			this.#say({ kind: 'gone', item });
			return;
		}
		const replaced = fresh;
		this.items = this.items.map((other) => (other.item_id === item.item_id ? replaced : other));
		if (this.#apart?.item_id === item.item_id) this.#apart = fresh;
		if (this.#selected === item.item_id) this.select(fresh.item_id);
		this.#say({ kind: 'changed', item: fresh, before: item });
	}

	/** The item is on screen again, where the reason why can be read. */
	#fail(item: ReviewItem, error: unknown): void {
		if (this.#known(item.item_id)) this.select(item.item_id);
		this.decisionError = error;
	}

	#remove(id: string): number {
		this.#left.add(id);
		const index = this.items.findIndex((other) => other.item_id === id);
		if (!this.#known(id)) return 0;
		const wasSelected = this.#selected === id;
		this.items = this.items.filter((other) => other.item_id !== id);
		if (this.#apart?.item_id === id) this.#apart = null;
		this.total = Math.max(0, this.total - 1);
		// After one that was opened by its address comes the list.
		if (wasSelected) this.select((this.items[index] ?? this.items[index - 1])?.item_id ?? null);
		return Math.max(index, 0);
	}

	#known(id: string): ReviewItem | null {
		const apart = this.#apart?.item_id === id ? this.#apart : null;
		return this.items.find(({ item_id }) => item_id === id) ?? apart;
	}

	#keep(taken: Taken): void {
		this.#taken = [...this.#taken, taken];
		setTimeout(() => this.#forget(taken), undoMs);
	}
	#forget(taken: Taken): void {
		this.#taken = this.#taken.filter((other) => other !== taken);
	}

	#say(event: Happened): void {
		this.missing = false;
		this.event = { ...event, at: ++this.#events };
	}
}
