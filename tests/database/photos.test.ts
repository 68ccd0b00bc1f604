import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import {
	addPhoto,
	decide,
	given,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	removePhoto,
	upload
} from './support/operations.ts';
import { everyone, onEveryEngine, type Who, type World } from './support/world.ts';

const confirm = (world: World, who: Who, id: string) =>
	world.rpc<{ received: boolean; reason?: unknown }>(who, 'confirm_photo', { p_photo_id: id });
const shownPhotos = async (world: World, id: string) =>
	((await publicRecord(world, id))?.['photos'] as { id: string }[] | undefined)?.map(
		(photo) => photo.id
	);

/** Announces a photo and brings its file. */
async function bring(world: World, who: Who, record: string, more: Record<string, unknown> = {}) {
	const operation = addPhoto(record, more);
	const answer = await pushOne(world, who, operation);
	const name = await upload(world, operation);
	return { id: operation.photo.id, name, answer };
}

onEveryEngine('photos', (world) => {
	test('a photo is received when its file is there with the announced size and type', async () => {
		const id = await given(world(), 'author');
		const operation = addPhoto(id, { licence: undefined, caption: 'La façade\nau sud' });
		expect(await pushOne(world(), 'author', operation)).toMatchObject({
			result: 'applied',
			version: 1,
			proposal: false
		});
		expect(await confirm(world(), 'author', operation.photo.id)).toEqual({ received: false });
		await upload(world(), operation, 999);
		expect(await confirm(world(), 'author', operation.photo.id)).toEqual({
			received: false,
			reason: {
				code: 'bad_format',
				field: 'photo.bytes',
				params: { expected: 1000, received: 999 }
			}
		});
		await world().db.query(
			`update storage.objects set metadata = '{"size": 1000, "mimetype": "text/html"}' where name like $1`,
			[`${id}%`]
		);
		expect(await confirm(world(), 'author', operation.photo.id)).toMatchObject({
			received: false,
			reason: { code: 'photo_not_an_image' }
		});
		await world().db.query(
			`update storage.objects set metadata = '{"size": 1000, "mimetype": "image/jpeg"}' where name like $1`,
			[`${id}%`]
		);
		expect(await confirm(world(), 'author', operation.photo.id)).toEqual({ received: true });
		expect(await confirm(world(), 'author', operation.photo.id)).toEqual({ received: true });
		const { photos } = (await recordFor(world(), 'author', id))!;
		expect(photos).toMatchObject([
			{
				id: operation.photo.id,
				licence: 'cc-by-sa-4.0',
				caption: 'La façade\nau sud',
				received_at: expect.any(String) as string
			}
		]);
	});

	test('only the one who added it confirms it', async () => {
		const id = await givenPublished(world());
		const { id: photo } = await bring(world(), 'author', id);
		for (const who of ['other', 'trusted', 'moderator', 'outsider'] as const)
			await expect(confirm(world(), who, photo)).rejects.toMatchObject({ code: 'PT404' });
		await expect(confirm(world(), 'author', newId())).rejects.toMatchObject({ code: 'PT404' });
		await expect(confirm(world(), 'anon', photo)).rejects.toMatchObject({ code: '42501' });
	});

	test('the public sees what a moderator could see: not the file that came after the decision', async () => {
		const id = await given(world(), 'author');
		const early = await bring(world(), 'author', id);
		const late = await bring(world(), 'author', id);
		await confirm(world(), 'author', early.id);
		await decide(world(), 'moderator', id, 'accept');
		expect(await shownPhotos(world(), id)).toEqual([early.id]);
		await confirm(world(), 'author', late.id);
		expect(await shownPhotos(world(), id)).toEqual([early.id]);
		const { proposal } = (await recordFor(world(), 'author', id))!;
		expect(Object.keys(proposal!.changes)).toEqual([`photos.${late.id}`]);
		await decide(world(), 'moderator', id, 'accept', { proposal: proposal!.id });
		expect(await shownPhotos(world(), id)).toEqual([early.id, late.id].sort());
	});

	test('a photo on someone else’s published record waits as a proposal; a trusted one does not', async () => {
		const id = await givenPublished(world());
		const theirs = await bring(world(), 'other', id);
		expect(theirs.answer).toMatchObject({ result: 'applied', proposal: true });
		await confirm(world(), 'other', theirs.id);
		expect(await shownPhotos(world(), id)).toEqual([]);
		expect((await recordFor(world(), 'other', id))!.photos).toMatchObject([{ id: theirs.id }]);
		const trusted = await bring(world(), 'trusted', id);
		await confirm(world(), 'trusted', trusted.id);
		expect(await shownPhotos(world(), id)).toEqual([trusted.id]);
		// A rejected photo stays out of sight.
		const proposal = (await recordFor(world(), 'other', id))!.proposal!;
		await decide(world(), 'moderator', id, 'reject', { proposal: proposal.id, reason: 'Floue.' });
		expect(await shownPhotos(world(), id)).toEqual([trusted.id]);
	});

	test('its maker takes a photo back; others ask', async () => {
		const id = await givenPublished(world());
		const mine = await bring(world(), 'trusted', id);
		await confirm(world(), 'trusted', mine.id);
		expect(await pushOne(world(), 'other', removePhoto(id, mine.id))).toMatchObject({
			proposal: true
		});
		expect(await shownPhotos(world(), id)).toEqual([mine.id]);
		const proposal = (await recordFor(world(), 'other', id))!.proposal!;
		await decide(world(), 'moderator', id, 'accept', { proposal: proposal.id });
		expect(await shownPhotos(world(), id)).toEqual([]);
		const again = await bring(world(), 'trusted', id);
		await confirm(world(), 'trusted', again.id);
		expect(await pushOne(world(), 'trusted', removePhoto(id, again.id))).toMatchObject({
			result: 'applied',
			proposal: false
		});
		expect(await pushOne(world(), 'trusted', removePhoto(id, again.id))).toMatchObject({
			result: 'applied'
		});
		expect(await shownPhotos(world(), id)).toEqual([]);
		expect(await pushOne(world(), 'other', removePhoto(id, newId()))).toMatchObject({
			problems: [{ code: 'record_not_found', field: 'photo.id' }]
		});
	});

	const bad: [string, string, Record<string, unknown>][] = [
		['photo_not_an_image', 'photo.mime', { mime: 'image/svg+xml' }],
		['photo_too_large', 'photo.bytes', { bytes: 10_485_761 }],
		['photo_too_large', 'photo.width', { width: 9000, height: 20_001 }],
		['too_long', 'photo.caption', { caption: 'x'.repeat(501) }],
		['bad_format', 'photo.caption', { caption: 'bell\u0007' }],
		['operation_malformed', 'photo.id', { id: 'x' }],
		['operation_malformed', 'photo.sha256', { sha256: 'ABC' }],
		['operation_malformed', 'photo.bytes', { bytes: 0 }],
		['operation_malformed', 'photo.bytes', { bytes: '1000' }],
		['operation_malformed', 'photo.taken_at', { taken_at: '2026:05:01 12:00:00' }],
		['operation_malformed', 'photo.heading', { heading: 361 }],
		['operation_malformed', 'photo.scale', { scale: 'elephant' }],
		['too_long', 'photo.credit', { credit: 'x'.repeat(121) }],
		['operation_malformed', 'photo.credit', { credit: '' }],
		['operation_malformed', 'photo.credit', { credit: 'Ana\nMarti' }],
		['operation_malformed', 'photo.credit', { credit: 12 }],
		['operation_malformed', 'photo.licence', { licence: 'all rights reserved' }],
		['operation_malformed', 'photo.position', { position: -1 }],
		['operation_malformed', 'photo.received_at', { received_at: '2026-05-01T00:00:00Z' }],
		['operation_malformed', 'photo.record_id', { record_id: newId() }]
	];
	test.each(bad)('%s %s: %j', async (code, field, more) => {
		const id = await given(world(), 'author');
		expect(await pushOne(world(), 'author', addPhoto(id, more))).toMatchObject({
			result: 'refused',
			problems: [{ code, field }]
		});
	});

	test('a record holds twenty photos, and an id belongs to one', async () => {
		const id = await given(world(), 'author');
		const first = addPhoto(id);
		for (let i = 0; i < 20; i++)
			expect(await pushOne(world(), 'author', i === 0 ? first : addPhoto(id))).toMatchObject({
				result: 'applied'
			});
		expect(await pushOne(world(), 'author', addPhoto(id))).toMatchObject({
			problems: [{ code: 'photo_too_many', params: { max: 20 } }]
		});
		expect(await pushOne(world(), 'author', { ...addPhoto(id), photo: first.photo })).toMatchObject(
			{ result: 'applied' }
		);
		const elsewhere = await given(world(), 'other');
		expect(
			await pushOne(world(), 'other', { ...addPhoto(elsewhere), photo: first.photo })
		).toMatchObject({ problems: [{ code: 'not_allowed', field: 'photo.id' }] });
	});

	test('the bucket takes the announced file from the one who announced it, once, and nothing else', async () => {
		const id = await given(world(), 'author');
		const operation = addPhoto(id);
		await pushOne(world(), 'author', operation);
		const name = `${id}/${operation.photo.sha256}.jpg`;
		const insert = (who: Who, bucket: string, file: string) =>
			world().attempt(
				who,
				'insert into storage.objects (bucket_id, name) values ($1, $2) returning name',
				[bucket, file]
			);
		expect(await insert('author', 'photos', name)).toMatchObject({ code: null, rows: [{ name }] });
		for (const who of everyone.filter((who) => who !== 'author'))
			expect((await insert(who, 'photos', name)).code, who).toBe('42501');
		for (const file of [
			`${id}/${'0'.repeat(64)}.jpg`,
			name.replace('.jpg', '.webp'),
			`${newId()}/${operation.photo.sha256}.jpg`,
			operation.photo.sha256
		]) {
			expect((await insert('author', 'photos', file)).code, file).toBe('42501');
		}
		await upload(world(), operation);
		await confirm(world(), 'author', operation.photo.id);
		await world().db.query('delete from storage.objects where name = $1', [name]);
		expect(await insert('author', 'photos', name)).toMatchObject({ code: '42501' });
	});

	test('files are read like their records, and never changed nor deleted', async () => {
		const id = await given(world(), 'author');
		const { id: photo, name } = await bring(world(), 'author', id);
		const readers = async () => {
			const seen: Who[] = [];
			for (const who of everyone)
				if (
					(await world().read(who, 'select name from storage.objects where name = $1', [name]))
						.length > 0
				)
					seen.push(who);
			return seen;
		};
		expect(await readers()).toEqual(['author', 'moderator', 'administrator']);
		await decide(world(), 'moderator', id, 'accept');
		expect(await readers()).toEqual(['author', 'moderator', 'administrator']);
		await confirm(world(), 'author', photo);
		const { proposal } = (await recordFor(world(), 'author', id))!;
		await decide(world(), 'moderator', id, 'accept', { proposal: proposal!.id });
		expect(await readers()).toEqual([...everyone]);
		for (const who of everyone) {
			for (const sql of [
				`update storage.objects set name = 'x' where name = $1 returning name`,
				'delete from storage.objects where name = $1 returning name'
			]) {
				expect((await world().attempt(who, sql, [name])).rows, who).toEqual([]);
			}
		}
		await world().db.query(`update public.records set sensitivity = 'hidden' where id = $1`, [id]);
		expect(await readers()).toEqual(['author', 'moderator', 'administrator']);
	});

	test('whose file was taken back is for nobody any more, whoever could read it', async () => {
		const id = await given(world(), 'author');
		const { id: photo, name } = await bring(world(), 'author', id);
		await confirm(world(), 'author', photo);
		await decide(world(), 'moderator', id, 'accept');
		const readers = async () => {
			const found: Who[] = [];
			for (const who of everyone) {
				const rows = await world().read(who, 'select name from storage.objects where name = $1', [
					name
				]);
				if (rows.length > 0) found.push(who);
			}
			return found;
		};
		expect(await readers()).toEqual(everyone);
		await pushOne(world(), 'author', removePhoto(id, photo));
		expect(await readers()).toEqual([]);
	});
});
