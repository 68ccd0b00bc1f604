import { newId } from '../../../src/lib/domain/ids.ts';
import type { NewObservation } from '../../../src/lib/domain/observation.ts';
import type { Operation, OperationAnswer } from '../../../src/lib/domain/operation.ts';
import type { FullRecord } from '../../../src/lib/domain/record.ts';
import { inside, type Who, type World } from './world.ts';

/** What a test says of a record; the rest is plain. */
export interface Facts {
	concept?: string;
	geometry?: unknown;
	position?: unknown;
	sensitivity?: string;
	properties?: Record<string, unknown>;
}

const stamp = () => ({
	op_id: newId(),
	device_time: '2026-05-01T12:00:00+02:00',
	device_id: 'device-1',
	app_version: '0.1.0',
	schema_version: 1 as const
});

export function content(facts: Facts = {}) {
	return {
		theme: 'kilns',
		concept: facts.concept ?? 'kilns/lime',
		geometry: facts.geometry ?? inside,
		position: facts.position ?? { method: 'gps', accuracy_m: 4 },
		sensitivity: facts.sensitivity ?? 'public',
		observed_at: '2026-05-01T11:30:00+02:00',
		properties: facts.properties ?? { state: 'stone', name: { text: 'Lo Forn', lang: 'oc' } }
	};
}

export function create(facts: Facts = {}, record_id = newId()): Operation {
	const { properties, ...attributes } = content(facts);
	const entries = [
		...Object.entries(attributes),
		...Object.entries(properties).map(([key, value]) => [`properties.${key}`, value] as const)
	];
	return {
		...stamp(),
		kind: 'create',
		record_id,
		base_version: null,
		changes: Object.fromEntries(entries.map(([path, value]) => [path, { old: null, new: value }]))
	};
}

/** `changes` as path → [old, new]. */
export function update(
	record_id: string,
	base_version: number,
	changes: Record<string, [unknown, unknown]>
): Operation {
	return {
		...stamp(),
		kind: 'update',
		record_id,
		base_version,
		changes: Object.fromEntries(
			Object.entries(changes).map(([path, [old, now]]) => [path, { old, new: now }])
		)
	};
}

export function remove(record_id: string, base_version: number): Operation {
	return { ...stamp(), kind: 'delete', record_id, base_version, changes: {} };
}

export function addPhoto(
	record_id: string,
	more: Record<string, unknown> = {}
): Operation & { photo: { id: string; sha256: string } } {
	const photo = {
		id: newId(),
		sha256: newId().replaceAll('-', '').padEnd(64, '0'),
		bytes: 1000,
		mime: 'image/jpeg',
		width: 800,
		height: 600,
		caption: null,
		taken_at: '2026-05-01T11:29:00+02:00',
		heading: 90,
		licence: 'cc-by-sa-4.0',
		position: 0,
		...more
	};
	return {
		...stamp(),
		kind: 'add_photo',
		record_id,
		base_version: 1,
		changes: {},
		photo: photo as never
	};
}

export function removePhoto(record_id: string, id: string): Operation {
	return {
		...stamp(),
		kind: 'remove_photo',
		record_id,
		base_version: 1,
		changes: {},
		photo: { id }
	};
}

/** A visit as a device sends it; in May unless said otherwise. */
export function addObservation(
	record_id: string,
	more: Partial<NewObservation> = {}
): Operation & { observation: NewObservation } {
	return {
		...stamp(),
		kind: 'add_observation',
		record_id,
		base_version: 1,
		changes: {},
		observation: {
			id: newId(),
			observed_at: '2026-05-20T09:00:00+02:00',
			properties: { condition: 'stone' },
			note: null,
			...more
		}
	};
}

export function push(world: World, who: Who, operations: unknown[]): Promise<OperationAnswer[]> {
	return world.rpc<OperationAnswer[]>(who, 'push_operations', { p_batch: operations });
}

export async function pushOne(
	world: World,
	who: Who,
	operation: unknown
): Promise<OperationAnswer> {
	const [answer] = await push(world, who, [operation]);
	return answer as OperationAnswer;
}

/** Creates a record and gives its id. Fails the test when the server refuses. */
export async function given(world: World, who: Who, facts: Facts = {}): Promise<string> {
	const operation = create(facts);
	const answer = await pushOne(world, who, operation);
	if (answer.result !== 'applied') throw new Error(JSON.stringify(answer));
	return operation.record_id;
}

/** A record by `author`, accepted by `moderator`. */
export async function givenPublished(world: World, facts: Facts = {}): Promise<string> {
	const id = await given(world, 'author', facts);
	await decide(world, 'moderator', id, 'accept');
	return id;
}

export function decide(
	world: World,
	who: Who,
	record: string,
	decision: string,
	{
		proposal = null,
		observation = null,
		version = 1,
		reason = null
	}: {
		proposal?: string | null;
		observation?: string | null;
		version?: number | null;
		reason?: string | null;
	} = {}
): Promise<FullRecord> {
	return world.rpc<FullRecord>(who, 'decide', {
		p_record_id: record,
		p_proposal_id: proposal,
		p_version: version,
		p_decision: decision,
		p_reason: reason,
		p_observation_id: observation
	});
}

export function recordFor(world: World, who: Who, id: string): Promise<FullRecord | null> {
	return world.rpc<FullRecord | null>(who, 'record_for_me', { p_record_id: id });
}

export async function publicRecord(
	world: World,
	id: string
): Promise<Record<string, unknown> | undefined> {
	const [row] = await world.read('anon', 'select * from public.published_records where id = $1', [
		id
	]);
	return row;
}

/** Puts the file of a photo into the bucket, as the storage server does after its policies agreed. */
export async function upload(
	world: World,
	operation: { record_id: string; photo: { sha256: string } },
	size = 1000,
	mime = 'image/jpeg'
): Promise<string> {
	const name = `${operation.record_id}/${operation.photo.sha256}.${mime === 'image/webp' ? 'webp' : 'jpg'}`;
	await world.db.query(
		`insert into storage.objects (bucket_id, name, metadata) values ('photos', $1, $2)`,
		[name, JSON.stringify({ size, mimetype: mime })]
	);
	return name;
}
