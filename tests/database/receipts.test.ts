import { describe, expect, test } from 'vitest';
import {
	addObservation,
	addPhoto,
	given,
	givenPublished,
	push,
	pushOne,
	remove,
	removePhoto,
	upload
} from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

interface Receipts {
	records: number;
	visits: number;
	photos: number;
	photos_missing: number;
	as_of: string;
}

onEveryEngine('what the server has of a person', (world) => {
	const receipts = () => world().rpc<Receipts>('other', 'my_receipts');

	describe('is counted by the server, never believed (fault-24)', () => {
		test('records, photos whose file arrived whole, and those still missing', async () => {
			expect(await receipts()).toMatchObject({
				records: 0,
				visits: 0,
				photos: 0,
				photos_missing: 0
			});
			const id = await given(world(), 'other');
			const photos = [addPhoto(id), addPhoto(id), addPhoto(id)] as const;
			await push(world(), 'other', [...photos]);
			expect(await receipts()).toMatchObject({ records: 1, photos: 0, photos_missing: 3 });
			await upload(world(), photos[0]);
			// Half a file is no file.
			await upload(world(), photos[1], 500);
			for (const { photo } of photos)
				await world().rpc('other', 'confirm_photo', { p_photo_id: photo.id });
			expect(await receipts()).toMatchObject({ records: 1, photos: 1, photos_missing: 2 });
			await pushOne(world(), 'other', removePhoto(id, photos[2].photo.id));
			expect(await receipts()).toMatchObject({ photos: 1, photos_missing: 1 });
			await pushOne(world(), 'other', remove(id, 1));
			const after = await receipts();
			expect(after).toMatchObject({ records: 0, photos: 0, photos_missing: 0 });
			expect(Date.parse(after.as_of)).not.toBeNaN();
		});

		test('visits to others’ records, and nothing of what others gave', async () => {
			const before = await receipts();
			const id = await givenPublished(world());
			await pushOne(world(), 'author', addPhoto(id));
			expect(await receipts()).toMatchObject({ records: before.records, visits: before.visits });
			const visit = addObservation(id);
			await pushOne(world(), 'other', visit);
			await pushOne(world(), 'other', visit);
			expect(await receipts()).toMatchObject({
				records: before.records,
				visits: before.visits + 1,
				photos_missing: before.photos_missing
			});
		});
	});
});
