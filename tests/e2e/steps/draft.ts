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
	return visit.page.evaluate(
		() =>
			new Promise((resolve, reject) => {
				const opening = indexedDB.open('capitelle');
				opening.onerror = () => reject(new Error('no database'));
				opening.onsuccess = () => {
					const drafts = opening.result.transaction('drafts').objectStore('drafts').getAll();
					drafts.onsuccess = () => {
						opening.result.close();
						const [draft] = drafts.result as StoredDraft[];
						resolve(draft ?? null);
					};
				};
			})
	);
}
