import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { NewComment, Talk, Visibility } from '../../src/lib/domain/talk.ts';
import {
	addPhoto,
	create,
	given,
	givenPublished,
	publicRecord,
	push,
	pushOne,
	upload
} from './support/operations.ts';
import { everyone, onEveryEngine, type Who } from './support/world.ts';

const team: Who[] = ['author', 'moderator', 'administrator'];
/** A hash like any other, never twice the same. */
const hash = () => newId().replaceAll('-', '').padStart(64, '0');

function photo(more: Record<string, unknown> = {}) {
	return {
		id: newId(),
		sha256: hash(),
		bytes: 1000,
		mime: 'image/jpeg' as const,
		width: 800,
		height: 600,
		...more
	};
}

function comment(record_id: string, photos: unknown, more: Partial<NewComment> = {}) {
	const { changes: _changes, ...stamp } = create({}, record_id);
	const words = { body: 'Voyez', visibility: 'public' as const, mentions: [], closes: false };
	const said = { id: newId(), ...words, ...more, photos: photos as NewComment['photos'] };
	return { ...stamp, kind: 'add_comment' as const, changes: {}, comment: said };
}

onEveryEngine('photos of comments', (world) => {
	const confirm = (who: Who, id: string) =>
		world().rpc<{ received: boolean }>(who, 'confirm_photo', { p_photo_id: id });
	/** Whose rights reach the file now. */
	const readers = async (name: string) => {
		const found: Who[] = [];
		for (const who of everyone) {
			const sql = 'select name from storage.objects where name = $1';
			if ((await world().read(who, sql, [name])).length > 0) found.push(who);
		}
		return found;
	};
	/** Says something with a photo, and brings its file. */
	const bring = async (who: Who, record: string, visibility: Visibility = 'public') => {
		const facts = photo();
		const operation = comment(record, [facts], { visibility });
		expect(await pushOne(world(), who, operation)).toMatchObject({ result: 'applied' });
		const name = await upload(world(), { record_id: facts.id, photo: facts });
		expect(await confirm(who, facts.id)).toEqual({ received: true });
		return { facts, name, id: operation.comment.id };
	};
	const told = async (who: Who, id: string) =>
		(await world().rpc<Talk>(who, 'record_talk', { p_record_id: id })).comments.flatMap(
			({ photos = [] }) => photos.map((one) => [one.id, one.received])
		);
	const problemsOf = async (id: string, photos: unknown) =>
		(await pushOne(world(), 'author', comment(id, photos))).problems.map(
			({ code, field }) => `${code} ${field}`
		);

	test('are announced with the comment, sent by who said it, and confirmed by size and type', async () => {
		const id = await givenPublished(world());
		const facts = photo();
		const operation = comment(id, [facts]);
		await pushOne(world(), 'author', operation);
		expect(await told('author', id)).toEqual([[facts.id, false]]);
		const name = `${facts.id}/${facts.sha256}.jpg`;
		const insert = (who: Who, file: string) =>
			world().attempt(
				who,
				`insert into storage.objects (bucket_id, name) values ('photos', $1) returning name`,
				[file]
			);
		for (const who of everyone.filter((one) => one !== 'author')) {
			expect((await insert(who, name)).code, who).toBe('42501');
			await expect(confirm(who, facts.id), who).rejects.toThrow();
		}
		expect((await insert('author', `${facts.id}/${hash()}.jpg`)).code).toBe('42501');
		expect(await insert('author', name)).toMatchObject({ code: null, rows: [{ name }] });
		await world().db.query('delete from storage.objects where name = $1', [name]);
		expect(await confirm('author', facts.id)).toEqual({ received: false });
		await upload(world(), { record_id: facts.id, photo: facts }, 999);
		expect(await confirm('author', facts.id)).toMatchObject({
			received: false,
			reason: { code: 'bad_format' }
		});
		// Not read before it is there as announced, but by who sent it.
		expect(await readers(name)).toEqual(['author']);
		await world().db.query(
			`update storage.objects set metadata = '{"size": 1000, "mimetype": "image/jpeg"}' where name = $1`,
			[name]
		);
		expect(await confirm('author', facts.id)).toEqual({ received: true });
		expect(await told('anon', id)).toEqual([[facts.id, true]]);
		// Sent again under another name of the operation: the same comment, with the same photo.
		const { op_id: _op, ...again } = operation;
		expect(await pushOne(world(), 'author', { ...again, op_id: newId() })).toMatchObject({
			result: 'applied'
		});
		expect(await told('author', id)).toHaveLength(1);
	});

	test('are read by whoever reads the comment, for as long as they do, and changed by nobody', async () => {
		const id = await givenPublished(world());
		const open = await bring('author', id);
		const between = await bring('author', id, 'participants');
		const closed = await bring('moderator', id, 'moderators');
		expect(await readers(open.name)).toEqual([...everyone]);
		expect(await readers(between.name)).toEqual(team);
		expect(await readers(closed.name)).toEqual(['moderator', 'administrator']);
		for (const who of everyone)
			for (const sql of [
				`update storage.objects set name = 'x' where name = $1 returning name`,
				'delete from storage.objects where name = $1 returning name'
			])
				expect((await world().attempt(who, sql, [open.name])).rows, who).toEqual([]);
		const hide = (p_reason: string | null) =>
			world().rpc('moderator', 'hide_comment', { p_comment_id: open.id, p_reason });
		await hide('Un visage');
		expect(await readers(open.name)).toEqual(team);
		expect(await told('anon', id)).toEqual([]);
		await hide(null);
		expect(await readers(open.name)).toEqual([...everyone]);
		await world().db.query(`update public.records set sensitivity = 'hidden' where id = $1`, [id]);
		expect(await readers(open.name)).toEqual(team);
	});

	test('are in nothing that everyone sees of the record, and wait on no moderator', async () => {
		const id = await givenPublished(world());
		const { facts } = await bring('author', id);
		expect((await publicRecord(world(), id))?.['photos'] ?? []).toEqual([]);
		const sql = 'select id from public.published_photos where id = $1';
		for (const who of everyone) expect(await world().read(who, sql, [facts.id]), who).toEqual([]);
		expect(
			await world().db.query('select 1 from public.review_items where record_id = $1', [id])
		).toEqual([]);
		const waiting = await given(world(), 'author');
		const { name } = await bring('author', waiting);
		expect(await readers(name)).toEqual(team);
	});

	test('of a wrong form, too many, or naming what is another’s are refused', async () => {
		const id = await givenPublished(world());
		const malformed = ['operation_malformed comment.photos'];
		expect(await problemsOf(id, 'x')).toEqual(malformed);
		expect(await problemsOf(id, [1])).toEqual(malformed);
		expect(await problemsOf(id, [photo({ id: 'x' })])).toEqual(malformed);
		expect(await problemsOf(id, [photo({ received_at: 'now' })])).toEqual(malformed);
		expect(
			await problemsOf(
				id,
				[1, 2, 3, 4, 5].map(() => photo())
			)
		).toEqual(malformed);
		const twice = photo();
		expect(await problemsOf(id, [twice, twice])).toEqual(malformed);
		expect(await problemsOf(id, [photo({ sha256: 'x' })])).toEqual([
			'operation_malformed photo.sha256'
		]);
		expect(await problemsOf(id, [photo({ bytes: 10_485_761 })])).toEqual([
			'photo_too_large photo.bytes'
		]);
		expect(await problemsOf(id, [photo({ mime: 'text/html' })])).toEqual([
			'photo_not_an_image photo.mime'
		]);
		expect(await told('author', id)).toEqual([]);
		// The file of a hidden record, by facts that once were public.
		const hidden = await givenPublished(world(), { sensitivity: 'hidden' });
		const kept = addPhoto(hidden);
		await pushOne(world(), 'author', kept);
		await upload(world(), kept);
		const { sha256 } = kept.photo;
		const forged = await push(world(), 'other', [comment(id, [photo({ id: hidden, sha256 })])]);
		expect(forged[0]).toMatchObject({ result: 'refused', problems: [{ code: 'not_allowed' }] });
		// And of a closed conversation, through a record of the same name.
		const { facts } = await bring('moderator', id, 'moderators');
		await push(world(), 'other', [create(undefined, facts.id)]);
		const stolen = addPhoto(facts.id, { sha256: facts.sha256 });
		expect(await pushOne(world(), 'other', stolen)).toMatchObject({ result: 'refused' });
		expect(await readers(`${facts.id}/${facts.sha256}.jpg`)).toEqual([
			'moderator',
			'administrator'
		]);
	});

	test('are in their author’s data, and their files go with their comment', async () => {
		const id = await givenPublished(world());
		const { facts, name, id: said } = await bring('author', id, 'participants');
		const { rows } = await world().rpc<{ rows: { id: string; object_name: string }[] }>(
			'author',
			'my_data',
			{ p_section: 'comment_photos' }
		);
		expect(rows.find((row) => row.id === facts.id)).toMatchObject({ object_name: name });
		await world().db.query('delete from public.comments where id = $1', [said]);
		expect(await readers(name)).toEqual([]);
		expect(
			await world().db.query('select name from private.files_to_remove where name = $1', [name])
		).toEqual([{ name }]);
	});

	test('of an account in quarantine are shown to nobody but moderators, and are not let out when it leaves', async () => {
		const id = await givenPublished(world());
		await world().db.query('insert into public.quarantines (user_id, creates) values ($1, 99)', [
			world().ids.other
		]);
		const held = await bring('other', id);
		expect(await readers(held.name)).toEqual(['other', 'moderator', 'administrator']);
		expect(await told('anon', id)).toEqual([[held.facts.id, false]]);
		expect(await told('moderator', id)).toEqual([[held.facts.id, true]]);
		await world().db.query('update public.quarantines set lifted_at = now()');
		expect(await readers(held.name)).toEqual([...everyone]);
		expect(await told('anon', id)).toEqual([[held.facts.id, true]]);
		await world().db.query('update public.quarantines set lifted_at = null');
		const count = async () =>
			(await world().rpc<{ photos: number }>('other', 'deletion_preview')).photos;
		expect(await count()).toBe(1);
		expect(await world().rpc('other', 'my_receipts')).toMatchObject({
			photos: 1,
			photos_missing: 0
		});
		await world().rpc('other', 'delete_my_account', {
			p_choice: 'keep',
			p_email: 'other@test.example'
		});
		expect(await readers(held.name)).toEqual([]);
		expect(await told('anon', id)).toEqual([]);
	});

	test('count as much as photos of records against sending without end', async () => {
		const id = await givenPublished(world());
		await world().db.exec(
			`update private.rate_limits set most = 4 where action = 'operations' and per = 'account' and within = '1 hour'`
		);
		const many = comment(
			id,
			[1, 2, 3, 4].map(() => photo())
		);
		await expect(push(world(), 'trusted', [many])).rejects.toMatchObject({ code: 'PT429' });
		expect(await push(world(), 'trusted', [comment(id, [photo()])])).toMatchObject([
			{ result: 'applied' }
		]);
	});
});
