import type { Account } from '$lib/domain/account';
import type { Problem } from '$lib/domain/problem';
import { ShownName, type ProfileChange } from './shown-name.svelte';

/** What signing in needs from outside; each answers or throws what the remote layer throws. */
export interface SignInPorts {
	sendCode(email: string): Promise<void>;
	verifyCode(email: string, code: string): Promise<Account>;
	verifyPassword(email: string, password: string): Promise<Account>;
	/** With what a provider's detour brought back. */
	verifyProvider(code: string): Promise<Account>;
	updateProfile(change: ProfileChange): Promise<unknown>;
	acceptCharter(version: string): Promise<unknown>;
	/** Milliseconds since the epoch. */
	now(): number;
}

/** What is wrong, and where: at a control of the form, or with the request as a whole. */
export type SignInProblem =
	| {
			at: 'email' | 'code_incomplete' | 'code_wrong' | 'password' | 'provider' | 'name' | 'charter';
	  }
	| { at: 'request'; error: unknown };

/** Seconds before another code may be asked for: mail takes a moment, and servers limit it. */
const resendAfterS = 60;

/** Signing in with a code typed into the app, then what a first visit still has to say. */
export class SignInState {
	step = $state<'email' | 'code' | 'welcome' | 'done'>('email');
	email = $state('');
	code = $state('');
	/** A password is asked for instead of a code. */
	withPassword = $state(false);
	password = $state('');
	readonly name = new ShownName();
	charterRead = $state(false);
	account = $state.raw<Account | null>(null);
	busy = $state(false);
	problem = $state.raw<SignInProblem | null>(null);
	/** When another code may be asked for, in milliseconds since the epoch. */
	resendAt = $state(0);
	/** How many codes were sent to this address. */
	sent = $state(0);
	readonly #ports: SignInPorts;

	constructor(ports: SignInPorts) {
		this.#ports = ports;
	}

	/** True when the charter, not the name, is what is asked again. */
	get charterOnly(): boolean {
		return this.account !== null && this.account.charter_accepted !== null;
	}

	async sendCode(): Promise<void> {
		const email = this.email.trim();
		// The server decides; this only catches what cannot be an address.
		if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(email)) return this.#wrong({ at: 'email' });
		await this.#request(
			async () => {
				await this.#ports.sendCode(email);
				this.email = email;
				this.code = '';
				this.sent += 1;
				this.resendAt = this.#ports.now() + resendAfterS * 1000;
				this.step = 'code';
			},
			(error) => (refuses(error, 'email') ? { at: 'email' } : { at: 'request', error })
		);
	}

	/** Signs in with the password that this person chose to have. */
	async usePassword(): Promise<void> {
		const email = this.email.trim();
		if (!email.includes('@')) return this.#wrong({ at: 'email' });
		if (this.password === '') return this.#wrong({ at: 'password' });
		await this.#request(
			async () => {
				this.welcome(await this.#ports.verifyPassword(email, this.password));
				this.password = '';
			},
			(error) => (refuses(error, 'password') ? { at: 'password' } : { at: 'request', error })
		);
	}

	/** Goes on after a provider's detour. */
	async useProvider(code: string): Promise<void> {
		await this.#request(
			async () => this.welcome(await this.#ports.verifyProvider(code)),
			(error) => (refuses(error, 'provider') ? { at: 'provider' } : { at: 'request', error })
		);
	}

	/** Takes what was typed or pasted, spaces and all. */
	async verify(): Promise<void> {
		const code = this.code.replace(/\D/g, '');
		if (code.length !== 6) return this.#wrong({ at: 'code_incomplete' });
		await this.#request(
			async () => this.welcome(await this.#ports.verifyCode(this.email, code)),
			(error) => (refuses(error, 'code') ? { at: 'code_wrong' } : { at: 'request', error })
		);
	}

	/** Someone is signed in: ask for the name and the charter, or be done when both are known. */
	welcome(account: Account): void {
		this.account = account;
		this.name.take(account);
		this.step = isComplete(account) ? 'done' : 'welcome';
	}

	/**
	 * Keeps the name and accepts the charter in one go; `language` is what the app speaks now. Who accepts a new
	 * version changes neither.
	 */
	async finish(language: string): Promise<void> {
		const account = this.account;
		if (!account) return;
		const named = this.charterOnly;
		if (!named && this.name.missing) return this.#wrong({ at: 'name' });
		if (!this.charterRead) return this.#wrong({ at: 'charter' });
		await this.#request(async () => {
			if (!named) await this.#ports.updateProfile(this.name.change(language));
			if (account.charter_current) await this.#ports.acceptCharter(account.charter_current);
			this.step = 'done';
		});
	}

	/** Not now: signed in all the same, and what waits stays on the device until the charter is accepted. */
	later(): void {
		this.problem = null;
		this.step = 'done';
	}

	/** Back to the address, which stays filled in. */
	changeEmail(): void {
		this.step = 'email';
		this.problem = null;
		this.sent = 0;
	}

	/** Whole seconds before another code may be asked for. */
	waitS(now: number): number {
		return Math.max(0, Math.ceil((this.resendAt - now) / 1000));
	}

	#wrong(problem: SignInProblem): void {
		this.problem = problem;
	}

	async #request(
		work: () => Promise<void>,
		explain: (error: unknown) => SignInProblem = (error) => ({ at: 'request', error })
	): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.problem = null;
		try {
			await work();
		} catch (error) {
			this.problem = explain(error);
		} finally {
			this.busy = false;
		}
	}
}

/** Whether nothing is left to say before sending, as far as this device knows. */
export function isComplete(account: Account): boolean {
	return account.charter_current === null || account.charter_accepted === account.charter_current;
}

/** The server answered that this very input is not right. */
function refuses(error: unknown, field: 'email' | 'code' | 'password' | 'provider'): boolean {
	if (typeof error !== 'object' || error === null || !('problems' in error)) return false;
	const { problems } = error;
	return (
		Array.isArray(problems) &&
		problems.some(
			(problem: Partial<Problem>) => problem.field === field && problem.code === 'bad_format'
		)
	);
}

/**
 * Where to go once signed in: the `suite` of the address when it is a path of this app, else « Mes
 * contributions ». An address of another site is never followed.
 */
export function safeNext(suite: string | null): string {
	return suite && /^\/(?![/\\])[^\s\\]*$/.test(suite) ? suite : '/contributions';
}
