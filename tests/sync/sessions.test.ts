import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { myAccount } from '$lib/remote/account.ts';
import { sendCode, signOut, verifyCode } from '$lib/remote/auth.ts';
import type { Remote } from '$lib/remote/client.ts';
import { decide } from '$lib/remote/moderation.ts';
import { adoptAnonymous, adoptFormer, readAccount, saveAccount } from '$lib/store/accounts.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { listDrafts, saveDraft } from '$lib/store/drafts.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { readRecord } from '$lib/store/replica.ts';
import { anonymous } from '$lib/store/types.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import { inProcess } from '$lib/sync/exclusive.ts';
import type { SyncPorts } from '$lib/sync/ports.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, jpeg, newDisk, openOn, wall } from './support/device.ts';
import { killAt, Killed } from './support/kill.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

let server: RealServer;
beforeAll(async () => {
	server = await startRealServer();
});
afterAll(() => server.close());

const hour = 3_600_000;
const everything = (owner: string) => ({ owner, theme: null, bbox: null });

/** A device: one disk, one clock, one network, and as many tabs as wanted. */
class Device {
	readonly disk = newDisk();
	readonly #locks = inProcess();
	/** Milliseconds by which this clock is ahead. */
	ahead = 0;
	/** What answers; replaced to cut or slow the network. */
	network: typeof fetch = server.fetch;
	readonly asked: string[] = [];
	readonly tab = this.open();

