import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { myAccount } from '$lib/remote/account.ts';
import { sendCode, signOut, verifyCode } from '$lib/remote/auth.ts';
import { type Remote } from '$lib/remote/client.ts';
import { decide, moderationQueue, recordForMe, recordTrail } from '$lib/remote/moderation.ts';
import { photoUrl } from '$lib/remote/photos.ts';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { removeItem } from '$lib/store/parked.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { readRecord } from '$lib/store/replica.ts';
import { anonymous } from '$lib/store/types.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import type { SyncPorts } from '$lib/sync/ports.ts';
import { pull } from '$lib/sync/pull.ts';
import { checkObservedAt } from '$lib/domain/validation.ts';
import { photoPath } from '$lib/domain/photo-path.ts';
import { context, newDisk, openOn, jpeg, wall } from './support/device.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

let server: RealServer;
beforeAll(async () => {
	server = await startRealServer();
});
afterAll(() => server.close());

interface Device {
	db: CapitelleDatabase;
	remote: Remote;
	sync: SyncPorts;
}

function device(fetcher: typeof fetch = server.fetch): Device {
	const db = openOn(newDisk());
	const around = { fetch: fetcher, locks: undefined, now: Date.now, random: () => 0.5 };
	return { db, ...connect(db, around) };
}

async function signIn({ remote, db }: Device, email: string): Promise<string> {
	await sendCode(remote, email);
	const { id } = await verifyCode(remote, email, server.codeFor(email));
	await adoptAnonymous(db, id);
	return id;
}

const everything = (owner: string) => ({ owner, theme: null, bbox: null });

