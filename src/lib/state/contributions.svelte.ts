import { deletedPath } from '$lib/domain/dispute';
import type { Item, SuggestionRow } from '$lib/store/types';

export type { Item, SuggestionRow };

/** What the list reaches outside itself; each acts on this owner's items only. */
export interface ContributionsPorts {
	/** Every item of an owner, again at each change; returns what stops it. */
	watchItems(owner: string, next: (items: Item[]) => void): () => void;
	/** Every word an owner proposed, in the same way. */
	watchWords(owner: string, next: (words: SuggestionRow[]) => void): () => void;
	/** How much of an owner's is on this device only, by design, in the same way. */
	watchKept(owner: string, next: (kept: Kept) => void): () => void;
	/** Puts back in the queue, as it is, a word that was refused. */
	resendWord(owner: string, id: string): Promise<void>;
	/** Takes a proposed word off the list. */
	removeWord(owner: string, id: string): Promise<void>;
	/** Puts back in the queue, as it is, what was refused. */
	resend(owner: string, id: string): Promise<void>;
	/** Gives up what has not reached the server. */
	remove(owner: string, id: string): Promise<void>;
	/** Gives up a visit that has not reached the server. */
	removeVisit(owner: string, id: string): Promise<void>;
	/** Asks the server to take the record away. */
	queueDeletion(owner: string, id: string): Promise<void>;
	/** Throws a draft away; the record under it stays. */
	discardDraft(id: string): Promise<void>;
	/** Address of a small picture of a record's first photo, or null. */
	thumbnail(id: string): Promise<string | null>;
	/** Something new to send. */
	wake(): void;
}

/** What no server has: outings, and photos from other apps that are in no record yet. */
export interface Kept {
	outings: number;
	shared: number;
}

/** What becomes of an item as the person reads it: one word per situation they can act on. */
export type Situation =
	| 'draft'
	| 'waiting'
	| 'sending'
	| 'deleting'
	| 'photos_pending'
	| 'to_review'
	| 'to_complete'
	| 'received'
	| 'published'
	| 'rejected'
	| 'archived'
	| 'withdrawn';

/** What is most useful to say of an item when several things hold at once. */
export function situationOf(item: Item): Situation {
	if (item.state === 'draft') return 'draft';
	if (item.visited && item.state === 'received') return visitSituation(item);
	if (item.state === 'parked') return 'to_review';
	if (item.deleting) return 'deleting';
	if (item.state === 'sending') return 'sending';
	if (item.state === 'waiting') return item.version === null ? 'waiting' : waitingFor(item);
	if (item.proposal?.status === 'changes_requested') return 'to_complete';
	switch (item.status) {
		case 'changes_requested':
			return 'to_complete';
		case 'published':
			return 'published';
		case 'rejected':
			return 'rejected';
		case 'archived':
			return 'archived';
		case 'withdrawn':
			return 'withdrawn';
		default:
			return 'received';
	}
}

/** What became of the latest visit to someone else's record. */
function visitSituation({ visits }: Item): Situation {
	switch (visits.at(-1)?.state) {
		case 'accepted':
			return 'published';
		case 'rejected':
			return 'rejected';
		case 'draft':
			return 'draft';
		default:
			return 'received';
	}
}

/** The server has the record: either its photos are on their way, or a later change of it is. */
function waitingFor({ photos }: Item): Situation {
	return photos.received < photos.total ? 'photos_pending' : 'waiting';
}

/** What the person can do with an item. */
export type ItemAction =
	| 'resume'
	| 'correct'
	| 'choose'
	| 'visit'
	| 'resend'
	| 'save_file'
	| 'discard_draft'
	| 'remove'
	| 'delete'
	| 'open';

/** Actions that help in an item's situation, the most useful first. */
export function actionsFor(item: Item): ItemAction[] {
	const situation = situationOf(item);
	if (item.visited && !item.draft) return visitedActions(item, situation);
	if (situation === 'draft') return ['resume', 'remove'];
	const draft: ItemAction[] = item.draft ? ['resume', 'discard_draft'] : ['correct'];
	// One visit at a time: that which is begun is taken up from its own line.
	const visit: ItemAction[] = item.visits.some(({ state }) => state === 'draft') ? [] : ['visit'];
	switch (situation) {
		case 'to_review':
			return item.disputed.length > 0
				? disputeActions(item, draft)
				: [...draft, 'resend', 'save_file', 'remove'];
		case 'deleting':
			return [];
		case 'published':
			return ['open', ...visit, ...draft, 'delete'];
		case 'rejected':
		case 'archived':
			return item.draft ? draft : [];
		case 'waiting':
			return [...draft, ...visit, 'remove'];
		case 'sending':
			return [];
		default:
			return [...draft, ...visit, 'delete'];
	}
}

