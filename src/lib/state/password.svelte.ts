export interface PasswordPorts {
	sendCode(email: string): Promise<void>;
	/** Begins a session anew: setting a password wants one of a moment ago. */
	verifyCode(email: string, code: string): Promise<unknown>;
	setPassword(password: string): Promise<void>;
	removePassword(): Promise<void>;
	/** The account now has one, or none any more. */
	changed(): Promise<unknown>;
}

/** What is wrong, and where. */
type PasswordProblem = { at: 'short' | 'code' | 'same' } | { at: 'request'; error: unknown };

/** Counted as the server counts them. */
const shortestPassword = 12;

/** Choosing a password, proved by a code: a tablet left signed in must not be enough to take an account over. */
export class PasswordState {
	readonly email: string;
	open = $state(false);
	password = $state('');
	code = $state('');
	sent = $state(false);
	saved = $state(false);
	/** Asked whether it is meant. */
	removing = $state(false);
	removed = $state(false);
	busy = $state(false);
	problem = $state.raw<PasswordProblem | null>(null);
	readonly #ports: PasswordPorts;

	constructor(ports: PasswordPorts, email: string) {
		this.#ports = ports;
		this.email = email;
	}

	async sendCode(): Promise<void> {
		if (this.password.length < shortestPassword) {
			this.problem = { at: 'short' };
			return;
		}
		await this.#run(async () => {
			await this.#ports.sendCode(this.email);
			this.sent = true;
		});
	}

	async save(): Promise<void> {
		const code = this.code.replace(/\D/g, '');
		if (this.password.length < shortestPassword) this.problem = { at: 'short' };
		else if (code.length !== 6) this.problem = { at: 'code' };
		else await this.#run(() => this.#save(code));
	}

	/** Back to the code alone. */
	async remove(): Promise<void> {
		await this.#run(async () => {
			await this.#ports.removePassword();
			await this.#ports.changed().catch(() => undefined);
			this.removing = false;
			this.removed = true;
		});
	}

	async #save(code: string): Promise<void> {
		await this.#ports.verifyCode(this.email, code);
		// The code is used up, whatever becomes of the rest.
		this.code = '';
		this.sent = false;
		await this.#ports.setPassword(this.password);
		this.password = '';
		this.saved = true;
		this.open = false;
		await this.#ports.changed().catch(() => undefined);
	}

	async #run(work: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.saved = false;
		this.removed = false;
		this.problem = null;
		try {
			await work();
		} catch (error) {
			const field = fieldOf(error);
			if (field === 'code') this.problem = { at: 'code' };
			else if (field === 'password') this.problem = { at: 'same' };
			else this.problem = { at: 'request', error };
		} finally {
			this.busy = false;
		}
	}
}

function fieldOf(error: unknown): unknown {
	if (typeof error !== 'object' || error === null || !('problems' in error)) return null;
	const [problem] = Array.isArray(error.problems) ? (error.problems as { field?: unknown }[]) : [];
	return problem?.field;
}