describe('with the real server', () => {
	test('a record captured before any account is received, with its photo, after signing in', async () => {
		const phone = device();
		const draft = wall(anonymous);
		const { facts, file } = await jpeg('first');
		await addDraftPhoto(phone.db, draft, facts, { file, thumbnail: null });
		await queueRecord(phone.db, draft, context);
		const ana = await signIn(phone, 'ana@server.test');
		const result = await drain(phone.sync, ana);
		expect(result).toEqual({ stop: null, accepted: 2, parked: 0, photos: 1, next_at: null });
		expect(await readItem(phone.db, ana, draft.id)).toMatchObject({
			state: 'received',
			status: 'submitted',
			version: 1,
			photos: { total: 1, received: 1 }
		});
		const url = await photoUrl(phone.remote, photoPath({ ...facts, record_id: draft.id }));
		const shown = await server.fetch(url);
		expect([shown.status, (await shown.arrayBuffer()).byteLength]).toEqual([200, facts.bytes]);

		const tablet = device();
		await signIn(tablet, 'ana@server.test');
		expect(await pull(tablet.sync, everything(ana))).toMatchObject({ error: null, complete: true });
		expect(await readItem(tablet.db, ana, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 }
		});
	});

	test('a wrong code is refused on its field', async () => {
		const phone = device();
		await sendCode(phone.remote, 'eve@server.test');
		const wrong = server.codeFor('eve@server.test') === '000000' ? '111111' : '000000';
		await expect(verifyCode(phone.remote, 'eve@server.test', wrong)).rejects.toMatchObject({
			kind: 'refused',
			problems: [{ code: 'bad_format', field: 'code' }]
		});
		expect(await phone.remote.session.account()).toBeNull();
	});

	test('what the database refuses is set aside with its field, corrected, and received', async () => {
		const phone = device();
		const ben = await signIn(phone, 'ben@server.test');
		const good = wall(ben);
		const bad = wall(ben, { concept: 'stones/old', properties: { name: 'x', colour: 'red' } });
		await queueRecord(phone.db, bad, context);
		await queueRecord(phone.db, good, context);
		expect(await drain(phone.sync, ben)).toMatchObject({ accepted: 1, parked: 1, next_at: null });
		const item = await readItem(phone.db, ben, bad.id);
		expect(item?.problems).toEqual(
			expect.arrayContaining([expect.objectContaining({ code: 'concept_not_usable' })])
		);
		const open = await draftOfItem(phone.db, ben, bad.id, context);
		const corrected = { ...open!, concept: 'stones/hut', properties: { name: 'x' } };
		await queueRecord(phone.db, corrected, context);
		await drain(phone.sync, ben);
		expect((await readItem(phone.db, ben, bad.id))?.state).toBe('received');
	});

	test('a moderator asks for a change, the author corrects, the record is published everywhere', async () => {
		const phone = device();
		const cleo = await signIn(phone, 'cleo@server.test');
		const desk = device();
		const mod = await signIn(desk, 'mod@server.test');
		await server.grant(mod, 'moderator');
		expect(await myAccount(desk.remote)).toMatchObject({ id: mod, can_moderate: true });
		const draft = wall(cleo);
		await queueRecord(phone.db, draft, context);
		await drain(phone.sync, cleo);

		const queue = await moderationQueue(desk.remote, { theme: 'stones' });
		expect(queue.items.map(({ record }) => record.id)).toContain(draft.id);
		const request = { record_id: draft.id, proposal_id: null, version: 1 };
		const asked = await decide(desk.remote, {
			...request,
			decision: 'request_changes',
			reason: 'Quelle hauteur ?'
		});
		expect(asked.status).toBe('changes_requested');
		await pull(phone.sync, everything(cleo));
		expect(await readItem(phone.db, cleo, draft.id)).toMatchObject({
			status: 'changes_requested',
			reason: 'Quelle hauteur ?'
		});

		const open = await draftOfItem(phone.db, cleo, draft.id, context);
		const height = { value: 2, estimated: false };
		const properties = { ...open!.properties, height };
		await queueRecord(phone.db, { ...open!, properties }, context);
		expect(await drain(phone.sync, cleo)).toMatchObject({ accepted: 1, parked: 0 });
		const now = await recordForMe(desk.remote, draft.id);
		expect(now).toMatchObject({ status: 'submitted', version: 2, properties: { height } });
		await expect(
			decide(desk.remote, { ...request, decision: 'accept', reason: null })
		).rejects.toMatchObject({ kind: 'refused', problems: [{ code: 'version_changed' }] });
		await decide(desk.remote, { ...request, version: 2, decision: 'accept', reason: null });

		const visitor = device();
		await pull(visitor.sync, everything(anonymous));
		const row = await readRecord(visitor.db, anonymous, draft.id);
		expect(row).toMatchObject({ access: 'public', record: { title: 'Mur du Coulet' } });
		const trail = await recordTrail(phone.remote, draft.id);
		expect(trail.map(({ kind }) => kind)).toContain('published');
		// Whoever corrects it from its page alone sends back the date they were given.
		const path = `rest/v1/published_records?select=observed_at&id=eq.${draft.id}`;
		const told = await visitor.remote.request(path, { method: 'GET' });
		const [date] = told.body as Parameters<typeof checkObservedAt>;
		expect(checkObservedAt(date)).toEqual([]);
	});

	test('a correction of a published record waits as a proposal, and can be corrected again', async () => {
		const phone = device();
		const dan = await signIn(phone, 'dan@server.test');
		const draft = wall(dan);
		await queueRecord(phone.db, draft, context);
		await drain(phone.sync, dan);
		const desk = device();
		await server.grant(await signIn(desk, 'mod2@server.test'), 'moderator');
		const accept = { record_id: draft.id, proposal_id: null, version: 1, reason: null } as const;
		await decide(desk.remote, { ...accept, decision: 'accept' });
		await pull(phone.sync, everything(dan));

		const edit = async (properties: typeof draft.properties) => {
			const open = await draftOfItem(phone.db, dan, draft.id, context);
			const all = { ...open!.properties, ...properties };
			await queueRecord(phone.db, { ...open!, properties: all }, context);
			return drain(phone.sync, dan);
		};
		expect(await edit({ name: 'Mur neuf' })).toMatchObject({ accepted: 1, parked: 0 });
		expect(await edit({ note: 'Effondré' })).toMatchObject({ accepted: 1, parked: 0 });
		const before = await readItem(phone.db, dan, draft.id);
		expect(before).toMatchObject({ state: 'received', status: 'published' });
		expect(before?.proposal?.changes).toMatchObject({
			'properties.name': { new: 'Mur neuf' },
			'properties.note': { new: 'Effondré' }
		});
		await pull(phone.sync, everything(dan));
		const pulled = await readItem(phone.db, dan, draft.id);
		expect(pulled?.proposal).toMatchObject({
			status: 'pending',
			changes: before!.proposal!.changes
		});

		await queueDeletion(phone.db, dan, draft.id, context);
		await drain(phone.sync, dan);
		expect(await readItem(phone.db, dan, draft.id)).toMatchObject({
			state: 'received',
			status: 'published',
			proposal: { status: 'pending' }
		});
	});

	test('what is given up after its answer was lost is taken back: a record deleted, a correction undone', async () => {
		const line = { cut: false };
		const phone = device(async (input, init) => {
			const reply = await server.fetch(input, init);
			if (line.cut && String(input).includes('push_operations'))
				throw new TypeError('Failed to fetch');
			return reply;
		});
		const lose = async () => {
			line.cut = true;
			expect((await drain(phone.sync, hal)).stop).toBe('offline');
			line.cut = false;
		};
		const hal = await signIn(phone, 'hal@server.test');
		const [kept, given] = [wall(hal, { properties: { name: 'Mur' } }), wall(hal)];
		await queueRecord(phone.db, kept, context);
		await drain(phone.sync, hal);
		const open = (await draftOfItem(phone.db, hal, kept.id, context))!;
		await queueRecord(phone.db, { ...open, properties: { name: 'Autre' } }, context);
		await queueRecord(phone.db, given, context);
		await lose();
		const names = async () => {
			const sql = 'select properties, deleted_at is null as there from records where id = any ($1)';
			return server.sql(`${sql} order by id`, [[kept.id, given.id]]);
		};
		expect(await names()).toMatchObject([{ properties: { name: 'Autre' } }, { there: true }]);
		await removeItem(phone.db, hal, given.id, context);
		await pull(phone.sync, everything(hal));
		await removeItem(phone.db, hal, kept.id, context);
		expect(await drain(phone.sync, hal)).toMatchObject({ stop: null, parked: 0 });
		expect(await names()).toMatchObject([{ properties: { name: 'Mur' } }, { there: false }]);
		expect(await listItems(phone.db, hal)).toMatchObject([
			{ record_id: kept.id, state: 'received', properties: { name: 'Mur' } }
		]);
	});

	test('a session that is over stops the queue and keeps it; another account sees nothing of it', async () => {
		const phone = device();
		const fay = await signIn(phone, 'fay@server.test');
		const draft = wall(fay);
		await queueRecord(phone.db, draft, context);
		await signOut(phone.remote, () => leaveDevice(phone.db));
		expect((await drain(phone.sync, fay)).stop).toBe('sign_in_needed');
		const gus = await signIn(phone, 'gus@server.test');
		expect(await listItems(phone.db, gus)).toEqual([]);
		expect((await drain(phone.sync, fay)).stop).toBe('sign_in_needed');
		expect(await server.sql('select 1 from public.records where id = $1', [draft.id])).toEqual([]);
		await signOut(phone.remote, () => leaveDevice(phone.db));
		await signIn(phone, 'fay@server.test');
		expect((await drain(phone.sync, fay)).accepted).toBe(1);
	});

	test('a token the server no longer takes is refreshed, even when this clock believes in it', async () => {
		const phone = device();
		const hal = await signIn(phone, 'hal@server.test');
		const stored = (await phone.db.meta.get('session:session'))!;
		const session = JSON.parse(stored.value as string) as { access_token: string };
		session.access_token = session.access_token.replace(/[^.]+$/, 'AAAA');
		await phone.db.meta.put({ ...stored, value: JSON.stringify(session) });
		await queueRecord(phone.db, wall(hal), context);
		expect(await drain(phone.sync, hal)).toMatchObject({ stop: null, accepted: 1 });
	});
});
