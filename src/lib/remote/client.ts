import type { SupabaseClient } from '@supabase/supabase-js';
import { loadConfig, type RemoteConfig } from './config.ts';
import type { Database } from './database.types.ts';
import { asRemoteError, RemoteError } from './errors.ts';
import { boundedFetch } from './http.ts';
import type { RemotePorts } from './ports.ts';
import { Session, type Access } from './session.ts';
import { requestCode } from './tokens.ts';

export interface RequestOptions {
	/** Milliseconds; default 20,000. */
	timeoutMs?: number;
	/** `required` fails with `unauthorized` when nobody is signed in. */
	session?: 'required' | 'if_any';
	/** Only in the name of this account: another one signed in meanwhile is `unauthorized`. */
	as?: string;
}

type Supabase = SupabaseClient<Database>;
type Functions = Database['public']['Functions'];

/** What every call of supabase-js comes to. */
interface Result<T> {
	data: T;
	error: unknown;
}

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

	/** Asks the authentication server to send a code to an address. @throws RemoteError */
	async requestCode(email: string): Promise<void> {
		await requestCode(this.#ports, await this.config(), email);
	}

	/**
	 * One call of supabase-js. A token the server no longer takes is refreshed once: this device's clock may
	 * be wrong about it.
	 * @throws RemoteError
	 */
	async call<T>(
		work: (supabase: Supabase) => PromiseLike<Result<T>>,
		options: RequestOptions = {}
	): Promise<T> {
		const access = this.#allowed(await this.session.access(), options);
		try {
			return await this.#once(work, options, access);
		} catch (error) {
			const worn = access && error instanceof RemoteError && error.status === 401;
			if (!worn) throw error;
			const fresh = this.#allowed(await this.session.refresh(access.token), options);
			if (!fresh || fresh.token === access.token) throw error;
			return await this.#once(work, options, fresh);
		}
	}

	/**
	 * Calls a function of the database by the name and arguments it really has. What it returns is JSON for
	 * the caller to recognise.
	 * @throws RemoteError
	 */
	rpc<Name extends keyof Functions & string>(
		name: Name,
		args: Functions[Name]['Args'],
		options: RequestOptions = {}
	): Promise<unknown> {
		return this.call<unknown>((supabase) => supabase.rpc(name as never, args as never), options);
	}

	#allowed(access: Access | null, { session, as }: RequestOptions): Access | null {
		const missing = session === 'required' && !access;
		const foreign = as !== undefined && access?.account_id !== as;
		if (missing || foreign) throw new RemoteError('unauthorized');
		return access;
	}

	async #once<T>(
		work: (supabase: Supabase) => PromiseLike<Result<T>>,
		{ timeoutMs = 20_000 }: RequestOptions,
		access: Access | null
	): Promise<T> {
		const config = await this.config();
		const { createClient } = await this.#library();
		// Taken out of its object first: a browser's fetch refuses to be called as another's method.
		const { fetch: fetcher, now } = this.#ports;
		const bounded = boundedFetch(fetcher, timeoutMs, now);
		// The library turns what a fetch throws into its own errors: the cause is kept aside, word for word.
		const causes: RemoteError[] = [];
		const supabase = createClient<Database>(config.url, config.publishableKey, {
			accessToken: async () => access?.token ?? null,
			global: {
				fetch: async (input, init) => {
					try {
						return await bounded(input, init);
					} catch (error) {
						causes.push(asRemoteError(error));
						throw error;
					}
				}
			}
		});
		const { data, error } = await work(supabase);
		if (causes[0]) throw causes[0];
		if (error) throw asRemoteError(error);
		return data;
	}

	/** Loaded when something is sent, never with the map. A piece that did not come is no network. */
	async #library() {
		try {
			return await import('@supabase/supabase-js');
		} catch (error) {
			throw new RemoteError('offline', { cause: error });
		}
	}
}
