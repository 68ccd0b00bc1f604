import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planRecords } from '../../src/lib/backend/demo/plan.ts';
import { pgliteDatabase, type Database } from '../../src/lib/backend/database.ts';
import { openEngine } from '../../src/lib/backend/engine.ts';
import { indexVocabulary } from '../../src/lib/domain/vocabulary/graph.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { freshDataFolder } from '../support/snapshot.ts';

let folder: string;
let database: Database;
let close: () => Promise<void>;

beforeAll(async () => {
	folder = await freshDataFolder('demo');
	const connection = await openEngine(join(folder, 'database'));
	database = pgliteDatabase(connection.driver);
	close = () => connection.close();
});
afterAll(async () => {
	await close();
	await rm(folder, { recursive: true, force: true });
});

describe('the demo', () => {
	test('has hundreds of records of every theme, in every status, in both territories', async () => {
		const rows = await database.query<{
			theme: string;
			status: string;
			territory: string;
			n: number;
		}>(
			`select r.theme, r.status, t.territory, count(*)::int as n from public.records r
			 join public.territory_communes t on t.insee = r.commune_insee group by 1, 2, 3`
		);
		expect(rows.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(300);
		const values = (key: 'theme' | 'status' | 'territory') =>
			[...new Set(rows.map((row) => row[key]))].sort();
		const themes = await database.query<{ id: string }>('select id from public.themes order by id');
		expect(values('theme')).toEqual(themes.map(({ id }) => id));
		expect(values('status')).toEqual([
			'archived',
			'changes_requested',
			'published',
			'rejected',
			'submitted'
		]);
		expect(values('territory')).toEqual(['garrigues', 'rouergue']);
		const waiting = rows
			.filter(({ status }) => status === 'submitted')
			.map(({ territory }) => territory);
		expect(new Set(waiting).size).toBe(2);
	});

	test('has edits waiting beside published records, and some sent back', async () => {
		const rows = await database.query<{ status: string }>(
			'select distinct status from public.proposals order by 1'
		);
		expect(rows.map(({ status }) => status)).toEqual(
			expect.arrayContaining(['changes_requested', 'pending', 'rejected'])
		);
	});

	test('has people who came back, years of a place in a row, and visits waiting in both territories', async () => {
		const rows = await database.query<{ status: string; territory: string; n: number }>(
			`select o.status, t.territory, count(*)::int as n from public.observations o
			 join public.records r on r.id = o.record_id join public.territory_communes t on t.insee = r.commune_insee
			 where not o.is_first group by 1, 2`
		);
		const of = (wanted: string) => rows.filter(({ status }) => status === wanted);
		expect(of('accepted').reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(30);
		expect(new Set(of('pending').map(({ territory }) => territory)).size).toBe(2);
		expect(of('rejected').length).toBeGreaterThan(0);
		const [odd] = await database.query<{ n: number }>(
			`select count(*)::int as n from public.observations o join public.records r on r.id = o.record_id
			 where o.observed_at > o.created_at or o.created_at > now() or o.accepted_at < o.created_at
				or r.last_seen_at > now() or (not o.is_first and o.observed_at < r.observed_at)`
		);
		expect(odd?.n).toBe(0);
	});

	test('has ensembles whose elements name them', async () => {
		const [row] = await database.query<{ n: number }>(
			'select count(*)::int as n from public.published_links'
		);
		expect(row?.n).toBeGreaterThan(3);
	});

	test('would be accepted from anybody: the database finds nothing wrong with it', async () => {
		const wrong = await database.query(
			`select r.id, private.validate_record(private.record_content(r)) as problems from public.records r
			 where private.validate_record(private.record_content(r)) <> '[]'`
		);
		expect(wrong).toEqual([]);
	});

	test('gives a reason for every refusal', async () => {
		const silent = await database.query(
			`select id from public.records where status in ('changes_requested', 'rejected', 'archived') and reason is null`
		);
		expect(silent).toEqual([]);
	});

	test('has a past that comes in order and ends before now', async () => {
		const odd = await database.query(
			`select h.record_id from public.record_history h
			 join public.record_history later on later.record_id = h.record_id and later.id > h.id
			 where later.at < h.at or later.at > now()
			 union select id from public.records where updated_at > now() or published_at < created_at or observed_at > created_at`
		);
		expect(odd).toEqual([]);
	});

	test('stores every photo whole, under the hash of its bytes, without anything but pixels', async () => {
		const photos = await database.query<{ object_name: string; sha256: string; bytes: number }>(
			'select object_name, sha256, bytes from public.photos where received_at is not null'
		);
		expect(new Set(photos.map(({ sha256 }) => sha256)).size).toBeGreaterThanOrEqual(24);
		for (const { object_name, sha256, bytes } of photos) {
			const file = await readFile(join(folder, 'storage/photos', object_name));
			expect(file.length).toBe(bytes);
			expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
			expect(file.includes('Exif')).toBe(false);
		}
		const sizes = photos.map(({ bytes }) => bytes);
		expect(Math.min(...sizes)).toBeGreaterThan(20_000);
		expect(Math.max(...sizes)).toBeLessThan(42_000);
	});

	test('labels its outlines as made up, and they do not overlap', async () => {
		const [row] = await database.query<{ origins: string[]; overlaps: number; broken: number }>(
			`select array_agg(distinct a.origin) as origins, count(*) filter (where not extensions.st_isvalid(a.outline))::int as broken,
				count(*) filter (where exists (select from public.communes b where b.insee > a.insee
					and extensions.st_area(extensions.st_intersection(a.outline, b.outline)) > 1e-9))::int as overlaps
			 from public.communes a`
		);
		expect(row).toEqual({ origins: ['demo'], broken: 0, overlaps: 0 });
	});

	test('is drawn up the same for the same seed, and differently for another', async () => {
		const [row] = await database.query<{ vocabulary: Vocabulary }>(
			'select public.vocabulary() as vocabulary'
		);
		const index = indexVocabulary(row!.vocabulary);
		const plan = (seed: number) =>
			planRecords(index, 9, 20, new Date('2026-06-01T12:00:00Z'), seed);
		expect(plan(1)).toEqual(plan(1));
		expect(plan(2)).not.toEqual(plan(1));
	});
});