/** What was changed twice is chosen; of a record that one side deleted, nothing else can be done first. */
function disputeActions(item: Item, draft: ItemAction[]): ItemAction[] {
	const isDeletion = item.deleting || item.disputed.includes(deletedPath);
	if (!isDeletion) return ['choose', ...draft, 'remove'];
	return ['choose', ...(item.draft ? draft : [])];
}

/** Someone else's record is there for its visits, which have their own lines. */
function visitedActions(item: Item, situation: Situation): ItemAction[] {
	const begun = item.visits.some(({ state }) => state === 'draft');
	if (situation === 'to_review')
		return item.disputed.length > 0 ? ['choose', 'remove'] : ['resend', 'save_file', 'remove'];
	return begun || situation === 'sending' ? ['open'] : ['open', 'visit'];
}

const nothingKept: Kept = { outings: 0, shared: 0 };

/** *Mes contributions*: the person's items as they change, and what can be done with each. */
export class ContributionsState {
	items = $state.raw<Item[]>([]);
	/** Words the person proposed for the vocabulary. */
	words = $state.raw<SuggestionRow[]>([]);
	kept = $state.raw<Kept>(nothingKept);
	/** The list was read: before that, nobody knows whether it is empty. */
	ready = $state(false);
	/** Items with an action under way; the others can be acted on meanwhile. */
	busy = $state.raw<readonly string[]>([]);
	/** What failed last, and of which item. */
	failure = $state.raw<{ id: string; error: unknown } | null>(null);
	thumbnails = $state.raw<Record<string, string>>({});
	#ports: ContributionsPorts;
	#stops: (() => void)[] = [];
	#owner = '';
	/** Items whose picture was asked for; anew at each opening. */
	#asked: string[] = [];

	constructor(ports: ContributionsPorts) {
		this.#ports = ports;
	}

	/** Shows this owner's items from now on. */
	follow(owner: string): void {
		this.close();
		this.#owner = owner;
		this.ready = false;
		// Until the list is read, nothing of the one before may stand under another name.
		this.items = [];
		this.words = [];
		this.kept = nothingKept;
		this.#stops = [
			this.#ports.watchWords(owner, (words) => (this.words = words)),
			this.#ports.watchKept(owner, (kept) => (this.kept = kept)),
			this.#ports.watchItems(owner, (items) => {
				this.items = items;
				this.ready = true;
				void this.#picture(items);
			})
		];
	}

	/** Looks for the pictures not shown yet. */
	async #picture(items: Item[]): Promise<void> {
		const asked = this.#asked;
		for (const { record_id, photos } of items) {
			if (photos.total === 0 || asked.includes(record_id)) continue;
			asked.push(record_id);
			const url = await this.#ports.thumbnail(record_id).catch(() => null);
			if (asked !== this.#asked) {
				if (url) URL.revokeObjectURL(url);
				return;
			}
			// It may come later, with what is received.
			if (url === null) asked.splice(asked.indexOf(record_id), 1);
			else this.thumbnails = { ...this.thumbnails, [record_id]: url };
		}
	}

	resend(id: string): Promise<boolean> {
		return this.#act(id, async () => {
			await this.#ports.resend(this.#owner, id);
			this.#ports.wake();
		});
	}

	remove(id: string): Promise<boolean> {
		return this.#act(id, async () => {
			await this.#ports.remove(this.#owner, id);
			// What had left already is taken back by something that has to leave too.
			this.#ports.wake();
		});
	}

	removeVisit(item: Item, id: string): Promise<boolean> {
		return this.#act(item.record_id, () => this.#ports.removeVisit(this.#owner, id));
	}

	delete(id: string): Promise<boolean> {
		return this.#act(id, async () => {
			await this.#ports.queueDeletion(this.#owner, id);
			this.#ports.wake();
		});
	}

	resendWord(id: string): Promise<boolean> {
		return this.#act(id, async () => {
			await this.#ports.resendWord(this.#owner, id);
			this.#ports.wake();
		});
	}

	removeWord(id: string): Promise<boolean> {
		return this.#act(id, () => this.#ports.removeWord(this.#owner, id));
	}

	discardDraft(id: string): Promise<boolean> {
		return this.#act(id, () => this.#ports.discardDraft(id));
	}

	async #act(id: string, work: () => Promise<void>): Promise<boolean> {
		if (this.busy.includes(id)) return false;
		this.busy = [...this.busy, id];
		this.failure = null;
		try {
			await work();
			return true;
		} catch (error) {
			this.failure = { id, error };
			return false;
		} finally {
			this.busy = this.busy.filter((other) => other !== id);
		}
	}

	close(): void {
		for (const stop of this.#stops) stop();
		this.#stops = [];
		for (const url of Object.values(this.thumbnails)) if (url) URL.revokeObjectURL(url);
		this.thumbnails = {};
		this.#asked = [];
	}
}
