import type { RemoteConfig } from './config.ts';
import { RemoteError } from './errors.ts';
import type { RemotePorts } from './ports.ts';
import { exchangeRefreshToken, revoke, type StoredSession, type TokenPorts } from './tokens.ts';

/** A token that should be valid now, and whose it is. */
export interface Access {
	token: string;
	account_id: string;
	/** What this one will be renewed with. */
	refresh_token: string;
}

function accessOf({ access_token, refresh_token, user }: StoredSession): Access {
	return { token: access_token, account_id: user.id, refresh_token };
}

/**
 * Whether nothing was renewed between the two. The token alone does not tell: its times are whole seconds (RFC
 * 7519, 2: NumericDate), and of two made within one second the newer may be the older letter for letter.
 */
function isSame(one: Access, other: Access): boolean {
	return one.token === other.token && one.refresh_token === other.refresh_token;
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
		return accessOf(session);
	}

	/** Whose session is stored here, without asking anything; it may turn out to be over. */
	async account(): Promise<string | null> {
		return (await this.#stored())?.user.id ?? null;
	}

	/** Puts a newer session (null: none) in the place of one that is worn, unless the person left meanwhile. */
	async #replace(worn: StoredSession, next: StoredSession | null): Promise<Access | null> {
		const { storage } = this.#ports;
		const json = await storage.getItem(key);
		const stored = parseStored(json);
		const same = stored !== null && isSame(accessOf(stored), accessOf(worn));
		const text = next && JSON.stringify(next);
		const kept = same && json !== null && (await storage.replaceItem(key, json, text));
		if (next && !kept) void this.#farewell(next);
		return next && kept ? accessOf(next) : null;
	}

	/** Begins a session with whatever the server takes for it: a code, a password. @throws RemoteError */
	async begin(
		exchange: (ports: TokenPorts, config: RemoteConfig) => Promise<StoredSession>
	): Promise<StoredSession['user']> {
		const session = await exchange(this.#ports, await this.#config());
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
		return good ? accessOf(stored) : this.refresh(accessOf(stored));
	}

	/**
	 * A newer token than one that no longer works; null when the session is over.
	 * @throws RemoteError when no clear answer came (the session stays).
	 */
	async refresh(worn: Access): Promise<Access | null> {
		const config = await this.#config();
		// One refresh at a time over all tabs: a refresh token is good for one use.
		return this.#ports.exclusive('capitelle-session', async () => {
			const stored = await this.#stored();
			if (!stored) return null;
			const newer = accessOf(stored);
			if (!isSame(newer, worn)) return newer;
			try {
				const fresh = await exchangeRefreshToken(this.#ports, config, stored.refresh_token);
				return await this.#replace(stored, fresh);
			} catch (error) {
				const over =
					error instanceof RemoteError &&
					error.kind !== 'not_json' &&
					finalStatuses.includes(error.status);
				if (!over) throw error;
				return await this.#replace(stored, null);
			}
		});
	}

	/**
	 * Ends the session here, at once and whatever the network; the server is told behind, when it can be. A
	 * refresh that hangs on a bad network is not waited for: what it brings is given back.
	 * @param forget takes the session off the device, with whatever goes with it
	 */
	async end(forget: () => Promise<void>): Promise<void> {
		const ended = await this.#stored();
		await forget();
		if (ended) void this.#farewell(ended);
	}

	/** Not being able to tell the server changes nothing: the token is not kept anywhere. */
	async #farewell({ access_token }: StoredSession): Promise<void> {
		try {
			await revoke(this.#ports, await this.#config(), access_token);
		} catch {
			return;
		}
	}
}
