import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendCode, verifyCode } from '$lib/remote/auth.ts';
import { photoPath } from '$lib/domain/photo-path.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import { startSlowLink, type SlowLink } from '../support/slow-link.ts';
import { context, jpeg, newDisk, openOn, wall } from './support/device.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';

const photos = 8;
const photoBytes = 100_000;
let calm = true;
/** One request in five is lost, files and small ones alike, by count so that both kinds always are. */
let [uploads, others] = [0, 0];

let server: RealServer;
let link: SlowLink;
beforeAll(async () => {
	server = await startRealServer();
	link = await startSlowLink({
		bytesPerS: 50_000,
		loses: (path) => {
			if (calm) return null;
			if (path.startsWith('/storage/')) {
				const turn = uploads++ % 10;
				return turn === 1 ? 'request' : turn === 6 ? 'answer' : null;
			}
			return others++ % 5 === 3 ? 'answer' : null;
		},
		serve: (request) => server.fetch(request)
	});
});
afterAll(async () => {
	await link.close();
	await server.close();
});

/** The device's own fetch, over the thin link. */
const overLink: typeof fetch = async (input, init) => {
	const path = String(input).replace('http://server.test', '');
	if (path === '/config.json') return server.fetch(input, init);
	return fetch(link.url + path, init);
};

test(`${photos} photos through 50 kB/s and one request in five lost: all received, each retry costs one photo (fault-06)`, async () => {
	const db = openOn(newDisk());
	const clock = { now: Date.now() };
	const around = {
		fetch: overLink,
		locks: undefined,
		now: () => clock.now,
		random: () => 0.5
	};
	const { remote, sync } = connect(db, around);
	const email = 'ana@link.test';
	await sendCode(remote, email);
	const { id: ana } = await verifyCode(remote, email, server.codeFor(email));
	const draft = wall(ana);
	for (let i = 0; i < photos; i++) {
		const { facts, file } = await jpeg(`${i} `.padEnd(photoBytes, 'x'), i);
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		draft.photos.push(facts);
	}
	await queueRecord(db, draft, context);

	calm = false;
	const started = Date.now();
	let rounds = 0;
	let item = await readItem(db, ana, draft.id);
	while (item?.state !== 'received' && rounds++ < 60) {
		const { next_at } = await drain(sync, ana);
		clock.now = Math.max(clock.now, next_at ?? 0);
		item = await readItem(db, ana, draft.id);
	}
	const seconds = (Date.now() - started) / 1000;
	calm = true;

	expect(item).toMatchObject({ state: 'received', photos: { total: photos, received: photos } });
	const { uploaded, lost, together } = link.traffic;
	expect(together).toBeLessThanOrEqual(3);
	expect([lost.requests > 0, lost.answers > 0]).toEqual([true, true]);
	// A file that arrived is never sent again, even when nobody heard of it; one that was cut costs itself.
	const bytes = [...uploaded.values()].reduce((sum, one) => sum + one, 0);
	const whole = draft.photos.reduce((sum, photo) => sum + photo.bytes, 0);
	expect(bytes).toBeLessThanOrEqual(whole + lost.requests * (photoBytes + 10));
	console.info(
		`${Math.round(whole / 1000)} kB in ${rounds} rounds and ${seconds.toFixed(1)} s ` +
			`(${Math.round(whole / seconds / 1000)} kB/s of 50), ${lost.requests} files cut, ` +
			`${lost.answers} answers lost, ${Math.round((100 * (bytes - whole)) / whole)} % sent again`
	);

	// The receipt is the server's: it has these very bytes.
	const rows = await server.sql<{ name: string; size: number }>(
		`select name, (metadata->>'size')::int as size from storage.objects order by name`
	);
	const expected = draft.photos
		.map((photo) => photoPath({ ...photo, record_id: draft.id }))
		.sort((a, b) => (a < b ? -1 : 1));
	expect(rows.map(({ name }) => name)).toEqual(expected);
	expect(await server.sql('select 1 from public.photos where received_at is null', [])).toEqual([]);
});
