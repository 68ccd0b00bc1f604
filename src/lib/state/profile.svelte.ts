import type { Account } from '$lib/domain/account';
import { ShownName, type ProfileChange } from './shown-name.svelte';
import { OneWork } from './one-work.svelte';

export interface ProfilePorts {
	updateProfile(change: Partial<ProfileChange> & { languages?: string[] }): Promise<unknown>;
	/** Ends the session on this device; what waits to be sent stays. */
	signOut(): Promise<unknown>;
}

/** The account screen: how one is named, and leaving. */
export class ProfileState extends OneWork {
	/** Account it is about. */
	readonly id: string;
	readonly name = new ShownName();
	saved = $state(false);
	/** The name to show is not written. */
	missing = $state(false);
	readonly #ports: ProfilePorts;
	/** What the form said before anything was typed. */
	#taken = '';

	constructor(ports: ProfilePorts, account: Account) {
		super();
		this.#ports = ports;
		this.id = account.id;
		this.#take(account);
	}

	#take(account: Account): void {
		this.name.take(account);
		this.#taken = this.#typed();
	}

	#typed(): string {
		return JSON.stringify(this.name.change(''));
	}

	/** Takes what the server says of the account since; what is being typed stays. */
	refreshed(account: Account): void {
		if (this.#typed() === this.#taken) this.#take(account);
	}

	/** Keeps the name; `language` is what the app speaks now. */
	async save(language: string): Promise<void> {
		this.saved = false;
		this.missing = this.name.missing;
		if (this.missing) return;
		this.saved = await this.work(() => this.#ports.updateProfile(this.name.change(language)));
	}

	/**
	 * Tells the account which language to write in. The choice already holds on this device, so a missing
	 * network is not worth a word: the account learns it with the next save.
	 */
	async speak(language: string): Promise<void> {
		await this.#ports.updateProfile({ language }).catch(() => undefined);
	}

	/** Which other languages they read; kept at once. */
	read(languages: string[]): Promise<boolean> {
		return this.work(() => this.#ports.updateProfile({ languages }));
	}

	/** @returns true when signed out */
	signOut(): Promise<boolean> {
		return this.work(() => this.#ports.signOut());
	}
}
