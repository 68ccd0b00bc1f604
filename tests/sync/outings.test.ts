import { describe, expect, test } from 'vitest';
import { restoreRescue, saveRescue } from '$lib/state/rescue-file.ts';
import { adoptAnonymous, saveAccount } from '$lib/store/accounts.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import {
	favouriteConcepts,
	lastAnswers,
	recentConcepts,
	rememberHabits,
	setFavourite
} from '$lib/store/habits.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import {
	changeOuting,
	currentOuting,
	deleteOuting,
	endOuting,
	listOutings,
	resumeOuting,
	startOuting
} from '$lib/store/outings.ts';
import { anonymous } from '$lib/store/types.ts';
import { baseOfItem, newVisit, queueVisit } from '$lib/store/visits.ts';
import { newId } from '$lib/domain/ids.ts';
import { context, newDisk, openOn, wall } from './support/device.ts';
import { killAt, Killed } from './support/kill.ts';

const ana = 'ana';
const facts = { name: 'Murs de Poulx', participants: ['Ana', 'Bru'] };
const account = { id: ana, email: 'ana@example.org' } as Parameters<typeof saveAccount>[1];

async function begin(db: CapitelleDatabase, owner = ana) {
	return startOuting(db, owner, facts, context.now);
}
const idsIn = async (db: CapitelleDatabase, owner = ana) =>
	(await listOutings(db, owner)).map(({ record_ids }) => record_ids);

describe('an outing', () => {
	test('groups what is saved while it is under way, each once, and nothing after', async () => {
		const db = openOn(newDisk());
		const before = wall(ana);
		await queueRecord(db, before, context);
		const { id } = await begin(db);
		const [one, two, after] = [wall(ana), wall(ana), wall(ana)];
		await queueRecord(db, one, context);
		await queueRecord(db, two, context);
		const corrected = await draftOfItem(db, ana, before.id, context);
		await queueRecord(db, { ...corrected!, title: 'Vieux mur' }, context);
		await endOuting(db, ana, id, context.now);
		await queueRecord(db, after, context);
		expect(await idsIn(db)).toEqual([[one.id, two.id]]);
	});

	test('is the one a draft was begun in, even when it is saved at home', async () => {
		const db = openOn(newDisk());
		const morning = await begin(db);
		await endOuting(db, ana, morning.id, context.now);
		const evening = await begin(db);
		const draft = wall(ana, { outing: morning.id });
		await queueRecord(db, draft, context);
		expect(await idsIn(db)).toEqual([[], [draft.id]]);
		expect((await currentOuting(db, ana))?.id).toBe(evening.id);
	});

	test('keeps what was seen again apart from what is new', async () => {
		const db = openOn(newDisk());
		const old = wall(ana);
		await queueRecord(db, old, context);
		await begin(db);
		const about = (await baseOfItem(db, ana, old.id))!;
		await queueVisit(db, newVisit(newId(), ana, old.id, about, {}, context.now), context);
		const again = newVisit(newId(), ana, old.id, about, {}, context.now);
		await queueVisit(db, { ...again, note: 'encore' }, context);
		expect(await listOutings(db, ana)).toMatchObject([{ record_ids: [], visited_ids: [old.id] }]);
	});

	test('is one at a time, and one that was ended too soon goes on', async () => {
		const db = openOn(newDisk());
		const first = await begin(db);
		expect((await begin(db)).id).toBe(first.id);
		await endOuting(db, ana, first.id, context.now);
		const second = await begin(db);
		await resumeOuting(db, ana, first.id, context.now);
		expect((await currentOuting(db, ana))?.id).toBe(first.id);
		const open = (await listOutings(db, ana)).filter(({ ended_at }) => ended_at === null);
		expect(open).toHaveLength(1);
		await deleteOuting(db, 'bru', second.id);
		expect(await listOutings(db, ana)).toHaveLength(2);
		await deleteOuting(db, ana, second.id);
		expect(await listOutings(db, ana)).toHaveLength(1);
	});

	test('and the record are both there or both not, wherever the page dies', async () => {
		for (const moment of ['before', 'after'] as const) {
			const disk = newDisk();
			await begin(openOn(disk));
			const draft = wall(ana);
			const dying = openOn(disk);
			killAt(dying, 1, moment);
			await expect(queueRecord(dying, draft, context)).rejects.toThrow(Killed);
			const after = openOn(disk);
			const queued = (await after.operations.count()) > 0;
			expect([queued, await idsIn(after)]).toEqual([
				moment === 'after',
				[moment === 'after' ? [draft.id] : []]
			]);
		}
	});
});

