import { newId } from '$lib/domain/ids';
import { visitProperties } from '$lib/domain/visit';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { CapitelleDatabase } from '$lib/store/database';
import { isHeldByOther } from '$lib/store/held';
import type { DraftBase, VisitDraft } from '$lib/store/types';
import { baseOfItem, newVisit, openVisitOf } from '$lib/store/visits';

/** What beginning a visit reaches outside itself. */
interface BeginPorts {
	db: CapitelleDatabase;
	owner(): string;
	/** A record that is not on this person's list, as they may read it; null when out of reach. */
	findRecord(id: string): Promise<DraftBase | null>;
}

/**
 * The visit to a record that was begun and not finished, else a new one, not stored yet, with what was seen
 * last. Null when the record is out of reach, or another account has unsent work on it here.
 */
export async function beginVisit(
	{ db, owner, findRecord }: BeginPorts,
	index: VocabularyIndex,
	record: string
): Promise<VisitDraft | null> {
	const who = owner();
	const open = await openVisitOf(db, who, record);
	if (open) return open;
	if (await isHeldByOther(db, who, record)) return null;
	let about = await baseOfItem(db, who, record);
	if (!about) {
		const base = await findRecord(record);
		if (!base) return null;
		about = { base, title: titleOf(index, base) };
	}
	const seen = visitProperties(index, about.base.record);
	return newVisit(newId(), who, record, about, seen, new Date());
}

function titleOf(index: VocabularyIndex, { record }: DraftBase): string | null {
	const key = index.themes.get(record.theme)?.titleField;
	const value = key ? record.properties[key] : undefined;
	if (typeof value === 'string') return value || null;
	return typeof value === 'object' && 'text' in value ? value.text : null;
}
