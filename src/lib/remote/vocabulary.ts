import type { Vocabulary } from '$lib/domain/vocabulary/types.ts';
import { asRemoteError, errorOf, RemoteError } from './errors.ts';

const timeoutMs = 20_000;

/**
 * The vocabulary, when it is not the one already here.
 * @param etag of the one kept on this device, or null
 * @returns null when nothing changed
 * @throws RemoteError
 */
export async function fetchVocabulary(
	fetcher: typeof fetch,
	etag: string | null
): Promise<Vocabulary | null> {
	try {
		const response = await fetcher('/api/vocabulary.json', {
			headers: etag ? { 'if-none-match': `"${etag}"` } : {},
			signal: AbortSignal.timeout(timeoutMs)
		});
		if (response.status === 304) return null;
		if (!response.ok) throw errorOf(response.status, undefined, null);
		const value = (await response.json()) as Partial<Vocabulary>;
		if (typeof value.etag !== 'string' || !Array.isArray(value.concepts)) {
			throw new RemoteError('not_json', { status: response.status });
		}
		return value.etag === etag ? null : (value as Vocabulary);
	} catch (error) {
		throw error instanceof SyntaxError ? new RemoteError('not_json') : asRemoteError(error);
	}
}
