import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../../../src/lib/domain/ids.ts';
import { queueRecord } from '../../../src/lib/store/outbox.ts';
import { addDraftPhoto } from '../../../src/lib/store/photos.ts';
import type { DraftPhoto } from '../../../src/lib/store/types.ts';
import { drain } from '../../../src/lib/sync/drain.ts';
import { percentile, type Report } from '../figures.ts';
import { draftOf, openDevice, stamp, type Device } from './device.ts';
import { samples, type Sample } from './sample.ts';
import { startBenchServer } from './server.ts';

/** CAPITELLE_BENCH_DEVICES: fewer, on a machine that has other work. */
const devices = Number(process.env['CAPITELLE_BENCH_DEVICES'] ?? 500);
const each = 10;
const photoBytes = 60_000;
/** Submissions a second that ODK Central publishes for 500 devices on a small server. */
const odkPerS = 41;

interface Seen {
	/** Milliseconds of each request. */
	requests: number[];
	/** Answers that were no success, and requests without an answer; every one is tried again. */
	troubles: number;
	/** Milliseconds from the start until each device had all its receipts. */
	ends: number[];
}

function watched(seen: Seen): typeof fetch {
	return async (input, init) => {
		const start = performance.now();
		try {
			const response = await fetch(input, init);
			if (!response.ok) seen.troubles++;
			return response;
		} catch (error) {
			seen.troubles++;
			throw error;
		} finally {
			seen.requests.push(performance.now() - start);
		}
	};
}

/** A file that begins as a picture does, unlike any other. */
function photo(): { facts: DraftPhoto; file: Blob } {
	const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(photoBytes - 3)]);
	const facts: DraftPhoto = {
		id: newId(),
		sha256: createHash('sha256').update(bytes).digest('hex'),
		bytes: bytes.length,
		mime: 'image/jpeg',
		width: 1600,
		height: 1200,
		caption: null,
		taken_at: null,
		heading: null,
		licence: 'cc-by-sa-4.0',
		position: 0
	};
	return { facts, file: new Blob([bytes], { type: 'image/jpeg' }) };
}

async function fillDevice(device: Device, work: Sample[]): Promise<void> {
	for (const sample of work) {
		const { facts, file } = photo();
		const draft = { ...draftOf(sample, device.owner), photos: [facts] };
		await addDraftPhoto(device.db, draft, facts, { file, thumbnail: null });
		await queueRecord(device.db, draft, stamp());
	}
}

/** As the app does when the network is back: again, whenever the queue says so, until nothing waits. */
async function sendAll({ sync, owner }: Device): Promise<void> {
	for (;;) {
		const { next_at } = await drain(sync, owner);
		if (next_at === null) return;
		await pause(Math.max(200, next_at - Date.now()));
	}
}

/** A weekend of recording comes home: everybody's phone finds the network within the same minute. */
export async function run(): Promise<Report> {
	const server = await startBenchServer();
	const seen: Seen = { requests: [], troubles: 0, ends: [] };
	try {
		const accounts = await server.accounts(devices);
		const work = samples(devices * each);
		const phones: Device[] = [];
		for (const [i, account] of accounts.entries()) {
			const phone = await openDevice(server.url, account, watched(seen));
			await fillDevice(phone, work.slice(i * each, (i + 1) * each));
			phones.push(phone);
		}
		const start = performance.now();
		await Promise.all(
			phones.map(async (phone) => {
				await sendAll(phone);
				seen.ends.push(performance.now() - start);
			})
		);
		const seconds = (performance.now() - start) / 1000;
		let unreceived = 0;
		for (const { db, owner } of phones) {
			unreceived += each - (await db.items.where({ owner, state: 'received' }).count());
		}
		const [there] = await server.sql<{ n: number }>(
			`select count(*)::int as n from public.photos p join public.records r on r.id = p.record_id where p.received_at is not null`
		);
		const perS = (devices * each) / seconds;
		return {
			title: 'Everybody comes home at once',
			setting: `${devices} devices × ${each} records with one photo of ${photoBytes / 1000} kB each; embedded backend, devices and server on this machine`,
			figures: [
				{ name: 'submissions with their photo', value: perS, unit: 'submissions/s' },
				{ name: 'without their receipt at the end', value: unreceived, unit: 'errors', budget: 0 },
				{
					name: 'photos missing on the server at the end',
					value: devices * each - (there?.n ?? 0),
					unit: 'errors',
					budget: 0
				},
				{ name: 'requests refused or lost, tried again', value: seen.troubles, unit: 'errors' },
				{ name: 'median of a request', value: percentile(seen.requests, 0.5), unit: 'ms' },
				{ name: 'p99 of a request', value: percentile(seen.requests, 0.99), unit: 'ms' },
				{ name: 'last device done after', value: Math.max(...seen.ends), unit: 'ms' }
			],
			ratios: [{ name: `this ÷ ODK Central (${odkPerS}/s, published)`, value: perS / odkPerS }]
		};
	} finally {
		await server.stop();
	}
}
