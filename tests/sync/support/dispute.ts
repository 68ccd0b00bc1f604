import type { FieldValue } from '$lib/domain/fields/types.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto } from '$lib/store/photos.ts';
import type { Draft } from '$lib/store/types.ts';
import { drain, type DrainResult } from '$lib/sync/drain.ts';
import { context, newDisk, openOn, picture, syncOf, wall, type Disk } from './device.ts';
import { FakeServer } from './fake-server.ts';

/** A phone whose person has a record that the server knows, and what they may do there. */
export interface Phone {
	disk: Disk;
	db: CapitelleDatabase;
	server: FakeServer;
	id: string;
	/** Saves a correction; it waits until {@link Phone.send}. */
	correct(changes: Partial<Draft>, pictures?: string[]): Promise<void>;
	send(): Promise<DrainResult>;
}

/** A record with these answers, received by the server. */
export async function receivedWall(
	owner: string,
	properties: Record<string, FieldValue>
): Promise<Phone> {
	const disk = newDisk();
	const db = openOn(disk);
	const server = new FakeServer();
	const remote = server.as(() => owner);
	const draft = wall(owner, { properties });
	const send = () => drain(syncOf(db, remote), owner);
	await queueRecord(db, draft, context);
	await send();
	return {
		disk,
		db,
		server,
		id: draft.id,
		send,
		async correct(changes, pictures = []) {
			const open = (await draftOfItem(db, owner, draft.id, context))!;
			const added: Draft['photos'] = [];
			for (const [position, seed] of pictures.entries()) {
				const { facts, file } = await picture(seed, position + open.photos.length);
				await addDraftPhoto(db, open, facts, { file, thumbnail: file });
				added.push(facts);
			}
			await queueRecord(db, { ...open, ...changes, photos: [...open.photos, ...added] }, context);
		}
	};
}
