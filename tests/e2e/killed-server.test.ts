import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { acceptCharter, myAccount } from '$lib/remote/account.ts';
import { sendCode, verifyCode } from '$lib/remote/auth.ts';
import { listItems } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { codeFor } from '../support/session.ts';
import { context, jpeg, newDisk, openOn, wall } from '../sync/support/device.ts';
import { stones } from '../sync/support/real-server.ts';

const records = 240;
/** How long after a batch left, in ms: before it is read, while it is carried out, when it is answered. */
const kills = [0, 40, 120];

/** A phone of this server, wherever it listens now; `meanwhile` sees each request that left. */
function phoneOf(server: () => TestServer, meanwhile: (path: string) => Promise<void>) {
	const db = openOn(newDisk());
	const through: typeof fetch = async (input, init) => {
		const url = new URL(String(input), server().url);
		const answer = fetch(url, init);
		// A killed server cuts the line: that is for the one who asked to hear.
		answer.catch(() => undefined);
		await meanwhile(url.pathname);
		return answer;
	};
	const around = { fetch: through, locks: undefined, now: Date.now, random: () => 0.5 };
	return { db, open: () => connect(db, around) };
}

test('a server killed in the middle of batches and started again has everything, once (fault-26)', async () => {
	let server = await startServer();
	const { dataFolder } = server;
	onTestFinished(async () => {
		await server.stop();
		await rm(dataFolder, { recursive: true, force: true });
	});
	for (const sql of stones.split(';').filter((one) => one.trim() !== '')) await server.sql(sql);

	let delay: number | null = null;
	const phone = phoneOf(
		() => server,
		async (path) => {
			if (delay === null || !path.endsWith('/push_operations')) return;
			await pause(delay);
			delay = null;
			await server.kill();
		}
	);
	const email = 'ana@exemple.test';
	const { remote } = phone.open();
	await sendCode(remote, email);
	const { id: ana } = await verifyCode(remote, email, await codeFor(server, email, 0));
	await acceptCharter(remote, ana, (await myAccount(remote)).charter_current!);
	const hashes: string[] = [];
	for (let i = 0; i < records; i++) {
		const draft = wall(ana, { title: `Mur ${i}` });
		if (i % 40 === 0) {
			const { facts, file } = await jpeg(`photo ${i}`);
			await addDraftPhoto(phone.db, draft, facts, { file, thumbnail: null });
			draft.photos.push(facts);
			hashes.push(facts.sha256);
		}
		await queueRecord(phone.db, draft, context);
	}

	for (delay of kills) {
		expect((await drain(phone.open().sync, ana)).stop).toBe('offline');
		expect(delay).toBe(null);
		server = await startServer({ dataFolder });
	}
	expect(await drain(phone.open().sync, ana)).toMatchObject({ stop: null, next_at: null });

	const states = (await listItems(phone.db, ana)).map(({ state }) => state);
	expect(states).toEqual(Array.from({ length: records }, () => 'received'));
	expect(
		await server.sql(
			`select count(*)::int as records, (select count(*)::int from public.operations_applied) as operations,
				(select count(*)::int from public.record_history where kind = 'created') as created,
				(select count(*)::int from public.photos where received_at is not null) as photos,
				(select count(*)::int from storage.objects) as files
			from public.records`
		)
	).toEqual([
		{
			records,
			operations: records + hashes.length,
			created: records,
			photos: hashes.length,
			files: hashes.length
		}
	]);
});
