import type { ReviewItem } from '$lib/domain/review';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { DeskCorrection } from './desk-correction.svelte';

/** A reason for all that is picked is about no one item. */
export const allPicked = 'picked';

/**
 * What was typed about an item and not sent: there again after Escape, after a version that came between, after
 * signing in again. It never leaves the page's memory.
 */
export class DeskDrafts {
	readonly #reasons = new Map<string, string>();
	readonly #corrections = new Map<string, DeskCorrection>();

	/** @param about an item's id, or `allPicked` */
	reason(about: string): string {
		return this.#reasons.get(about) ?? '';
	}
	keepReason(about: string, text: string): void {
		if (text.trim() === '') this.#reasons.delete(about);
		else this.#reasons.set(about, text);
	}

	/** What is being corrected of an item, begun with the first call; null where there is no record. */
	correction(item: ReviewItem, index: VocabularyIndex): DeskCorrection | null {
		if (!item.record) return null;
		const key = keyOf(item);
		const begun = this.#corrections.get(key) ?? new DeskCorrection(item.record, item.kind, index);
		this.#corrections.set(key, begun);
		return begun;
	}
	dropCorrection(item: ReviewItem): void {
		this.#corrections.delete(keyOf(item));
	}
}

/** Corrections stand on the version they were begun with. */
function keyOf({ item_id, record }: ReviewItem): string {
	return `${item_id} ${record?.version ?? 0}`;
}
