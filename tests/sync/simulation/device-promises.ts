import { contentOf } from '$lib/domain/actions/content.ts';
import { sameValue } from '$lib/domain/equal.ts';
import type { PulledRecord } from '$lib/domain/operation.ts';
import type { PublicRecord } from '$lib/domain/record.ts';
import { pullChanges } from '$lib/remote/operations.ts';
import { listItems, withProposal } from '$lib/store/items.ts';
import { publicOwner } from '$lib/store/replica.ts';
import { listSuggestions } from '$lib/store/suggestions.ts';
import { anonymous, type Item } from '$lib/store/types.ts';
import type { Backend } from './backend.ts';
import { broken } from './broken.ts';
import type { Device } from './device.ts';

/**
 * Everything was sent and fetched, by whoever is signed in: what the device shows is what the server has,
 * and what the server has not is parked with a reason.
 * @throws Broken
 */
export async function checkDevice(device: Device, backend: Backend): Promise<void> {
	const owner = await device.owner();
	const { db, name } = device;
	const queue = await db.operations.where({ owner }).toArray();
	// What was added behind a parked operation waits for the person too.
	const parked = new Set(
		queue.filter(({ state }) => state === 'parked').map(({ record_id }) => record_id)
	);
	const waiting = queue.filter(({ record_id }) => !parked.has(record_id));
	if (waiting.length > 0) broken('at the end nothing waits', { name, waiting });
	const fresh = await everything(device, owner === anonymous ? null : owner);
	const all = new Map(fresh.map((pulled) => [pulled.record.id, pulled]));
	for (const item of await listItems(db, owner))
		await checkItem(device, item, all.get(item.record_id), parked);
	await checkFiles(device);
	await checkWords(device, owner, backend);
	await checkReplica(device, owner, fresh);
}

async function checkItem(
	device: Device,
	item: Item,
	found: PulledRecord | undefined,
	parked: Set<string>
): Promise<void> {
	const { name, db } = device;
	const { state, record_id, problems, disputed } = item;
	// A page killed while the form was open leaves its draft, and nothing else.
	if (state === 'draft') return;
	if (state === 'parked') {
		if (problems.length + disputed.length === 0)
			broken('what is parked has a reason', { name, item });
		// Only a photo is stuck: then its record did arrive.
		if (!parked.has(record_id) && !found)
			broken('a stuck photo leaves its record alone', { name, item });
		return;
	}
	const forForm = await waitsForForm(device, item);
	if (state !== 'received' && !forForm)
		broken('at the end all is received or parked', { name, item });
	const { access, record } = found ?? broken('what is received is on the server', { name, item });
	if (access === 'public') return checkPublished(device, item, record);
	const row = (await db.items.get(record_id))!;
	const known = { version: record.version, content: contentOf(record), photos: record.photos };
	if (!sameValue(row.known, known))
		broken('a device knows its records as the server has them', { name, here: row.known, known });
	// A moderator is told of others' proposals too.
	const proposal = record.proposal?.own === false ? null : record.proposal;
	const shown = withProposal(known, proposal);
	if (!sameValue(row.content, shown))
		broken('a device shows its records as the server has them', { name, here: row.content, shown });
	const reason = record.reason ?? proposal?.reason ?? null;
	if (item.status !== record.status || item.reason !== reason)
		broken('a device says what became of its records', { name, item, record });
	const complete = item.photos.received === item.photos.total;
	if (!complete && !forForm && !(await isElsewhere(device, item)))
		broken('what is received is received with its photos', { name, item });
}

/** Somebody else's record, that they wrote about: of theirs nothing waits with the server any more. */
async function checkPublished(
	{ name, db }: Device,
	item: Item,
	record: PublicRecord
): Promise<void> {
	const row = (await db.items.get(item.record_id))!;
	if (item.proposal || item.status !== 'published')
		broken('what became of a proposal is told', { name, item });
	if (
		row.known?.version !== record.version ||
		!sameValue(row.content.properties, record.properties)
	)
		broken('a device shows its records as the server has them', { name, row, record });
}

/** Photos that another device of the same person still has to send. */
async function isElsewhere({ db }: Device, { record_id }: Item): Promise<boolean> {
	const rows = await db.photos.where({ record_id }).toArray();
	return rows.every(({ state }) => state === 'received');
}

/** Only photos are missing that the form left open no longer has: they wait until it is saved or given up. */
async function waitsForForm({ db }: Device, { record_id, draft }: Item): Promise<boolean> {
	const form = draft ? await db.drafts.get(record_id) : undefined;
	if (!form) return false;
	const shown = new Set(form.photos.map(({ id }) => id));
	const rows = await db.photos.where({ record_id }).toArray();
	const missing = rows.filter(({ state }) => state !== 'received' && state !== 'draft');
	return (
		missing.length > 0 && missing.every(({ id, state }) => state === 'announced' && !shown.has(id))
	);
}

async function checkFiles({ name, db }: Device): Promise<void> {
	const photos = await db.photos.toArray();
	const kept = photos.filter(({ state }) => state !== 'received').map(({ id }) => id);
	const files = await db.files.toCollection().primaryKeys();
	if (!sameValue(files.sort(), kept.sort()))
		broken('every photo not received keeps its file, and no other', { name, files, photos });
}

async function checkWords({ name, db }: Device, owner: string, { sql }: Backend): Promise<void> {
	const words = await listSuggestions(db, owner);
	const waiting = words.filter(({ state }) => state === 'queued');
	if (waiting.length > 0) broken('at the end no word waits', { name, waiting });
	const received = words.filter(({ state }) => state === 'received').map(({ id }) => id);
	if (received.length === 0) return;
	const there = await sql('select id from public.vocabulary_suggestions where id = any ($1)', [
		received
	]);
	if (there.length !== received.length)
		broken('a received word is on the server', { name, received });
}

/** What was brought over many pulls is what one pull from the beginning brings. */
async function checkReplica(
	{ name, db }: Device,
	owner: string,
	fresh: PulledRecord[]
): Promise<void> {
	const rows = await db.replica.toArray();
	const here = new Map(rows.map((row) => [`${row.owner} ${row.id}`, row.record]));
	for (const { access, record } of fresh) {
		const of = access === 'full' ? owner : publicOwner;
		const found = here.get(`${of} ${record.id}`);
		if (!found) broken('a pull misses nothing', { name, missed: record });
		if (!sameValue(found, record)) broken('a pull brings what is newest', { name, found, record });
	}
	const full = new Set(
		fresh.filter(({ access }) => access === 'full').map(({ record }) => record.id)
	);
	const ids = new Set(fresh.map(({ record }) => record.id));
	const left = rows.filter(
		(row) =>
			(row.owner === owner && !full.has(row.id)) || (row.owner === publicOwner && !ids.has(row.id))
	);
	if (left.length > 0) broken('what may no longer be seen leaves the device', { name, left });
}

async function everything({ page }: Device, account_id: string | null): Promise<PulledRecord[]> {
	const records: PulledRecord[] = [];
	for (let cursor: string | null = null; ;) {
		const answer = await pullChanges(page.remote, { cursor, theme: null, bbox: null, account_id });
		records.push(...answer.records);
		if (!answer.more) return records;
		cursor = answer.cursor;
	}
}
