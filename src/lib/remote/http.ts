import { asRemoteError, errorOf, RemoteError, retryAfterOf } from './errors.ts';

export interface Reply {
	status: number;
	/** Parsed, or undefined when the body was empty. */
	body: unknown;
	text: string;
	headers: Headers;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/**
 * One request, bounded in time, its answer read whole and in JSON.
 * @param now ms since 1970, to read a Retry-After that is a date
 * @throws RemoteError for anything but success
 */
export async function ask(
	fetcher: typeof fetch,
	url: string,
	init: RequestInit & { timeoutMs: number },
	now: number
): Promise<Reply> {
	const { timeoutMs, ...rest } = init;
	// Covers the reading of the answer too.
	const signal = AbortSignal.timeout(Math.ceil(timeoutMs));
	let response: Response;
	let text: string;
	try {
		response = await fetcher(url, { ...rest, signal });
		text = await response.text();
	} catch (error) {
		throw asRemoteError(error);
	}
	const body = parseJson(text);
	if (!response.ok) {
		throw errorOf(response.status, body, retryAfterOf(response.headers.get('retry-after'), now));
	}
	if (text !== '' && body === undefined) {
		throw new RemoteError('not_json', { status: response.status });
	}
	return { status: response.status, body, text, headers: response.headers };
}

/**
 * A fetch to give to a client library: bounded in time, and failing with a RemoteError wherever a plain one
 * would hand over a portal's page or an error's.
 * @param now ms since 1970
 */
export function boundedFetch(
	fetcher: typeof fetch,
	timeoutMs: number,
	now: () => number
): typeof fetch {
	return async (input, init) => {
		const url = input instanceof Request ? input.url : input.toString();
		const { status, text, headers } = await ask(fetcher, url, { ...init, timeoutMs }, now());
		// The text is decoded already: its coding and length no longer are what they were on the wire.
		const kept = new Headers(headers);
		kept.delete('content-encoding');
		kept.delete('content-length');
		return new Response(status === 204 ? null : text, { status, headers: kept });
	};
}
