import { write, type CapitelleDatabase } from './database.ts';
import { readMeta, writeMeta } from './meta.ts';

const key = 'photos_wifi_only';

/** Whether this device sends photos on Wi-Fi only. Records always go: they weigh a thousand times less. */
export async function photosOnWifiOnly(db: CapitelleDatabase): Promise<boolean> {
	return (await readMeta<boolean>(db, key)) === true;
}

/** Keeps the choice for this device, whoever uses it. */
export async function setPhotosOnWifiOnly(db: CapitelleDatabase, on: boolean): Promise<void> {
	await writeMeta(db, key, on ? true : undefined);
}

/** The photos of an owner that wait now go by whatever network there is; later ones wait again. */
export async function releasePhotos(db: CapitelleDatabase, owner: string): Promise<void> {
	await write(db, [db.photos], async () => {
		await db.photos
			.where({ owner })
			.filter(({ state }) => state === 'queued' || state === 'announced')
			.modify({ anyway: true });
	});
}
