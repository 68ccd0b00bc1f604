import type { Notice } from '$lib/domain/notices';

/** A notice as this device has it: the server's word, and whether it was read here. */
export interface KeptNotice {
	id: string;
	read_at: string | null;
	notice: Notice;
}

export interface NoticesPorts {
	/** Tells the list, newest first, now and whenever it changes. Returns what stops it. */
	watch(owner: string, next: (list: KeptNotice[]) => void): () => void;
	/** Sends what was read, and fetches what there is. @throws when the server cannot be asked */
	sync(owner: string): Promise<void>;
	markRead(owner: string, ids: readonly string[]): Promise<void>;
	now(): number;
}

/** Not asked more often by itself: the page comes and goes, and so does the network. */
const pauseMs = 60_000;

/** What the person is told of, read here with or without network. */
export class NoticesState {
	/** Null until it was read. */
	list = $state.raw<KeptNotice[] | null>(null);
	/** The last try to ask the server failed: what is shown may be old. */
	stale = $state(false);
	/** How many were not looked at. */
	unread = $derived((this.list ?? []).filter(({ read_at }) => read_at === null).length);
	#ports: NoticesPorts;
	#owner: string | null = null;
	#stop: () => void = () => undefined;
	#asked_at = -Infinity;
	#asking: Promise<void> | null = null;

	constructor(ports: NoticesPorts) {
		this.#ports = ports;
	}

	/** Shows this account's; null for nobody. */
	follow(owner: string | null): void {
		if (owner === this.#owner) return;
		this.#stop();
		this.#stop = () => undefined;
		this.#owner = owner;
		this.#asked_at = -Infinity;
		this.list = null;
		this.stale = false;
		if (owner === null) return;
		this.#stop = this.#ports.watch(owner, (list) => {
			if (owner === this.#owner) this.list = list;
		});
		void this.refresh();
	}

	/** Asks the server, unless it was asked a moment ago. */
	async refreshLater(): Promise<void> {
		if (this.#ports.now() - this.#asked_at >= pauseMs) await this.refresh();
	}

	/** Asks the server now, once at a time. Without an answer everything stays as it was. */
	refresh(): Promise<void> {
		const owner = this.#owner;
		if (owner === null) return Promise.resolve();
		this.#asking ??= this.#ask(owner).finally(() => (this.#asking = null));
		return this.#asking;
	}

	async #ask(owner: string): Promise<void> {
		this.#asked_at = this.#ports.now();
		try {
			await this.#ports.sync(owner);
			if (owner === this.#owner) this.stale = false;
		} catch {
			// The next occasion is taken: what was read here is still to be told.
			this.#asked_at = -Infinity;
			if (owner === this.#owner) this.stale = true;
		}
	}

	/** Marks as read; the server learns it when it can be asked. */
	async read(ids: readonly string[]): Promise<void> {
		if (this.#owner === null || ids.length === 0) return;
		await this.#ports.markRead(this.#owner, ids);
		await this.refresh();
	}

	/** Marks everything as read. */
	readAll(): Promise<void> {
		const open = (this.list ?? []).filter(({ read_at }) => read_at === null);
		return this.read(open.map(({ id }) => id));
	}
}
