import type { KeyValue, RemoteConfig } from './config.ts';
import { asRemoteError, RemoteError } from './errors.ts';
import type { Exclusive, RemotePorts } from './ports.ts';
import { openSessionClient, sessionKey, type SessionClient } from './session-client.ts';

/** A token that should be valid now, and whose it is. */
export interface Access {
	token: string;
	account_id: string;
}

/** The part of the stored session that is read without the authentication library. */
interface StoredSession {
	access_token: string;
	/** Seconds since 1970. */
	expires_at: number;
	user: { id: string };
}

/** A token this close to its end is refreshed first: a request may take a while. */
const marginS = 90;

function parseStored(json: string | null): StoredSession | null {
	if (json === null) return null;
	try {
		const value = JSON.parse(json) as Partial<StoredSession> | null;
		const valid = typeof value?.access_token === 'string' && typeof value.user?.id === 'string';
		return valid ? ({ expires_at: 0, ...value } as StoredSession) : null;
	} catch {
		return null;
	}
}

/**
 * The signed-in person's session on this device. A token that is still good is used as it is stored; the
 * authentication library is loaded only to sign in, sign out or refresh.
 */
export class Session {
	readonly #storage: KeyValue;
	readonly #exclusive: Exclusive;
	readonly #now: () => number;
	readonly #fetch: typeof fetch;
	readonly #config: () => Promise<RemoteConfig>;
	#client: Promise<SessionClient> | null = null;

	constructor(ports: RemotePorts, config: () => Promise<RemoteConfig>) {
		this.#storage = ports.storage;
		this.#exclusive = ports.exclusive;
		this.#now = ports.now;
		this.#fetch = ports.fetch;
		this.#config = config;
	}

	/** The authentication library on the stored session. @throws RemoteError */
	client(): Promise<SessionClient> {
		this.#client ??= this.#config()
			.then((config) => openSessionClient(config, this.#storage, this.#fetch))
			.catch((error: unknown) => {
				this.#client = null;
				throw asRemoteError(error);
			});
		return this.#client;
	}

	async #stored(): Promise<StoredSession | null> {
		return parseStored(await this.#storage.getItem(sessionKey));
	}

	/** Whose session is stored here, without loading or asking anything; it may turn out to be over. */
	async account(): Promise<string | null> {
		return (await this.#stored())?.user.id ?? null;
	}

	/**
	 * A token, refreshed when it is about to end; null when nobody is signed in.
	 * @throws RemoteError when a refresh is needed and no answer came (the session stays).
	 */
	async access(): Promise<Access | null> {
		const stored = await this.#stored();
		if (!stored) return null;
		const good = stored.expires_at - marginS > this.#now() / 1000;
		if (good) return { token: stored.access_token, account_id: stored.user.id };
		return this.refresh(stored.access_token);
	}

	/**
	 * A newer token than one that no longer works; null when the session is over.
	 * @throws RemoteError when no answer came (the session stays).
	 */
	async refresh(worn: string): Promise<Access | null> {
		const client = await this.client();
		// One refresh at a time over all tabs: a refresh token is good for one use.
		return this.#exclusive('capitelle-session', async () => {
			const stored = await this.#stored();
			if (!stored) return null;
			if (stored.access_token !== worn) {
				return { token: stored.access_token, account_id: stored.user.id };
			}
			const { data, error } = await client.refreshSession();
			const { session } = data;
			if (session) return { token: session.access_token, account_id: session.user.id };
			if (error?.name === 'AuthRetryableFetchError') throw new RemoteError('offline');
			return null;
		});
	}

	/** Drops the session from this device, whatever the server thinks of it. */
	async forget(): Promise<void> {
		this.#client = null;
		await this.#storage.removeItem(sessionKey);
	}
}
