import type { RemoteConfig } from './config.ts';
import { RemoteError } from './errors.ts';
import type { RemotePorts } from './ports.ts';
import { exchangeCode, exchangeRefreshToken, revoke, type StoredSession } from './tokens.ts';

/** A token that should be valid now, and whose it is. */
export interface Access {
	token: string;
	account_id: string;
}

const key = 'session';
/** A token this close to its end is refreshed first: a request may take a while. */
const marginS = 90;
/** Answers by which the server itself says that a session is over. */
const finalStatuses = [400, 401, 403];

function parseStored(json: string | null): StoredSession | null {
	if (json === null) return null;
	try {
		const value = JSON.parse(json) as Partial<StoredSession> | null;
		const valid = typeof value?.access_token === 'string' && typeof value.user?.id === 'string';
		return valid ? ({ expires_at: 0, refresh_token: '', ...value } as StoredSession) : null;
	} catch {
		return null;
	}
}

/**
 * The signed-in person's session on this device, shared by every tab and the service worker. Only the
 * server's own word ends it: a captive portal, a busy server or a missing network never do.
 */
export class Session {
	readonly #ports: RemotePorts;
	readonly #config: () => Promise<RemoteConfig>;

	constructor(ports: RemotePorts, config: () => Promise<RemoteConfig>) {
		this.#ports = ports;
		this.#config = config;
	}

	async #stored(): Promise<StoredSession | null> {
		return parseStored(await this.#ports.storage.getItem(key));
	}

	async #keep(session: StoredSession): Promise<Access> {
		await this.#ports.storage.setItem(key, JSON.stringify(session));
		return { token: session.access_token, account_id: session.user.id };
	}

	/** Whose session is stored here, without asking anything; it may turn out to be over. */
	async account(): Promise<string | null> {
		return (await this.#stored())?.user.id ?? null;
	}

	/** Begins a session with a code. @throws RemoteError */
	async begin(email: string, code: string): Promise<StoredSession['user']> {
		const session = await exchangeCode(this.#ports, await this.#config(), email, code);
		await this.#ports.exclusive('capitelle-session', () => this.#keep(session));
		return session.user;
	}

	/**
	 * A token, refreshed when it is about to end; null when nobody is signed in.
	 * @throws RemoteError when a refresh is needed and no clear answer came (the session stays).
	 */
	async access(): Promise<Access | null> {
		const stored = await this.#stored();
		if (!stored) return null;
		const good = stored.expires_at - marginS > this.#ports.now() / 1000;
		if (good) return { token: stored.access_token, account_id: stored.user.id };
		return this.refresh(stored.access_token);
	}

	/**
	 * A newer token than one that no longer works; null when the session is over.
	 * @throws RemoteError when no clear answer came (the session stays).
	 */
	async refresh(worn: string): Promise<Access | null> {
		const config = await this.#config();
		// One refresh at a time over all tabs: a refresh token is good for one use.
		return this.#ports.exclusive('capitelle-session', async () => {
			const stored = await this.#stored();
			if (!stored) return null;
			if (stored.access_token !== worn) {
				return { token: stored.access_token, account_id: stored.user.id };
			}
			try {
				return await this.#keep(
					await exchangeRefreshToken(this.#ports, config, stored.refresh_token)
				);
			} catch (error) {
				const over =
					error instanceof RemoteError &&
					error.kind !== 'not_json' &&
					finalStatuses.includes(error.status);
				if (!over) throw error;
				await this.#ports.storage.removeItem(key);
				return null;
			}
		});
	}

	/** Ends the session here, whatever the network; the server is told when it can be. */
	async end(): Promise<void> {
		const ended = await this.#ports.exclusive('capitelle-session', async () => {
			const stored = await this.#stored();
			await this.#ports.storage.removeItem(key);
			return stored;
		});
		if (!ended) return;
		try {
			await revoke(this.#ports, await this.#config(), ended.access_token);
		} catch (error) {
			// The session is gone from this device, which is what was asked.
			if (!(error instanceof RemoteError)) throw error;
		}
	}
}
