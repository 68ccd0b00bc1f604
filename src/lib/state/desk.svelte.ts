import type { Decision, QueueItem, QueuePage } from '$lib/domain/moderation';
import type { ProblemCode } from '$lib/domain/problem';
import type { FullRecord, Photo } from '$lib/domain/record';

/** What the desk needs from outside; the composition root gives the real ones, tests give theirs. */
export interface DeskPorts {
	queue(page: { theme: string | null; after: string | null; limit: number }): Promise<QueuePage>;
	decide(request: {
		record_id: string;
		/** Null when the record itself is decided on. */
		proposal_id: string | null;
		/** The visit decided on, or null. */
		observation_id: string | null;
		/** The version the moderator was looking at. */
		version: number;
		decision: Decision;
		reason: string | null;
	}): Promise<FullRecord>;
	/** The record as the caller may see it now, null when it is gone. */
	recordForMe(recordId: string): Promise<FullRecord | null>;
	/** An address that shows the stored file with the moderator's rights, for a while. */
	photoUrl(photo: Photo): Promise<string>;
}

/** What just happened, for the screen to say aloud; `at` makes two equal ones distinct. */
export type DeskEvent =
	| { kind: 'decided'; decision: Decision; item: QueueItem; at: number }
	| { kind: 'changed'; item: QueueItem; at: number }
	| { kind: 'gone'; item: QueueItem; at: number };

/** Items asked for at once, and how few may remain before the next page is fetched. */
const pageSize = 30;
const lowWater = 5;

/** Refusals that mean the item on screen is no longer what the server has. */
const stale: ProblemCode[] = [
	'version_changed',
	'wrong_status',
	'record_not_found',
	'record_deleted'
];

/** One thing to decide: a record may wait with an edit of its own and visits, so each goes by its own id. */
export function keyOf(item: QueueItem): string {
	if (item.kind === 'observation' && item.observation) return item.observation.id;
	return item.record.proposal && item.kind === 'edit' ? item.record.proposal.id : item.record.id;
}

/** The moderator's queue, the item being looked at, and the decision under way. */
export class DeskState {
	items = $state.raw<QueueItem[]>([]);
	total = $state(0);
	theme = $state<string | null>(null);
	loading = $state(false);
	/** A decision is on its way; every action waits for it. */
	deciding = $state(false);
	/** Why the queue could not be read. */
	queueError = $state.raw<unknown>(null);
	/** Why the last decision was not taken; the item and the reason typed stay. */
	decisionError = $state.raw<unknown>(null);
	event = $state.raw<DeskEvent | null>(null);

	#selected = $state<string | null>(null);
	#next = $state<string | null>(null);
	/** Counts the reads of the queue, so that a late answer to an older one is dropped. */
	#reading = 0;
	#events = 0;
	readonly #ports: DeskPorts;

	constructor(ports: DeskPorts) {
		this.#ports = ports;
	}

