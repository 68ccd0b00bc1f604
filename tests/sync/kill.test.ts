import { describe, expect, test } from 'vitest';
import { readItem } from '$lib/store/items.ts';
import { listDrafts, saveDraft } from '$lib/store/drafts.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, readPhotoFile, replaceDraftPhoto } from '$lib/store/photos.ts';
import { pourInto } from '$lib/store/pour.ts';
import { addImported } from '$lib/store/imports.ts';
import { baseOfItem, newVisit } from '$lib/store/visits.ts';
import { newId } from '$lib/domain/ids.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { drain } from '$lib/sync/drain.ts';
import { context, newDisk, openOn, picture, syncOf, wall } from './support/device.ts';
import { FakeServer } from './support/fake-server.ts';
import { killAt, Killed } from './support/kill.ts';

const ana = 'ana';

/** One record with two photos, saved; then a correction of it, to be sent behind. */
async function prepared() {
	const disk = newDisk();
	const db = openOn(disk);
	const draft = wall(ana);
	for (const [position, seed] of ['a', 'b'].entries()) {
		const { facts, file } = await picture(seed, position);
		await addDraftPhoto(db, draft, facts, { file, thumbnail: null });
		draft.photos.push(facts);
	}
	await queueRecord(db, draft, context);
	db.close();
	return { disk, draft };
}

/** Runs `work` dying at each boundary in turn; after each death a new page opens the same disk. */
async function atEveryBoundary(
	moment: 'before' | 'after',
	run: (n: number) => Promise<boolean>
): Promise<number> {
	for (let n = 1; n < 200; n++) if (!(await run(n))) return n - 1;
	throw new Error(`never ends (${moment})`);
}

