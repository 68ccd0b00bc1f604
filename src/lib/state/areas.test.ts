import { describe, expect, it } from 'vitest';
import type { PackOrder, PackProgress } from '$lib/device/areas/download';
import type { Connection } from '$lib/domain/connection';
import type { PackStop } from '$lib/domain/areas/pack';
import type { Basemap } from '$lib/map/basemap-config';
import type { PackRow } from '$lib/store/field-rows';
import { AreasState, type AreasPorts } from './areas.svelte';

const layers = [{ url: 'https://t.example/{z}/{x}/{y}', maxNativeZoom: 19, attribution: 'Essai' }];
const plan: Basemap = {
	id: 'plan',
	name: { fr: 'Plan' },
	layers,
	offline: { maxZoom: 18, maxTiles: 3000, perSecond: 20, parallel: 4, tileBytes: 10_000 }
};
const given: Basemap = { id: 'given', name: { fr: 'Offert' }, layers };
const poulx = {
	insee: '30206',
	nom: 'Poulx',
	bbox: [4.38, 43.89, 4.45, 43.94] as [number, number, number, number]
};
const communes = [
	poulx,
	{ ...poulx, insee: '30001', nom: 'Aiguèze' },
	{ ...poulx, insee: '34', nom: 'Saint-Poulx' }
];

type Download = (
	order: PackOrder,
	signal: AbortSignal,
	progress: (one: PackProgress) => void
) => Promise<PackStop | null>;

/** How far a download of an order is. */
function at(order: PackOrder, done: number, missing = 0): PackProgress {
	return {
		tiles: { total: 10, done, missing },
		tileBytes: done * 1000,
		dataBytes: 5,
		data: { total: order.pages.length, done: order.pages.length },
		thumbnails: 0
	};
}

/** A phone whose downloads go as told, one after the other. */
function phone(downloads: Download[], kept: PackRow[] = [], network: Connection = 'unknown') {
	const rows = new Map(kept.map((row) => [row.id, row]));
	const listeners: ((packs: PackRow[]) => void)[] = [];
	const orders: PackOrder[] = [];
	let back: () => void = () => undefined;
	let moved: () => void = () => undefined;
	let shown = 'given';
	const dropped = new Set<string>();
	const list = () => [...rows.values()].sort((a, b) => b.made_at.localeCompare(a.made_at));
	const changed = () => Promise.resolve(listeners.forEach((next) => next(list())));
	const ports: AreasPorts = {
		watchPacks(next) {
			listeners.push(next);
			next(list());
			return () => undefined;
		},
		listPacks: () => Promise.resolve(list()),
		savePack: (pack) => (rows.set(pack.id, pack), changed()),
		changePack(id, changes) {
			const row = rows.get(id);
			if (row) rows.set(id, { ...row, ...changes });
			return changed();
		},
		removePack: (id) => (rows.delete(id), changed()),
		hasCache: (id) => Promise.resolve(!dropped.has(id)),
		dropCache: (id) => Promise.resolve(dropped.add(id)),
		basemaps: () => Promise.resolve([given, plan]),
		shown: () => shown,
		show: (id) => (shown = id),
		communes: () => Promise.resolve(communes),
		outline: () => Promise.resolve(null),
		pull: () => Promise.reject(new Error('cut')),
		records: () => Promise.resolve({ ids: ['r'], photos: ['p'], photoBytes: 300_000 }),
		download(_, order, { signal, progress }) {
			orders.push(order);
			return downloads.shift()!(order, signal, progress);
		},
		alone: (work) => work(),
		onNetworkBack: (call) => ((back = call), () => undefined),
		connection: () => network,
		onConnectionChange: (call) => ((moved = call), () => undefined),
		newId: () => `area-${rows.size}`,
		now: () => new Date(1_777_000_000_000 + orders.length)
	};
	const areas = new AreasState(ports);
	/** From one network to another. */
	const move = (to: Connection) => {
		network = to;
		moved();
	};
	return { areas, orders, dropped, rows, shown: () => shown, back: () => back(), move };
}

