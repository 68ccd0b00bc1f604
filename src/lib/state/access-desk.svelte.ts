import type { AccessLine, AccountBlock, Quarantine, SecurityLine } from '$lib/domain/privacy';
import { OneWork } from './one-work.svelte';

export interface AccessDeskPorts {
	blocks(): Promise<AccountBlock[]>;
	quarantines(): Promise<Quarantine[]>;
	accesses(before: number | null): Promise<AccessLine[]>;
	refusals(before: number | null): Promise<SecurityLine[]>;
	lift(id: string, answer: string): Promise<void>;
	keep(id: string, answer: string): Promise<void>;
	/** Ends the waiting of an account. */
	release(user_id: string): Promise<void>;
}

/** So many lines come at once. */
const pageSize = 100;

/** A log read a page at a time. */
class Log<Line extends { id: number }> {
	lines = $state.raw<Line[]>([]);
	hasMore = $state(false);
	readonly #read: (before: number | null) => Promise<Line[]>;

	constructor(read: (before: number | null) => Promise<Line[]>) {
		this.#read = read;
	}

	/** The newest ones, or those before what is shown. */
	async next(first = false): Promise<void> {
		const page = await this.#read(first ? null : (this.lines.at(-1)?.id ?? null));
		this.lines = first ? page : [...this.lines, ...page];
		this.hasMore = page.length === pageSize;
	}
}

/** What administrators of the whole site see of accounts blocked or made to wait, of looks into data, and of refusals. */
export class AccessDeskState extends OneWork {
	blocks = $state.raw<AccountBlock[]>([]);
	quarantines = $state.raw<Quarantine[]>([]);
	readonly accesses: Log<AccessLine>;
	readonly refusals: Log<SecurityLine>;
	loaded = $state(false);
	readonly #ports: AccessDeskPorts;

	constructor(ports: AccessDeskPorts) {
		super();
		this.#ports = ports;
		this.accesses = new Log((before) => ports.accesses(before));
		this.refusals = new Log((before) => ports.refusals(before));
	}

	/** Reads all three. */
	load(): Promise<boolean> {
		return this.work(() => this.#read());
	}

	/** Older lines of either log. */
	more(log: 'accesses' | 'refusals'): Promise<boolean> {
		return this.work(() => this[log].next());
	}

	/** Ends a block. */
	lift(id: string, answer: string): Promise<boolean> {
		return this.work(() => this.#ports.lift(id, answer).then(() => this.#read()));
	}

	/** Says no to its appeal. */
	keep(id: string, answer: string): Promise<boolean> {
		return this.work(() => this.#ports.keep(id, answer).then(() => this.#read()));
	}

	/** Ends the waiting of an account; somebody else may have done it meanwhile, or enough was accepted. */
	release(user_id: string): Promise<boolean> {
		return this.work(() => this.#ports.release(user_id).finally(() => this.#read()));
	}

	async #read(): Promise<void> {
		const [blocks, quarantines] = await Promise.all([
			this.#ports.blocks(),
			this.#ports.quarantines(),
			this.accesses.next(true),
			this.refusals.next(true)
		]);
		this.blocks = blocks;
		this.quarantines = quarantines;
		this.loaded = true;
	}
}
