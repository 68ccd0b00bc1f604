import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';
import type { FolderStorage } from '../storage-adapter.ts';
import { photoPath } from '../../domain/photo-path.ts';
import { photoFactsOf, type PhotoFacts } from '../../domain/actions/add-photo.ts';
import { speakAs } from './people.ts';
import type { PlannedPhoto, PlannedRecord } from './plan.ts';
import { drawScene, sceneSize } from './scenes.ts';

/** Pictures drawn so far: the same one serves several records, under the same hash. */
const drawn = new Map<string, { bytes: Buffer; sha256: string }>();

function picture({ scene, seed }: PlannedPhoto): { bytes: Buffer; sha256: string } {
	const key = `${scene} ${seed}`;
	let found = drawn.get(key);
	if (!found) {
		const bytes = drawScene(scene, seed);
		found = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
		drawn.set(key, found);
	}
	return found;
}

/** What the app would announce of a photo. */
export function factsOf(photo: PlannedPhoto, position: number, takenAt: string): PhotoFacts {
	const { bytes, sha256 } = picture(photo);
	return photoFactsOf({
		id: photo.id,
		sha256,
		bytes: bytes.length,
		mime: 'image/jpeg',
		...sceneSize,
		caption: photo.caption,
		taken_at: takenAt,
		heading: null,
		licence: 'cc-by-sa-4.0',
		position
	});
}

/** Stores the files of one author's photos and has the server confirm them, as uploads do. */
export async function sendFiles(
	database: Database,
	storage: FolderStorage,
	userId: string,
	records: Pick<PlannedRecord, 'id' | 'photos'>[]
): Promise<void> {
	const files = records.flatMap(({ id, photos }) =>
		photos
			.filter(({ arrives }) => arrives)
			.map((photo) => ({ record: id, photo, ...picture(photo) }))
	);
	const rows = [];
	for (const { record, bytes, sha256 } of files) {
		const name = photoPath({ record_id: record, sha256, mime: 'image/jpeg' });
		const metadata = await storage.uploadObject('photos', name, undefined, bytes);
		rows.push({ name, metadata });
	}
	await database.query(
		`insert into storage.objects (bucket_id, name, owner, owner_id, metadata, version)
		 select 'photos', row ->> 'name', $2::text::uuid, $2::text, row -> 'metadata', gen_random_uuid()::text
		 from jsonb_array_elements($1::jsonb) as row on conflict (bucket_id, name) do nothing`,
		[JSON.stringify(rows), userId]
	);
	await speakAs(database, userId, () =>
		database.query('select public.confirm_photo(id) from unnest($1::uuid[]) as id', [
			files.map(({ photo }) => photo.id)
		])
	);
}
