/**
 * The data interface as everyone sees it: a fetch with paths from the root of a Supabase project
 * (`/rest/v1/…`, `/storage/v1/…`), without an account.
 */
export type PublicSource = (path: string, init?: RequestInit) => Promise<Response>;

/** The data interface refused or did not answer; what the person gets is a 502. */
export class SourceError extends Error {
	readonly status: number;

	constructor(path: string, status: number, body: string) {
		super(`${path.split('?')[0]} answered ${status}: ${body.slice(0, 200)}`);
		this.name = 'SourceError';
		this.status = status;
	}
}

/** @throws {SourceError} when the answer is no success */
export async function readJson<T>(
	source: PublicSource,
	path: string,
	init?: RequestInit
): Promise<T> {
	const answer = await source(path, init);
	if (!answer.ok) throw new SourceError(path, answer.status, await answer.text());
	return (await answer.json()) as T;
}

/** Rows and how many there are in all. @throws {SourceError} when the answer is no success */
export async function readCounted<T>(
	source: PublicSource,
	path: string
): Promise<{ rows: T[]; total: number }> {
	const answer = await source(path, { headers: { prefer: 'count=exact' } });
	// 416: a page beyond the last one.
	if (!answer.ok && answer.status !== 416) {
		throw new SourceError(path, answer.status, await answer.text());
	}
	const rows = answer.ok ? ((await answer.json()) as T[]) : [];
	const total = Number(answer.headers.get('content-range')?.split('/')[1] ?? NaN);
	return { rows, total: Number.isFinite(total) ? total : rows.length };
}
