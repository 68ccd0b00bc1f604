import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendCode, verifyCode } from '$lib/remote/auth.ts';
import type { Remote } from '$lib/remote/client.ts';
import { confirmPhoto, uploadPhoto } from '$lib/remote/photos.ts';
import { pushOperations } from '$lib/remote/operations.ts';
import { photoPath } from '$lib/domain/photo-path.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { connect } from '$lib/sync/connect.ts';
import { context, jpeg, newDisk, openOn, wall } from './support/device.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

let server: RealServer;
let remote: Remote;
let owner: string;
let token: string;
const db = openOn(newDisk());

beforeAll(async () => {
	server = await startRealServer();
	const around = { fetch: server.fetch, locks: undefined, now: Date.now, random: () => 0.5 };
	({ remote } = connect(db, around));
	await sendCode(remote, 'ana@proof.test');
	({ id: owner } = await verifyCode(remote, 'ana@proof.test', server.codeFor('ana@proof.test')));
	token = (await remote.session.access())!.token;
});
afterAll(() => server.close());

/** A photo that the server was told of and has not: its facts, its true file, its path. */
async function announced(seed: string) {
	const draft = wall(owner);
	const { facts, file } = await jpeg(seed);
	await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
	await queueRecord(db, draft, context);
	const rows = await db.operations.where({ record_id: draft.id }).sortBy('seq');
	await pushOperations(
		remote,
		rows.map(({ op }) => op),
		owner
	);
	return { facts, file, path: photoPath({ ...facts, record_id: draft.id }) };
}

/** Other bytes that also begin as a JPEG does, as many as there should be. */
function forged(bytes: number): Uint8Array<ArrayBuffer> {
	const other = new Uint8Array(bytes).fill(0x41);
	other.set([0xff, 0xd8, 0xff]);
	return other;
}

function knock(address: string, init: RequestInit): Promise<Response> {
	const headers = { authorization: `Bearer ${token}`, ...(init.headers as object) };
	return server.fetch(`http://server.test/storage/v1/object/${address}`, { ...init, headers });
}

type Way = (path: string, body: Uint8Array<ArrayBuffer>) => Promise<unknown>;
const post = (body: Uint8Array<ArrayBuffer>, type = 'image/jpeg', more: object = {}) => ({
	method: 'POST',
	body,
	headers: { 'content-type': type, ...more }
});

const ways: Record<string, Way> = {
	plainly: (path, body) => knock(`photos/${path}`, post(body)),
	'in a form': (path, body) => {
		const form = new FormData();
		form.append('', new Blob([body], { type: 'image/jpeg' }), 'photo.jpg');
		return knock(`photos/${path}`, { method: 'POST', body: form });
	},
	'asking to replace': (path, body) =>
		knock(`photos/${path}`, post(body, 'image/jpeg', { 'x-upsert': 'true' })),
	'as an update': (path, body) => knock(`photos/${path}`, { ...post(body), method: 'PUT' }),
	'said to be JSON': (path, body) => knock(`photos/${path}`, post(body, 'application/json')),
	'at an address written otherwise': (path, body) =>
		knock(
			`photos/${path.replace(/\/./, (at) => `/%${at.charCodeAt(1).toString(16)}`)}`,
			post(body)
		),
	'with its slash encoded': (path, body) => knock(`photos/${path.replace('/', '%2F')}`, post(body)),
	'with a slash too many': (path, body) => knock(`/photos/${path}`, post(body)),
	'in a bucket written otherwise': (path, body) => knock(`%70hotos/${path}`, post(body)),
	'by an address signed beforehand': async (path, body) => {
		const signed = await knock(`upload/sign/photos/${path}`, { method: 'POST' });
		const { url } = (await signed.json()) as { url?: string };
		const ticket = url?.split('token=')[1] ?? '';
		return knock(`upload/sign/photos/${path}?token=${ticket}`, { ...post(body), method: 'PUT' });
	}
};

describe('a receipt is only given for the bytes that were announced (fault-24)', () => {
	test.each(Object.keys(ways))('other bytes, sent %s, never get one', async (way) => {
		const { facts, file, path } = await announced(`forged ${way}`);
		await ways[way]!(path, forged(facts.bytes));
		expect(await confirmPhoto(remote, facts.id, owner)).toMatchObject({ received: false });
		// Nor do they stand in the way of the true ones.
		await uploadPhoto(remote, file, path, owner);
		expect(await confirmPhoto(remote, facts.id, owner)).toEqual({ received: true });
		const [row] = await server.sql<{ size: number }>(
			`select (metadata->>'size')::int as size from storage.objects where name = $1`,
			[path]
		);
		expect(row?.size).toBe(facts.bytes);
	});
});