describe('whose outings they are (shared tablet)', () => {
	test('those of before signing in become the account’s, one under way', async () => {
		const db = openOn(newDisk());
		const own = await begin(db);
		const theirs = await begin(db, anonymous);
		await adoptAnonymous(db, ana);
		expect((await listOutings(db, ana)).map(({ id }) => id)).toEqual([theirs.id, own.id]);
		expect((await currentOuting(db, ana))?.id).toBe(own.id);
		expect(await listOutings(db, anonymous)).toEqual([]);
	});

	test('nobody sees them after a sign-out, and they are there again at the next sign-in', async () => {
		const db = openOn(newDisk());
		await saveAccount(db, account);
		await begin(db);
		await leaveDevice(db);
		expect(await listOutings(db, anonymous)).toEqual([]);
		expect(await currentOuting(db, anonymous)).toBeUndefined();
		await saveAccount(db, account);
		expect(await listOutings(db, ana)).toMatchObject([facts]);
	});

	test('a rescue file brings them to another phone, twice as once', async () => {
		const from = openOn(newDisk());
		await begin(from);
		const draft = wall(ana);
		await queueRecord(from, draft, context);
		const place = (db: CapitelleDatabase) => ({ db, owner: ana, now: context.now });
		const { file } = await saveRescue(place(from), '');
		const to = openOn(newDisk());
		await restoreRescue(place(to), file);
		await restoreRescue(place(to), file);
		expect(await listOutings(to, ana)).toEqual(await listOutings(from, ana));
		expect(await idsIn(to)).toEqual([[draft.id]]);
	});
});

describe('an outing in a rescue file', () => {
	const place = (db: CapitelleDatabase) => ({ db, owner: ana, now: context.now });

	test('ends where another one is under way: there is one at a time', async () => {
		const from = openOn(newDisk());
		const elsewhere = await begin(from);
		const { file } = await saveRescue(place(from), '');
		const to = openOn(newDisk());
		const here = await begin(to);
		await restoreRescue(place(to), file);
		const open = (await listOutings(to, ana)).filter(({ ended_at }) => ended_at === null);
		expect(open.map(({ id }) => id)).toEqual([here.id]);
		await endOuting(to, ana, here.id, context.now);
		expect(await currentOuting(to, ana)).toBeUndefined();
		expect((await listOutings(to, ana)).map(({ id }) => id).sort()).toEqual(
			[elsewhere.id, here.id].sort()
		);
	});

	test('read again in the evening brings what was noted since, under the name it has here', async () => {
		const from = openOn(newDisk());
		const { id } = await begin(from);
		const [one, two] = [wall(ana), wall(ana)];
		await queueRecord(from, one, context);
		const morning = await saveRescue(place(from), '');
		await queueRecord(from, two, context);
		const evening = await saveRescue(place(from), '');
		const to = openOn(newDisk());
		await restoreRescue(place(to), morning.file);
		await changeOuting(to, ana, id, { name: 'Matinée' });
		await restoreRescue(place(to), evening.file);
		expect(await listOutings(to, ana)).toMatchObject([
			{ name: 'Matinée', record_ids: [one.id, two.id] }
		]);
	});

	test('that makes no sense is left out, and the others come', async () => {
		const from = openOn(newDisk());
		const sound = await begin(from);
		const odd = { record_ids: [{}] as unknown as string[] };
		await from.outings.add({ ...sound, ...odd, id: newId(), ended_at: sound.started_at });
		const { ended_at: _ended, ...timeless } = sound;
		await from.outings.add({ ...timeless, id: newId() } as typeof sound);
		const { file } = await saveRescue(place(from), '');
		const to = openOn(newDisk());
		expect(await restoreRescue(place(to), file)).toMatchObject({ restored: 1, damaged: 2 });
		expect((await listOutings(to, ana)).map(({ id }) => id)).toEqual([sound.id]);
	});
});

describe('what makes the next record quicker', () => {
	const habit = (concept: string, state: string) => ({
		concept,
		place: [3.7, 43.8] as [number, number],
		answers: { state }
	});

	test('is the last answers of each concept, as long as it is among the recent ones', async () => {
		const db = openOn(newDisk());
		await rememberHabits(db, ana, habit('stones/wall', 'good'));
		await rememberHabits(db, ana, habit('stones/hut', 'poor'));
		await rememberHabits(db, ana, habit('stones/wall', 'gone'));
		expect(await lastAnswers(db, ana, 'stones/wall')).toEqual({ state: 'gone' });
		expect(await lastAnswers(db, ana, 'stones/hut')).toEqual({ state: 'poor' });
		expect(await lastAnswers(db, 'bru', 'stones/hut')).toEqual({});
		for (let i = 0; i < 20; i++) await rememberHabits(db, ana, habit(`stones/${i}`, 'x'));
		expect(await lastAnswers(db, ana, 'stones/wall')).toEqual({});
		expect(await recentConcepts(db, ana)).toHaveLength(20);
	});

	test('and favourites, in the order they were chosen; all of it goes at sign-out', async () => {
		const db = openOn(newDisk());
		await saveAccount(db, account);
		await setFavourite(db, ana, 'stones/wall', true);
		await setFavourite(db, ana, 'stones/hut', true);
		await setFavourite(db, ana, 'stones/wall', true);
		expect(await favouriteConcepts(db, ana)).toEqual(['stones/hut', 'stones/wall']);
		await setFavourite(db, ana, 'stones/hut', false);
		expect(await favouriteConcepts(db, ana)).toEqual(['stones/wall']);
		await rememberHabits(db, ana, habit('stones/wall', 'good'));
		await leaveDevice(db);
		const left = (await db.meta.toArray()).map(({ key }) => key);
		expect(left.filter((key) => /favourite|answers|recent/u.test(key))).toEqual([]);
	});
});
