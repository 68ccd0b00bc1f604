import { newId } from '$lib/domain/ids';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { draftOfItem, emptyDraft } from '$lib/store/corrections';
import { dropBareRepetitions, listDrafts, readDraft } from '$lib/store/drafts';
import { isHeldByOther } from '$lib/store/held';
import { readItem } from '$lib/store/items';
import type { Draft, Item } from '$lib/store/types';
import type { CapturePorts } from './capture-ports';
import { isEmptyDraft } from './capture-steps';

/** What the address asks for: a draft by id, or a record to correct by id. */
export interface OpenRequest {
	draft?: string | null;
	correct?: string | null;
}

export type Opened =
	| { kind: 'draft'; draft: Draft; corrected: Item | null }
	/** Drafts begun before, to choose from; none when there is nothing to choose. */
	| { kind: 'choice'; drafts: Draft[] }
	/** Another account has something on the record here that did not leave. */
	| { kind: 'held' }
	| { kind: 'not_found' };

/** Finds what to show for an address. */
export async function openCapture(ports: CapturePorts, request: OpenRequest): Promise<Opened> {
	if (request.correct) return openCorrection(ports, request.correct);
	const owner = ports.owner();
	if (request.draft) {
		const draft = await readDraft(ports.db, owner, request.draft);
		if (draft?.base) return openCorrection(ports, draft.id);
		if (draft) return { kind: 'draft', draft, corrected: null };
	}
	await dropBareRepetitions(ports.db, owner).catch(() => undefined);
	const drafts = await listDrafts(ports.db, owner);
	// What is left of those was walked along.
	const begun = drafts.filter((draft) => draft.taken_over || !isEmptyDraft(draft));
	return { kind: 'choice', drafts: begun };
}

async function openCorrection(ports: CapturePorts, id: string): Promise<Opened> {
	const owner = ports.owner();
	const now = new Date();
	const known = await draftOfItem(ports.db, owner, id, { now });
	if (known) {
		const corrected = (await readItem(ports.db, owner, id)) ?? null;
		return { kind: 'draft', draft: { ...known, step: known.step || 'summary' }, corrected };
	}
	if (await isHeldByOther(ports.db, owner, id)) return { kind: 'held' };
	const base = await ports.findRecord(id);
	if (!base) return { kind: 'not_found' };
	const { photos, ...content } = base.record;
	const facts = photos.map(({ record_id: _record, received_at: _received, ...photo }) => photo);
	const draft = { ...emptyDraft(id, owner, now), ...content, photos: facts, base, step: 'summary' };
	return { kind: 'draft', draft, corrected: null };
}

/** A new record; the only theme, when there is one, goes without saying. */
export function newDraft(ports: CapturePorts, index: VocabularyIndex): Draft {
	const draft = emptyDraft(newId(), ports.owner(), new Date());
	const [only, ...more] = index.themes.values();
	const theme = only && more.length === 0 ? only.id : null;
	return { ...draft, theme, step: theme ? 'concept' : 'theme' };
}
