import { describe, expect, test, vi } from 'vitest';
import { sampleRecord, sampleVocabulary } from '../../../tests/support/sample-vocabulary.ts';
import { noFilter } from '$lib/domain/record-filter';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import { listStep, PublicMapState, styleOf } from './public-map.svelte';
import { deviceReader, fallingBack, NoAnswer, Refused, type RecordsReader } from './public-records';

const index = indexVocabulary(sampleVocabulary);
const at = (lon: number, lat: number) => ({ type: 'Point' as const, coordinates: [lon, lat] });
const records = [
	sampleRecord({ id: 'wall', geometry: at(3, 44), published_at: '2026-01-03T00:00:00Z' }),
	sampleRecord({
		id: 'tower',
		concept: 'bells/tower',
		title: null,
		geometry: at(3, 44),
		published_at: '2026-01-02T00:00:00Z'
	}),
	sampleRecord({
		id: 'handbell',
		concept: 'bells/handbell',
		title: 'Sonnaille',
		geometry: at(1, 43),
		published_at: '2026-01-01T00:00:00Z'
	})
];
const reader = deviceReader(records, index);
const everywhere = {
	bounds: [-180, -90, 180, 90] as [number, number, number, number],
	zoom: 6,
	count: 3
};

async function stateWith(filter: Partial<typeof noFilter> = {}, from: RecordsReader = reader) {
	const state = new PublicMapState(from);
	state.show(index, { ...noFilter, ...filter }, { total: 0, records: [] });
	await state.load();
	return state;
}
const idsOf = (state: PublicMapState) => state.visible.map(([id]) => id);

describe('the points shown', () => {
	test('are all of them without a filter', async () => {
		expect(idsOf(await stateWith())).toEqual(['wall', 'tower', 'handbell']);
	});

	test('are those of a concept and everything narrower', async () => {
		expect(idsOf(await stateWith({ concept: 'bells/tower' }))).toEqual(['wall', 'tower']);
	});

	test('are those whose title, commune or type has the words, whatever the accents', async () => {
		expect(idsOf(await stateWith({ q: 'sónnaille' }))).toEqual(['handbell']);
		expect(idsOf(await stateWith({ q: 'CLOCHER' }))).toEqual(['wall', 'tower']);
	});

	test('are counted by type with what is narrower, and by theme', async () => {
		const { counts } = await stateWith({ concept: 'bells/handbell' });
		expect(Object.fromEntries(counts)).toEqual({
			bells: 3,
			'bells/tower': 2,
			'bells/wall': 1,
			'bells/handbell': 1
		});
	});
});

describe('points that a service worker kept from the last visit', () => {
	test('give way to the new ones', async () => {
		const points = vi.fn(reader.points);
		const state = await stateWith({}, { ...reader, points });
		points.mockResolvedValue({
			stamp: 'new',
			concepts: ['bells/wall'],
			points: [['new', 3, 44, 0]]
		});
		await state.reload();
		expect(idsOf(state)).toEqual(['new']);
	});
});

describe('a reader that falls back', () => {
	const silent = { ...reader, points: () => Promise.reject(new NoAnswer()) };

	test('asks the device only when the server does not answer, and opens it once', async () => {
		const open = vi.fn(() => Promise.resolve(reader));
		const both = fallingBack(silent, open);
		await both.list(noFilter);
		expect(open).not.toHaveBeenCalled();
		expect((await both.points()).points).toHaveLength(3);
		await both.points();
		expect(open).toHaveBeenCalledTimes(1);
	});

	test('passes a refusal on, and the silence when the device has nothing', async () => {
		const refusing = {
			...reader,
			points: () => Promise.reject(new Refused('/api/points.json', 400))
		};
		await expect(fallingBack(refusing, () => Promise.resolve(reader)).points()).rejects.toThrow(
			Refused
		);
		await expect(fallingBack(silent, () => Promise.resolve(null)).points()).rejects.toThrow(
			NoAnswer
		);
	});
});

describe('the list', () => {
	test('is of what is in view, latest first', async () => {
		const state = await stateWith();
		state.look({ ...everywhere, bounds: [2, 43.5, 4, 44.5] });
		await state.refresh();
		expect(state.list).toMatchObject({ total: 2, records: [{ id: 'wall' }, { id: 'tower' }] });
	});

	test('keeps what it had and says so when it cannot be read', async () => {
		const broken = { ...reader, list: () => Promise.reject(new Error('cut')) };
		const state = await stateWith({}, broken);
		state.look(everywhere);
		await state.refresh();
		expect(state.failed).toBe(true);
		expect(state.listing).toBe(false);
	});

	test('says at least what is where when nobody answers', async () => {
		const silent = { ...reader, list: () => Promise.reject(new NoAnswer()) };
		const state = await stateWith({}, silent);
		state.look({ ...everywhere, bounds: [2, 43.5, 4, 44.5] });
		await state.refresh();
		expect(state.bare).toBe(true);
		expect(state.failed).toBe(false);
		expect(state.list).toMatchObject({
			total: 2,
			records: [
				{ id: 'tower', theme: 'bells', concept: 'bells/tower', title: null },
				{ id: 'wall' }
			]
		});
	});

	test('forgets an answer that comes after another question', async () => {
		const answers: ((total: number) => void)[] = [];
		const slow: RecordsReader = {
			...reader,
			list: () => new Promise((resolve) => answers.push((total) => resolve({ total, records: [] })))
		};
		const state = await stateWith({}, slow);
		state.look(everywhere);
		const first = state.refresh();
		const second = state.refresh();
		answers[1]!(2);
		answers[0]!(1);
		await Promise.all([first, second]);
		expect(state.list.total).toBe(2);
	});

	test('grows by steps', async () => {
		const list = vi.fn<RecordsReader['list']>().mockResolvedValue({ total: 90, records: [] });
		const state = await stateWith({}, { ...reader, list });
		state.look(everywhere);
		await state.more();
		expect(list.mock.lastCall?.[0]).toMatchObject({ limit: 2 * listStep });
	});

	test('asks for the shapes of lines and surfaces once the view is near enough', async () => {
		const line = sampleRecord({
			id: 'line',
			geometry: {
				type: 'LineString',
				coordinates: [
					[3, 44],
					[3.1, 44]
				]
			}
		});
		const state = await stateWith({}, deviceReader([...records, line], index));
		state.look({ ...everywhere, zoom: 13 });
		await state.refresh();
		expect(state.shapes).toEqual([]);
		state.look({ ...everywhere, zoom: 14 });
		await state.refresh();
		expect(state.shapes.map(({ id }) => id)).toEqual(['line']);
	});
});

describe('the chosen record', () => {
	test('is shown even when the list does not hold it', async () => {
		const state = await stateWith();
		state.pick('handbell');
		await expect.poll(() => state.card?.title).toBe('Sonnaille');
		state.pick(null);
		expect(state.card).toBeNull();
	});

	test('may be several at one place', async () => {
		const state = await stateWith();
		await state.pickGroup(['wall', 'tower']);
		expect(state.group?.records.map(({ id }) => id)).toEqual(['wall', 'tower']);
		expect(state.selected).toBeNull();
	});
});

test('a symbol has the colour and shape of its concept or of a broader one', () => {
	expect(styleOf(index, 'bells/wall')).toEqual({ color: '#7a4b12', shape: 'circle', icon: null });
	expect(styleOf(index, 'bells/gone')).toEqual({ color: '#6b6250', shape: 'circle', icon: null });
});
