import { photoFactsOf } from '$lib/domain/actions/add-photo.ts';
import { applyChanges, type RecordContent } from '$lib/domain/actions/content.ts';
import { applyOnto } from '$lib/domain/merge.ts';
import { putAll, rowsAmong } from './bulk.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import { talkOfItems } from './talk-rows.ts';
import type {
	Draft,
	DraftPhoto,
	Item,
	ItemRow,
	ItemVisit,
	Known,
	OutboxRow,
	PhotoRow,
	VisitDraft
} from './types.ts';
import { visitsOf } from './visit-rows.ts';

/** Everything that hangs on one record, read inside the caller's transaction. */
export interface RecordRows {
	item: ItemRow | undefined;
	/** In the order they leave. */
	operations: OutboxRow[];
	/** Those of drafts excluded. */
	photos: PhotoRow[];
}

/** Reads an item with its queue and photos; call it inside a transaction that covers the three tables. */
export async function readRecordRows(
	db: CapitelleDatabase,
	record_id: string
): Promise<RecordRows> {
	const item = await db.items.get(record_id);
	const operations = await db.operations.where({ record_id }).sortBy('seq');
	const photos = await db.photos.where({ record_id }).toArray();
	return { item, operations, photos: photos.filter((row) => row.state !== 'draft') };
}

/** Ids of photos whose removal is queued. */
export function removedPhotoIds(operations: OutboxRow[]): Set<string> {
	const removals = operations.filter((row) => row.op.kind === 'remove_photo' && row.op.photo);
	return new Set(removals.map((row) => row.op.photo!.id));
}

/** The photos the record will have once everything queued is done, in order, each with its receipt. */
export function intendedPhotos(
	known: Known | null,
	operations: OutboxRow[],
	rows: PhotoRow[]
): { facts: DraftPhoto; received: boolean }[] {
	const removed = removedPhotoIds(operations);
	const photos = new Map<string, { facts: DraftPhoto; received: boolean }>();
	for (const photo of known?.photos ?? []) {
		photos.set(photo.id, { facts: photoFactsOf(photo), received: photo.received_at !== null });
	}
	for (const row of rows) {
		const received = row.state === 'received' || (photos.get(row.id)?.received ?? false);
		photos.set(row.id, { facts: row.facts, received });
	}
	for (const id of removed) photos.delete(id);
	return [...photos.values()].sort((a, b) => a.facts.position - b.facts.position);
}

/** What the person last wanted that reached the server: the record with their open proposal on top. */
export function withProposal(known: Known, proposal: ItemRow['proposal']): RecordContent {
	return applyChanges(known.content, proposal?.changes ?? {});
}

/** What the person wants the record to be: what the server has, and what still waits here on top. */
export async function wanted(
	db: CapitelleDatabase,
	{ record_id, proposal }: Pick<ItemRow, 'record_id' | 'proposal'>,
	known: Known
): Promise<RecordContent> {
	const { operations } = await readRecordRows(db, record_id);
	// What the person gave up since it left is nothing they want.
	const undone = new Set(operations.flatMap(({ undoes = [] }) => undoes));
	const meant = operations.filter(({ op_id }) => !undone.has(op_id));
	return meant.reduce(
		(content, { op }) => applyOnto(content, op.changes),
		withProposal(known, proposal)
	);
}

function stateOf(rows: RecordRows, allReceived: boolean): ItemRow['state'] {
	const { operations, photos } = rows;
	const parked = operations.some((row) => row.state === 'parked');
	if (parked || photos.some((row) => row.state === 'parked')) return 'parked';
	if (operations.some((row) => row.in_flight)) return 'sending';
	return operations.length > 0 || !allReceived ? 'waiting' : 'received';
}

/**
 * Somebody else's record of which nothing of this person's is here any more, nor was ever with the server: a
 * correction that changed nothing, or was given up. It is no contribution.
 */
export function isNoContribution(item: ItemRow, staying: readonly OutboxRow[]): boolean {
	const never = item.visited === true || (item.known !== null && item.status === null);
	return never && staying.length === 0 && !item.observations?.length;
}

/**
 * Writes an item with what follows from its queue and photos. Called at the end of every transaction that
 * touches them, so that the list never shows a state that is not true.
 */
export async function putItem(db: CapitelleDatabase, item: ItemRow): Promise<void> {
	await db.items.put(derived(item, await readRecordRows(db, item.record_id)));
}

/** {@link putItem} of many records at once: each table is read once, however many they are. */
export async function putItems(db: CapitelleDatabase, items: ItemRow[]): Promise<void> {
	const ids = items.map((item) => item.record_id);
	const [operations, photos] = await Promise.all([
		rowsAmong(db.operations, 'record_id', ids),
		rowsAmong(db.photos, 'record_id', ids)
	]);
	operations.sort((a, b) => a.seq! - b.seq!);
	const rows = new Map(
		items.map((item): [string, RecordRows] => [
			item.record_id,
			{ item, operations: [], photos: [] }
		])
	);
	for (const row of operations) rows.get(row.record_id)?.operations.push(row);
	for (const row of photos) if (row.state !== 'draft') rows.get(row.record_id)?.photos.push(row);
	await putAll(
		db.items,
		items.map((item) => derived(item, rows.get(item.record_id)!))
	);
}

