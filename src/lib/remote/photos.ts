import type { Problem } from '$lib/domain/problem.ts';
import type { Remote } from './client.ts';
import { RemoteError } from './errors.ts';
import { throughLibrary } from './library.ts';

const bucket = 'photos';
/** Two photos at once on the slowest network worth trying. */
const bytesPerS = 4_000;
const leastMs = 60_000;

/** What the server says of a photo's file. */
export interface PhotoConfirmation {
	received: boolean;
	reason?: Problem;
}

/**
 * Asks the server whether it has the file of a photo, whole; it records the receipt when it does.
 * @throws RemoteError
 */
export async function confirmPhoto(
	remote: Remote,
	photo_id: string,
	account_id: string
): Promise<PhotoConfirmation> {
	const args = { p_photo_id: photo_id };
	const answer = (await remote.rpc('confirm_photo', args, {
		as: account_id
	})) as Partial<PhotoConfirmation> | null;
	if (typeof answer?.received !== 'boolean') throw new RemoteError('not_json');
	return answer as PhotoConfirmation;
}

/**
 * Sends the file of a photo. Whatever is answered, only {@link confirmPhoto} tells whether it is there: an
 * object of the same name, which has the same bytes, may have been refused because it already exists.
 * @param path `{record id}/{sha256}.{jpg|webp}`
 * @param progress bytes that left so far, where the browser can tell; not what arrived
 * @throws RemoteError; `refused` when this object may not be written (or already is).
 */
export async function uploadPhoto(
	remote: Remote,
	file: Blob,
	path: string,
	account_id: string,
	progress: (sent: number) => void = () => undefined
): Promise<void> {
	// The bytes as they are, not in a form: what is counted on the way is then the photo.
	const headers = {
		'content-type': file.type,
		'cache-control': 'max-age=3600',
		'x-upsert': 'false'
	};
	const init = { method: 'POST' as const, headers, body: file };
	const timeoutMs = leastMs + (file.size / bytesPerS) * 1000;
	const { sendFile } = remote.ports;
	const counted: typeof fetch | undefined =
		sendFile && ((url, sent) => sendFile(String(url), sent ?? {}, progress));
	try {
		await remote.request(`storage/v1/object/${bucket}/${path}`, init, {
			timeoutMs,
			as: account_id,
			...(counted ? { fetch: counted } : {})
		});
	} catch (error) {
		throw storageError(error);
	}
}

/** Storage says 400 or 403 with its own body for "exists already" and "not yours to write". */
function storageError(error: unknown): unknown {
	if (!(error instanceof RemoteError)) return error;
	if (error.status === 413) {
		const problems: Problem[] = [{ code: 'photo_too_large', field: 'photos' }];
		return new RemoteError('refused', { status: 413, problems });
	}
	const own = [400, 403, 404, 409, 422].includes(error.status);
	if (!own || error.kind === 'not_json') return error;
	return new RemoteError('refused', {
		status: error.status,
		problems: error.problems.length > 0 ? error.problems : [{ code: 'not_allowed', field: null }]
	});
}

/**
 * An address that shows a stored photo with this person's rights for a while, even before it is public.
 * @param path as for {@link uploadPhoto}
 * @throws RemoteError
 */
export async function photoUrl(
	remote: Remote,
	path: string,
	{
		seconds = 3_600,
		session = 'required'
	}: { seconds?: number; session?: 'required' | 'if_any' } = {}
): Promise<string> {
	const signed = await throughLibrary(
		remote,
		({ storage }) => storage.from(bucket).createSignedUrl(path, seconds),
		{ session }
	);
	if (typeof signed?.signedUrl !== 'string') throw new RemoteError('not_json');
	return signed.signedUrl;
}
