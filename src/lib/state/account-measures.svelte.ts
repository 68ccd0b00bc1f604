import type { AccountRevert } from '$lib/domain/privacy';
import type { BatchState } from '$lib/domain/review';
import { OneWork } from './one-work.svelte';

export interface AccountMeasuresPorts {
	/** Who signs in with this very address, or null. */
	find(email: string): Promise<{ id: string; name: string | null } | null>;
	block(user_id: string, reason: string): Promise<void>;
	/** Freezes what would be refused; nothing is decided yet. */
	preview(user_id: string, reason: string): Promise<AccountRevert>;
	/** The next piece; until it is done, or taken back. */
	run(id: string): Promise<BatchState>;
	takeBack(id: string): Promise<BatchState>;
	/** Something changed that the rest of the page shows. */
	changed(): void;
}

/** What can be done about an account that does harm: suspend it, refuse all it gave, and take that back. */
export class AccountMeasures extends OneWork {
	email = $state('');
	reason = $state('');
	person = $state.raw<{ id: string; name: string | null } | null>(null);
	/** Nobody signs in with that address. */
	unknown = $state(false);
	blocked = $state(false);
	/** All the person gave, looked at, under way, done or taken back. */
	batch = $state.raw<BatchState | null>(null);
	beyond = $state.raw<AccountRevert['beyond'] | null>(null);
	readonly #ports: AccountMeasuresPorts;

	constructor(ports: AccountMeasuresPorts, user_id: string | null = null) {
		super();
		this.#ports = ports;
		// Led here from something they sent: who it is need not be known.
		if (user_id) this.person = { id: user_id, name: null };
	}

	/** Looks for the account of an address. */
	find(): Promise<boolean> {
		return this.work(async () => {
			this.forget();
			this.person = await this.#ports.find(this.email.trim());
			this.unknown = this.person === null;
		});
	}

	/** Somebody else. */
	forget(): void {
		this.person = null;
		this.blocked = false;
		this.batch = null;
		this.beyond = null;
	}

	/** Suspends the account. */
	block(): Promise<boolean> {
		return this.work(async () => {
			await this.#ports.block(this.person!.id, this.reason);
			this.blocked = true;
			this.#ports.changed();
		});
	}

	/** Says what refusing everything would do. */
	preview(): Promise<boolean> {
		return this.work(async () => {
			const { beyond, ...batch } = await this.#ports.preview(this.person!.id, this.reason);
			this.batch = batch;
			this.beyond = beyond;
		});
	}

	/** Refuses everything, piece by piece; cut short, the next press goes on. */
	refuseAll(): Promise<boolean> {
		return this.#advance('running', (id) => this.#ports.run(id));
	}

	/** Takes it back, piece by piece. */
	takeBack(): Promise<boolean> {
		return this.#advance('reverting', (id) => this.#ports.takeBack(id));
	}

	#advance(
		under_way: 'running' | 'reverting',
		next: (id: string) => Promise<BatchState>
	): Promise<boolean> {
		return this.work(async () => {
			do this.batch = await next(this.batch!.id);
			while (this.batch.phase === under_way);
			this.#ports.changed();
		});
	}
}
