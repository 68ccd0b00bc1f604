import { loadConfig, type RemoteConfig } from './config.ts';
import type { Database } from './database.types.ts';
import { asNeverLeft, RemoteError } from './errors.ts';
import { ask, type Reply } from './http.ts';
import { packedBody } from './packing.ts';
import type { RemotePorts } from './ports.ts';
import { Session, type Access } from './session.ts';
import { requestCode } from './tokens.ts';

export interface RequestOptions {
	/** Milliseconds; default 20,000. */
	timeoutMs?: number;
	/** `required` fails with `unauthorized` when nobody is signed in; `none` asks as nobody even then. */
	session?: 'required' | 'if_any' | 'none';
	/** Only in the name of this account: another one signed in meanwhile is `unauthorized`. */
	as?: string;
	/** Instead of the device's own `fetch`. */
	fetch?: typeof fetch;
}

type Functions = Database['public']['Functions'];

const timeoutMs = 20_000;

/**
 * The server, as one device sees it: bounded requests in the name of whoever is signed in. What the queue
 * needs is two plain requests, made here without a library: a service worker cannot import one late, and on a
 * slow network a queue must not wait for one either. The rest goes through supabase-js, in `library.ts`.
 */
export class Remote {
	readonly session: Session;
	readonly ports: RemotePorts;
	#config: Promise<RemoteConfig> | null = null;

	constructor(ports: RemotePorts) {
		this.ports = ports;
		this.session = new Session(ports, () => this.config());
	}

	/** Read once; a failure is not kept, so that the next request tries again. @throws RemoteError */
	config(): Promise<RemoteConfig> {
		this.#config ??= loadConfig(this.ports.fetch, this.ports.storage).catch((error: unknown) => {
			this.#config = null;
			throw error;
		});
		return this.#config;
	}

	/** Asks the authentication server to send a code to an address. @throws RemoteError */
	async requestCode(email: string): Promise<void> {
		await requestCode(this.ports, await this.config(), email);
	}

	/**
	 * Work in the name of whoever is signed in. A token the server no longer takes is refreshed once: this
	 * device's clock may be wrong about it.
	 * @throws RemoteError
	 */
	async signedIn<T>(
		work: (access: Access | null) => Promise<T>,
		options: RequestOptions = {}
	): Promise<T> {
		if (options.session === 'none') return work(null);
		const access = this.#allowed(await this.session.access(), options);
		try {
			return await work(access);
		} catch (error) {
			const worn = access && error instanceof RemoteError && error.status === 401;
			if (!worn) throw error;
			const fresh = this.#allowed(await this.session.refresh(access), options);
			if (!fresh || fresh.token === access.token) throw error;
			return await work(fresh);
		}
	}

	/**
	 * One request to the API.
	 * @param path below the root of the API, such as `rest/v1/rpc/hello`
	 * @throws RemoteError
	 */
	async request(
		path: string,
		init: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: BodyInit },
		options: RequestOptions = {}
	): Promise<Reply> {
		let left = false;
		const work = this.signedIn(async (access) => {
			const { url, publishableKey, unpacks } = await this.config();
			const sent = await packedBody(init.body, unpacks);
			const headers = {
				...init.headers,
				...sent.headers,
				apikey: publishableKey,
				authorization: `Bearer ${access?.token ?? publishableKey}`
			};
			const bounded = { ...init, ...sent, headers, timeoutMs: options.timeoutMs ?? timeoutMs };
			// Taken out of its object first: a browser's fetch refuses to be called as another's method.
			const { fetch: plain, now } = this.ports;
			const fetcher = options.fetch ?? plain;
			left = true;
			return ask(fetcher, `${url}/${path}`, bounded, now());
		}, options);
		try {
			return await work;
		} catch (error) {
			// Renewing the session or reading the address failed: another request's failure is never marked itself.
			throw left || !(error instanceof RemoteError) ? error : asNeverLeft(error);
		}
	}

	/**
	 * Calls a function of the database by the name and arguments it really has. What it returns is JSON for
	 * the caller to recognise; null when it returns nothing.
	 * @throws RemoteError
	 */
	async rpc<Name extends keyof Functions & string>(
		name: Name,
		args: Functions[Name]['Args'],
		options: RequestOptions = {}
	): Promise<unknown> {
		const headers = { 'content-type': 'application/json', accept: 'application/json' };
		const init = { method: 'POST' as const, headers, body: JSON.stringify(args) };
		const { body } = await this.request(`rest/v1/rpc/${name}`, init, options);
		return body ?? null;
	}

	#allowed(access: Access | null, { session, as }: RequestOptions): Access | null {
		const missing = session === 'required' && !access;
		const foreign = as !== undefined && access?.account_id !== as;
		if (missing || foreign) throw new RemoteError('unauthorized');
		return access;
	}
}
