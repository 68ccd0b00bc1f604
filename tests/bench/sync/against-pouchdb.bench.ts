import { openDevice, queue } from './device.ts';
import { drain } from '../../../src/lib/sync/drain.ts';
import { pull } from '../../../src/lib/sync/pull.ts';
import type { Report } from '../figures.ts';
import { documentOf, isPouchInstalled, openPouch, startPouchServer } from './pouchdb.ts';
import { createOf, samples } from './sample.ts';
import { startBenchServer, type BenchServer } from './server.ts';
import { wireTo } from './wire.ts';

const pushed = 1_000;
const pulled = 10_000;

/** What one of the two took: milliseconds, and bytes on the wire both ways. */
interface Taken {
	push: { ms: number; bytes: number };
	pull: { ms: number; bytes: number };
}

async function timed(weigh: () => number, work: () => Promise<void>) {
	weigh();
	const start = performance.now();
	await work();
	return { ms: performance.now() - start, bytes: weigh() };
}

async function ours(): Promise<Taken> {
	const server = await startBenchServer();
	const wire = await wireTo(server.url);
	try {
		const [warm, account] = await server.accounts(2);
		const first = await openDevice(wire.url, warm!);
		await queue(first, samples(60));
		await drain(first.sync, first.owner);

		const phone = await openDevice(wire.url, account!);
		await queue(phone, samples(pushed));
		const push = await timed(wire.weigh, async () => {
			const { accepted, stop } = await drain(phone.sync, phone.owner);
			if (accepted !== pushed || stop) throw new Error(`pushed ${accepted}, then ${stop}`);
		});
		const received = await phone.db.items.where({ owner: phone.owner, state: 'received' }).count();
		if (received !== pushed) throw new Error(`${received} have their receipt`);

		await publish(server, pulled);
		const newcomer = await openDevice(wire.url, warm!);
		const scope = { owner: newcomer.owner, theme: null, bbox: null };
		const fetched = await timed(wire.weigh, async () => {
			const { error, complete } = await pull(newcomer.sync, scope, 1_000);
			if (error || !complete) throw error ?? new Error('the pull did not end');
		});
		const rows = await newcomer.db.replica.count();
		if (rows < pulled) throw new Error(`pulled ${rows}`);
		return { push, pull: fetched };
	} finally {
		await wire.cut();
		await server.stop();
	}
}

/** Records that everyone may read, written by somebody trusted. */
async function publish(server: BenchServer, count: number): Promise<void> {
	const [trusted] = await server.accounts(1, 'trusted');
	const operations = samples(count).map(createOf);
	for (let i = 0; i < count; i += 200) {
		await server.rpc(trusted!, 'push_operations', { p_batch: operations.slice(i, i + 200) });
	}
}

async function theirs(): Promise<Taken> {
	const server = await startPouchServer();
	const wire = await wireTo(server.url);
	try {
		const warm = openPouch('warm');
		await warm.bulkDocs(samples(60).map(documentOf));
		await warm.replicate.to(`${wire.url}/warm`);

		const phone = openPouch('phone');
		await phone.bulkDocs(samples(pushed).map(documentOf));
		const push = await timed(wire.weigh, async () => {
			const { docs_written } = await phone.replicate.to(`${wire.url}/pushed`);
			if (docs_written !== pushed) throw new Error(`PouchDB pushed ${docs_written}`);
		});
		const source = openPouch('source');
		await source.bulkDocs(samples(pulled).map(documentOf));
		await source.replicate.to(`${wire.url}/published`);
		const newcomer = openPouch('newcomer');
		const fetched = await timed(wire.weigh, async () => {
			const { docs_written } = await newcomer.replicate.from(`${wire.url}/published`);
			if (docs_written !== pulled) throw new Error(`PouchDB pulled ${docs_written}`);
		});
		return { push, pull: fetched };
	} finally {
		await wire.cut();
		await server.stop();
	}
}

/** The same records through the same wire: this app, and PouchDB to a CouchDB-protocol server. */
export async function run(): Promise<Report> {
	const own = await ours();
	const other = isPouchInstalled() ? await theirs() : null;
	const kB = (taken: Taken) => (taken.push.bytes + taken.pull.bytes) / 1000;
	const others = other
		? [
				{ name: 'PouchDB: push', value: other.push.ms, unit: 'ms' as const },
				{ name: 'PouchDB: first pull', value: other.pull.ms, unit: 'ms' as const },
				{ name: 'PouchDB: push on the wire', value: other.push.bytes / 1000, unit: 'kB' as const },
				{ name: 'PouchDB: pull on the wire', value: other.pull.bytes / 1000, unit: 'kB' as const }
			]
		: [];
	return {
		title: 'Sending and fetching records, beside PouchDB',
		setting: other
			? `${pushed} queued records sent, ${pulled} fetched the first time; both databases in memory, both servers on this machine`
			: 'PouchDB left out: npm install --prefix tests/bench/sync/pouchdb',
		figures: [
			{ name: 'push', value: own.push.ms, unit: 'ms' },
			{ name: 'first pull', value: own.pull.ms, unit: 'ms' },
			{ name: 'push on the wire', value: own.push.bytes / 1000, unit: 'kB' },
			{ name: 'pull on the wire', value: own.pull.bytes / 1000, unit: 'kB' },
			...others
		],
		ratios: other
			? [
					{ name: 'push, PouchDB ÷ this', value: other.push.ms / own.push.ms, least: 3 },
					{ name: 'first pull, PouchDB ÷ this', value: other.pull.ms / own.pull.ms, least: 5 },
					{ name: 'bytes, PouchDB ÷ this', value: kB(other) / kB(own), least: 3 }
				]
			: []
	};
}
