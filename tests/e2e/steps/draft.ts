import { keptRows } from '../../support/kept.ts';
import type { Visit } from '../../support/visit.ts';

/** What the phone holds of the record being written, as far as tests ask. */
export interface StoredDraft {
	id: string;
	geometry: { type: string; coordinates: unknown[] } | null;
	position: { method: string; accuracy_m: number | null } | null;
	properties: Record<string, unknown>;
}

/** The one draft of this browser, or null. */
export async function storedDraft(visit: Visit): Promise<StoredDraft | null> {
	const [draft] = await keptRows<StoredDraft>(visit.page, 'drafts');
	return draft ?? null;
}
