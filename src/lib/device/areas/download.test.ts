import { describe, expect, it } from 'vitest';
import { downloadPack, type DownloadPorts, type PackOrder, type PackProgress } from './download.ts';

const order: PackOrder = {
	area: { bbox: [4.38, 43.89, 4.45, 43.94], shape: null },
	zooms: [8, 14],
	sources: [{ url: 'https://t.example/{z}/{x}/{y}.png', maxNativeZoom: 19 }],
	terms: { maxZoom: 18, maxTiles: 500, perSecond: 20, parallel: 4, tileBytes: 20_000 },
	from: { done: 0, missing: 0, bytes: 0 },
	refresh: false,
	pages: ['/api/records/a'],
	photos: ['/photos/p']
};

const image = () => new Response('tile', { headers: { 'content-type': 'image/png' } });
const page = () => new Response('{}', { headers: { 'content-type': 'application/json' } });
const answer = (path: string) => (path.startsWith('/api/') ? page() : image());

/** A phone on a road with a clock of its own, and a service that answers as told. */
function phone(service: (address: string, count: number) => Response | 'nothing' = answer) {
	const kept = new Map<string, Response>();
	const absolute = (address: string) => new URL(address, 'https://capitelle.test').href;
	const asked: { address: string; at: number; init: RequestInit }[] = [];
	const news: PackProgress[] = [];
	let clock = Date.parse('2026-05-01T08:00:00Z');
	const start = clock;
	const sleepers: { until: number; wake: () => void }[] = [];
	const ports: DownloadPorts = {
		origin: 'https://capitelle.test',
		cache: {
			match: (address) => Promise.resolve(kept.get(absolute(address as string))?.clone()),
			put: (address, response) =>
				Promise.resolve(void kept.set(absolute(address as string), response)),
			delete: (address) => Promise.resolve(kept.delete(absolute(address as string))),
			keys: () => Promise.resolve([...kept.keys()].map((url) => ({ url }) as Request))
		},
		elsewhere: () => Promise.resolve(undefined),
		shrink: () => Promise.resolve(new Blob(['s'], { type: 'image/jpeg' })),
		fetch(address, init) {
			asked.push({ address, at: clock - start, init });
			const given = service(address, asked.length);
			return given === 'nothing' ? Promise.reject(new TypeError('cut')) : Promise.resolve(given);
		},
		now: () => clock,
		sleep(ms) {
			const until = clock + ms;
			// The clock goes on once everybody waits, to the first who wakes.
			return new Promise((wake) => {
				sleepers.push({ until, wake });
				setTimeout(() => {
					sleepers.sort((a, b) => a.until - b.until);
					const first = sleepers.shift()!;
					clock = Math.max(clock, first.until);
					first.wake();
				});
			});
		},
		progress: (one) => news.push(one)
	};
	const tiles = () => asked.filter(({ address }) => address.startsWith('https://t.'));
	return { ports, kept, asked, tiles, latest: () => news.at(-1)!, elapsed: () => clock - start };
}