	open(): { db: CapitelleDatabase; remote: Remote; sync: SyncPorts } {
		const db = openOn(this.disk);
		const fetcher: typeof fetch = (input, init) => {
			this.asked.push(input instanceof Request ? input.url : input.toString());
			return this.network(input, init);
		};
		const around = {
			fetch: fetcher,
			locks: { request: this.#locks },
			now: () => Date.now() + this.ahead,
			random: () => 0.5
		};
		return { db, ...connect(db, around) };
	}

	/** Signs in as the app does. */
	async signIn(email: string): Promise<string> {
		const { db, remote } = this.tab;
		await sendCode(remote, email);
		await verifyCode(remote, email, server.codeFor(email));
		const account = await myAccount(remote);
		await adoptAnonymous(db, account.id);
		await adoptFormer(db, account);
		await saveAccount(db, account);
		return account.id;
	}

	signOut(): Promise<void> {
		return signOut(this.tab.remote, () => leaveDevice(this.tab.db));
	}

	refreshes(): number {
		return this.asked.filter((url) => url.includes('grant_type=refresh_token')).length;
	}
}

const cut: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

describe('a session (fault-13)', () => {
	test('that expired is refreshed once, whichever tab needs it first', async () => {
		const phone = new Device();
		const ana = await phone.signIn('ana@sessions.test');
		const other = phone.open();
		phone.ahead = 2 * hour;
		await queueRecord(phone.tab.db, wall(ana), context);
		const [one, two] = await Promise.all([
			drain(phone.tab.sync, ana),
			pull(other.sync, everything(ana))
		]);
		expect([one.stop, two.error, phone.refreshes()]).toEqual([null, null, 1]);
		// What one tab was given serves the other, long after.
		expect((await drain(other.sync, ana)).stop).toBeNull();
		expect(phone.refreshes()).toBe(1);
	});

	test('is refreshed once too when the new token is the worn one, letter for letter', async () => {
		const phone = new Device();
		await phone.signIn('zoe@sessions.test');
		const worn = (await phone.tab.remote.session.access())?.token;
		const other = phone.open();
		phone.ahead = 2 * hour;
		// As a server answers within the second in which it made the first one.
		phone.network = async (input, init) => {
			const answer = await server.fetch(input, init);
			const url = input instanceof Request ? input.url : input.toString();
			if (!url.includes('grant_type=refresh_token')) return answer;
			return Response.json({ ...((await answer.json()) as object), access_token: worn });
		};
		const tabs = [phone.tab.remote.session, other.remote.session];
		expect((await Promise.all(tabs.map((tab) => tab.access()))).map((got) => got?.token)).toEqual([
			worn,
			worn
		]);
		expect(phone.refreshes()).toBe(1);
	});

	test('that must be refreshed without network waits, and so does what is queued', async () => {
		const phone = new Device();
		const ben = await phone.signIn('ben@sessions.test');
		const draft = wall(ben);
		await queueRecord(phone.tab.db, draft, context);
		phone.ahead = 30 * 24 * hour;
		phone.network = cut;
		expect((await drain(phone.tab.sync, ben)).stop).toBe('offline');
		expect(await readItem(phone.tab.db, ben, draft.id)).toMatchObject({ state: 'waiting' });
		expect(await phone.tab.remote.session.account()).toBe(ben);
		phone.network = server.fetch;
		expect(await drain(phone.tab.sync, ben)).toMatchObject({ stop: null, accepted: 1 });
	});

	test('of an account that was deleted asks to sign in; the same address gets its queue back', async () => {
		const phone = new Device();
		const before = await phone.signIn('cleo@sessions.test');
		const { db, sync } = phone.tab;
		const draft = wall(before);
		const { facts, file } = await jpeg('deleted account');
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		await queueRecord(db, { ...draft, photos: [facts] }, context);
		await saveDraft(db, wall(before));
		await server.sql('delete from auth.users where id = $1', [before]);

		expect((await drain(sync, before)).stop).toBe('sign_in_needed');
		// In front of the person, as it was, until they sign in.
		expect(await readAccount(db)).toMatchObject({ id: before });
		expect(await readItem(db, before, draft.id)).toMatchObject({ state: 'waiting', problems: [] });

		const stranger = await phone.signIn('dora@sessions.test');
		expect(await listItems(db, stranger)).toEqual([]);
		await phone.signOut();
		const after = await phone.signIn('cleo@sessions.test');
		expect(after).not.toBe(before);
		expect(await listDrafts(db, after)).toHaveLength(1);
		expect(await drain(sync, after)).toMatchObject({ stop: null, accepted: 2, parked: 0 });
		expect(await readItem(db, after, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 }
		});
	});

	test('of an account deleted after a lost reply ends with a reason, never with two records', async () => {
		const phone = new Device();
		const before = await phone.signIn('eli@sessions.test');
		const { db, sync } = phone.tab;
		const draft = wall(before);
		await queueRecord(db, draft, context);
		phone.network = async (input, init) => {
			const answer = await server.fetch(input, init);
			const url = input instanceof Request ? input.url : input.toString();
			if (url.includes('push_operations')) throw new TypeError('Failed to fetch');
			return answer;
		};
		expect((await drain(sync, before)).stop).toBe('offline');
		phone.network = server.fetch;
		await server.sql('delete from auth.users where id = $1', [before]);
		const after = await phone.signIn('eli@sessions.test');
		await drain(sync, after);
		const item = await readItem(db, after, draft.id);
		expect(item?.state).toBe('parked');
		expect(item?.problems).not.toEqual([]);
		const sql = 'select count(*)::int as n from public.records where id = $1';
		expect(await server.sql(sql, [draft.id])).toEqual([{ n: 1 }]);
	});

	test('whose rights were taken away meanwhile: what was done with them waits, or comes back', async () => {
		const phone = new Device();
		const author = await phone.signIn('fanny@sessions.test');
		const [published, submitted] = [wall(author), wall(author)];
		for (const draft of [published, submitted]) await queueRecord(phone.tab.db, draft, context);
		await drain(phone.tab.sync, author);

		const desk = new Device();
		const mod = await desk.signIn('mod@sessions.test');
		await server.grant(mod, 'moderator');
		const accept = { proposal_id: null, version: 1, reason: null, decision: 'accept' } as const;
		await decide(desk.tab.remote, { ...accept, record_id: published.id });
		const { db, sync } = desk.tab;
		await pull(sync, everything(mod));
		for (const { id } of [published, submitted]) {
			const copy = (await readRecord(db, mod, id))!;
			expect(copy.access).toBe('full');
			const base = { version: copy.record.version, record: copy.record } as never;
			const properties = { ...published.properties, note: 'Vu hors ligne' };
			await queueRecord(db, { ...published, id, owner: mod, base, properties }, context);
		}
		await server.sql('update public.memberships set revoked_at = now() where user_id = $1', [mod]);

		await drain(sync, mod);
		expect(await readItem(db, mod, published.id)).toMatchObject({
			state: 'received',
			proposal: { status: 'pending' }
		});
		const back = await readItem(db, mod, submitted.id);
		expect(back).toMatchObject({ state: 'parked', properties: { note: 'Vu hors ligne' } });
		expect(back?.problems).not.toEqual([]);

		// What is no longer theirs to read goes; what they wrote stays, with its reason.
		await pull(sync, everything(mod));
		expect(await readRecord(db, mod, submitted.id)).toBeUndefined();
		expect(await draftOfItem(db, mod, submitted.id, context)).toMatchObject({
			properties: { note: 'Vu hors ligne' }
		});
	});

	test('comes back for its own queue alone, on a device that others used', async () => {
		const tablet = new Device();
		const { db, sync } = tablet.tab;
		const gabi = await tablet.signIn('gabi@sessions.test');
		const waits = wall(gabi);
		await queueRecord(db, waits, context);
		await tablet.signOut();
		const hugo = await tablet.signIn('hugo@sessions.test');
		await queueRecord(db, wall(hugo), context);
		expect(await drain(sync, hugo)).toMatchObject({ accepted: 1 });
		const sql = 'select 1 from public.records where id = $1';
		expect(await server.sql(sql, [waits.id])).toEqual([]);
		await tablet.signOut();
		expect(await tablet.signIn('gabi@sessions.test')).toBe(gabi);
		expect((await listItems(db, gabi)).map(({ record_id }) => record_id)).toEqual([waits.id]);
		expect(await drain(sync, gabi)).toMatchObject({ accepted: 1 });
	});
});

