import type { CapitelleDatabase } from './database.ts';
import type { Observation } from '$lib/domain/observation.ts';
import type { Operation, OperationAnswer } from '$lib/domain/operation.ts';
import type { ItemRow, ItemVisit, OutboxRow, PhotoRow, VisitDraft } from './types.ts';

/** Whether an operation belongs to a visit: the visit itself, or one of its photos. */
export function isOfVisit(op: Operation, id?: string): boolean {
	const of = visitOf(op);
	return of !== null && (id === undefined || of === id);
}

/** The visit that an operation belongs to, or null. */
export function visitOf({ observation, photo }: Operation): string | null {
	if (observation) return observation.id;
	return photo && 'observation_id' in photo ? (photo.observation_id ?? null) : null;
}

/** What a contribution knows of the person's visits once the server took one; the next pull says it fully. */
export function observedAfter(
	item: ItemRow,
	{ observation, device_time }: Operation,
	answer: OperationAnswer
): Pick<ItemRow, 'observations'> {
	if (!observation) return {};
	const taken: Observation = {
		...observation,
		first: false,
		author_name: null,
		status: answer.proposal ? 'pending' : 'accepted',
		reason: null,
		own: true,
		created_at: device_time
	};
	const others = (item.observations ?? []).filter(({ id }) => id !== observation.id);
	return { observations: [...others, taken] };
}

/** The person's visits to one record wherever they stand, oldest first. */
export function visitsOf(
	item: ItemRow | undefined,
	operations: readonly OutboxRow[],
	drafts: readonly VisitDraft[]
): ItemVisit[] {
	const visits = new Map<string, ItemVisit>();
	for (const { id, observed_at, status, reason } of item?.observations ?? [])
		visits.set(id, { id, observed_at, state: status, reason, problems: [] });
	for (const row of operations) {
		const { observation } = row.op;
		if (!observation) continue;
		const { id, observed_at } = observation;
		const state = row.state === 'parked' ? 'parked' : row.in_flight ? 'sending' : 'waiting';
		visits.set(id, { id, observed_at, state, reason: null, problems: row.answer?.problems ?? [] });
	}
	for (const { id, observed_at } of drafts)
		visits.set(id, { id, observed_at, state: 'draft', reason: null, problems: [] });
	return [...visits.values()].sort((a, b) => Date.parse(a.observed_at) - Date.parse(b.observed_at));
}

/** Lets go of photos with their files; call it inside a transaction over both. */
export async function dropPhotos(db: CapitelleDatabase, ids: string[]): Promise<void> {
	await db.photos.bulkDelete(ids);
	await db.files.bulkDelete(ids);
}

/** Photos of one visit to a record, wherever they stand; call it inside a transaction over them. */
export async function photosOf(
	db: CapitelleDatabase,
	record_id: string,
	visit: string
): Promise<PhotoRow[]> {
	const rows = await db.photos.where({ record_id }).toArray();
	return rows.filter(({ facts }) => facts.observation_id === visit);
}
