import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { sendCode, verifyCode } from '$lib/remote/auth.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { queueSuggestion } from '$lib/store/suggestions.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import type { QueueContext } from '$lib/store/types.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import type { SyncRemote } from '$lib/sync/ports.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

const ana = 'ana';
const year = 365 * 24 * 3_600_000;

describe('a clock that is set right (fault-19)', () => {
	/** Everything that can wait for its next try, each having failed once. */
	async function failedOnce(ahead: number) {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const good = server.as(() => ana);
		const down = () => Promise.reject(new RemoteError('server', { status: 500 }));
		const sync = syncOf(db, good);
		sync.clock.now += ahead;
		const sent = wall(ana);
		const { facts, file } = await picture('a');
		await addDraftPhoto(db, sent, facts, { file, thumbnail: null });
		await queueRecord(db, { ...sent, photos: [facts] }, context);
		await drain({ ...sync, remote: { ...good, uploadPhoto: down } }, ana);
		await queueRecord(db, wall(ana), context);
		const word = { theme: 'stones', concept: null, kind: 'concept', text: 'clapàs' } as const;
		const rest = { id: newId(), lang: 'oc', note: '', recordId: null } as const;
		await queueSuggestion(db, ana, { ...word, ...rest }, context.now);
		const broken: SyncRemote = { ...good, push: down, uploadPhoto: down, suggestWord: down };
		const { next_at } = await drain({ ...sync, remote: broken }, ana);
		return { db, server, sync, next_at };
	}

	test.each([
		['ahead', 10 * year],
		['behind', -10 * year]
	])('after being ten years %s lets everything go at once', async (_name, ahead) => {
		const { db, server, sync } = await failedOnce(ahead);
		sync.clock.now -= ahead;
		expect(await drain(sync, ana)).toMatchObject({ stop: null, parked: 0, next_at: null });
		expect(server.records.size).toBe(2);
		expect((await db.items.toArray()).map(({ state }) => state)).toEqual(['received', 'received']);
		expect(await db.suggestions.toArray()).toMatchObject([{ state: 'received' }]);
	});

	test('while it is right, what failed waits its turn', async () => {
		const { server, sync, next_at } = await failedOnce(0);
		expect(next_at).toBeGreaterThan(sync.clock.now);
		await drain(sync, ana);
		expect(server.records.size).toBe(1);
		sync.clock.now += 15 * 60_000;
		await drain(sync, ana);
		expect(server.records.size).toBe(2);
	});

	test('does not keep a request to wait for years', async () => {
		const db = openOn(newDisk());
		const server = new FakeServer();
		const good = server.as(() => ana);
		const busy = () => Promise.reject(new RemoteError('rate_limited', { retryAfterS: 120 }));
		const sync = syncOf(db, good);
		await queueRecord(db, wall(ana), context);
		sync.clock.now += 10 * year;
		expect((await drain({ ...sync, remote: { ...good, push: busy } }, ana)).stop).toBe(
			'rate_limited'
		);
		sync.clock.now -= 10 * year;
		expect(await drain(sync, ana)).toMatchObject({ stop: null, accepted: 1 });
	});
});

describe('a clock that is wrong (fault-19)', () => {
	let server: RealServer;
	beforeAll(async () => {
		server = await startRealServer();
	});
	afterAll(() => server.close());

	/** What a device stamps its operations with at some moment of its own. */
	const at = (moment: string): QueueContext => ({ ...context, now: new Date(moment) });

	async function device(ahead: number, email: string) {
		const db: CapitelleDatabase = openOn(newDisk());
		const around = { fetch: server.fetch, locks: undefined, random: () => 0.5 };
		const { remote, sync } = connect(db, { ...around, now: () => Date.now() + ahead });
		await sendCode(remote, email);
		const { id } = await verifyCode(remote, email, server.codeFor(email));
		return { db, sync, owner: id };
	}

	test.each([
		['eleven years ahead', 11 * year, '2037-12-31T23:59:59Z'],
		['back in 1970', -56 * year, '1970-01-01T00:00:00Z']
	])(
		'%s: the record arrives once, in its turn, with what the person noted',
		async (name, ahead, moment) => {
			const email = `${name.replaceAll(' ', '-')}@clock.test`;
			const { db, sync, owner } = await device(ahead, email);
			const draft = wall(owner, { observed_at: moment });
			await queueRecord(db, draft, at(moment));
			expect(await drain(sync, owner)).toMatchObject({ stop: null, accepted: 1, parked: 0 });
			const open = await draftOfItem(db, owner, draft.id, at(moment));
			await queueRecord(db, { ...open!, properties: { name: 'Corrigé' } }, at(moment));
			expect(await drain(sync, owner)).toMatchObject({ stop: null, accepted: 1, parked: 0 });

			// Who looks with a right clock sees it, and does not take it for the latest visit for ten years.
			const other = await device(0, email);
			await pull(other.sync, { owner, theme: null, bbox: null });
			const item = await readItem(other.db, owner, draft.id);
			expect(item).toMatchObject({
				state: 'received',
				version: 2,
				properties: { name: 'Corrigé' }
			});
			const sql = `select last_seen_at <= now() as past from public.records where id = $1`;
			const rows = await server.sql(sql, [draft.id]);
			expect(rows).toEqual([{ past: true }]);
		}
	);

	test('a record made at midnight keeps its own day and hour, wherever it is read', async () => {
		const { db, sync, owner } = await device(0, 'minuit@clock.test');
		const observed_at = '2026-01-01T00:00:00+01:00';
		const draft = wall(owner, { observed_at });
		await queueRecord(db, draft, at('2025-12-31T23:00:00Z'));
		await drain(sync, owner);
		await pull(sync, { owner, theme: null, bbox: null });
		const open = await draftOfItem(db, owner, draft.id, at('2026-06-01T00:00:00Z'));
		expect(open?.observed_at).toBe(observed_at);
	});
});
