import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Vocabulary } from '$lib/domain/vocabulary/types.ts';
import { isConnectionLost, isStorageFull } from './errors.ts';
import type { IncomingRow, OutingRow, PackRow } from './field-rows.ts';
import type { NoticeRow, TalkRow } from './trust-rows.ts';
import type {
	Draft,
	FileRow,
	ItemRow,
	MetaRow,
	OutboxRow,
	PhotoRow,
	ReplicaRow,
	SuggestionRow,
	TraceRow,
	VisitDraft
} from './types.ts';

export interface DatabaseOptions {
	name?: string;
	/** Another implementation of IndexedDB (tests). */
	indexedDB?: IDBFactory;
	IDBKeyRange?: typeof IDBKeyRange;
	/** A newer version of the app took over the database: this page must be reloaded. */
	onOutdated?: () => void;
	/** An older tab holds the database back: it must be closed for this one to start. */
	onBlocked?: () => void;
}

/** Gives back room by dropping what can be fetched again. @returns whether another try is worth it */
export type MakeRoom = () => Promise<boolean>;

/**
 * The local database.
 *
 * Changing it: a released `version(n)` is never edited. Add `version(n + 1)` with only the tables that
 * change, and an `upgrade` that transforms rows in place; IndexedDB runs it in one transaction, so a page
 * killed half-way leaves version n intact. Never drop a table that may hold something not yet sent, and
 * read rows of the previous shape too: an older tab may still write some.
 */
export class CapitelleDatabase extends Dexie {
	drafts!: EntityTable<Draft, 'id'>;
	operations!: EntityTable<OutboxRow, 'seq'>;
	items!: EntityTable<ItemRow, 'record_id'>;
	photos!: EntityTable<PhotoRow, 'id'>;
	files!: EntityTable<FileRow, 'id'>;
	replica!: Table<ReplicaRow, [owner: string, id: string]>;
	meta!: EntityTable<MetaRow, 'key'>;
	vocabulary!: Table<{ key: 'current'; value: Vocabulary }, 'current'>;
	suggestions!: EntityTable<SuggestionRow, 'id'>;
	visits!: EntityTable<VisitDraft, 'id'>;
	traces!: Table<TraceRow, [owner: string, record_id: string, no: number]>;
	outings!: EntityTable<OutingRow, 'id'>;
	packs!: EntityTable<PackRow, 'id'>;
	incoming!: EntityTable<IncomingRow, 'id'>;
	talk!: Table<TalkRow, [owner: string, id: string]>;
	notices!: Table<NoticeRow, [owner: string, id: string]>;
	/** What may be dropped for a write that finds no room, in this order. Never anything of the person's. */
	room: readonly MakeRoom[] = [];

	constructor(options: DatabaseOptions = {}) {
		super(options.name ?? 'capitelle', {
			...(options.indexedDB ? { indexedDB: options.indexedDB } : {}),
			...(options.IDBKeyRange ? { IDBKeyRange: options.IDBKeyRange } : {}),
			// "Saved on this phone" must still be true after a power cut: Chrome would flush later.
			chromeTransactionDurability: 'strict'
		});
		this.version(1).stores({
			drafts: 'id, owner',
			operations: '++seq, &op_id, record_id, owner, [owner+seq]',
			items: 'record_id, owner, [owner+state]',
			photos: 'id, record_id, owner, [owner+state]',
			files: 'id',
			replica: '[owner+id], id, cell, [owner+updated_at]',
			meta: 'key',
			vocabulary: 'key'
		});
		// Words that contributors miss, on their way to the people in charge of the vocabulary.
		this.version(2).stores({ suggestions: 'id, owner' });
		// Visits being written to records that exist.
		this.version(3).stores({ visits: 'id, owner, record_id' });
		// Walks along what is being recorded, point by point.
		this.version(4).stores({ traces: '[owner+record_id+no], owner, record_id' });
		// Outings that group records, areas taken along, files that other apps handed over.
		this.version(5).stores({ outings: 'id, owner', packs: 'id', incoming: 'id' });
		// Conversations about records, and what the person was told of.
		this.version(6).stores({
			talk: '[owner+id], owner, [owner+record_id]',
			notices: '[owner+id], owner, [owner+at]'
		});
		// Dexie closes on `versionchange`, so that the newer page can upgrade, and opens again at the next
		// query whatever the version: what is being typed in the older tab can still be saved.
		if (options.onOutdated) this.on('versionchange', options.onOutdated);
		if (options.onBlocked) this.on('blocked', options.onBlocked);
	}
}

/** Opens lazily: the first query opens the connection. */
export function openDatabase(options: DatabaseOptions = {}): CapitelleDatabase {
	return new CapitelleDatabase(options);
}

/**
 * Runs something against the database. When the connection turns out to be dead, opens it again and runs it
 * once more; when there is no room left, drops what can be fetched again ({@link CapitelleDatabase.room}),
 * as little as is needed. Safe for writes because each is one transaction that can be repeated.
 * @throws an error for which `isStorageFull` is true when nothing more can be dropped
 */
export async function withDatabase<T>(
	db: CapitelleDatabase,
	work: () => PromiseLike<T>
): Promise<T> {
	try {
		return await reconnecting(db, work);
	} catch (error) {
		if (Dexie.currentTransaction || !isStorageFull(error)) throw error;
		return afterRoom(db, work, error);
	}
}

async function reconnecting<T>(db: CapitelleDatabase, work: () => PromiseLike<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		// Inside a transaction the caller that opened it repeats the whole.
		if (Dexie.currentTransaction || !isConnectionLost(error)) throw error;
		db.close({ disableAutoOpen: false });
		return await work();
	}
}

async function afterRoom<T>(
	db: CapitelleDatabase,
	work: () => PromiseLike<T>,
	full: unknown
): Promise<T> {
	for (const makeRoom of db.room) {
		// A cache that cannot be emptied is no reason to stop: the next one may do.
		if (!(await makeRoom().catch(() => false))) continue;
		try {
			return await work();
		} catch (error) {
			if (!isStorageFull(error)) throw error;
		}
	}
	throw full;
}

/** All or nothing over the given tables. Only database work may be awaited inside. */
export function write<T>(
	db: CapitelleDatabase,
	tables: Table[],
	work: () => Promise<T>
): Promise<T> {
	return withDatabase(db, () => db.transaction('rw', tables, work));
}

/** The same for what can be fetched again: nothing is dropped to make room for it. */
export function writeIfRoom<T>(
	db: CapitelleDatabase,
	tables: Table[],
	work: () => Promise<T>
): Promise<T> {
	return reconnecting(db, () => db.transaction('rw', tables, work));
}
