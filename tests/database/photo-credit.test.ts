import { expect, test } from 'vitest';
import {
	addPhoto,
	given,
	decide,
	publicRecord,
	pushOne,
	recordFor,
	update,
	upload
} from './support/operations.ts';
import { onEveryEngine, type Who, type World } from './support/world.ts';

interface Shown {
	id: string;
	credit: string | null;
	scale: string | null;
	heading: number | null;
}

/** A published record of somebody, with one photo that carries these facts. */
async function published(world: World, who: Who, facts: Record<string, unknown>): Promise<string> {
	const id = await given(world, who);
	const operation = addPhoto(id, facts);
	expect(await pushOne(world, who, operation)).toMatchObject({ result: 'applied' });
	await upload(world, operation);
	await world.rpc(who, 'confirm_photo', { p_photo_id: operation.photo.id });
	await decide(world, 'moderator', id, 'accept');
	return id;
}

async function shown(world: World, id: string): Promise<Shown | undefined> {
	return ((await publicRecord(world, id))?.['photos'] as Shown[] | undefined)?.[0];
}

const named = (world: World, person: string, choice: string) =>
	world.db.query('update public.profiles set name_shown = $2 where id = $1', [person, choice]);

onEveryEngine('the name under a photo', (world) => {
	test('is what its maker typed, else how their account names them, with what gives the scale', async () => {
		const typed = await published(world(), 'author', { credit: 'Joan Peire', scale: 'metre' });
		expect(await shown(world(), typed)).toMatchObject({
			credit: 'Joan Peire',
			scale: 'metre',
			heading: 90
		});
		const plain = await published(world(), 'author', {});
		expect(await shown(world(), plain)).toMatchObject({ credit: 'Joana', scale: null });
	});

	test('is told to nobody once they chose to appear under no name, and again when they choose one', async () => {
		const id = await published(world(), 'author', { credit: 'Joan Peire' });
		const stamp = async () =>
			(
				await world().db.query<{ at: string }>(
					'select changed_xid::text as at from public.records where id = $1',
					[id]
				)
			)[0]!.at;
		const before = await stamp();
		await named(world(), world().ids.author, 'none');
		expect((await shown(world(), id))?.credit).toBeNull();
		const { photos, ...record } = (await recordFor(world(), 'moderator', id))!;
		expect(JSON.stringify([photos, record])).not.toContain('Joan Peire');
		// Copies on other devices follow.
		expect(await stamp()).not.toBe(before);
		await named(world(), world().ids.author, 'pseudonym');
		expect((await shown(world(), id))?.credit).toBe('Joan Peire');
	});

	test('is in no table that anyone may read, nor in what is kept of the past', async () => {
		const id = await published(world(), 'author', { credit: 'Joan Peire' });
		expect(
			await world().attempt('moderator', 'select credit from public.photos where record_id = $1', [
				id
			])
		).toMatchObject({ code: '42501' });
		const [history] = await world().db.query<{ text: string }>(
			`select coalesce(string_agg(changes::text, ''), '') as text from public.record_history where record_id = $1`,
			[id]
		);
		expect(history?.text).toContain('photos.');
		expect(history?.text).not.toContain('Joan Peire');
		const [kept] = await world().db.query<{ text: string }>(
			`select string_agg(operation::text, '') as text from public.operations_applied where record_id = $1`,
			[id]
		);
		expect(kept?.text).toContain('add_photo');
		expect(kept?.text).not.toContain('Joan Peire');
	});

	test('is not told by an answer given before, once they appear under no name', async () => {
		const id = await published(world(), 'author', { credit: 'Joan Peire' });
		const [first, second] = ['a', 'b'].map((note) =>
			update(id, 1, { 'properties.note': [null, note] })
		);
		await pushOne(world(), 'trusted', first);
		const told = await pushOne(world(), 'moderator', second);
		expect(told).toMatchObject({
			result: 'conflict',
			server: { photos: [{ credit: 'Joan Peire' }] }
		});
		expect(await pushOne(world(), 'moderator', second)).toEqual({ ...told, result: 'already' });
		await named(world(), world().ids.author, 'none');
		const again = await pushOne(world(), 'moderator', second);
		expect(again).toMatchObject({ result: 'already', server: { photos: [{ credit: null }] } });
		expect(JSON.stringify(again)).not.toContain('Joan Peire');
		await named(world(), world().ids.author, 'pseudonym');
	});

	test('goes with an erased account', async () => {
		const user = await world().db.addUser('gone-photographer@test.example');
		const id = await published(world(), 'author', { credit: 'Joan Peire' });
		await world().db.query('update public.photos set added_by = $2 where record_id = $1', [
			id,
			user
		]);
		await world().db.query('delete from auth.users where id = $1', [user]);
		expect((await shown(world(), id))?.credit).toBeNull();
		const [row] = await world().db.query<{ credit: string | null; added_by: string | null }>(
			'select credit, added_by from public.photos where record_id = $1',
			[id]
		);
		expect(row).toEqual({ credit: null, added_by: null });
	});
});