async function takePoulx(areas: AreasState) {
	await areas.choice.load();
	await areas.choice.pick(poulx);
	areas.choice.maxZoom = 14;
	await areas.take(areas.choice.order('Poulx')!);
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const whole: Download = (order, _, progress) => {
	progress(at(order, 10));
	return Promise.resolve(null);
};

describe('choosing an area', () => {
	it('finds a commune by a few letters, with or without accents, those that begin so first', async () => {
		const { areas } = phone([]);
		await areas.choice.load();
		areas.choice.words = 'pou';
		expect(areas.choice.found.map(({ nom }) => nom)).toEqual(['Poulx', 'Saint-Poulx']);
		areas.choice.words = 'aigueze';
		expect(areas.choice.found.map(({ nom }) => nom)).toEqual(['Aiguèze']);
	});

	it('offers the basemap that may be taken, and weighs before anything comes', async () => {
		const { areas } = phone([]);
		const { choice } = areas;
		await choice.load();
		expect(choice.basemap).toBe('plan');
		expect([choice.tiles, choice.order('x')]).toEqual([null, null]);
		await choice.pick(poulx);
		expect(choice.tiles).toBeGreaterThan(10);
		expect(choice.bytes).toBe(choice.tiles! * 10_000);
		// Records and their photos come along, and over the network as large as they are.
		await choice.count();
		expect(choice.bytes).toBe(choice.tiles! * 10_000 + 325_000);
		choice.way = 'view';
		choice.look([-5, 41, 9, 51]);
		expect([choice.tiles, choice.bytes, choice.order('x')]).toEqual([Infinity, null, null]);
	});
});

describe('an area', () => {
	it('comes even when the records cannot be brought up to date, and its map is shown from then on', async () => {
		const { areas, orders, shown } = phone([whole]);
		await areas.start();
		await takePoulx(areas);
		await settled();
		expect(areas.packs?.[0]).toMatchObject({
			name: 'Poulx',
			state: 'ready',
			records: 1,
			tile_bytes: 10_000
		});
		expect(shown()).toBe('plan');
		expect(orders[0]?.pages).toContain('/api/records/r');
		expect(orders[0]?.photos).toEqual(['/photos/p']);
	});

	it('that is paused goes on from there', async () => {
		const { areas, orders } = phone([
			(order, signal, progress) =>
				new Promise((resolve) => {
					progress(at(order, 4, 1));
					signal.addEventListener('abort', () => resolve(null));
				}),
			whole
		]);
		await areas.start();
		await takePoulx(areas);
		await settled();
		await areas.pause('area-0');
		await settled();
		expect(areas.packs?.[0]).toMatchObject({ state: 'paused', tiles: { done: 4, missing: 1 } });
		await areas.resume('area-0');
		await settled();
		expect(orders[1]).toMatchObject({ from: { done: 4, missing: 1, bytes: 4000 }, refresh: false });
		expect(areas.packs?.[0]?.state).toBe('ready');
	});

	it('that found no network is tried again when it is back, one that was refused is not', async () => {
		const ends: PackStop[] = ['offline', 'refused'];
		const { areas, orders, back } = phone(ends.map((stop) => () => Promise.resolve(stop)));
		await areas.start();
		await takePoulx(areas);
		await settled();
		expect(areas.packs?.[0]).toMatchObject({ state: 'failed', stop: 'offline' });
		back();
		await settled();
		expect(areas.packs?.[0]).toMatchObject({ state: 'failed', stop: 'refused' });
		back();
		await settled();
		expect(orders).toHaveLength(2);
	});

	it('begun by Wi-Fi waits on the mobile network, until Wi-Fi is back or somebody says so', async () => {
		const untilStopped: Download = (_, signal) =>
			new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
		const { areas, orders, move } = phone([untilStopped, untilStopped, untilStopped], [], 'wifi');
		await areas.start();
		await takePoulx(areas);
		await settled();
		move('mobile');
		await settled();
		expect(areas.packs?.[0]).toMatchObject({ state: 'paused', stop: 'mobile' });
		move('wifi');
		await settled();
		expect(areas.packs?.[0]).toMatchObject({ state: 'loading', stop: null });
		move('mobile');
		await settled();
		await areas.resume('area-0');
		await settled();
		expect(areas.packs?.[0]).toMatchObject({ state: 'loading', stop: null });
		expect(orders).toHaveLength(3);
	});

	it('begun by Wi-Fi waits too when the page comes back on the mobile network; begun there, it goes on', async () => {
		const first = phone([() => new Promise(() => undefined)], [], 'wifi');
		await first.areas.start();
		await takePoulx(first.areas);
		const [row] = [...first.rows.values()];
		const later = phone([], [row!], 'mobile');
		await later.areas.start();
		expect(later.areas.packs?.[0]).toMatchObject({ state: 'paused', stop: 'mobile' });
		const agreed = phone([whole], [{ ...row!, over_mobile: true }], 'mobile');
		await agreed.areas.start();
		await settled();
		expect(agreed.areas.packs?.[0]?.state).toBe('ready');
	});

	it('with holes in most of it is not called ready', async () => {
		const { areas } = phone([
			(order, _, progress) => {
				progress(at(order, 10, 8));
				return Promise.resolve(null);
			}
		]);
		await areas.start();
		await takePoulx(areas);
		await settled();
		expect(areas.packs?.[0]).toMatchObject({ state: 'failed', stop: 'refused' });
	});

	it('that was given up for room is said to be gone, and comes again from the beginning', async () => {
		const first = phone([whole]);
		await first.areas.start();
		await takePoulx(first.areas);
		await settled();
		const { areas, dropped, orders } = phone([whole], [...first.rows.values()]);
		dropped.add('area-0');
		await areas.start();
		expect(areas.packs?.[0]).toMatchObject({
			state: 'failed',
			stop: 'dropped',
			tiles: { done: 0 }
		});
		dropped.clear();
		await areas.resume('area-0');
		await settled();
		expect(orders[0]?.from).toEqual({ done: 0, missing: 0, bytes: 0 });
		await areas.update('area-0');
		expect(areas.packs?.[0]).toMatchObject({ state: 'loading', refresh: true });
	});

	it('deleted on its way ends there, and its cache goes', async () => {
		let ended = false;
		const { areas, dropped } = phone([
			(_, signal) =>
				new Promise((resolve) =>
					signal.addEventListener('abort', () => {
						ended = true;
						resolve(null);
					})
				)
		]);
		await areas.start();
		await takePoulx(areas);
		await settled();
		await areas.remove('area-0');
		await settled();
		expect([ended, areas.packs, dropped.has('area-0')]).toEqual([true, [], true]);
	});
});