describe('an area on its way to the phone', () => {
	it('comes whole, wide views first, with its pages and small pictures, and is weighed', async () => {
		const { ports, kept, tiles, latest } = phone();
		expect(await downloadPack(order, ports)).toBeNull();
		const { total } = latest().tiles;
		expect(tiles()).toHaveLength(total);
		expect(tiles()[0]?.address).toContain('/8/');
		expect(kept.size).toBe(total + 2);
		expect(latest()).toMatchObject({
			tiles: { done: total, missing: 0 },
			tileBytes: 4 * total,
			dataBytes: 3,
			thumbnails: 1
		});
		expect(await kept.get('https://capitelle.test/photos/p')!.text()).toBe('s');
	});

	it('asks a map service no faster than its terms, and never says who asks', async () => {
		const { ports, tiles } = phone();
		await downloadPack(order, ports);
		const times = tiles().map(({ at }) => at);
		for (const [i, at] of times.entries())
			expect(times.filter((other, j) => j > i && other < at + 1000).length).toBeLessThanOrEqual(20);
		expect(tiles().every(({ init }) => init.credentials === 'omit')).toBe(true);
	});

	it('goes on where it was, and asks for nothing twice', async () => {
		const first = phone((address, count) => (count > 12 ? 'nothing' : answer(address)));
		expect(await downloadPack(order, first.ports)).toBe('offline');
		const { done, missing } = first.latest().tiles;
		expect(done).toBeGreaterThan(0);
		const again = phone();
		for (const [url, response] of first.kept) again.kept.set(url, response);
		const from = { done, missing, bytes: first.latest().tileBytes };
		expect(await downloadPack({ ...order, from }, again.ports)).toBeNull();
		expect(again.kept.size).toBe(again.latest().tiles.total + 2);
		expect(again.latest().tileBytes).toBe(4 * again.latest().tiles.total);
		const twice = again.asked.filter(({ address }) =>
			first.kept.has(new URL(address, 'https://capitelle.test').href)
		);
		expect(twice).toEqual([]);
	});

	it('asks again for everything when refreshed, keeps the older copy of what does not come, and lets go of what left', async () => {
		const { ports, kept, latest } = phone();
		await downloadPack({ ...order, pages: ['/api/records/a', '/api/records/withdrawn'] }, ports);
		const size = kept.size;
		const later = phone((address) =>
			address.includes('/14/') ? new Response(null, { status: 404 }) : answer(address)
		);
		for (const [url, response] of kept) later.kept.set(url, response);
		expect(await downloadPack({ ...order, refresh: true }, later.ports)).toBeNull();
		expect(later.kept.size).toBe(size - 1);
		expect(later.kept.has('https://capitelle.test/api/records/withdrawn')).toBe(false);
		expect(later.latest().tiles).toEqual(latest().tiles);
	});

	it('asks for no photo twice, not even when refreshed: its file never changes', async () => {
		const { ports, kept } = phone();
		await downloadPack(order, ports);
		const later = phone();
		for (const [url, response] of kept) later.kept.set(url, response);
		expect(await downloadPack({ ...order, refresh: true }, later.ports)).toBeNull();
		expect(later.asked.map(({ address }) => address)).not.toContain('/photos/p');
		expect(later.asked.map(({ address }) => address)).toContain('/api/records/a');
		expect(later.latest().thumbnails).toBe(1);
	});

	it('takes what another area has', async () => {
		const { ports, tiles, latest } = phone();
		ports.elsewhere = () => Promise.resolve(image());
		expect(await downloadPack(order, ports)).toBeNull();
		expect(tiles()).toEqual([]);
		expect(latest().tiles.missing).toBe(0);
	});
});

