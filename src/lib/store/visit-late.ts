import type { ActionContext } from '$lib/domain/actions/context.ts';
import { removePhoto } from '$lib/domain/actions/remove-photo.ts';
import { sameValue } from '$lib/domain/equal.ts';
import { newId } from '$lib/domain/ids.ts';
import type { NewObservation } from '$lib/domain/observation.ts';
import type { Operation } from '$lib/domain/operation.ts';
import type { CapitelleDatabase } from './database.ts';
import type { ItemRow, OutboxRow, VisitDraft } from './types.ts';
import { dropPhotos, photosOf } from './visit-rows.ts';

/** What was said of a visit that has left, whether the server answered or not; undefined when none has. */
export function whatLeft(
	id: string,
	item: ItemRow | undefined,
	before: OutboxRow[]
): NewObservation | undefined {
	const sent = before.find(({ state, op }) => state === 'sent' && op.observation);
	return sent?.op.observation ?? item?.observations?.find((taken) => taken.id === id);
}

/**
 * Photos taken out of a visit after it left, those in which a face was blurred among them: what still waits does not
 * leave, the others are taken back. Call it inside a transaction over operations, photos and files.
 * @returns what takes them back
 */
export async function removalsSince(
	db: CapitelleDatabase,
	visit: VisitDraft,
	before: OutboxRow[],
	version: number,
	context: ActionContext
): Promise<Operation[]> {
	const wanted = new Set(visit.photos.map((photo) => photo.id));
	const rows = await photosOf(db, visit.record_id, visit.id);
	const out = rows.filter(({ id }) => !wanted.has(id)).map(({ id }) => id);
	const waiting = before.filter(({ state, op }) => {
		return state !== 'sent' && op.photo !== undefined && out.includes(op.photo.id);
	});
	const never = waiting.map(({ op }) => op.photo!.id);
	await db.operations.bulkDelete(waiting.map(({ seq }) => seq!));
	await dropPhotos(db, never);
	return out
		.filter((id) => !never.includes(id))
		.map((id) => ({
			...removePhoto(visit.record_id, version, id, context),
			photo: { id, observation_id: visit.id }
		}));
}

/** What was typed of a visit after it left, as a visit of its own with the photos taken since; null when nothing was. */
export async function sinceItLeft(
	db: CapitelleDatabase,
	visit: VisitDraft,
	left: NewObservation
): Promise<VisitDraft | null> {
	const rows = await photosOf(db, visit.record_id, visit.id);
	const taken = new Set(rows.filter(({ state }) => state === 'draft').map((row) => row.id));
	const said = ({ note, properties }: Pick<NewObservation, 'note' | 'properties'>) => [
		note?.trim() ?? '',
		properties
	];
	const sameDay = Date.parse(visit.observed_at) === Date.parse(left.observed_at);
	if (taken.size === 0 && sameDay && sameValue(said(visit), said(left))) return null;
	const id = newId();
	const photos = visit.photos
		.filter((photo) => taken.has(photo.id))
		.map((photo) => ({ ...photo, observation_id: id }));
	const facts = new Map(photos.map((photo) => [photo.id, photo]));
	await db.photos.bulkPut(
		rows.flatMap((row) => {
			const moved = facts.get(row.id);
			return moved ? [{ ...row, facts: moved }] : [];
		})
	);
	return { ...visit, id, photos };
}
