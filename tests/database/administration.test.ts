import { describe, expect, test } from 'vitest';
import type { Statistics } from '../../src/lib/domain/statistics.ts';
import { addObservation, decide, given, givenPublished, pushOne } from './support/operations.ts';
import { inside, onEveryEngine, outside, type Who, type World } from './support/world.ts';

const square = (west: number, south: number) => ({
	type: 'Polygon',
	coordinates: [
		[
			[west, south],
			[west + 1, south],
			[west + 1, south + 1],
			[west, south + 1],
			[west, south]
		]
	]
});

const statistics = (world: World, who: Who, args = {}) =>
	world.rpc<Statistics>(who, 'contribution_statistics', { p_weeks: 4, ...args });
const lastWeek = ({ weeks }: Statistics) => weeks.at(-1)!;

onEveryEngine('administration', (world) => {
	describe('statistics', () => {
		test('are of the places a person moderates, and count each thing once', async () => {
			const before = await statistics(world(), 'moderator');
			const waiting = await given(world(), 'author', { geometry: inside });
			await given(world(), 'other', { geometry: outside });
			const published = await givenPublished(world());
			await pushOne(world(), 'other', addObservation(published));
			const after = await statistics(world(), 'moderator');
			expect(lastWeek(after).records - lastWeek(before).records).toBe(2);
			expect(lastWeek(after).visits - lastWeek(before).visits).toBe(1);
			expect(after.waiting - before.waiting).toBe(2);
			expect(after.backlog).toMatchObject([{ territory: 'test-inside', waiting: after.waiting }]);
			expect(lastWeek(after).contributors).toBe(2);

			const elsewhere = await statistics(world(), 'outsider');
			expect(lastWeek(elsewhere).records).toBe(1);
			expect(elsewhere.backlog.map(({ territory }) => territory)).toEqual(['test-outside']);

			await decide(world(), 'moderator', waiting, 'accept');
			const decided = await statistics(world(), 'moderator');
			expect(decided.decisions - after.decisions).toBe(1);
			expect(decided.waiting - after.waiting).toBe(-1);
		});

		test('tell how long a decision took, and who came back', async () => {
			const { db, ids } = world();
			// Of an earlier week whatever day it is, and not yet of the first of the four, even on a Monday.
			await db.exec(`insert into public.record_history (record_id, version, kind, at, actor_id, status)
			select id, 1, 'created', now() - interval '10 days', '${ids.author}', 'submitted' from public.records
			where commune_insee = '99001' order by id limit 1`);
			const now = await statistics(world(), 'moderator');
			expect(lastWeek(now).returning).toBe(1);
			expect(now.returning).toBe(1);
			expect(lastWeek(now).median_hours).toBeGreaterThanOrEqual(0);
			expect(now.weeks[0]).toMatchObject({ records: 0, decisions: 0, median_hours: null });
			expect(now.weeks).toHaveLength(4);
		});

		test('hold no name and no record', async () => {
			const text = JSON.stringify(await statistics(world(), 'administrator'));
			expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
			expect(text).not.toContain('Jo');
		});

		test('of a theme that is not there are refused', async () => {
			await expect(
				statistics(world(), 'moderator', { p_theme: "x' or 1=1" })
			).rejects.toMatchObject({
				message: 'unknown_theme'
			});
		});
	});

	describe('territories', () => {
		const save = (args: Record<string, unknown>) =>
			world().rpc('administrator', 'save_territory', {
				p_id: 'hills',
				p_name: { fr: 'Les collines' },
				p_communes: ['99001', '99404'],
				...args
			});

		test('are looked at before they are made, and say which communes have no outline', async () => {
			const told = { added: ['99001', '99404'], removed: [], without_outline: ['99404'] };
			expect(await save({})).toEqual(told);
			expect(await save({ p_write: true })).toEqual(told);
			expect(await save({ p_communes: ['99001'] })).toMatchObject({
				added: [],
				removed: ['99404']
			});
			const all = await world().rpc<{ id: string; communes: string[]; outlined: number }[]>(
				'administrator',
				'territory_overview'
			);
			expect(all.find(({ id }) => id === 'hills')).toMatchObject({
				communes: ['99001', '99404'],
				outlined: 1,
				roles: []
			});
			expect(all.find(({ id }) => id === 'test-inside')).toMatchObject({
				roles: [{ role: 'moderator' }, { role: 'trusted' }]
			});
		});

		test('that would be nowhere, or are badly written, are refused by the part that is wrong', async () => {
			const wrong: [Record<string, unknown>, string][] = [
				[{ p_communes: '{}' }, 'communes'],
				[{ p_communes: ["99001'; drop table records;--"] }, 'communes'],
				[{ p_id: 'Les Collines' }, 'id'],
				[{ p_name: { en: 'Hills' } }, 'name'],
				[{ p_name: { fr: ' ' } }, 'name']
			];
			for (const [args, field] of wrong) {
				const error = await save(args).catch((one: unknown) => one);
				expect(error, field).toMatchObject({ code: 'PT400' });
				expect(JSON.stringify(error)).toContain(field);
			}
		});

		test('give their moderators a commune at once, and take it back at once', async () => {
			const id = await given(world(), 'author', { geometry: outside });
			const reads = async () =>
				(await world().read('moderator', 'select 1 from public.records where id = $1', [id]))
					.length;
			const inside = (codes: string[]) =>
				save({ p_id: 'test-inside', p_name: { fr: 'Dedans' }, p_communes: codes, p_write: true });
			expect(await reads()).toBe(0);
			await inside(['99001', '99002']);
			expect(await reads()).toBe(1);
			await inside(['99001']);
			expect(await reads()).toBe(0);
		});
	});

	describe('outlines of communes', () => {
		const commune = (insee: string, outline: unknown) => ({
			insee,
			nom: `Commune ${insee}`,
			outline
		});
		const bring = (communes: unknown[], write: boolean) =>
			world().rpc('administrator', 'import_communes', {
				p_communes: JSON.stringify(communes),
				p_write: write
			});

		test('are taken one by one: what is wrong costs itself alone, and nothing is written before it is asked', async () => {
			const file = [
				commune('99101', square(10, 40)),
				commune('x', square(11, 40)),
				commune('99103', { type: 'Polygon', coordinates: [['a']] }),
				commune('99104', square(700_000, 40)),
				commune('99105', null),
				17
			];
			const told = {
				added: 1,
				changed: 0,
				unchanged: 0,
				refused: ['x', '99103', '99104', '99105', null]
			};
			expect(await bring(file, false)).toEqual(told);
			expect(await world().db.query(`select 1 from public.communes where insee = '99101'`)).toEqual(
				[]
			);
			expect(await bring(file, true)).toEqual(told);
			expect(await bring(file.slice(0, 1), true)).toMatchObject({ added: 0, unchanged: 1 });
			await expect(bring(Array(51).fill(file[0]), true)).rejects.toMatchObject({ code: 'PT400' });
		});
	});

	describe('what administrators choose', () => {
		describe('of a theme', () => {
			test('is kept when the seed comes again, and what was recorded keeps its licence', async () => {
				const { db } = world();
				const id = await given(world(), 'author');
				const [{ licence } = { licence: '' }] = await db.query<{ licence: string }>(
					'select licence from public.records where id = $1',
					[id]
				);
				const other = licence === 'lov2' ? 'odbl' : 'lov2';
				await world().rpc('administrator', 'save_theme', {
					p_theme: 'kilns',
					p_title: { fr: 'Fours et foyers' },
					p_description: { fr: 'Tout ce qui a chauffé.' },
					p_licence: other
				});
				await db.exec(
					`update public.themes set title = '{"fr": "Fours"}', licence = '${licence}', color = '#123456' where id = 'kilns'`
				);
				expect(
					await db.query(`select title, licence, color from public.themes where id = 'kilns'`)
				).toEqual([{ title: { fr: 'Fours et foyers' }, licence: other, color: '#123456' }]);
				expect(await db.query('select licence from public.records where id = $1', [id])).toEqual([
					{ licence }
				]);
			});

			test('is their order, given whole', async () => {
				const ids = async () =>
					(
						await world().db.query<{ id: string }>(
							'select id from public.themes order by position, id'
						)
					).map(({ id }) => id);
				const turned = (await ids()).reverse();
				await world().rpc('administrator', 'order_themes', { p_themes: turned });
				expect(await ids()).toEqual(turned);
			});

			test('is refused by the part that is wrong', async () => {
				const args = {
					p_theme: 'kilns',
					p_title: { fr: 'F'.repeat(61) },
					p_description: { fr: 'x' },
					p_licence: 'none'
				};
				const error = await world()
					.rpc('administrator', 'save_theme', args)
					.catch((one: unknown) => one);
				expect(JSON.stringify(error)).toMatch(/title.*licence/);
			});
		});

		test('of the basemaps is read by everyone, and never says from where they come', async () => {
			const list = [
				{ id: 'plan', shown: true, opacity: 0.5, initial: true, url: 'https://evil.example/{z}' },
				{ id: 'photo', shown: false }
			];
			await world().rpc('administrator', 'save_basemaps', { p_basemaps: JSON.stringify(list) });
			expect(
				await world().read('anon', 'select * from public.basemap_settings order by position')
			).toEqual([
				{ id: 'plan', position: 0, shown: true, opacity: 0.5, initial: true },
				{ id: 'photo', position: 1, shown: false, opacity: 1, initial: false }
			]);
			for (const wrong of [[{ id: 'a' }, { id: 'a' }], [{ id: 'a', opacity: 7 }], [{}], 'plan']) {
				await expect(
					world().rpc('administrator', 'save_basemaps', { p_basemaps: JSON.stringify(wrong) })
				).rejects.toMatchObject({ code: 'PT400' });
			}
			expect(await world().read('anon', 'select id from public.basemap_settings')).toHaveLength(2);
		});

		test('the state of the service holds figures, and no address', async () => {
			const health = await world().rpc<Record<string, unknown>>('administrator', 'service_health');
			expect(health).toMatchObject({ mails: { dead: 0 }, jobs: [], storage: { files: 0 } });
			expect(JSON.stringify(health)).not.toContain('@');
			const [id] = [world().ids.author];
			for (let n = 0; n < 2; n++)
				await world().db.query('select private.note_failure($1, $2)', [
					`GET /fiche/${id}`,
					'500 duplicate key "jo" of jo@test.example'
				]);
			for (let n = 0; n < 60; n++)
				await world().db.query('select private.note_failure($1, $2)', [`GET /${n}`, '500']);
			await world().db.query('select private.note_failure($1, $2)', [`GET /fiche/${id}`, '500']);
			const [last] = (await world().rpc<{ failures: unknown[] }>('administrator', 'service_health'))
				.failures;
			expect(last).toMatchObject({ place: 'GET /fiche/…', what: '500', times: 1 });
			const kept = await world().db.query(`select what, times from private.server_failures`);
			expect(kept).toHaveLength(50);
			expect(JSON.stringify(kept)).not.toMatch(/jo/);
		});
	});
});
