import { sameValue } from '$lib/domain/equal.ts';
import type { Operation } from '$lib/domain/operation.ts';
import type { Backend } from './backend.ts';
import { broken } from './broken.ts';
import type { Device } from './device.ts';
import type { Ledger, Seen } from './ledger.ts';

type Changes = Operation['changes'];

interface Event {
	id: string;
	record_id: string;
	version: number;
	kind: string;
	actor_id: string | null;
	op_id: string | null;
	observation_id: string | null;
	changes: Changes;
}

interface Kept {
	op_id: string;
	result: string;
	proposal: boolean;
	operation: Operation;
}

const contentKinds = ['created', 'updated', 'restored'];

/**
 * What the server remembers of everything, held against what people saw and saved.
 * @throws Broken
 */
export async function checkServer(
	backend: Backend,
	ledger: Ledger,
	devices: readonly Device[]
): Promise<void> {
	const { sql } = backend;
	const events = await sql<Event>(
		`select h.id::text, record_id, version, kind, actor_id, op_id, observation_id, changes
		from public.record_history h order by h.id`
	);
	const applied = await sql<Kept>(
		`select op_id, answer ->> 'result' as result, (answer -> 'proposal')::boolean as proposal, operation
		from public.operations_applied`
	);
	checkOnce(events);
	await checkReplay(backend, events);
	checkMarks(applied, events);
	checkSeen(events, applied, ledger);
	await checkPhotos(backend, ledger, devices);
}

function checkOnce(events: Event[]): void {
	const times = new Map<string, number>();
	for (const { op_id, kind } of events)
		if (op_id) times.set(`${op_id} ${kind}`, (times.get(`${op_id} ${kind}`) ?? 0) + 1);
	const twice = [...times].filter(([, count]) => count > 1);
	if (twice.length > 0) broken('an operation is applied once', twice);
}

/** Every record is what its history says, step by step. */
async function checkReplay({ sql }: Backend, events: Event[]): Promise<void> {
	const values = new Map<string, Map<string, unknown>>();
	for (const event of events) {
		if (!contentKinds.includes(event.kind)) continue;
		const record = values.get(event.record_id) ?? new Map<string, unknown>();
		values.set(event.record_id, record);
		for (const [path, change] of Object.entries(event.changes)) {
			if (path === 'deleted') continue;
			if (!same(path, record.get(path), change.old))
				broken('history has no gap', {
					event,
					path,
					before: record.get(path) ?? null,
					history: events.filter(({ record_id }) => record_id === event.record_id)
				});
			record.set(path, change.new);
		}
	}
	const rows = await sql<{ id: string; content: Record<string, unknown> }>(
		'select id, private.record_content(r) as content from public.records r'
	);
	for (const { id, content } of rows) {
		const { properties, ...attributes } = content;
		const now = new Map(Object.entries(attributes));
		for (const [key, value] of Object.entries(properties as object))
			now.set(`properties.${key}`, value);
		const told = values.get(id) ?? new Map<string, unknown>();
		for (const path of new Set([...now.keys(), ...told.keys()]))
			if (!same(path, now.get(path), told.get(path)))
				broken('a record is what its history says', {
					id,
					path,
					now: now.get(path),
					told: told.get(path)
				});
	}
}

/** What was answered "applied" was applied: each value is in the history, or was so already. */
function checkMarks(applied: Kept[], events: Event[]): void {
	const everSaid = new Set(
		events.flatMap(({ record_id, changes }) =>
			Object.entries(changes).flatMap(([path, change]) =>
				elementsOf(change.new).map((one) => `${record_id} ${path} ${JSON.stringify(one)}`)
			)
		)
	);
	for (const { result, operation } of applied) {
		if (!['applied', 'merged'].includes(result) || operation.kind === 'delete') continue;
		for (const [path, change] of Object.entries(operation.changes)) {
			if (
				path === 'observed_at' ||
				path === 'geometry' ||
				path === 'position' ||
				path === 'deleted'
			)
				continue;
			const said = elementsOf(change.new).filter((one) => one !== null);
			const lost = said.filter(
				(one) => !everSaid.has(`${operation.record_id} ${path} ${JSON.stringify(one)}`)
			);
			if (lost.length > 0) broken('what was applied left its mark', { operation, path, lost });
		}
	}
}

