import { expect, test } from 'vitest';
import type { PullAnswer } from '../../src/lib/domain/operation.ts';
import {
	addObservation,
	addPhoto,
	decide,
	given,
	givenPublished,
	publicRecord,
	pushOne,
	recordFor,
	update,
	upload
} from './support/operations.ts';
import { inside, onEveryEngine, type Who, type World } from './support/world.ts';

/** A place with digits that would be found anywhere they leak. */
const exact = { type: 'Point', coordinates: [3.123456, 43.654321] };
const secretName = 'Propriétaire-Secret';
const strangers: Who[] = ['anon', 'other', 'trusted', 'outsider'];

/** The columns that are granted, where not all are. */
const readable: Record<string, string> = {
	proposals: 'id, record_id, status, reason',
	record_history: 'id, changes',
	photos: `id, record_id, observation_id, sha256, bytes, mime, width, height, caption, taken_at, heading, scale,
		licence, position, added_by, created_at, received_at, accepted_at, removed_at, object_name`
};

/** Everything a stranger can read about a record, as one text. */
async function allReadings(world: World, who: Who, id: string): Promise<string> {
	const answers: unknown[] = [];
	for (const view of [
		'published_records',
		'published_history',
		'published_photos',
		'published_observations',
		'published_links'
	]) {
		const key = view === 'published_records' ? 'id' : 'record_id';
		answers.push(await world.read(who, `select * from public.${view} where ${key} = $1`, [id]));
	}
	answers.push(
		(await world.rpc<PullAnswer>(who, 'pull_changes', { p_max_rows: 1000 })).records.filter(
			({ record }) => record.id === id
		)
	);
	if (who !== 'anon') {
		answers.push(await recordFor(world, who, id));
		for (const table of ['records', 'photos', 'record_history', 'proposals']) {
			const columns = readable[table] ?? '*';
			const key = table === 'records' ? 'id' : 'record_id';
			answers.push(
				await world.read(who, `select ${columns} from public.${table} where ${key} = $1`, [id])
			);
		}
	}
	return JSON.stringify(answers);
}

