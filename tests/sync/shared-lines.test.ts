import { describe, expect, test } from 'vitest';
import type { Account } from '$lib/domain/account.ts';
import { newId } from '$lib/domain/ids.ts';
import type { FullRecord } from '$lib/domain/record.ts';
import { adoptFormer, readAccount, saveAccount } from '$lib/store/accounts.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { saveDraft } from '$lib/store/drafts.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, readRecordThumbnail } from '$lib/store/photos.ts';
import { applyPull, readRecord } from '$lib/store/replica.ts';
import { baseOfItem, newVisit, queueVisit } from '$lib/store/visits.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, picture, syncOf, wall } from './support/device.ts';
import { receivedWall } from './support/dispute.ts';

const [ana, ben] = ['ana', 'ben'];
const scopeOf = (owner: string) => ({ owner, theme: null, bbox: null });
const account = (id: string) => ({ id, email: '' }) as Account;

/** A tablet with a received line of Ana's, the moderator's words to her on it, and what Ben may read of it. */
async function tablet() {
	const phone = await receivedWall(ana, { name: 'Mur', note: 'private note' });
	const { db, id, server } = phone;
	server.moderate(id, 'published', 'words to Ana');
	const sync = syncOf(
		db,
		server.as(() => ana)
	);
	await pull(sync, scopeOf(ana));
	const known = (await db.items.get(id))!.known!;
	const everyones = { ...known.content, properties: { name: 'Mur' } };
	const base = { version: 1, record: { ...everyones, photos: [] } };
	return { ...phone, sync, base };
}

describe('a received line that another account left on the device', () => {
	test('is not what a correction by the next person goes on from', async () => {
		const { db, id, base } = await tablet();
		const { photos, ...content } = base.record;
		const draft = wall(ben, { id, ...content, photos, base });
		await queueRecord(db, { ...draft, properties: { name: 'Ben' } }, context);
		expect(await readItem(db, ben, id)).toMatchObject({ state: 'waiting', reason: null });
		expect(JSON.stringify(await db.items.toArray())).not.toMatch(/words to Ana|private note/);
	});

	test('is not where a visit by the next person is listed', async () => {
		const { db, id, base } = await tablet();
		const visit = newVisit(newId(), ben, id, { base, title: null }, {}, context.now);
		await queueVisit(db, { ...visit, note: 'Vu' }, context);
		expect(await listItems(db, ben)).toMatchObject([{ state: 'waiting', visited: true }]);
		expect(await listItems(db, ana)).toEqual([]);
	});

	test('does not keep the next person’s own record off their list, nor show its pictures', async () => {
		const { db, id, server } = await tablet();
		const { facts, file } = await picture('of Ana');
		const open = (await draftOfItem(db, ana, id, context))!;
		await addDraftPhoto(db, open, facts, { file, thumbnail: file });
		await db.photos.update(facts.id, { state: 'received' });
		const record: FullRecord = { ...server.records.get(id)!.record, author_id: ben };
		const records = [{ access: 'full' as const, record }];
		await applyPull(db, scopeOf(ben), { cursor: '9', more: false, gone: [], records });
		expect(await listItems(db, ben)).toMatchObject([{ state: 'received', photos: { total: 0 } }]);
		expect(await readRecordThumbnail(db, id)).toBeNull();
	});

	test('stays as long as something of it waits', async () => {
		const { db, id, server, correct } = await tablet();
		await correct({ properties: { name: 'Ana' } });
		const record: FullRecord = { ...server.records.get(id)!.record, author_id: ben };
		const records = [{ access: 'full' as const, record }];
		await applyPull(db, scopeOf(ben), { cursor: '9', more: false, gone: [], records });
		expect(await listItems(db, ana)).toMatchObject([{ state: 'waiting' }]);
	});
});

describe('somebody who signs in where a session was over', () => {
	test('finds nothing that the server has of the last person, who finds everything again', async () => {
		const { db, id, sync } = await tablet();
		await saveAccount(db, account(ana));
		const waits = wall(ana);
		await queueRecord(db, waits, context);
		await saveAccount(db, account(ben));
		expect(await readAccount(db)).toMatchObject({ id: ben });
		expect((await listItems(db, ana)).map(({ record_id }) => record_id)).toEqual([waits.id]);
		expect(await readRecord(db, ana, id)).toBeUndefined();
		await saveAccount(db, account(ana));
		await pull(sync, scopeOf(ana));
		expect(await listItems(db, ana)).toHaveLength(2);
	});

	test('loses nothing of their own when it is the same person', async () => {
		const { db, id } = await tablet();
		await saveAccount(db, account(ana));
		await saveDraft(db, wall(ana));
		await saveAccount(db, account(ana));
		expect(await listItems(db, ana)).toHaveLength(2);
		expect(await baseOfItem(db, ana, id)).toBeDefined();
	});
});

test('of an account that is no more, its address keeps the work here and nothing else stays', async () => {
	const { db, id } = await tablet();
	await saveAccount(db, { id: ana, email: 'ana@server.test' } as Account);
	const waits = wall(ana);
	await queueRecord(db, waits, context);
	const again = { id: 'ana again', email: 'ana@server.test' } as Account;
	await adoptFormer(db, again);
	await saveAccount(db, again);
	const listed = (await listItems(db, again.id)).map(({ record_id }) => record_id);
	expect(listed.sort()).toEqual([id, waits.id].sort());
	expect(await db.replica.where({ id }).count()).toBe(0);
	const keys = (await db.meta.toArray()).map(({ key }) => key);
	expect(keys.filter((key) => /:ana(:|$)/.test(key))).toEqual([]);
});
