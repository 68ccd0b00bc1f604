import { describe, expect, test } from 'vitest';
import type { Connection } from '$lib/domain/connection.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, readPhotoFile } from '$lib/store/photos.ts';
import { releasePhotos, setPhotosOnWifiOnly } from '$lib/store/photo-saver.ts';
import type { Draft } from '$lib/store/types.ts';
import { drain } from '$lib/sync/drain.ts';
import type { PhotoProgress } from '$lib/sync/ports.ts';
import { Chance } from './support/chance.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';

async function queueWall(db: CapitelleDatabase, pictures: string[] = []): Promise<Draft> {
	const draft = wall(ana);
	for (const [position, seed] of pictures.entries()) {
		const { facts, file } = await picture(seed, position);
		await addDraftPhoto(db, draft, facts, { file, thumbnail: file });
		draft.photos.push(facts);
	}
	await queueRecord(db, draft, context);
	return draft;
}

/** A device with one record of some pictures, and how often each file left. */
async function device(pictures: string[], fault: Fault = () => {}) {
	const db = openOn(newDisk());
	const server = new FakeServer();
	const uploads: string[] = [];
	const good = server.as(() => ana, fault);
	const sync = {
		...syncOf(db, good),
		remote: {
			...good,
			uploadPhoto: (file: Blob, path: string, as: string) => {
				uploads.push(path);
				return good.uploadPhoto(file, path, as);
			}
		}
	};
	const draft = await queueWall(db, pictures);
	return { db, server, sync, uploads, draft };
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `picture ${i}`);
const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('photos on their way', () => {
	test('are two at most at a time', async () => {
		let underWay = 0;
		let together = 0;
		const { sync, server } = await device(names(9), async (call, moment) => {
			if (call !== 'upload') return;
			underWay += moment === 'before' ? 1 : -1;
			together = Math.max(together, underWay);
			await tick();
		});
		expect(await drain(sync, ana)).toMatchObject({ stop: null, photos: 9 });
		expect([together, server.objects.size]).toEqual([2, 9]);
	});

	test('say how far each of them is, and which are being checked', async () => {
		const { sync, draft } = await device(['a']);
		const said: PhotoProgress[] = [];
		const photo_id = draft.photos[0]!.id;
		const { uploadPhoto } = sync.remote;
		await drain(
			{
				...sync,
				photoProgress: (progress) => said.push(progress),
				remote: {
					...sync.remote,
					uploadPhoto: (file, path, as, progress?: (sent: number) => void) => {
						progress?.(4);
						// A browser counts its own wrapping too: never more than the whole.
						progress?.(9_999);
						return uploadPhoto(file, path, as);
					}
				}
			},
			ana
		);
		const sending = (sent: number | null) => ({ photo_id, phase: 'sending', sent });
		expect(said).toEqual([
			sending(null),
			sending(4),
			sending(draft.photos[0]!.bytes),
			{ photo_id, phase: 'checking', sent: null },
			{ photo_id, phase: 'over', sent: null }
		]);
	});

	test('let a record that was saved meanwhile go first', async () => {
		const order: string[] = [];
		let saved = false;
		const { sync, db, server } = await device(names(6), async (call, moment) => {
			if (moment === 'before') order.push(call);
			if (call === 'upload' && moment === 'after' && !saved) {
				saved = true;
				await queueWall(db, ['late']);
				order.push('saved');
			}
		});
		expect(await drain(sync, ana)).toMatchObject({ stop: null, photos: 7 });
		const between = order.slice(order.indexOf('saved'), order.lastIndexOf('push'));
		// At most the one that had just looked: two are on their way at once, and one of them saved the record.
		expect(between.filter((call) => call === 'upload').length).toBeLessThanOrEqual(1);
		expect(server.objects.size).toBe(7);
		expect((await listItems(db, ana)).map(({ state }) => state)).toEqual(['received', 'received']);
	});

	test('that this device damaged or lost never leave: said so, and the others go', async () => {
		const { db, sync, draft, uploads } = await device(['good', 'other', 'third']);
		const [, damaged, lost] = draft.photos;
		const file = (await db.files.get(damaged!.id))!;
		const flipped = new Uint8Array(file.data.slice(0));
		flipped[3]! ^= 1;
		await db.files.put({ ...file, data: flipped.buffer });
		await db.files.delete(lost!.id);
		await drain(sync, ana);
		expect(uploads).toHaveLength(1);
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'parked',
			photos: { total: 3, received: 1 },
			problems: [{ code: 'photo_damaged' }, { code: 'photo_damaged' }]
		});
	});

	test('that another device sent already are asked for, not sent again', async () => {
		const first = await device(['a', 'b']);
		const rows = async (db: CapitelleDatabase) => ({
			item: await db.items.toArray(),
			operations: await db.operations.toArray(),
			photos: await db.photos.toArray(),
			files: await db.files.toArray()
		});
		// As a rescue file brings it to another phone while this one finds the network.
		const kept = structuredClone(await rows(first.db));
		await drain(first.sync, ana);
		const db = openOn(newDisk());
		await db.items.bulkPut(kept.item);
		await db.operations.bulkPut(kept.operations);
		await db.photos.bulkPut(kept.photos);
		await db.files.bulkPut(kept.files);
		const before = first.uploads.length;
		expect(await drain({ ...first.sync, db }, ana)).toMatchObject({ stop: null, photos: 2 });
		expect(first.uploads).toHaveLength(before);
	});

	test('through a link that loses one request in five cost one photo for each file lost, and all arrive', async () => {
		// Files that leave have draws of their own: which of the two under way is ahead of the other may differ each time.
		const [leaving, rest] = [new Chance(7), new Chance(8)];
		const lost = { uploads: 0 };
		const { db, sync, uploads, draft, server } = await device(names(12), (call, moment) => {
			const leaves = call === 'upload' && moment === 'before';
			if (call === 'push' || !(leaves ? leaving : rest).happens(0.2)) return;
			if (leaves) lost.uploads += 1;
			throw new RemoteError('offline');
		});
		let rounds = 0;
		for (let left = 12; left > 0 && rounds < 40; rounds++) left -= (await drain(sync, ana)).photos;
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 12, received: 12 }
		});
		expect(lost.uploads).toBeGreaterThan(0);
		// What arrived unheard of is asked for, not sent again: only files that were lost leave twice.
		expect(uploads).toHaveLength(12 + lost.uploads);
		expect(server.objects.size).toBe(12);
	});
});

