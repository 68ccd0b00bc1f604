import type { PublicRecord } from '$lib/domain/record.ts';

const timeoutMs = 20_000;

/** One published record as everyone reads it; null when there is none of that id, or no answer. */
export async function fetchRecord(fetcher: typeof fetch, id: string): Promise<PublicRecord | null> {
	try {
		const response = await fetcher(`/api/records/${encodeURIComponent(id)}`, {
			signal: AbortSignal.timeout(timeoutMs)
		});
		if (!response.ok) return null;
		const page = (await response.json()) as { record?: PublicRecord } | null;
		return page?.record?.id === id ? page.record : null;
	} catch {
		return null;
	}
}
