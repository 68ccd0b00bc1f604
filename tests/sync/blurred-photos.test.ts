import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import { photoPath } from '$lib/domain/photo-path.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { deleteDraft, saveDraft } from '$lib/store/drafts.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, replaceDraftPhoto } from '$lib/store/photos.ts';
import type { Draft, VisitDraft } from '$lib/store/types.ts';
import { baseOfItem, newVisit, queueVisit, readVisit, saveVisit } from '$lib/store/visits.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';

const ana = 'ana';

/** A device whose network carries facts but, until told otherwise, no files. */
function device() {
	const db = openOn(newDisk());
	const server = new FakeServer();
	const link = { files: false };
	const remote = server.as(
		() => ana,
		(call) => {
			if (call === 'upload' && !link.files) throw new RemoteError('offline');
		}
	);
	const sync = syncOf(db, remote);
	const send = async () => {
		sync.clock.now += 3_600_000;
		await drain(sync, ana);
	};
	return { db, server, link, send };
}

async function withPicture<T extends Draft | VisitDraft>(
	db: CapitelleDatabase,
	draft: T,
	seed: string
): Promise<T> {
	const { facts, file } = await picture(seed);
	const photo = 'record_id' in draft ? { ...facts, observation_id: draft.id } : facts;
	await addDraftPhoto(db, draft, photo, { file, thumbnail: file });
	return { ...draft, photos: [photo] };
}

/** Puts a picture in which a face was blurred in the place of the one there was. */
async function blurred<T extends Draft | VisitDraft>(db: CapitelleDatabase, draft: T): Promise<T> {
	const [former] = draft.photos;
	const { facts, file } = await picture('blurred');
	const photo = { ...former!, ...facts, id: newId() };
	if (former!.observation_id) photo.observation_id = former!.observation_id;
	await replaceDraftPhoto(db, draft, former!.id, photo, { file, thumbnail: file });
	return { ...draft, photos: [photo] };
}

const paths = ({ id, photos }: Draft) =>
	photos.map((photo) => photoPath({ ...photo, record_id: id }));

describe('a photo in which a face was blurred', () => {
	test('of a record on its way does not leave as it was, not even before the form is saved', async () => {
		const { db, server, link, send } = device();
		const draft = await withPicture(db, wall(ana), 'face');
		await queueRecord(db, draft, context);
		await send();
		const form = (await draftOfItem(db, ana, draft.id, context))!;
		await saveDraft(db, form);
		const again = await blurred(db, form);
		link.files = true;
		await send();
		expect([...server.objects.keys()]).toEqual([]);
		await queueRecord(db, again, context);
		await send();
		expect([...server.objects.keys()]).toEqual(paths(again));
		expect(await readItem(db, ana, draft.id)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 }
		});
		expect(await db.files.count()).toBe(0);
	});

	test('of a form that is given up leaves as it was saved', async () => {
		const { db, server, link, send } = device();
		const draft = await withPicture(db, wall(ana), 'face');
		await queueRecord(db, draft, context);
		await send();
		const form = (await draftOfItem(db, ana, draft.id, context))!;
		await saveDraft(db, form);
		await blurred(db, form);
		await deleteDraft(db, draft.id);
		link.files = true;
		await send();
		expect([...server.objects.keys()]).toEqual(paths(draft));
	});

	test.each(['on its way', 'answered'])(
		'of a visit that left meanwhile takes the place of the one that was announced: %s',
		async (moment) => {
			const { db, server, link, send } = device();
			const draft = wall(ana);
			await queueRecord(db, draft, context);
			await send();
			const about = (await baseOfItem(db, ana, draft.id))!;
			const visit = newVisit(newId(), ana, draft.id, about, { name: 'Tombé' }, context.now);
			await queueVisit(db, await withPicture(db, visit, 'face'), context);
			const open = (await readVisit(db, ana, visit.id))!;
			await saveVisit(db, open);
			if (moment === 'answered') await send();
			else await db.operations.toCollection().modify({ state: 'sent' });
			const again = await blurred(db, open);
			link.files = true;
			await send();
			expect([...server.objects.keys()]).toEqual([]);
			await queueVisit(db, again, context);
			await send();
			expect([...server.objects.keys()]).toEqual(paths({ ...draft, photos: again.photos }));
			expect(server.records.get(draft.id)!.record.photos).toMatchObject([
				{ id: again.photos[0]!.id }
			]);
			expect(await readItem(db, ana, draft.id)).toMatchObject({ state: 'received' });
			expect(await db.files.count()).toBe(0);
		}
	);
});
