import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	given,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	update,
	upload
} from './support/operations.ts';
import { onEveryEngine, type World } from './support/world.ts';

const flagsOf = async (world: World, id: string) => {
	const [row] = await world.db.query<{ flags: string[] }>(
		'select flags from public.review_items where item_id = $1',
		[id]
	);
	return row?.flags;
};

onEveryEngine('all the work of one account', (world) => {
	interface Batch {
		id: string;
		phase: string;
		total: number;
		done: number;
		failed: number;
		reverted: number;
		effects: Record<string, number>;
		beyond?: Record<string, number>;
	}
	const batch = (name: string, args: Record<string, unknown>) =>
		world().rpc<Batch>('administrator', name, args);

	test('is refused at one press after a look at what it would do, and comes back as it was', async () => {
		const shown = [await givenPublished(world()), await givenPublished(world())];
		const waiting = await given(world(), 'author');
		const foreign = await given(world(), 'trusted');
		await pushOne(
			world(),
			'author',
			update(foreign, 1, { 'properties.note': [null, 'www.pub.com'] })
		);
		// Their own, corrected since: decided before the record it waits on is gone.
		await pushOne(
			world(),
			'author',
			update(shown[0]!, 1, { 'properties.note': [null, 'www.pub.org'] })
		);
		const asked = { p_user_id: world().ids.author, p_reason: 'Publicité.' };
		const preview = await batch('preview_account_revert', asked);
		expect(preview).toMatchObject({
			phase: 'previewed',
			total: 5,
			effects: { archived: 2, rejected: 3 },
			beyond: { changes: 0, visits: 0, photos: 0, comments: 0 }
		});
		expect(await publicRecord(world(), shown[0]!)).toBeDefined();
		const done = await batch('review_batch_run', { p_batch: preview.id });
		expect(done).toMatchObject({ phase: 'done', done: 5, failed: 0 });
		for (const id of shown) expect(await publicRecord(world(), id)).toBeUndefined();
		expect(await publicRecord(world(), foreign)).toBeDefined();
		expect(await flagsOf(world(), waiting)).toBeUndefined();
		const back = await batch('review_batch_revert', { p_batch: preview.id });
		expect(back).toMatchObject({ phase: 'reverted', reverted: 5 });
		for (const id of shown) expect(await publicRecord(world(), id)).toBeDefined();
		expect(await flagsOf(world(), waiting)).toEqual([]);
	});

	test('with what stands in the records of others: visits, photos, changes and words, where several decide too', async () => {
		const { db, ids } = world();
		const base = { state: 'stone', condition: 'stone', note: 'Un four.' };
		const theirs = await givenPublished(world(), { properties: base });
		const built = await givenPublished(world(), { properties: base });
		const own = await given(world(), 'trusted');
		const change = (id: string) =>
			pushOne(world(), 'trusted', update(id, 1, { 'properties.note': ['Un four.', 'pub.com'] }));
		for (const id of [theirs, built])
			expect(await change(id)).toMatchObject({ result: 'applied', proposal: false });
		// Somebody went on from there: that is theirs.
		await pushOne(
			world(),
			'author',
			update(built, 2, { 'properties.note': ['pub.com', 'Un four à chaux.'] })
		);
		const [edit] = await db.query<{ id: string }>(
			`select id from public.proposals where record_id = $1 and status = 'pending'`,
			[built]
		);
		if (edit)
			await decide(world(), 'moderator', built, 'accept', { proposal: edit.id, version: 2 });
		const visit = addObservation(theirs, { note: 'pub.com', properties: { condition: 'brick' } });
		expect(await pushOne(world(), 'trusted', visit)).toMatchObject({ result: 'applied' });
		const photo = addPhoto(theirs);
		await pushOne(world(), 'trusted', photo);
		await upload(world(), photo);
		await world().rpc('trusted', 'confirm_photo', { p_photo_id: photo.photo.id });
		const { changes: _, ...stamp } = create({}, theirs);
		const comment = {
			id: newId(),
			body: 'pub.com',
			visibility: 'public',
			mentions: [],
			closes: false
		};
		await pushOne(world(), 'trusted', { ...stamp, kind: 'add_comment', changes: {}, comment });
		const seen = async () => {
			const record = await publicRecord(world(), theirs);
			const [said] = await db.query<{ hidden: boolean }>(
				'select hidden_at is not null as hidden from public.comments where id = $1',
				[comment.id]
			);
			const visits = await world().read(
				'anon',
				'select id from public.published_observations where record_id = $1',
				[theirs]
			);
			return [
				record?.properties,
				(record?.photos as unknown[]).length,
				visits.length,
				said?.hidden
			];
		};
		const before = await seen();
		expect(before).toEqual([{ ...base, condition: 'brick', note: 'pub.com' }, 1, 2, false]);
		await db.exec(
			`insert into public.contribution_policies (theme, decisions_needed) values ('kilns', 2)`
		);
		const preview = await batch('preview_account_revert', {
			p_user_id: ids.trusted,
			p_reason: 'Publicité.'
		});
		expect(preview).toMatchObject({
			beyond: { changes: 2, visits: 1, photos: 1, comments: 1 }
		});
		const done = await batch('review_batch_run', { p_batch: preview.id });
		expect(done).toMatchObject({ phase: 'done', failed: 1 });
		// By one, although two must agree: it goes back at one press.
		expect(await recordFor(world(), 'trusted', own)).toMatchObject({ status: 'archived' });
		expect(await seen()).toEqual([base, 0, 1, true]);
		expect((await publicRecord(world(), built))?.properties).toMatchObject({
			note: 'Un four à chaux.'
		});
		expect(await batch('review_batch_failures', { p_batch: preview.id })).toMatchObject([
			{ record_id: built, problem: { code: 'version_changed' } }
		]);
		const back = await batch('review_batch_revert', { p_batch: preview.id });
		expect(back).toMatchObject({ phase: 'reverted', kept: 0 });
		expect(await seen()).toEqual(before);
		expect(await recordFor(world(), 'trusted', own)).toMatchObject({ status: 'published' });
		await db.exec('delete from public.contribution_policies');
	});

	test('is for who administers everything, and written down', async () => {
		for (const who of ['moderator', 'other'] as const)
			expect(
				await world().attempt(who, `select public.preview_account_revert($1, 'x')`, [
					world().ids.author
				])
			).toMatchObject({ code: 'PT403' });
		const told = await world().rpc<{ kind: string }[]>('author', 'my_access_log');
		expect(told.map(({ kind }) => kind)).toContain('work_reverted');
	});
});
