import type { AuthClient } from '@supabase/supabase-js';
import type { KeyValue, RemoteConfig } from './config.ts';
import { RemoteError } from './errors.ts';

export type SessionClient = InstanceType<typeof AuthClient>;

export const sessionKey = 'session';
const timeoutMs = 20_000;

/** Answers after which a session is really over; after any other the refresh is tried again later. */
const finalStatuses = new Set([200, 400, 401, 403]);

/**
 * The authentication library signs a person out when a refresh is answered by something it does not
 * understand. A captive portal or a busy server must not do that: such answers are made to look like what
 * they are, no network.
 */
export function patientFetch(fetcher: typeof fetch): typeof fetch {
	return async (input, init) => {
		const signal = AbortSignal.timeout(timeoutMs);
		const response = await fetcher(input, { ...init, signal });
		const address = input instanceof Request ? input.url : String(input);
		const json = response.headers.get('content-type')?.includes('json') ?? false;
		if (!json && response.status !== 204) throw new RemoteError('not_json');
		if (address.includes('grant_type=refresh_token') && !finalStatuses.has(response.status)) {
			throw new RemoteError('server', { status: response.status });
		}
		return response;
	};
}

/** Loads the authentication library, which only signed-in people need, and opens the stored session. */
export async function openSessionClient(
	config: RemoteConfig,
	storage: KeyValue,
	fetcher: typeof fetch
): Promise<SessionClient> {
	const { AuthClient } = await import('@supabase/supabase-js');
	return new AuthClient({
		url: `${config.url}/auth/v1`,
		headers: { apikey: config.publishableKey },
		storageKey: sessionKey,
		storage,
		fetch: patientFetch(fetcher),
		persistSession: true,
		// Refreshed when a request needs it, under our own lock: a timer would do it in every tab at once.
		autoRefreshToken: false,
		detectSessionInUrl: false
	});
}
