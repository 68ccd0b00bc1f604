import type { StorageFacts } from '$lib/device/quota';

/** What the storage of this device reaches outside itself. */
export interface StoragePorts {
	facts(): Promise<StorageFacts>;
	/** Asks the browser to keep everything; null where it knows no such promise. */
	keep(): Promise<boolean | null>;
	/** Empties the caches of pictures and pages, which the network brings back. */
	dropCaches(): Promise<void>;
	/** Drops the public copies of what is far, and leaves it out from now on. */
	dropFarRecords(): Promise<unknown>;
	/** Fetches again what was left out while room was short. */
	fetchAgain(): Promise<void>;
	/** When the browser was last asked to keep everything (ms since 1970), or null. */
	askedAt(): Promise<number | null>;
	noteAsked(at: number): Promise<void>;
	now(): number;
}

/** `short`: some photos more and it is full. `unknown`: the browser does not say. */
export type RoomLevel = 'unknown' | 'ample' | 'short';

/** What the person is told of the promise after a save: being asked for, given, or not. */
export type KeepAnswer = 'asking' | 'kept' | 'refused';

/** Some hundred photos, or what is left of a small allowance. */
const shortBytes = 80_000_000;
const shortShare = 0.15;
/** Room is ample again well above where it was short, so that nothing is dropped and fetched in turns. */
const ampleTimes = 3;
/** A browser that refused may grant it later, to an app that is used. */
const askAgainMs = 14 * 24 * 3_600_000;

/** How much room this device has left, what protects what is in it, and what can be given back. */
export class StorageState {
	facts = $state.raw<StorageFacts | null>(null);
	/** Set by a save that asked the browser, for the receipt to explain. */
	answer = $state<KeepAnswer | null>(null);
	busy = $state(false);
	/** Bytes given back by the last {@link free}; null before. */
	freed = $state<number | null>(null);
	/** Giving room back did not work. */
	failed = $state(false);
	/** A write found no room, whatever the browser says: some answer the same to everyone. */
	strained = $state(false);
	/** Bytes left by the browser's figures when it found none. */
	#strainedAt: number | null = null;
	readonly #ports: StoragePorts;

	constructor(ports: StoragePorts) {
		this.#ports = ports;
	}

	/** Bytes left, or null where the browser does not say. */
	get left(): number | null {
		const { usage, quota } = this.facts ?? {};
		return typeof usage === 'number' && quota ? Math.max(0, quota - usage) : null;
	}

	get level(): RoomLevel {
		const { left } = this;
		if (this.strained) return 'short';
		if (left === null) return 'unknown';
		return left < this.#threshold ? 'short' : 'ample';
	}

	get #threshold(): number {
		return Math.min(shortBytes, (this.facts?.quota ?? 0) * shortShare);
	}

	/** A write found no room: it is short until the figures get better, or a save succeeds. Never throws. */
	async strain(): Promise<void> {
		this.strained = true;
		this.facts = await this.#ports.facts();
		this.#strainedAt = this.left;
	}

	/** Reads the figures. One that said there was plenty while a write failed has to say more to be believed. */
	async #read(): Promise<void> {
		this.facts = await this.#ports.facts();
		const { left } = this;
		if (left !== null && left > Math.max(this.#threshold, this.#strainedAt ?? 0))
			this.strained = false;
	}

	/** Reads how much room there is now. Never throws. */
	async refresh(): Promise<void> {
		await this.#read();
		const { left } = this;
		if (!this.strained && left !== null && left > this.#threshold * ampleTimes)
			await this.#ports.fetchAgain().catch(() => undefined);
	}

	/**
	 * Something was saved for good: asks the browser to keep it, and says so ({@link answer}); not again for
	 * a while after it refused. Never throws.
	 */
	async saved(): Promise<void> {
		this.answer = null;
		await this.refresh();
		this.strained = false;
		if (this.facts?.persisted) return;
		const asked = await this.#ports.askedAt().catch(() => null);
		// A clock that was set back is no reason never to ask again.
		const lately = asked !== null && Math.abs(this.#ports.now() - asked) < askAgainMs;
		if (!lately) await this.keep();
	}

	/** Asks the browser never to evict anything; some ask the person in turn. Never throws. */
	async keep(): Promise<void> {
		this.answer = 'asking';
		await this.#ports.noteAsked(this.#ports.now()).catch(() => undefined);
		this.answer = (await this.#ports.keep()) ? 'kept' : 'refused';
		await this.refresh();
	}

	/**
	 * Drops what the network brings back, as little as is needed, and tells how much that gave. Never throws.
	 */
	async free(): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.failed = false;
		this.freed = null;
		try {
			// Not as when the page opened: what came in since would be taken off what was given back.
			const before = (await this.#ports.facts()).usage;
			await this.#ports.dropCaches();
			await this.#read();
			if (this.level !== 'ample') {
				await this.#ports.dropFarRecords();
				this.facts = await this.#ports.facts();
			}
			this.freed = before === null ? 0 : Math.max(0, before - (this.facts?.usage ?? before));
		} catch {
			this.failed = true;
		} finally {
			this.busy = false;
		}
	}
}
