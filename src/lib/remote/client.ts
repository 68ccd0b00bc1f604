import { loadConfig, type RemoteConfig } from './config.ts';
import type { Database } from './database.types.ts';
import { RemoteError } from './errors.ts';
import { ask } from './http.ts';
import type { RemotePorts } from './ports.ts';
import { Session, type Access } from './session.ts';
import { requestCode } from './tokens.ts';

export interface RequestOptions {
	method?: 'GET' | 'POST' | 'PATCH';
	body?: BodyInit;
	headers?: Record<string, string>;
	/** Milliseconds; default 20,000. */
	timeoutMs?: number;
	/** `required` fails with `unauthorized` when nobody is signed in. */
	session?: 'required' | 'if_any';
	/** Only in the name of this account: another one signed in meanwhile is `unauthorized`. */
	as?: string;
}

type Functions = Database['public']['Functions'];

/** The server, as one device sees it: bounded requests in the name of whoever is signed in. */
export class Remote {
	readonly session: Session;
	readonly #ports: RemotePorts;
	#config: Promise<RemoteConfig> | null = null;

	constructor(ports: RemotePorts) {
		this.#ports = ports;
		this.session = new Session(ports, () => this.config());
	}

	/** Read once; a failure is not kept, so that the next request tries again. @throws RemoteError */
	config(): Promise<RemoteConfig> {
		this.#config ??= loadConfig(this.#ports.fetch, this.#ports.storage).catch((error: unknown) => {
			this.#config = null;
			throw error;
		});
		return this.#config;
	}

	/**
	 * One bounded request to the API, answered in JSON. A token the server no longer takes is refreshed once:
	 * this device's clock may be wrong about it.
	 * @returns the parsed answer, undefined when it is empty
	 * @throws RemoteError
	 */
	async request(path: string, options: RequestOptions = {}): Promise<unknown> {
		const access = this.#allowed(await this.session.access(), options);
		try {
			return await this.#once(path, options, access);
		} catch (error) {
			const worn = access && error instanceof RemoteError && error.status === 401;
			if (!worn) throw error;
			const fresh = this.#allowed(await this.session.refresh(access.token), options);
			if (!fresh || fresh.token === access.token) throw error;
			return await this.#once(path, options, fresh);
		}
	}

	/** Asks the authentication server to send a code to an address. @throws RemoteError */
	async requestCode(email: string): Promise<void> {
		await requestCode(this.#ports, await this.config(), email);
	}

	/**
	 * Calls a function of the database by the name and arguments it really has. What it returns is JSON for
	 * the caller to recognise.
	 * @throws RemoteError
	 */
	rpc<Name extends keyof Functions>(
		name: Name,
		args: Functions[Name]['Args'],
		options: RequestOptions = {}
	): Promise<unknown> {
		return this.request(`/rest/v1/rpc/${name}`, {
			...options,
			method: 'POST',
			body: JSON.stringify(args),
			headers: { 'content-type': 'application/json', ...options.headers }
		});
	}

	#allowed(access: Access | null, { session, as }: RequestOptions): Access | null {
		const missing = session === 'required' && !access;
		const foreign = as !== undefined && access?.account_id !== as;
		if (missing || foreign) throw new RemoteError('unauthorized');
		return access;
	}

	async #once(path: string, options: RequestOptions, access: Access | null): Promise<unknown> {
		const { method = 'GET', body, headers = {}, timeoutMs = 20_000 } = options;
		const config = await this.config();
		// Taken out of its object first: a browser's fetch refuses to be called as another's method.
		const { fetch: fetcher, now } = this.#ports;
		const reply = await ask(
			fetcher,
			`${config.url}${path}`,
			{
				method,
				headers: {
					apikey: config.publishableKey,
					...(access ? { authorization: `Bearer ${access.token}` } : {}),
					...headers
				},
				...(body === undefined ? {} : { body }),
				timeoutMs
			},
			now()
		);
		return reply.body;
	}
}
