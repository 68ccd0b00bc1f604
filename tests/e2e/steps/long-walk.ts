import type { Page } from 'playwright-core';
import { grown, type TracePiece } from '../../../src/lib/domain/trace/pieces.ts';
import { atStart, hear } from '../../../src/lib/domain/trace/walk.ts';
import { jitter, placeOf, type Reading } from '../../support/gps.ts';

/** A wall that winds down a hillside, four metres between two readings. */
export function winding(from: number, count: number): Reading[] {
	const track = Array.from({ length: count }, (_, i) => ({
		north: (from + i) * 3.2,
		east: 60 * Math.sin((from + i) / 40) + 15 * Math.sin((from + i) / 7),
		accuracyM: 4,
		second: (from + i) * 3
	}));
	return jitter(track, 1.2, from + 1);
}

/** What a phone holds of a walk of so many points. */
export function walkOf(count: number): TracePiece[] {
	let memory = atStart;
	let pieces: readonly TracePiece[] = [];
	const start = Date.now() - 3 * count * 1000;
	for (const one of winding(0, count)) {
		const { accuracyM, second } = one;
		const heard = hear(memory, { ...placeOf(one), accuracyM, at: start + second * 1000 });
		memory = heard.memory;
		pieces = grown(pieces, heard);
	}
	return [...pieces];
}

/** Puts a walk beside the one draft of this browser, as if it had been walked there. */
export async function storeWalk(page: Page, pieces: TracePiece[]): Promise<void> {
	await page.evaluate(
		(rows) =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('capitelle');
				opening.onerror = () => reject(opening.error ?? new Error('no database'));
				opening.onsuccess = () => {
					const db = opening.result;
					const change = db.transaction(['drafts', 'traces'], 'readwrite');
					const drafts = change.objectStore('drafts').getAll();
					drafts.onsuccess = () => {
						const [draft] = drafts.result as { id: string; owner: string }[];
						const traces = change.objectStore('traces');
						for (const row of rows) {
							traces.put({ ...row, owner: draft!.owner, record_id: draft!.id });
						}
					};
					change.oncomplete = () => {
						db.close();
						resolve();
					};
				};
			}),
		pieces
	);
}
