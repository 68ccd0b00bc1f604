import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import { removeFiles } from '../../src/lib/backend/jobs/removal.ts';
import type { ServerContext } from '../../src/lib/backend/jobs/context.ts';
import { addPhoto, givenPublished, publicRecord, pushOne, upload } from './support/operations.ts';
import { onEveryEngine, type Who } from './support/world.ts';

onEveryEngine('a report of personal data', (world) => {
	let id: string;
	async function withPhoto() {
		id = await givenPublished(world());
		const photo = addPhoto(id);
		await pushOne(world(), 'trusted', photo);
		await upload(world(), photo);
		await world().rpc('trusted', 'confirm_photo', { p_photo_id: photo.photo.id });
		return photo.photo.id;
	}
	const shown = async () => ((await publicRecord(world(), id))!['photos'] as unknown[]).length;
	const report = (who: Who, photo: string | null, more: Record<string, unknown> = {}) =>
		world().rpc<{ result: string; held: boolean }>(who, 'report_content', {
			p_report: { id: newId(), record_id: id, photo_id: photo, kind: 'person', ...more }
		});

	test('of one stranger waits for a moderator; of two, the photo leaves the public’s sight at once', async () => {
		const photo = await withPhoto();
		expect(await report('other', photo)).toEqual({ result: 'received', held: false });
		expect(await report('other', photo)).toMatchObject({ held: false });
		expect(await shown()).toBe(1);
		expect(await report('outsider', photo)).toMatchObject({ held: true });
		expect(await shown()).toBe(0);
		const items = await world().db.query<{ kind: string; author_id: unknown; flags: string[] }>(
			`select kind, author_id, flags from public.review_items where record_id = $1 and kind = 'report'`,
			[id]
		);
		expect(items).toEqual([{ kind: 'report', author_id: null, flags: ['person', 'several'] }]);
		// Nothing that happens meanwhile shows it again.
		await world().db.query('update public.photos set accepted_at = now() where id = $1', [photo]);
		expect(await shown()).toBe(0);
		const told = await world().rpc<{ id: string }[]>('moderator', 'reports_of_record', {
			p_record_id: id
		});
		expect(told).toHaveLength(3);
		for (const person of ['other', 'outsider'] as const)
			expect(JSON.stringify(told)).not.toContain(world().ids[person]);
		await world().rpc('moderator', 'decide_report', {
			p_report_id: told[0]!.id,
			p_decision: 'keep'
		});
		expect(await shown()).toBe(1);
		expect(await report('other', photo, { about_me: true })).toMatchObject({ held: false });
		expect(await shown()).toBe(1);
	});

	test('of the person it shows takes effect at once, and removal is for everyone', async () => {
		const photo = await withPhoto();
		expect(
			await report('other', photo, { about_me: true, words: 'C’est mon fils.' })
		).toMatchObject({
			held: true
		});
		expect(await shown()).toBe(0);
		const [first] = await world().rpc<{ id: string; words: string }[]>(
			'moderator',
			'reports_of_record',
			{ p_record_id: id }
		);
		expect(first).toMatchObject({ words: 'C’est mon fils.' });
		await world().rpc('moderator', 'decide_report', {
			p_report_id: first!.id,
			p_decision: 'remove'
		});
		const [removed] = await world().db.query(
			'select removed_at is not null as removed from public.photos where id = $1',
			[photo]
		);
		expect(removed).toEqual({ removed: true });
		expect(
			await world().db.query(
				`select from public.review_items where kind = 'report' and record_id = $1`,
				[id]
			)
		).toEqual([]);
	});

	test('needs no account, and nobody empties the map alone', async () => {
		const photo = await withPhoto();
		// Nothing says where it comes from: it cannot be counted, so it takes nothing away by itself.
		expect(await report('anon', photo, { about_me: true })).toMatchObject({
			result: 'received',
			held: false
		});
		const words = { kind: 'contact', words: 'Mon numéro est dans la note.' };
		expect(await report('anon', null, words)).toEqual({ result: 'received', held: false });
		const one = newId();
		const twice = () =>
			world().rpc('other', 'report_content', {
				p_report: { id: one, record_id: id, kind: 'home' }
			});
		expect([await twice(), await twice()]).toEqual([
			{ result: 'received', held: false },
			{ result: 'already', held: false }
		]);
	});

	test('signing out makes nobody a second person, and two who agree empty no map either', async () => {
		const from = async (address: string, who: Who, photo: string) => {
			const { rows, message } = await world().attempt(
				who,
				`select public.report_content($1) ->> 'held' as held
				from set_config('request.headers', $2, true)`,
				[
					JSON.stringify({ id: newId(), record_id: id, photo_id: photo, kind: 'person' }),
					JSON.stringify({ 'x-forwarded-for': address })
				]
			);
			return rows[0]?.['held'] ?? message;
		};
		const photo = await withPhoto();
		await world().db.query(
			`insert into private.reports (id, record_id, photo_id, kind, reporter_id, address)
			values ($1, $2, $3, 'person', $4, private.address_digest('203.0.113.7'))`,
			[newId(), id, photo, world().ids.other]
		);
		expect(await from('203.0.113.7', 'anon', photo)).toBe('false');
		expect(await from('203.0.113.7', 'other', photo)).toBe('false');
		expect(await from('203.0.113.8', 'anon', photo)).toBe('true');
		expect(await from('203.0.113.7', 'outsider', photo)).toBe('true');
		await world().db.query(
			`insert into private.rate_counts (key, action, minute, count)
			values ('u:' || $1, 'hold_photo', date_trunc('minute', now()), 5)`,
			[world().ids.outsider]
		);
		expect(await from('203.0.113.9', 'outsider', photo)).toBe('false');
		await world().db.exec(`delete from private.rate_counts where action = 'hold_photo'`);
	});

	test('says nothing of what its reader may not see, and takes no other field', async () => {
		const hidden = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden'
		});
		const attempt = (more: Record<string, unknown>) =>
			world().attempt('other', 'select public.report_content($1)', [
				JSON.stringify({ id: newId(), record_id: id, kind: 'person', ...more })
			]);
		expect(await attempt({ record_id: hidden })).toEqual(await attempt({ record_id: newId() }));
		for (const [more, message] of [
			[{ reporter_id: world().ids.author }, 'unknown_field'],
			[{ decided_at: 'now' }, 'unknown_field'],
			[{ kind: 'vandalism' }, 'not_in_list'],
			[{ about_me: 'yes' }, 'wrong_type'],
			[{ words: 'x'.repeat(1001) }, 'too_long'],
			[{ words: 'a\u0007b' }, 'bad_format'],
			[{ photo_id: "' or 1=1" }, 'bad_format'],
			[{ photo_id: newId() }, 'record_not_found']
		] as const)
			expect(await attempt(more), message).toMatchObject({ message });
	});

	test('the file of a removed photo leaves the bucket, unless the same picture is still shown', async () => {
		await world().db.exec(
			`insert into private.files_to_remove (name) values ('gone/x.jpg'), ('stuck/x.jpg')`
		);
		const [kept] = await world().db.query<{ name: string }>(
			`select object_name as name from public.photos where removed_at is null limit 1`
		);
		await world().db.query('insert into private.files_to_remove (name) values ($1)', [kept!.name]);
		const removed: string[] = [];
		const context = {
			query: (sql: string, values?: unknown[]) => world().db.query(sql, values),
			removeFile: (name: string) => {
				if (name.startsWith('stuck')) return Promise.reject(new Error('the storage answered 503'));
				removed.push(name);
				return Promise.resolve();
			}
		} as unknown as ServerContext;
		expect(await removeFiles.run(context)).toBe('1 of 3');
		expect(removed).toEqual(['gone/x.jpg']);
		expect(
			await world().db.query(
				`select name, tries, error from private.files_to_remove where name like 'stuck%'`
			)
		).toEqual([{ name: 'stuck/x.jpg', tries: 1, error: 'the storage answered 503' }]);
	});
});
