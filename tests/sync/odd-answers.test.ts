import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendCode, verifyCode } from '$lib/remote/auth.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { resend } from '$lib/store/parked.ts';
import { addDraftPhoto, readPhotoFile } from '$lib/store/photos.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, jpeg, newDisk, openOn, wall } from './support/device.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

let server: RealServer;
beforeAll(async () => {
	server = await startRealServer();
});
afterAll(() => server.close());

const json = (status: number, body: object = {}, headers: Record<string, string> = {}) =>
	Response.json(body, { status, headers });
const html = (status: number) =>
	new Response('<!doctype html><h1>Nope</h1>', {
		status,
		headers: { 'content-type': 'text/html' }
	});

/** What proxies, gateways and tired servers really answer. */
const oddities: Record<string, () => Response | Promise<Response>> = {
	'409': () => json(409, { code: '40001', message: 'could not serialize access' }),
	'409 of a proxy': () => html(409),
	'413 of a proxy': () => html(413),
	'429 with a delay': () => json(429, {}, { 'retry-after': '30' }),
	'429 without one': () => json(429),
	'500': () => json(500, { message: 'internal error' }),
	'503 with a delay': () => json(503, {}, { 'retry-after': '5' }),
	'503 of a proxy': () => html(503),
	'a 200 that is not ours': () => html(200),
	'a 200 cut short': () => new Response('[{"op_id":"'),
	'an empty 200': () => new Response(''),
	'nothing in time': () => Promise.reject(new DOMException('late', 'TimeoutError')),
	'nothing at all': () => Promise.reject(new TypeError('Failed to fetch')),
	'an old token, in the words of hosted storage': () =>
		json(400, { statusCode: '403', error: 'Unauthorized', message: 'jwt expired' })
};

const calls = {
	'the record': '/rest/v1/rpc/push_operations',
	'a photo’s file': '/storage/v1/object/photos/',
	'its confirmation': '/rest/v1/rpc/confirm_photo'
};
type Call = keyof typeof calls;

let people = 0;

/** A signed-in phone with one record and two photos to send, whose server answers oddly to one call. */
async function phone(call: Call, answer: () => Response | Promise<Response>, served: boolean) {
	const trouble = { left: 0 };
	const clock = { now: Date.now() };
	const fetcher: typeof fetch = async (input, init) => {
		if (!String(input).includes(calls[call]) || trouble.left === 0)
			return server.fetch(input, init);
		trouble.left -= 1;
		if (served) await server.fetch(input, init);
		return answer();
	};
	const db = openOn(newDisk());
	const around = { fetch: fetcher, locks: undefined, now: () => clock.now, random: () => 0.5 };
	const { remote, sync } = connect(db, around);
	const email = `person-${++people}@odd.test`;
	await sendCode(remote, email);
	const { id: owner } = await verifyCode(remote, email, server.codeFor(email));
	const draft = wall(owner);
	for (let i = 0; i < 2; i++) {
		const { facts, file } = await jpeg(`${people} ${i}`, i);
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		draft.photos.push(facts);
	}
	await queueRecord(db, draft, context);
	return { db, sync, clock, owner, draft, trouble };
}

/** Drains as the app would, waking when it said it would, until nothing waits. */
async function until(
	received: () => Promise<boolean>,
	{ sync, owner, clock }: Awaited<ReturnType<typeof phone>>
) {
	for (let round = 0; round < 12 && !(await received()); round++) {
		const { next_at } = await drain(sync, owner);
		clock.now = Math.max(clock.now + 60_000, next_at ?? 0);
	}
}

describe.each(Object.keys(oddities))('to %s (fault-18)', (oddity) => {
	test.each(Object.keys(calls) as Call[])('for %s nothing is lost nor sent twice', async (call) => {
		// Answered before it was done, or after: each oddity and each call meets both.
		const served =
			(Object.keys(oddities).indexOf(oddity) + Object.keys(calls).indexOf(call)) % 2 === 0;
		const made = await phone(call, oddities[oddity]!, served);
		const { db, owner, draft, trouble } = made;
		trouble.left = 3;
		await drain(made.sync, owner);
		const item = () => readItem(db, owner, draft.id);
		const count = async (sql: string) => (await server.sql(sql, [draft.id])).length;
		const files = 'select 1 from public.photos where record_id = $1 and received_at is not null';
		// Whatever was answered, no receipt but the server's; what it did not confirm is still here, whole.
		expect((await item())?.photos.received).toBeLessThanOrEqual(await count(files));
		for (const { id } of draft.photos) {
			const row = await db.photos.get(id);
			if (row?.state !== 'received') expect(await readPhotoFile(db, id)).not.toBeNull();
		}
		trouble.left = 0;
		// Set aside with a reason (too large for a proxy): the person sends it again as it is.
		if ((await item())?.state === 'parked') {
			expect((await item())?.problems).not.toEqual([]);
			await resend(db, owner, draft.id);
		}
		await until(async () => (await item())?.state === 'received', made);
		expect(await item()).toMatchObject({
			state: 'received',
			status: 'submitted',
			photos: { total: 2, received: 2 }
		});
		expect(await count('select 1 from public.records where id = $1')).toBe(1);
		expect(await count(files)).toBe(2);
		expect(await count('select 1 from storage.objects where name like $1 || $$/%$$')).toBe(2);
		expect(
			await count(`select 1 from public.record_history where record_id = $1 and kind = 'created'`)
		).toBe(1);
	});
});
