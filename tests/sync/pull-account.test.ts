import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '$lib/domain/account.ts';
import { myAccount } from '$lib/remote/account.ts';
import { sendCode, signOut, verifyCode } from '$lib/remote/auth.ts';
import { adoptAnonymous, saveAccount } from '$lib/store/accounts.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { listItems } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { applyPull, inBounds } from '$lib/store/replica.ts';
import { keepEverything, dropFarRecords } from '$lib/store/room.ts';
import { anonymous } from '$lib/store/types.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import { startEngine, type EngineStatus } from '$lib/sync/engine.ts';
import { inProcess } from '$lib/sync/exclusive.ts';
import type { SyncRemote } from '$lib/sync/ports.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

const ana = 'ana';
const everywhere = [-180, -90, 180, 90] as [number, number, number, number];
const scopeOf = (owner: string) => ({ owner, theme: null, bbox: null });
const account = (id: string) => ({ id, email: '' }) as Account;

/** A device of Ana's with records that the server has, and that were fetched or not. */
async function deviceOfAna(records: number) {
	const db = openOn(newDisk());
	const server = new FakeServer();
	server.pageSize = 2;
	const remote = server.as(() => ana);
	const sync = syncOf(db, remote);
	await saveAccount(db, account(ana));
	for (let i = 0; i < records; i++) await queueRecord(db, wall(ana), context);
	await drain(sync, ana);
	return { db, server, remote, sync };
}

/** A pull whose first answer waits at the device's door until it is let in. */
function heldPull(db: ReturnType<typeof openOn>, remote: SyncRemote) {
	let letIn = () => {};
	let arrived = () => {};
	const door = new Promise<void>((resolve) => (letIn = resolve));
	const there = new Promise<void>((resolve) => (arrived = resolve));
	const slow: SyncRemote = {
		...remote,
		pull: async (request) => {
			const answer = await remote.pull(request);
			arrived();
			await door;
			return answer;
		}
	};
	const done = pull(syncOf(db, slow), scopeOf(ana));
	return {
		there,
		letIn: () => {
			letIn();
			return done;
		}
	};
}

describe('an answer under way while its person signs out', () => {
	test('writes nothing of theirs on the device they left', async () => {
		const { db, remote } = await deviceOfAna(1);
		const under = heldPull(db, remote);
		await under.there;
		await leaveDevice(db);
		await under.letIn();
		expect([await db.replica.count(), await db.items.count()]).toEqual([0, 0]);
	});

	test('does not make their list stay empty when they come back', async () => {
		const { db, remote, sync } = await deviceOfAna(5);
		await pull(sync, scopeOf(ana));
		// Nothing is new in this one: only its cursor would be written.
		const under = heldPull(db, remote);
		await under.there;
		await leaveDevice(db);
		await under.letIn();
		await saveAccount(db, account(ana));
		await pull(sync, scopeOf(ana));
		expect(await listItems(db, ana)).toHaveLength(5);
	});
});

test('an answer under way while there is room again does not keep the far records away', async () => {
	const { db, remote, sync } = await deviceOfAna(3);
	await pull(sync, scopeOf(ana));
	await dropFarRecords(db);
	const under = heldPull(db, remote);
	await under.there;
	await keepEverything(db);
	await db.replica.clear();
	await under.letIn();
	await pull(sync, scopeOf(ana));
	expect(await db.replica.count()).toBe(3);
});

describe('a pull in nobody’s name', () => {
	test('asks as nobody, whoever has signed in meanwhile', async () => {
		const { server } = await deviceOfAna(3);
		const db = openOn(newDisk());
		await pull(
			syncOf(
				db,
				server.as(() => ana)
			),
			scopeOf(anonymous)
		);
		expect(await inBounds(db, { owner: anonymous, bbox: everywhere })).toEqual([]);
	});

	test('never keeps a full record, whatever the server answers', async () => {
		const { server } = await deviceOfAna(1);
		const [record] = [...server.records.values()].map((kept) => kept.record);
		const db = openOn(newDisk());
		const records = [{ access: 'full' as const, record: record! }];
		await applyPull(db, scopeOf(anonymous), { cursor: '1', more: false, gone: [], records });
		expect(await db.replica.count()).toBe(0);
	});
});

test('a pull with somebody else’s session is refused, and asks to sign in', async () => {
	const { db, server, sync } = await deviceOfAna(1);
	await pull(sync, scopeOf(ana));
	const bens = syncOf(
		db,
		server.as(() => 'ben')
	);
	expect((await pull(bens, scopeOf(ana))).error?.kind).toBe('unauthorized');
	expect(await listItems(db, ana)).toHaveLength(1);
	const said: EngineStatus[] = [];
	const engine = startEngine({
		...bens,
		owner: async () => ana,
		idleMs: 60_000,
		sources: [],
		timer: () => () => {},
		changed: (status) => said.push(status)
	});
	await engine.wake();
	engine.stop();
	expect(said.at(-1)).toEqual({ running: false, stop: 'sign_in_needed' });
});

describe('on the real server', () => {
	let server: RealServer;
	beforeAll(async () => {
		server = await startRealServer();
	});
	afterAll(() => server.close());

	test('what a visitor’s page fetches after a sign-in is what everyone may read', async () => {
		const db = openOn(newDisk());
		const { remote, sync } = connect(db, {
			fetch: server.fetch,
			locks: { request: inProcess() },
			now: Date.now,
			random: () => 0.5
		});
		const email = 'ana@pull-account.test';
		await sendCode(remote, email);
		await verifyCode(remote, email, server.codeFor(email));
		const signedIn = await myAccount(remote);
		await adoptAnonymous(db, signedIn.id);
		await saveAccount(db, signedIn);
		await queueRecord(db, wall(signedIn.id), context);
		await drain(sync, signedIn.id);
		await pull(sync, scopeOf(anonymous));
		await signOut(remote, () => leaveDevice(db));
		await pull(sync, scopeOf(anonymous));
		expect(await inBounds(db, { owner: anonymous, bbox: everywhere })).toEqual([]);
	});
});
