import type { SupabaseClient } from '@supabase/supabase-js';
import type { Remote, RequestOptions } from './client.ts';
import type { Database } from './database.types.ts';
import { asRemoteError, RemoteError } from './errors.ts';
import { boundedFetch } from './http.ts';

type Supabase = SupabaseClient<Database>;

/** What every call of supabase-js comes to. */
interface Result<T> {
	data: T;
	error: unknown;
}

/**
 * One call of supabase-js, for what is more than a plain request.
 * @throws RemoteError
 */
export function throughLibrary<T>(
	remote: Remote,
	work: (supabase: Supabase) => PromiseLike<Result<T>>,
	options: RequestOptions = {}
): Promise<T> {
	return remote.signedIn(async (access) => {
		const config = await remote.config();
		const { createClient } = await library();
		const { fetch: fetcher, now } = remote.ports;
		const bounded = boundedFetch(fetcher, options.timeoutMs ?? 20_000, now);
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
	}, options);
}

/** Loaded when it is needed, never with the map. A piece that did not come is no network. */
async function library() {
	try {
		return await import('@supabase/supabase-js');
	} catch (error) {
		throw new RemoteError('offline', { cause: error });
	}
}