onEveryEngine('privacy', (world) => {
	test('a blurred record shows the centre of its cell, to every reader and in every answer', async () => {
		const id = await givenPublished(world(), {
			concept: 'kilns/shy',
			sensitivity: 'blurred',
			geometry: exact
		});
		const shown = await publicRecord(world(), id);
		expect(shown).toMatchObject({ blurred: true, commune: { insee: '99001' } });
		const [lon, lat] = (shown!['geometry'] as { coordinates: [number, number] }).coordinates;
		expect(Math.abs(lat - 43.654321)).toBeLessThanOrEqual(0.0045);
		expect(Math.abs(lon - 3.123456)).toBeLessThanOrEqual(0.0065);
		expect([shown!['lon'], shown!['lat']]).toEqual([lon, lat]);
		// A second place in the same cell shows the same centre; correcting the place inside it tells nothing.
		await pushOne(
			world(),
			'moderator',
			update(id, 1, {
				geometry: [exact, { type: 'Point', coordinates: [lon + 0.0001, lat - 0.0001] }]
			})
		);
		expect((await publicRecord(world(), id))!['geometry']).toEqual(shown!['geometry']);
		await pushOne(world(), 'moderator', update(id, 2, { geometry: [null, exact] }));
		for (const who of strangers) {
			const text = await allReadings(world(), who, id);
			expect(text, who).toContain(id);
			expect(text, who).not.toMatch(/3\.1234|43\.6543/);
			expect(text, who).not.toContain('"geometry","position"');
		}
		for (const who of ['author', 'moderator', 'administrator'] as const)
			expect(await recordFor(world(), who, id)).toMatchObject({ geometry: exact });
		const history = await world().read(
			'anon',
			'select changed from public.published_history where record_id = $1',
			[id]
		);
		expect(JSON.stringify(history)).not.toMatch(/geometry|position/);
	});

	test('where somebody stood to see it is told of what may be seen exactly, and of nothing else', async () => {
		const position = { method: 'sighted', accuracy_m: 12, bearing: 47.3, distance_m: 83.5 };
		const open = await givenPublished(world(), { position });
		expect(await publicRecord(world(), open)).toMatchObject({ position });
		const facts = { concept: 'kilns/shy', sensitivity: 'blurred', geometry: exact, position };
		const shy = await givenPublished(world(), facts);
		await pushOne(world(), 'other', update(shy, 1, { 'properties.note': [null, 'x'] }));
		for (const who of strangers) {
			const text = await allReadings(world(), who, shy);
			expect(text, who).toContain('"method":"sighted"');
			expect(text, who).not.toMatch(/bearing|distance|47\.3|83\.5/);
		}
		expect(await recordFor(world(), 'author', shy)).toMatchObject({ position });
	});

	test('a hidden record does not exist for others', async () => {
		const id = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden',
			geometry: exact
		});
		for (const who of strangers) expect(await allReadings(world(), who, id), who).not.toContain(id);
		expect(
			await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'x'] }))
		).toMatchObject({ problems: [{ code: 'record_not_found' }], server: null });
		expect(await pushOne(world(), 'trusted', addPhoto(id))).toMatchObject({
			problems: [{ code: 'record_not_found' }]
		});
		await expect(decide(world(), 'outsider', id, 'accept')).rejects.toMatchObject({
			code: 'PT404'
		});
	});

	test('the author of a proposal never learns the exact place nor what is not public', async () => {
		const id = await givenPublished(world(), {
			concept: 'kilns/shy',
			sensitivity: 'blurred',
			geometry: exact,
			properties: { state: 'stone', keeper: secretName }
		});
		await pushOne(
			world(),
			'other',
			update(id, 1, {
				geometry: [null, inside],
				'properties.keeper': [null, 'Un nom'],
				'properties.note': [null, 'x']
			})
		);
		const text = await allReadings(world(), 'other', id);
		expect(text).not.toMatch(/3\.1234|43\.6543/);
		expect(text).not.toContain(secretName);
		expect(await recordFor(world(), 'other', id)).toMatchObject({
			author_id: null,
			proposal: { changes: { geometry: { old: null, new: inside } } }
		});
		const trail = await world().attempt('other', 'select public.record_trail($1)', [id]);
		expect(trail).toMatchObject({ code: 'PT404' });
		expect(await world().attempt('other', 'select changes from public.proposals')).toMatchObject({
			code: '42501'
		});
	});

	test('guessing does not tell: a right guess is answered like a wrong one', async () => {
		const properties = { state: 'stone', keeper: secretName };
		const id = await givenPublished(world(), {
			concept: 'kilns/shy',
			sensitivity: 'blurred',
			geometry: exact,
			properties
		});
		const guess = async (who: Who, base: number, keeper: string, geometry: unknown) => {
			const { result, proposal, disputed } = await pushOne(
				world(),
				who,
				update(id, base, { 'properties.keeper': [null, keeper], geometry: [null, geometry] })
			);
			return { result, proposal, disputed };
		};
		expect(await guess('other', 1, secretName, exact)).toEqual(
			await guess('other', 1, 'Faux', inside)
		);
		await pushOne(
			world(),
			'moderator',
			update(id, 1, { 'properties.keeper': [secretName, 'Autre-Secret'] })
		);
		expect(await guess('other', 1, 'Autre-Secret', exact)).toEqual(
			await guess('other', 1, 'Faux', inside)
		);
	});

	test('areas and filters say nothing of where a blurred place is', async () => {
		const id = await givenPublished(world(), {
			concept: 'kilns/shy',
			sensitivity: 'blurred',
			geometry: exact
		});
		const [{ lon, lat }] = (await world().read<{ lon: number; lat: number }>(
			'anon',
			'select lon, lat from public.published_records where id = $1',
			[id]
		)) as [{ lon: number; lat: number }];
		const pulled = async (who: Who, [x, y]: number[]) => {
			const { records } = await world().rpc<PullAnswer>(who, 'pull_changes', {
				p_bbox: [x! - 1e-5, y! - 1e-5, x! + 1e-5, y! + 1e-5],
				p_max_rows: 1000
			});
			return records.some(({ record }) => record.id === id);
		};
		expect(await pulled('anon', [lon, lat])).toBe(true);
		expect(await pulled('anon', exact.coordinates)).toBe(false);
		await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'x'] }));
		expect(await pulled('other', exact.coordinates)).toBe(false);
		expect(await pulled('author', exact.coordinates)).toBe(true);
	});

	test('a field that is not public stays inside, and leaves the public form when it becomes so', async () => {
		const id = await givenPublished(world(), {
			properties: {
				state: 'stone',
				keeper: secretName,
				mail: 'a@b.example',
				web: 'https://b.example'
			}
		});
		for (const who of strangers)
			expect(await allReadings(world(), who, id), who).not.toMatch(/Secret|a@b|keeper|mail/);
		expect(await publicRecord(world(), id)).toMatchObject({
			properties: { web: 'https://b.example' }
		});
		await world().db.query(
			`update public.field_definitions set is_public = false where key = 'web'`
		);
		expect((await publicRecord(world(), id))!['properties']).toEqual({ state: 'stone' });
		await world().db.query(
			`update public.field_definitions set is_public = true where key = 'web'`
		);
		expect(await publicRecord(world(), id)).toMatchObject({
			properties: { web: 'https://b.example' }
		});
	});

	test('a record hidden after it was published is taken back everywhere', async () => {
		const id = await givenPublished(world(), { geometry: exact });
		const { cursor } = await world().rpc<PullAnswer>('anon', 'pull_changes', { p_max_rows: 1000 });
		await pushOne(world(), 'moderator', update(id, 1, { sensitivity: ['public', 'hidden'] }));
		expect(await publicRecord(world(), id)).toBeUndefined();
		expect(
			await world().rpc<PullAnswer>('anon', 'pull_changes', { p_cursor: cursor })
		).toMatchObject({ records: [], gone: [id] });
	});

	test('people are named as they chose, and copies follow', async () => {
		const id = await givenPublished(world());
		const { cursor } = await world().rpc<PullAnswer>('anon', 'pull_changes', { p_max_rows: 1000 });
		const name = async (shown: string) => {
			await world().read('author', `update public.profiles set name_shown = $1`, [shown]);
			return (await publicRecord(world(), id))!['author_name'];
		};
		expect([await name('real'), await name('none'), await name('pseudonym')]).toEqual([
			'Jeanne Four',
			null,
			'Joana'
		]);
		const { records } = await world().rpc<PullAnswer>('anon', 'pull_changes', { p_cursor: cursor });
		expect(records.map(({ record }) => record.id)).toContain(id);
	});

	test('neither visits nor links tell more of a place than the place itself does', async () => {
		const shy = await givenPublished(world(), {
			concept: 'kilns/shy',
			sensitivity: 'blurred',
			geometry: exact,
			properties: { state: 'stone', condition: 'stone', danger: secretName }
		});
		const near = await givenPublished(world(), { properties: { state: 'stone', part_of: shy } });
		const passing = addObservation(shy, { properties: { condition: 'brick' } });
		await pushOne(world(), 'other', passing);
		await decide(world(), 'moderator', shy, 'accept', { observation: passing.observation.id });
		const hidden = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden',
			geometry: exact,
			properties: { state: 'stone', condition: 'stone', note: 'Rien à dire' }
		});
		await pushOne(world(), 'author', addObservation(hidden, { note: 'Porte ouverte' }));
		const beside = await givenPublished(world(), {
			properties: { state: 'stone', part_of: hidden }
		});
		for (const who of strangers) {
			const told = await allReadings(world(), who, shy);
			expect(told, who).not.toMatch(/3\.1234|43\.6543/);
			expect(told, who).not.toContain(secretName);
			expect(told, who).toContain('brick');
			// The exact neighbour does not say what it belongs to.
			expect(await allReadings(world(), who, near), who).not.toContain(shy);
			expect(await allReadings(world(), who, hidden), who).not.toMatch(/Porte ouverte|Rien à dire/);
			expect(await allReadings(world(), who, beside), who).not.toContain(hidden);
		}
		expect(await allReadings(world(), 'moderator', near)).toContain(shy);
	});

	test('photos of what is not public are not listed', async () => {
		const id = await given(world(), 'author', { geometry: exact });
		const photo = addPhoto(id);
		await pushOne(world(), 'author', photo);
		await upload(world(), photo);
		await world().rpc('author', 'confirm_photo', { p_photo_id: photo.photo.id });
		for (const who of strangers)
			expect(await allReadings(world(), who, id), who).not.toContain(photo.photo.id);
		await decide(world(), 'moderator', id, 'accept');
		expect(await allReadings(world(), 'anon', id)).toContain(photo.photo.id);
	});
});