describe.each(['before', 'after'] as const)('killed %s a transaction (fault-09)', (moment) => {
	test('while sending: everything arrives once, with its receipts', async () => {
		const boundaries = await atEveryBoundary(moment, async (n) => {
			const { disk, draft } = await prepared();
			const server = new FakeServer();
			const first = openOn(disk);
			const kill = killAt(first, n, moment);
			const sending = drain(
				syncOf(
					first,
					server.as(() => ana)
				),
				ana
			);
			await sending.catch((error: unknown) => expect(error).toBeInstanceOf(Killed));
			first.close();

			const second = openOn(disk);
			const sync = syncOf(
				second,
				server.as(() => ana)
			);
			await drain(sync, ana);
			expect(await readItem(second, ana, draft.id), `boundary ${n}`).toMatchObject({
				state: 'received',
				photos: { total: 2, received: 2 }
			});
			expect(await second.files.count()).toBe(0);
			expect(server.objects.size).toBe(2);
			expect([...server.carriedOut.values()]).toEqual([1, 1, 1]);
			return kill.reached();
		});
		expect(boundaries).toBeGreaterThanOrEqual(5);
	});

	test('while saving: the draft is still there, or the whole record is queued', async () => {
		await atEveryBoundary(moment, async (n) => {
			const disk = newDisk();
			const first = openOn(disk);
			const draft = wall(ana);
			const { facts, file } = await picture('a');
			await saveDraft(first, draft);
			await addDraftPhoto(first, draft, facts, { file, thumbnail: null });
			const kill = killAt(first, n, moment);
			await queueRecord(first, { ...draft, photos: [facts] }, context).catch((error: unknown) =>
				expect(error).toBeInstanceOf(Killed)
			);
			first.close();

			const second = openOn(disk);
			const drafts = await listDrafts(second, ana);
			const operations = await second.operations.toArray();
			if (drafts.length === 1) expect(operations).toEqual([]);
			else expect(operations.map(({ op }) => op.kind)).toEqual(['create', 'add_photo']);
			expect(await second.files.count()).toBe(1);
			return kill.reached();
		});
	});

	test('while correcting what waits: the old queue or the new one, never a mixture', async () => {
		await atEveryBoundary(moment, async (n) => {
			const { disk, draft } = await prepared();
			const first = openOn(disk);
			const open = (await draftOfItem(first, ana, draft.id, context))!;
			const kill = killAt(first, n, moment);
			const edited = { ...open, photos: open.photos.slice(1), concept: 'stones/hut' };
			await queueRecord(first, edited, context).catch((error: unknown) =>
				expect(error).toBeInstanceOf(Killed)
			);
			first.close();

			const second = openOn(disk);
			const operations = await second.operations.orderBy('seq').toArray();
			const concept = operations[0]?.op.changes['concept']?.new;
			const photos = operations.filter(({ op }) => op.kind === 'add_photo').length;
			expect([concept, photos, await second.files.count()]).toEqual(
				concept === 'stones/hut' ? ['stones/hut', 1, 1] : ['stones/wall', 2, 2]
			);
			return kill.reached();
		});
	});

	test('while a draft goes over to what is there already: its photos are with one of the two, never with none', async () => {
		await atEveryBoundary(moment, async (n) => {
			const { disk, draft } = await prepared();
			const first = openOn(disk);
			const begun = wall(ana);
			const { facts, file } = await picture('c');
			await saveDraft(first, begun);
			await addDraftPhoto(first, begun, facts, { file, thumbnail: file });
			const from = { ...begun, photos: [facts] };
			const about = (await baseOfItem(first, ana, draft.id))!;
			const visit = newVisit(newId(), ana, draft.id, about, {}, context.now);
			const kill = killAt(first, n, moment);
			await pourInto(first, from, visit).catch((error: unknown) =>
				expect(error).toBeInstanceOf(Killed)
			);
			first.close();

			const second = openOn(disk);
			const owners = [
				...(await listDrafts(second, ana)).map(({ id, photos }) => [id, photos.length]),
				...(await second.visits.toArray()).map(({ id, photos }) => [id, photos.length])
			];
			expect(owners).toHaveLength(1);
			expect(owners[0]![1]).toBe(1);
			const row = await second.photos.get(facts.id);
			expect(row?.record_id).toBe(owners[0]![0] === visit.id ? draft.id : begun.id);
			expect(await readPhotoFile(second, facts.id)).not.toBeNull();
			return kill.reached();
		});
	});

	test('while a photo is blurred: the old one is whole, or nothing of it is left', async () => {
		await atEveryBoundary(moment, async (n) => {
			const disk = newDisk();
			const first = openOn(disk);
			const draft = wall(ana);
			const [clear, blurred] = [await picture('clear'), await picture('blurred')];
			await saveDraft(first, draft);
			await addDraftPhoto(first, draft, clear.facts, { file: clear.file, thumbnail: clear.file });
			const files = { file: blurred.file, thumbnail: blurred.file };
			const kill = killAt(first, n, moment);
			const now = { ...draft, photos: [clear.facts] };
			await replaceDraftPhoto(first, now, clear.facts.id, blurred.facts, files).catch(
				(error: unknown) => expect(error).toBeInstanceOf(Killed)
			);
			first.close();

			const second = openOn(disk);
			const [kept] = (await listDrafts(second, ana)).flatMap(({ photos }) => photos);
			expect(await second.photos.toCollection().primaryKeys()).toEqual([kept?.id]);
			expect(await second.files.toCollection().primaryKeys()).toEqual([kept?.id]);
			return kill.reached();
		});
	});

	test('while a file of others becomes drafts: all of them, or none', async () => {
		await atEveryBoundary(moment, async (n) => {
			const disk = newDisk();
			const first = openOn(disk);
			const kill = killAt(first, n, moment);
			const position = { method: 'imported' as const, accuracy_m: null };
			const drafts = [wall(ana, { position }), wall(ana, { position, title: 'Un autre' })];
			await addImported(first, ana, drafts).catch((error: unknown) =>
				expect(error).toBeInstanceOf(Killed)
			);
			first.close();
			expect([0, 2]).toContain(await openOn(disk).drafts.count());
			return kill.reached();
		});
	});
});
