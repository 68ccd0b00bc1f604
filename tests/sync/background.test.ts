import { IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '$lib/domain/account.ts';
import { sendCode, verifyCode } from '$lib/remote/auth.ts';
import { saveAccount } from '$lib/store/accounts.ts';
import { openDatabase } from '$lib/store/database.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { drainInBackground } from '$lib/sync/background.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, jpeg, newDisk, openOn, wall } from './support/device.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

let server: RealServer;
beforeAll(async () => {
	server = await startRealServer();
});
afterAll(() => server.close());

/** A page where somebody signed in and saved records, the first with a photo, then closed. */
async function closedPage(email: string, records = 1) {
	const disk = newDisk();
	const db = openOn(disk);
	const around = { fetch: server.fetch, locks: undefined, now: Date.now, random: () => 0.5 };
	const { remote } = connect(db, around);
	await sendCode(remote, email);
	const { id } = await verifyCode(remote, email, server.codeFor(email));
	await saveAccount(db, { id, email } as Account);
	const draft = wall(id);
	const { facts, file } = await jpeg(email);
	await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
	await queueRecord(db, { ...draft, photos: [facts] }, context);
	for (let i = 1; i < records; i++) await queueRecord(db, wall(id), context);
	const state = async () => (await readItem(openOn(disk), id, draft.id))?.state;
	db.close();
	const wake = (fetcher: typeof fetch = server.fetch, locks?: LockManager) => {
		const own = openDatabase({ indexedDB: disk, IDBKeyRange });
		return drainInBackground(own, { ...around, fetch: fetcher, locks }).finally(() => own.close());
	};
	return { disk, around, id, state, wake };
}

describe('with no page open, the service worker', () => {
	test('sends the record and its photo, as whoever this device belongs to', async () => {
		const { wake, state } = await closedPage('worker@server.test');
		expect(await wake()).toBe(false);
		expect(await state()).toBe('received');
	});

	test('asks to be woken again when nothing answers, or a captive portal does (fault-17)', async () => {
		const { wake, state } = await closedPage('portal@server.test');
		const portal = async (input: RequestInfo | URL) =>
			input === '/config.json'
				? server.fetch(input)
				: new Response('<!doctype html><title>Wi-Fi</title>', {
						headers: { 'content-type': 'text/html' }
					});
		expect(await wake(portal)).toBe(true);
		expect(await wake(() => Promise.reject(new TypeError('Failed to fetch')))).toBe(true);
		expect(await state()).toBe('waiting');
		expect(await wake()).toBe(false);
		expect(await state()).toBe('received');
	});

	test('sends nothing once the person left the device, and nothing of the next one’s', async () => {
		const { disk, wake, state } = await closedPage('leaves@server.test');
		const db = openOn(disk);
		await db.meta.bulkDelete(['session:session', 'account']);
		expect(await wake()).toBe(false);
		await saveAccount(db, { id: 'other', email: 'other@server.test' } as Account);
		expect(await wake()).toBe(false);
		expect(await state()).toBe('waiting');
	});

	test('does not ask again when only the person can go on', async () => {
		const { disk, wake, state } = await closedPage('over@server.test');
		const db = openOn(disk);
		// A token the server never gave, and that it will not refresh.
		const row = (await db.meta.get('session:session'))!;
		const session = JSON.parse(String(row.value)) as object;
		const worn = { ...session, access_token: 'worn', refresh_token: 'worn', expires_at: 0 };
		await db.meta.put({ ...row, value: JSON.stringify(worn) });
		db.close();
		expect(await wake()).toBe(false);
		expect(await state()).toBe('waiting');
	});

	test('and two tabs, called at the same moment, send each thing once (fault-14)', async () => {
		const { disk, around, id, state, wake } = await closedPage('together@server.test', 40);
		// The locks of the browser, as Node has them too.
		const { locks } = navigator;
		const pushed: string[] = [];
		let [under, most] = [0, 0];
		const watched: typeof fetch = async (input, init) => {
			if (!String(input).includes('/push_operations')) return server.fetch(input, init);
			const { p_batch } = JSON.parse(String(init?.body)) as { p_batch: { op_id: string }[] };
			pushed.push(...p_batch.map(({ op_id }) => op_id));
			most = Math.max(most, ++under);
			return server.fetch(input, init).finally(() => under--);
		};
		const tabs = [1, 2].map(() => connect(openOn(disk), { ...around, locks, fetch: watched }));
		await Promise.all([wake(watched, locks), ...tabs.map(({ sync }) => drain(sync, id))]);
		expect(await state()).toBe('received');
		expect(pushed).toHaveLength(41);
		expect(new Set(pushed).size).toBe(41);
		expect(most).toBe(1);
	});
});