/** A list merges by its elements. */
function elementsOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [value];
}

/** Nobody's value is replaced by somebody who never saw it. */
function checkSeen(events: Event[], applied: Kept[], ledger: Ledger): void {
	const operations = new Map(applied.map(({ op_id, operation }) => [op_id, operation]));
	for (const [index, event] of events.entries()) {
		const saved = event.op_id ? ledger.saved.get(event.op_id) : undefined;
		// A visit says anew what is seen at each visit; a moderator saw what they accept.
		if (!saved || event.observation_id) continue;
		const { seen } = saved;
		const asked = operations.get(event.op_id!)?.changes ?? {};
		if (['updated', 'restored', 'proposed'].includes(event.kind)) {
			for (const path of Object.keys(asked)) {
				const change = event.changes[path];
				if (!change || path === 'deleted') continue;
				// Shown what they proposed themselves on another device, where they saw what that replaces.
				if (
					proposedOn(events.slice(0, index), event, path).some((old) => same(path, old, change.old))
				)
					continue;
				mustBeSeen(seen, path, change.old, change.new, { event, by: saved.device });
			}
		}
		if (event.kind === 'deleted') {
			for (const [path, value] of latestOfOthers(events.slice(0, index), event))
				mustBeSeen(seen, path, value, null, { event, by: saved.device });
		}
	}
}

/** Values that a person's earlier proposals stood in the place of, each held to its own promise. */
function proposedOn(before: Event[], event: Event, path: string): unknown[] {
	const { kind, record_id, actor_id } = event;
	if (kind !== 'proposed') return [];
	return before
		.filter((one) => one.kind === kind && one.record_id === record_id && one.actor_id === actor_id)
		.flatMap(({ changes }) => (changes[path] ? [changes[path].old] : []));
}

/** What others last changed of the record before it was deleted. */
function latestOfOthers(before: Event[], { record_id, actor_id }: Event): Map<string, unknown> {
	const values = new Map<string, unknown>();
	for (const event of before) {
		if (event.record_id !== record_id || event.kind !== 'updated' || event.observation_id) continue;
		for (const [path, change] of Object.entries(event.changes))
			if (event.actor_id === actor_id) values.delete(path);
			else values.set(path, change.new);
	}
	return values;
}

function mustBeSeen(seen: Seen, path: string, old: unknown, now: unknown, facts: object): void {
	const shown = [null, ...(seen.get(path) ?? [])];
	if (shown.some((value) => same(path, value, old))) return;
	if (Array.isArray(old)) {
		const kept = elementsOf(now);
		const removed = (old as unknown[]).filter((one) => !kept.includes(one));
		if (removed.every((one) => shown.some((list) => elementsOf(list).includes(one)))) return;
	}
	broken('nobody replaces what they never saw', { ...facts, path, old, shown });
}

function same(path: string, a: unknown, b: unknown): boolean {
	const [left, right] = [a ?? null, b ?? null];
	if (path === 'observed_at' && typeof left === 'string' && typeof right === 'string')
		return Date.parse(left) === Date.parse(right);
	return sameValue(left, right);
}

/** Every photo that was saved is on the server whole, on a device that still has to send it, or was given up. */
async function checkPhotos(
	{ sql }: Backend,
	ledger: Ledger,
	devices: readonly Device[]
): Promise<void> {
	const rows = await sql<{ id: string; settled: boolean }>(
		`select p.id, (p.removed_at is not null or r.deleted_at is not null or p.received_at is not null
			and exists (select from storage.objects o where o.bucket_id = 'photos' and o.name = p.object_name)) as settled
		from public.photos p join public.records r on r.id = p.record_id`
	);
	const settled = new Set(rows.filter((row) => row.settled).map(({ id }) => id));
	const deleted = await sql<{ id: string }>(
		'select id from public.records where deleted_at is not null'
	);
	const gone = new Set(deleted.map(({ id }) => id));
	const lying = new Set<string>();
	for (const { db } of devices)
		for (const id of await db.files.toCollection().primaryKeys()) lying.add(id);
	const lost = [...ledger.photos].filter(
		([id, { record_id }]) =>
			!settled.has(id) && !lying.has(id) && !ledger.givenUp.has(id) && !gone.has(record_id)
	);
	if (lost.length > 0) broken('every photo is accounted for', lost);
}