/** The item with what follows from its queue and photos. */
function derived(item: ItemRow, rows: RecordRows): ItemRow {
	const photos = intendedPhotos(item.known, rows.operations, rows.photos);
	// A photo another device still has to send is not this device's to wait for.
	const own = new Set(rows.photos.map((row) => row.id));
	const awaited = photos.filter(({ facts }) => own.has(facts.id));
	return {
		...item,
		state: stateOf(
			rows,
			awaited.every(({ received }) => received)
		),
		deleting: rows.operations.some((row) => row.op.kind === 'delete'),
		photos: {
			total: photos.length,
			received: photos.filter(({ received }) => received).length
		}
	};
}

function toItem(
	row: ItemRow,
	parked: OutboxRow | undefined,
	photos: PhotoRow[],
	visits: ItemVisit[]
): Item {
	const { content, known: _known, observations: _observations, ...rest } = row;
	const problems = parked?.answer?.problems ?? photos.flatMap((photo) => photo.problems);
	return {
		...rest,
		theme: content.theme,
		concept: content.concept,
		geometry: content.geometry,
		properties: content.properties,
		draft: false,
		problems,
		disputed: parked?.answer?.disputed ?? [],
		server: parked?.answer?.server ?? null,
		visits,
		visited: row.visited ?? false
	};
}

/** An item as a draft alone shows it, before anything was queued. */
function draftItem(draft: Draft): Item {
	return {
		record_id: draft.id,
		owner: draft.owner,
		theme: draft.theme,
		concept: draft.concept,
		geometry: draft.geometry,
		properties: draft.properties,
		title: draft.title,
		state: 'draft',
		draft: true,
		deleting: false,
		photos: { total: draft.photos.length, received: 0 },
		status: null,
		version: null,
		proposal: null,
		reason: null,
		problems: [],
		disputed: [],
		server: null,
		visits: [],
		visited: false,
		updated_at: draft.updated_at
	};
}

/** A record of which this device has nothing but a visit being written. */
function visitItem(visit: VisitDraft): Item {
	const { photos: _photos, ...content } = visit.base.record;
	return {
		...draftItem({
			...visit,
			...content,
			id: visit.record_id,
			photos: [],
			step: ''
		}),
		version: visit.base.version,
		visited: true,
		draft: false
	};
}

/**
 * Everything the owner contributed or began on this device, last touched first: what *Mes contributions*
 * shows. Another account's rows are not there.
 */
export async function listItems(db: CapitelleDatabase, owner: string): Promise<Item[]> {
	return withDatabase(db, async () => {
		const [rows, drafts, visits, parkedPhotos] = await Promise.all([
			db.items.where({ owner }).toArray(),
			db.drafts.where({ owner }).toArray(),
			db.visits.where({ owner }).toArray(),
			db.photos.where({ owner, state: 'parked' }).toArray()
		]);
		const parkedIds = rows.filter((row) => row.state === 'parked').map((row) => row.record_id);
		const [operations, visitRows] = await Promise.all([
			db.operations.where('record_id').anyOf(parkedIds).sortBy('seq'),
			db.operations
				.where({ owner })
				.filter(({ op }) => op.kind === 'add_observation')
				.toArray()
		]);
		const items = new Map<string, Item>();
		for (const row of rows) {
			const of = (other: { record_id: string }) => other.record_id === row.record_id;
			const parked = operations.find((candidate) => of(candidate) && candidate.state === 'parked');
			const own = visitsOf(row, visitRows.filter(of), visits.filter(of));
			items.set(row.record_id, toItem(row, parked, parkedPhotos.filter(of), own));
		}
		for (const draft of drafts) {
			const item = items.get(draft.id);
			if (item) item.draft = true;
			else items.set(draft.id, draftItem(draft));
		}
		for (const visit of visits) {
			if (items.has(visit.record_id)) continue;
			items.set(visit.record_id, { ...visitItem(visit), visits: visitsOf(undefined, [], [visit]) });
		}
		const talk = await talkOfItems(db, owner);
		for (const [id, said] of talk) {
			const item = items.get(id);
			if (item) item.talk = said;
		}
		return [...items.values()].sort((a, b) => b.updated_at.localeCompare(a.updated_at));
	});
}

/** One contribution, or undefined. */
export async function readItem(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<Item | undefined> {
	const items = await listItems(db, owner);
	return items.find((item) => item.record_id === record_id);
}

/** How many items are in each state, for the one-line summary of the queue. */
export async function countItems(
	db: CapitelleDatabase,
	owner: string
): Promise<Record<ItemRow['state'], number>> {
	const count = (state: ItemRow['state']) =>
		withDatabase(db, () => db.items.where({ owner, state }).count());
	const [waiting, sending, received, parked] = await Promise.all([
		count('waiting'),
		count('sending'),
		count('received'),
		count('parked')
	]);
	return { waiting, sending, received, parked };
}