describe('a map service that', () => {
	const whenTile = (given: (count: number) => Response | 'nothing') => {
		let count = 0;
		return (address: string) =>
			address.startsWith('https://t.') ? given(++count) : answer(address);
	};

	it('asks to wait is waited for, and asked more slowly', async () => {
		const busy = () => new Response(null, { status: 429, headers: { 'retry-after': '40' } });
		const road = phone(whenTile((count) => (count === 5 ? busy() : image())));
		expect(await downloadPack(order, road.ports)).toBeNull();
		expect(road.latest().tiles.missing).toBe(0);
		const times = road.tiles().map(({ at }) => at);
		const gap = Math.max(...times.slice(1).map((at, i) => at - times[i]!));
		expect(gap).toBeGreaterThanOrEqual(39_900);
		const [last, before] = [times.at(-1)!, times.at(-2)!];
		expect(last - before).toBeGreaterThanOrEqual(100);
	});

	it('asks to wait for an hour, or always, ends the download', async () => {
		const hour = new Date('2026-05-01T09:00:00Z').toUTCString();
		for (const after of [hour, null]) {
			const headers = after ? { 'retry-after': after } : {};
			const road = phone(whenTile(() => new Response(null, { status: 429, headers })));
			expect(await downloadPack(order, road.ports)).toBe('busy');
			expect(road.tiles().length).toBeLessThan(12);
		}
	});

	it.each([
		[403, 'refused'],
		[500, 'server']
	] as const)('always answers %i ends it without insisting', async (status, stop) => {
		const road = phone(whenTile(() => new Response(null, { status })));
		expect(await downloadPack(order, road.ports)).toBe(stop);
		expect(road.tiles().length).toBeLessThan(30);
		expect(road.kept.has('https://capitelle.test/api/records/a')).toBe(true);
	});

	it('answers the page of a Wi-Fi, or nothing in what it answers, gives no tile', async () => {
		const html = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
		const empty = () => new Response('', { headers: { 'content-type': 'image/png' } });
		for (const odd of [html, empty]) {
			const road = phone(whenTile(odd));
			expect(await downloadPack(order, road.ports)).toBe('odd');
			expect([...road.kept.keys()].filter((url) => url.includes('t.example'))).toEqual([]);
		}
	});

	it('lacks some tiles costs those only', async () => {
		const road = phone(
			whenTile((count) => (count % 3 === 0 ? new Response(null, { status: 404 }) : image()))
		);
		expect(await downloadPack(order, road.ports)).toBeNull();
		const { total, missing } = road.latest().tiles;
		expect(missing).toBe(Math.floor(total / 3));
	});

	it('is cut in the middle of what it sends is asked again, and is down when that is always so', async () => {
		const half = () => {
			const body = new ReadableStream({ pull: (cut) => cut.error(new TypeError('cut')) });
			return new Response(body, { headers: { 'content-type': 'image/png' } });
		};
		const road = phone(whenTile((count) => (count === 3 ? half() : image())));
		expect(await downloadPack(order, road.ports)).toBeNull();
		expect(road.latest().tiles.missing).toBe(0);
		expect(await downloadPack(order, phone(whenTile(half)).ports)).toBe('server');
	});

	it('is busy for all that were under way at once is slowed down once', async () => {
		const road = phone();
		const { fetch: usual } = road.ports;
		let busy = 0;
		// Four leave before the first answer comes.
		road.ports.fetch = async (address, init) => {
			const answered = await usual(address, init);
			if (!address.startsWith('https://t.') || road.tiles().length > 4) return answered;
			await road.ports.sleep(500);
			return ++busy <= 4 ? new Response(null, { status: 429 }) : answered;
		};
		expect(await downloadPack(order, road.ports)).toBeNull();
		expect(road.latest().tiles.missing).toBe(0);
		const times = road.tiles().map(({ at }) => at);
		expect(times.at(-1)! - times.at(-2)!).toBeLessThanOrEqual(110);
	});

	it('is cut for a moment is asked again', async () => {
		const road = phone(whenTile((count) => (count === 3 ? 'nothing' : image())));
		expect(await downloadPack(order, road.ports)).toBeNull();
		expect(road.latest().tiles.missing).toBe(0);
	});
});

describe('a phone', () => {
	it('without room says so, and keeps what came', async () => {
		const road = phone();
		const { put } = road.ports.cache;
		let count = 0;
		road.ports.cache.put = (address, response) =>
			++count > 10
				? Promise.reject(new DOMException('full', 'QuotaExceededError'))
				: put.call(road.ports.cache, address, response);
		expect(await downloadPack(order, road.ports)).toBe('full');
		expect(road.kept.size).toBe(10);
	});

	it('takes no more than the terms say, whatever was asked', async () => {
		const road = phone();
		const zooms: [number, number] = [8, 18];
		expect(await downloadPack({ ...order, zooms }, road.ports)).toBe('not_allowed');
		expect(road.asked).toEqual([]);
	});
});