describe('signing out (fault-13)', () => {
	test('is done at once on a network that lets nothing through, and no late token undoes it', async () => {
		const phone = new Device();
		const ivo = await phone.signIn('ivo@sessions.test');
		const { db, remote, sync } = phone.tab;
		phone.ahead = 2 * hour;
		let letThrough = () => {};
		const held = new Promise<void>((resolve) => (letThrough = resolve));
		phone.network = async (input, init) => {
			await held;
			return server.fetch(input, init);
		};
		await queueRecord(db, wall(ivo), context);
		const sending = drain(sync, ivo);
		await expect.poll(() => phone.refreshes()).toBe(1);
		await phone.signOut();
		expect([await remote.session.account(), await readAccount(db)]).toEqual([null, null]);
		letThrough();
		expect((await sending).stop).toBe('sign_in_needed');
		expect(await remote.session.account()).toBeNull();
		expect(await listItems(db, ivo)).toMatchObject([{ state: 'waiting' }]);
	});

	test('takes what the server has off the device, and leaves what it has not', async () => {
		const tablet = new Device();
		const { db, sync } = tablet.tab;
		const jo = await tablet.signIn('jo@sessions.test');
		const sent = wall(jo);
		const { facts, file } = await jpeg('shared tablet');
		await addDraftPhoto(db, sent, facts, { file, thumbnail: file });
		await queueRecord(db, { ...sent, photos: [facts] }, context);
		await drain(sync, jo);
		await pull(sync, everything(jo));
		const waits = wall(jo, { properties: { name: 'Pas encore parti' } });
		await queueRecord(db, waits, context);
		await tablet.signOut();

		expect((await listItems(db, jo)).map(({ record_id }) => record_id)).toEqual([waits.id]);
		expect([await db.photos.count(), await db.replica.where({ id: sent.id }).count()]).toEqual([
			0, 0
		]);
		expect(JSON.stringify(await db.meta.toArray())).not.toMatch(/jo@sessions|3[.]7/);

		// Everything is there again for who comes back.
		await tablet.signIn('jo@sessions.test');
		await drain(sync, jo);
		await pull(sync, everything(jo));
		expect((await listItems(db, jo)).map(({ state }) => state)).toEqual(['received', 'received']);
	});

	test.each(['before', 'after'] as const)(
		'killed %s its only transaction shows one person or nobody, never half of one',
		async (moment) => {
			const tablet = new Device();
			const kim = await tablet.signIn(`kim-${moment}@sessions.test`);
			const { db, remote } = tablet.tab;
			killAt(db, 1, moment);
			await expect(tablet.signOut()).rejects.toThrow(Killed);
			const next = tablet.open();
			const whole = [await readAccount(next.db), await next.remote.session.account()];
			expect(remote).toBeDefined();
			if (moment === 'before') expect(whole).toMatchObject([{ id: kim }, kim]);
			else expect(whole).toEqual([null, null]);
		}
	);

	test('tells the next person of what is public, and of what no longer is', async () => {
		const phone = new Device();
		const author = await phone.signIn('lou@sessions.test');
		const [stays, goes] = [wall(author), wall(author)];
		for (const draft of [stays, goes]) await queueRecord(phone.tab.db, draft, context);
		await drain(phone.tab.sync, author);
		const desk = new Device();
		await server.grant(await desk.signIn('mod3@sessions.test'), 'moderator');
		const accept = { proposal_id: null, version: 1, reason: null, decision: 'accept' } as const;
		for (const { id } of [stays, goes]) await decide(desk.tab.remote, { ...accept, record_id: id });

		const tablet = new Device();
		const { db, sync } = tablet.tab;
		const max = await tablet.signIn('max@sessions.test');
		await pull(sync, everything(max));
		expect(await readRecord(db, max, goes.id)).toMatchObject({ access: 'public' });
		await tablet.signOut();
		await server.sql(`update public.records set status = 'archived' where id = $1`, [goes.id]);
		await pull(sync, everything(anonymous));
		expect(await readRecord(db, anonymous, goes.id)).toBeUndefined();
		expect(await readRecord(db, anonymous, stays.id)).toMatchObject({ access: 'public' });
	});
});
