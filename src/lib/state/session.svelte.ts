import type { Account } from '$lib/domain/account';
import type { ProfileChanges } from '$lib/remote/account';
import type { SessionUser } from '$lib/remote/auth';
import { anonymous } from '$lib/store/types';

/** What the session reaches outside itself; remote calls throw RemoteError. */
export interface SessionPorts {
	sendCode(email: string): Promise<void>;
	verifyCode(email: string, code: string): Promise<SessionUser>;
	verifyPassword(email: string, password: string): Promise<SessionUser>;
	/** With what a provider's detour brought back. */
	verifyProvider(code: string): Promise<SessionUser>;
	/** Leaves the device: session, account and what the server has are gone from it, at once. */
	signOut(): Promise<void>;
	/** Account of the session stored on this device, without any network; null when there is none. */
	storedSession(): Promise<string | null>;
	myAccount(): Promise<Account>;
	updateProfile(account_id: string, changes: ProfileChanges): Promise<void>;
	acceptCharter(account_id: string, version: string): Promise<void>;
	/** Remembers whose device this is. */
	saveAccount(account: Account): Promise<void>;
	/** The same of what is newly known of them; false, and nothing done, when it is no longer theirs. */
	renewAccount(account: Account): Promise<boolean>;
	/** Follows it, whichever tab changed it; returns what stops it. */
	watchAccount(next: (account: Account | null) => void): () => void;
	/** Gives the account what was captured before signing in, and what waits of a deleted one of theirs. */
	adopt(account: Account): Promise<unknown>;
	/** Someone signed in: what waits may leave. */
	signedIn(): void;
}

/** An account known only by its session, until the server describes it. */
function bareAccount({ id, email }: SessionUser): Account {
	return {
		id,
		email,
		display_name: null,
		pseudonym: null,
		name_shown: 'none',
		language: null,
		languages: [],
		has_password: false,
		organisations: [],
		roles: [],
		can_moderate: false,
		charter_accepted: null,
		charter_current: null
	};
}

/**
 * Whose device this is and whether they can send. The two are apart: an expired session or a missing network
 * leaves the person in front of their own queue; only signing out hides it (and keeps it).
 */
export class SessionState {
	/** Whose queue and drafts are shown; null before anyone signed in. */
	account = $state.raw<Account | null>(null);
	/** False when the account must sign in again before anything leaves. */
	active = $state(false);
	/** The stored state was read: before that, nobody knows. */
	ready = $state(false);
	readonly #ports: SessionPorts;

	constructor(ports: SessionPorts) {
		this.#ports = ports;
	}

	/** Owner of what is captured now. */
	get owner(): string {
		return this.account?.id ?? anonymous;
	}

	/** Account whose queue can leave now, or null. */
	get sender(): string | null {
		return this.active ? (this.account?.id ?? null) : null;
	}

	/** Reads what is stored, with no network. Call it once. @returns what stops following it. */
	async start(): Promise<() => void> {
		const stop = await this.#follow();
		const id = await this.#ports.storedSession();
		// Killed between signing in and writing it down: go on from there.
		if (id && this.account?.id !== id) await this.#enter(bareAccount({ id, email: '' }));
		this.active = id !== null;
		this.ready = true;
		return stop;
	}

	#follow(): Promise<() => void> {
		return new Promise((resolve) => {
			let stop = () => {};
			stop = this.#ports.watchAccount((account) => {
				this.account = account;
				if (account === null) this.active = false;
				else if (this.ready && !this.active) void this.#recheck();
				resolve(() => stop());
			});
		});
	}

	/** Another tab may have signed in. */
	async #recheck(): Promise<void> {
		this.active = (await this.#ports.storedSession()) === this.account?.id;
	}

	/** Asks the server for names, roles and charter again. @throws RemoteError */
	async refresh(): Promise<Account> {
		const account = await this.#ports.myAccount();
		// An answer that comes after they left must not bring them back.
		if (this.account?.id !== account.id) return account;
		if (await this.#ports.renewAccount(account)) this.account = account;
		return account;
	}

	/** @throws RemoteError */
	sendCode(email: string): Promise<void> {
		return this.#ports.sendCode(email);
	}

	/**
	 * Signs in, takes over what was captured before, and lets the queue go.
	 * @throws RemoteError; `refused` on field `code` when it is wrong or too old.
	 */
	verifyCode(email: string, code: string): Promise<Account> {
		return this.#signIn(this.#ports.verifyCode(email, code));
	}

	/** The same with a password. @throws RemoteError; `refused` on field `password` when it is wrong. */
	verifyPassword(email: string, password: string): Promise<Account> {
		return this.#signIn(this.#ports.verifyPassword(email, password));
	}

	/** The same with a provider. @throws RemoteError; `refused` on field `provider` when it is not for this device. */
	verifyProvider(code: string): Promise<Account> {
		return this.#signIn(this.#ports.verifyProvider(code));
	}

	async #signIn(verified: Promise<SessionUser>): Promise<Account> {
		const user = await verified;
		const account = await this.#ports.myAccount().catch(() => bareAccount(user));
		await this.#enter(account);
		this.#ports.signedIn();
		return account;
	}

	async #enter(account: Account): Promise<void> {
		// In this order: once the account is shown, its list already has what was captured before.
		await this.#ports.adopt(account);
		await this.#ports.saveAccount(account);
		this.account = account;
		this.active = true;
	}

	/** @throws RemoteError */
	async updateProfile(changes: ProfileChanges): Promise<Account> {
		await this.#ports.updateProfile(this.owner, changes);
		return this.refresh();
	}

	/** @throws RemoteError */
	async acceptCharter(version: string): Promise<Account> {
		await this.#ports.acceptCharter(this.owner, version);
		return this.refresh();
	}

	/** The server no longer takes this session: the person stays, and must sign in before sending. */
	expired(): void {
		this.active = false;
	}

	/** Leaves the device to the next person. The queue stays for when this account signs in again. */
	async signOut(): Promise<void> {
		await this.#ports.signOut();
		this.account = null;
		this.active = false;
	}
}
