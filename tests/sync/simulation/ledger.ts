import type { CapitelleDatabase } from '$lib/store/database.ts';
import { sameValue } from '$lib/domain/equal.ts';
import { attributes, propertyPath, type RecordContent } from '$lib/domain/actions/content.ts';
import { anonymous, type OutboxRow } from '$lib/store/types.ts';
import type { Backend } from './backend.ts';
import { broken } from './broken.ts';

/** Values that a person was shown, by attribute path. */
export type Seen = Map<string, unknown[]>;

/** What was known of an operation when it was saved. */
export interface Saved {
	device: string;
	row: OutboxRow;
	/** Everything its maker had been shown of the record by then. */
	seen: Seen;
}

/** Every attribute of a content, by path. */
function pathsOf(content: RecordContent): Map<string, unknown> {
	const values = new Map<string, unknown>(attributes.map((name) => [name, content[name]]));
	for (const [key, value] of Object.entries(content.properties))
		values.set(propertyPath(key), value);
	return values;
}

/** The simulation's own book: what each person was shown, what they saved, and where it went. */
export class Ledger {
	/** By operation. */
	readonly saved = new Map<string, Saved>();
	/** Photos saved with a record, by id. */
	readonly photos = new Map<string, { sha256: string; record_id: string }>();
	/** Photos that a person took out, or gave up with their record. */
	readonly givenUp = new Set<string>();
	readonly #sql: Backend['sql'];
	/** By device, person and record. */
	readonly #seen = new Map<string, Seen>();
	/** What lay on each device when it was last looked at. */
	readonly #lying = new Map<
		string,
		{ operations: Set<string>; files: Set<string>; drafts: Set<string> }
	>();

	constructor(sql: Backend['sql']) {
		this.#sql = sql;
	}

	/** A person reads a record on a device. What is not there is seen as empty. */
	show(device: string, owner: string, record_id: string, content: RecordContent): void {
		const seen = this.#seenBy(device, owner, record_id);
		const values = pathsOf(content);
		for (const path of [...seen.keys()].filter((known) => !values.has(known)))
			values.set(path, null);
		for (const [path, value] of values) {
			const shown = seen.get(path) ?? [null];
			if (!shown.some((one) => sameValue(one, value))) shown.push(value);
			seen.set(path, shown);
		}
	}

	/** What a person takes from one device to another in a rescue file, they have read where it comes from. */
	handOver(from: string, to: string, owner: string, records: Iterable<string>): void {
		for (const id of records) {
			const seen = this.#seenBy(to, owner, id);
			for (const [path, values] of this.#seenBy(from, owner, id))
				seen.set(path, [...(seen.get(path) ?? [null]), ...values]);
		}
	}

	#seenBy(device: string, owner: string, record_id: string): Seen {
		const key = `${device} ${owner} ${record_id}`;
		const seen = this.#seen.get(key) ?? (new Map() as Seen);
		this.#seen.set(key, seen);
		return seen;
	}

	/**
	 * Compares what lies on a device with what lay there before. What a person does may take anything away;
	 * what a machine does takes away only what the server has.
	 * @throws Broken
	 */
	async look(device: string, db: CapitelleDatabase, by: 'person' | 'machine'): Promise<void> {
		const rows = await db.operations.toArray();
		const now = {
			operations: new Set(rows.map(({ op_id }) => op_id)),
			files: new Set(await db.files.toCollection().primaryKeys()),
			drafts: new Set(await db.drafts.toCollection().primaryKeys())
		};
		for (const row of rows) this.#note(device, row);
		for (const { id, record_id, facts } of await db.photos.toArray())
			this.photos.set(id, { sha256: facts.sha256, record_id });
		const before = this.#lying.get(device);
		this.#lying.set(device, now);
		const gone = (was: Set<string>, is: Set<string>) => [...was].filter((id) => !is.has(id));
		if (!before) return;
		if (by === 'person') {
			for (const id of gone(before.files, now.files)) this.givenUp.add(id);
			return;
		}
		await this.#mustBeApplied(device, gone(before.operations, now.operations));
		await this.#mustBeReceived(device, gone(before.files, now.files));
		await this.#mustBeDeleted(device, gone(before.drafts, now.drafts));
	}

	#note(device: string, row: OutboxRow): void {
		if (this.saved.has(row.op_id)) return;
		const seen: Seen = new Map();
		// What was read before signing in was read by the same person.
		for (const owner of [row.owner, anonymous])
			for (const [path, values] of this.#seenBy(device, owner, row.record_id))
				seen.set(path, [...(seen.get(path) ?? []), ...values]);
		this.saved.set(row.op_id, { device, row, seen });
	}

	async #mustBeApplied(device: string, op_ids: string[]): Promise<void> {
		if (op_ids.length === 0) return;
		const applied = await this.#sql<{ op_id: string }>(
			`select op_id from public.operations_applied where op_id = any ($1)
			and answer ->> 'result' in ('applied', 'merged')`,
			[op_ids]
		);
		const there = new Set(applied.map(({ op_id }) => op_id));
		// Given up when it may have left, and refused: it goes with what was to take it back.
		const rows = [...this.saved.values()].map(({ row }) => row);
		for (const { op_id, undoes } of rows) for (const id of undoes ?? []) there.add(id).add(op_id);
		const lost = op_ids.filter((id) => !there.has(id)).map((id) => this.saved.get(id)?.row);
		if (lost.length > 0) broken('what leaves the queue is on the server', { device, lost });
	}

	async #mustBeReceived(device: string, photo_ids: string[]): Promise<void> {
		if (photo_ids.length === 0) return;
		const settled = await this.#sql<{ id: string; deleted: boolean }>(
			`select w.id, r.deleted_at is not null as deleted from jsonb_to_recordset($1::jsonb) as w (id uuid, record_id uuid)
			left join public.photos p on p.id = w.id
			left join public.records r on r.id = w.record_id
			where r.deleted_at is not null or p.removed_at is not null
				or p.received_at is not null and exists (select from storage.objects o
					where o.bucket_id = 'photos' and o.name = p.object_name)`,
			[JSON.stringify(photo_ids.map((id) => ({ id, record_id: this.photos.get(id)!.record_id })))]
		);
		// Whoever deletes a record gives up what waits of it, even when somebody brings the record back.
		for (const { id, deleted } of settled) if (deleted) this.givenUp.add(id);
		const there = new Set(settled.map(({ id }) => id));
		const lost = photo_ids.filter((id) => !there.has(id));
		if (lost.length > 0) broken('a file leaves the device for a receipt', { device, lost });
	}

	async #mustBeDeleted(device: string, drafts: string[]): Promise<void> {
		if (drafts.length === 0) return;
		const deleted = await this.#sql<{ id: string }>(
			'select id from public.records where id = any ($1) and deleted_at is not null',
			[drafts]
		);
		const lost = drafts.filter((id) => !deleted.some((row) => row.id === id));
		if (lost.length > 0) broken('a draft goes with its record alone', { device, lost });
	}
}