describe('a connection that comes back in the middle (fault-07)', () => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8])(
		'hides nothing of what remains after request %i',
		async (served) => {
			let count = 0;
			let cut = true;
			const { db, sync, draft, server } = await device(names(4), (call) => {
				if (call !== 'push' && cut && ++count > served) throw new RemoteError('offline');
			});
			expect((await drain(sync, ana)).stop).toBe('offline');
			const held = () => {
				const { photos } = server.records.get(draft.id)!.record;
				return photos.filter(({ received_at }) => received_at !== null).length;
			};
			const between = await readItem(db, ana, draft.id);
			// Never more than the server has; one whose confirmation was lost may still be counted as waiting.
			expect(between!.photos.received).toBeLessThanOrEqual(held());
			expect(between).toMatchObject({ state: 'waiting', photos: { total: 4 } });
			for (const { id } of draft.photos) {
				const row = await db.photos.get(id);
				if (row?.state !== 'received') expect(await readPhotoFile(db, id)).not.toBeNull();
			}
			cut = false;
			await drain(sync, ana);
			expect(await readItem(db, ana, draft.id)).toMatchObject({
				state: 'received',
				photos: { total: 4, received: 4 }
			});
			expect(held()).toBe(4);
		}
	);
});

describe('photos on Wi-Fi only', () => {
	async function saving(connection: () => Connection) {
		const made = await device(['a', 'b']);
		await setPhotosOnWifiOnly(made.db, true);
		return { ...made, sync: { ...made.sync, connection } };
	}

	test.each<Connection>(['mobile', 'unknown'])(
		'wait where the connection is %s, while the record goes; nothing asks again and again',
		async (connection) => {
			const { db, sync, draft, server } = await saving(() => connection);
			expect(await drain(sync, ana)).toMatchObject({ stop: null, photos: 0, next_at: null });
			expect(server.records.size).toBe(1);
			expect(server.objects.size).toBe(0);
			expect(await readItem(db, ana, draft.id)).toMatchObject({
				state: 'waiting',
				photos: { total: 2, received: 0 }
			});
		}
	);

	test('go as soon as there is Wi-Fi, or when the choice is taken back', async () => {
		let connection: Connection = 'mobile';
		const { sync, db } = await saving(() => connection);
		await drain(sync, ana);
		connection = 'wifi';
		expect(await drain(sync, ana)).toMatchObject({ photos: 2 });
		await queueWall(db, ['c']);
		connection = 'unknown';
		expect(await drain(sync, ana)).toMatchObject({ photos: 0 });
		await setPhotosOnWifiOnly(db, false);
		expect(await drain(sync, ana)).toMatchObject({ photos: 1 });
	});

	test('go anyway when the person says so, and those taken later wait again', async () => {
		const { sync, db } = await saving(() => 'unknown');
		await drain(sync, ana);
		await releasePhotos(db, ana);
		const later = await queueWall(db, ['later']);
		expect(await drain(sync, ana)).toMatchObject({ photos: 2, next_at: null });
		expect(await readItem(db, ana, later.id)).toMatchObject({ photos: { total: 1, received: 0 } });
	});

	test('stop between two when the person leaves the Wi-Fi', async () => {
		let connection: Connection = 'wifi';
		const made = await device(names(6), (call) => {
			if (call === 'confirm') connection = 'mobile';
		});
		await setPhotosOnWifiOnly(made.db, true);
		const { photos } = await drain({ ...made.sync, connection: () => connection }, ana);
		expect(photos).toBeGreaterThan(0);
		expect(photos).toBeLessThanOrEqual(2);
	});
});