	get selected(): QueueItem | null {
		return this.items.find((item) => keyOf(item) === this.#selected) ?? null;
	}
	/** Place of the selected item in what is loaded, from 0; -1 when none. */
	get position(): number {
		return this.items.findIndex((item) => keyOf(item) === this.#selected);
	}
	get hasMore(): boolean {
		return this.#next !== null;
	}

	/** Reads the queue from its start, keeping the selection when it is still there. */
	async load(theme: string | null = this.theme): Promise<void> {
		this.theme = theme;
		this.items = [];
		this.#next = null;
		await this.#read(null);
	}

	async loadMore(): Promise<void> {
		if (this.#next !== null && !this.loading) await this.#read(this.#next);
	}

	select(key: string | null): void {
		if (key !== this.#selected) this.decisionError = null;
		this.#selected = key;
	}

	/** Goes to the neighbour in the list; at either end it stays. From nothing, it opens the first. */
	step(by: 1 | -1): string | null {
		const target = this.position < 0 ? 0 : this.position + by;
		const item = this.items[target];
		if (item) this.select(keyOf(item));
		return this.#selected;
	}

	/**
	 * Sends the decision on the selected item. When the server has taken it the item leaves the queue and
	 * its successor is selected; when the item had changed, its last version is shown instead.
	 * @returns true when the decision was taken
	 */
	async decide(decision: Decision, reason: string | null = null): Promise<boolean> {
		const item = this.selected;
		if (!item || this.deciding) return false;
		this.deciding = true;
		this.decisionError = null;
		try {
			await this.#ports.decide({
				record_id: item.record.id,
				proposal_id: item.kind === 'edit' ? (item.record.proposal?.id ?? null) : null,
				observation_id: item.kind === 'observation' ? (item.observation?.id ?? null) : null,
				version: item.record.version,
				decision,
				reason: reason?.trim() || null
			});
		} catch (error) {
			if (isStale(error)) await this.#refresh(item);
			else this.decisionError = error;
			return false;
		} finally {
			this.deciding = false;
		}
		this.#remove(item);
		this.#say({ kind: 'decided', decision, item });
		if (this.items.length < lowWater) await this.loadMore();
		return true;
	}

	photoUrl(photo: Photo): Promise<string> {
		return this.#ports.photoUrl(photo);
	}

	async #read(after: string | null): Promise<void> {
		const reading = ++this.#reading;
		this.loading = true;
		this.queueError = null;
		try {
			const page = await this.#ports.queue({ theme: this.theme, after, limit: pageSize });
			if (reading !== this.#reading) return;
			const known = new Set(this.items.map(keyOf));
			this.items = [...this.items, ...page.items.filter((item) => !known.has(keyOf(item)))];
			this.total = page.total;
			this.#next = page.next;
		} catch (error) {
			if (reading === this.#reading) this.queueError = error;
		} finally {
			if (reading === this.#reading) this.loading = false;
		}
	}

	/** Reads again an item the server knows otherwise: shows its last version, or drops it when it waits no more. */
	async #refresh(item: QueueItem): Promise<void> {
		let record: FullRecord | null;
		try {
			record = await this.#ports.recordForMe(item.record.id);
		} catch (error) {
			this.decisionError = error;
			return;
		}
		const fresh = record && stillWaiting(item, record);
		if (!fresh) {
			this.#remove(item);
			this.#say({ kind: 'gone', item });
			return;
		}
		const key = keyOf(item);
		this.items = this.items.map((other) => (keyOf(other) === key ? fresh : other));
		this.select(keyOf(fresh));
		this.#say({ kind: 'changed', item: fresh });
	}

	#remove(item: QueueItem): void {
		const key = keyOf(item);
		const index = this.items.findIndex((other) => keyOf(other) === key);
		if (index < 0) return;
		const wasSelected = this.#selected === key;
		this.items = this.items.filter((other) => keyOf(other) !== key);
		this.total = Math.max(0, this.total - 1);
		if (!wasSelected) return;
		const successor = this.items[index] ?? this.items[index - 1] ?? null;
		this.select(successor && keyOf(successor));
	}

	#say(
		event:
			| { kind: 'decided'; decision: Decision; item: QueueItem }
			| { kind: 'changed' | 'gone'; item: QueueItem }
	): void {
		this.event = { ...event, at: ++this.#events };
	}
}

function isStale(error: unknown): boolean {
	if (typeof error !== 'object' || error === null || !('problems' in error)) return false;
	const { problems } = error;
	return (
		Array.isArray(problems) &&
		problems.some((problem: { code?: ProblemCode }) => problem.code && stale.includes(problem.code))
	);
}

/** The item as it stands now, or null when nothing waits for a decision any more. */
function stillWaiting(item: QueueItem, record: FullRecord): QueueItem | null {
	if (item.kind === 'observation') {
		const visit = record.observations.find(({ id }) => id === item.observation?.id);
		return visit?.status === 'pending' ? { ...item, record, observation: visit } : null;
	}
	const waits =
		item.kind === 'edit' ? record.proposal?.status === 'pending' : record.status === 'submitted';
	return waits ? { ...item, record } : null;
}
