import { beforeAll, expect, test } from 'vitest';
import {
	addObservation,
	addPhoto,
	create,
	given,
	givenPublished,
	pushOne,
	update,
	upload
} from '../support/operations.ts';
import { inside, onEveryEngine, type Who } from '../support/world.ts';
import { callable, readable } from './support.ts';

/** Digits and words that are found wherever they leak. */
const exact = { type: 'Point', coordinates: [3.123456, 43.654321] };
const secret = 'Chez-Marguerite';
const needles = new RegExp(`3\\.1234|43\\.6543|${secret}|author@test|moderator@test`);
const strangers: Who[] = ['anon', 'other', 'trusted', 'outsider'];

onEveryEngine('reading what is hidden', (world) => {
	const ids: Record<string, string> = {};
	beforeAll(async () => {
		const hidden = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden',
			geometry: exact,
			properties: { state: 'stone', note: secret }
		});
		const shy = await givenPublished(world(), {
			concept: 'kilns/shy',
			sensitivity: 'blurred',
			geometry: exact,
			properties: { state: 'stone', keeper: secret }
		});
		const waiting = await given(world(), 'author', {
			geometry: exact,
			properties: { state: 'stone', note: secret }
		});
		const photo = addPhoto(hidden, { caption: secret });
		await pushOne(world(), 'author', photo);
		await upload(world(), photo);
		const visit = addObservation(hidden, { note: secret });
		await pushOne(world(), 'author', visit);
		// A stranger takes part in what is shown of the blurred one: more ways to read are open to them.
		// What they propose is compared with what stands there, exactly.
		await pushOne(
			world(),
			'other',
			update(shy, 1, {
				geometry: [null, inside],
				'properties.keeper': [null, 'x'],
				'properties.note': [null, 'x']
			})
		);
		await pushOne(
			world(),
			'author',
			update(shy, 1, { geometry: [exact, exact], 'properties.keeper': [secret, `${secret} 2`] })
		);
		Object.assign(ids, {
			hidden,
			shy,
			waiting,
			photo: photo.photo.id,
			visit: visit.observation.id,
			author: world().ids.author,
			theme: 'kilns'
		});
	});

	test('no table or view gives it away, in any column a role may read', async () => {
		for (const who of strangers) {
			const relations = await readable(world(), who === 'anon' ? 'anon' : 'authenticated');
			expect(relations.length).toBeGreaterThan(10);
			for (const { relation, columns } of relations) {
				const { rows } = await world().attempt(who, `select ${columns} from ${relation}`);
				expect(JSON.stringify(rows), `${who} ${relation}`).not.toMatch(needles);
			}
		}
	});

	test('no function gives it away, whatever it is asked with', async () => {
		for (const who of strangers) {
			const calls = await callable(world(), who === 'anon' ? 'anon' : 'authenticated', ids);
			expect(calls.length).toBeGreaterThan(who === 'anon' ? 5 : 30);
			for (const call of calls) {
				const { rows, detail, message } = await world().attempt(
					who,
					`select ${call}::text as value`
				);
				// One's own address is one's own.
				expect(JSON.stringify([rows, detail, message]), `${who} ${call}`).not.toMatch(needles);
			}
		}
	});

	test('nor does anybody’s own data, in any section of it', async () => {
		const sections = await world().db.query<{ section: string }>(
			'select section from private.personal_data where told'
		);
		for (const who of ['other', 'trusted'] as const)
			for (const { section } of sections) {
				const { rows, code } = await world().attempt(who, 'select public.my_data($1)::text', [
					section
				]);
				expect(code, section).toBeNull();
				expect(JSON.stringify(rows), `${who} ${section}`).not.toMatch(needles);
			}
	});

	test('and it would be seen if they did: a moderator of the place reads it both ways', async () => {
		const told: string[] = [];
		for (const { relation, columns } of await readable(world(), 'authenticated'))
			told.push(
				JSON.stringify(
					(await world().attempt('moderator', `select ${columns} from ${relation}`)).rows
				)
			);
		expect(told.filter((text) => needles.test(text)).length).toBeGreaterThan(2);
		const calls = await callable(world(), 'authenticated', ids);
		const answers = calls.filter((call) => /record_for_me|record_trail/.test(call));
		const rows = [];
		for (const call of answers)
			rows.push((await world().attempt('moderator', `select ${call}::text as value`)).rows);
		expect(JSON.stringify(rows)).toMatch(needles);
	});

	test('filters, order and counts behave as if it were not there', async () => {
		const guesses = [
			`properties->>'note' like 'Chez%'`,
			`properties::text like '%${secret}%'`,
			`geometry::text like '%3.1234%'`,
			`lon = 3.123456`,
			`lon between 3.12345 and 3.12346`,
			`title like 'Chez%'`
		];
		for (const guess of guesses)
			for (const who of strangers) {
				const { rows } = await world().attempt(
					who,
					`select id from public.published_records where ${guess}`
				);
				expect(rows, `${who} ${guess}`).toEqual([]);
			}
		const [{ count }] = (await world().read<{ count: number }>(
			'anon',
			'select count(*)::int as count from public.published_records'
		)) as [{ count: number }];
		expect(count).toBe(1);
		// A function in the filter that tells what it is shown is not shown what the view leaves out.
		const peek = await world().attempt(
			'anon',
			`select id from public.published_records where 1 / (case when properties::text like '%${secret}%' then 0 else 1 end) = 1`
		);
		expect(peek.code).toBeNull();
	});

	test('nor do answers to what is sent tell a right guess from a wrong one', async () => {
		const answers = async (id: string) => {
			const { result, problems, server, proposal } = await pushOne(
				world(),
				'other',
				update(id, 1, { 'properties.note': [secret, 'x'] })
			);
			return { result, problems, server, proposal };
		};
		expect(await answers(ids['hidden']!)).toEqual(await answers(create().record_id));
		expect(await answers(ids['waiting']!)).toEqual(await answers(create().record_id));
	});

	test('a photo’s file is for nobody who may not see it, even by its right name', async () => {
		const [photo] = await world().db.query<{ object_name: string }>(
			'select object_name from public.photos where id = $1',
			[ids['photo']]
		);
		for (const who of strangers) {
			const { rows } = await world().attempt(
				who,
				`select name from storage.objects where name = $1`,
				[photo!.object_name]
			);
			expect(rows, who).toEqual([]);
			for (const write of [
				`insert into storage.objects (bucket_id, name) values ('photos', '${photo!.object_name}')`,
				`update storage.objects set name = 'x'`,
				`delete from storage.objects`
			]) {
				const { code, rows: reached } = await world().attempt(who, `${write} returning 1`);
				expect(code === '42501' || reached.length === 0, `${who} ${write}`).toBe(true);
			}
		}
		expect((await world().attempt('author', `select name from storage.objects`)).rows).toHaveLength(
			1
		);
	});
});
