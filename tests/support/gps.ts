import type { Visit } from './visit.ts';

/** One reading of a made-up device: metres from where the track begins, and seconds since it did. */
export interface Reading {
	north: number;
	east: number;
	accuracyM: number;
	second: number;
}

const degreeM = 111_195;
/** Where tracks begin unless told otherwise: on the Garrigues, in the demo's commune. */
const garrigues = { lat: 43.9116, lon: 4.4131 };

/** Straight from one place to another at walking pace, a reading each second. */
export function walk(
	from: Pick<Reading, 'north' | 'east'>,
	to: Pick<Reading, 'north' | 'east'>,
	{ accuracyM = 5, mps = 1.2, second = 0 } = {}
): Reading[] {
	const [north, east] = [to.north - from.north, to.east - from.east];
	const seconds = Math.max(1, Math.round(Math.hypot(north, east) / mps));
	return Array.from({ length: seconds + 1 }, (_, i) => ({
		north: from.north + (north * i) / seconds,
		east: from.east + (east * i) / seconds,
		accuracyM,
		second: second + i
	}));
}

/** Standing at one place, a reading each second. */
export function stay(
	at: Pick<Reading, 'north' | 'east'>,
	seconds: number,
	{ accuracyM = 5, second = 0 } = {}
): Reading[] {
	return Array.from({ length: seconds }, (_, i) => ({ ...at, accuracyM, second: second + i }));
}

/** Goes on where and when a track ends. Not `then`: a module that exports one cannot be imported late. */
export function onward(track: Reading[], next: Reading[]): Reading[] {
	const start = (track.at(-1)?.second ?? -1) + 1;
	const first = next[0]?.second ?? 0;
	return [...track, ...next.map((one) => ({ ...one, second: one.second - first + start }))];
}

/** Each reading strays by up to so many metres; the same seed strays the same way. */
export function jitter(track: Reading[], metres: number, seed = 1): Reading[] {
	const next = random(seed);
	return track.map((one) => ({
		...one,
		north: one.north + (next() * 2 - 1) * metres,
		east: one.east + (next() * 2 - 1) * metres
	}));
}

/** No reading between two seconds of the track, the second one left out. */
export function loss(track: Reading[], from: number, to: number): Reading[] {
	return track.filter(({ second }) => second < from || second >= to);
}

/** Some readings are elsewhere, as when a signal is reflected: `count` of them from a second on. */
export function jump(track: Reading[], at: number, metres: number, count = 1): Reading[] {
	return track.map((one) =>
		one.second >= at && one.second < at + count ? { ...one, east: one.east + metres } : one
	);
}

/** The device's clock is set by so many seconds (back when negative) from a second of the track on. */
export function clock(track: Reading[], at: number, bySeconds: number): Reading[] {
	return track.map((one) => (one.second >= at ? { ...one, second: one.second + bySeconds } : one));
}

/** Degrees of a reading, as the browser gives them. */
export function placeOf(
	{ north, east }: Pick<Reading, 'north' | 'east'>,
	origin = garrigues
): { lat: number; lon: number } {
	const shrink = Math.cos((origin.lat * Math.PI) / 180);
	return { lat: origin.lat + north / degreeM, lon: origin.lon + east / (degreeM * shrink) };
}

/** Numbers from 0 to 1 that are the same each time. */
function random(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}

/** Why no position comes, as `GeolocationPositionError` counts. */
const errorCodes = { denied: 1, unavailable: 2, timeout: 3 } as const;
export type Refusal = keyof typeof errorCodes;

/** What the made-up device says now: a position, or why there is none; neither while it searches. */
interface Now {
	fix: { lat: number; lon: number; accuracyM: number; at: number } | null;
	error: 1 | 2 | 3 | null;
}

/** A device without a sensor at all, or one that gives what a test says. */
export class SimulatedGps {
	#visit: Visit;
	#now: Now = { fix: null, error: null };
	/** When second 0 of a track was, in ms since 1970. */
	#start = Date.now();

	private constructor(visit: Visit) {
		this.#visit = visit;
	}

	/**
	 * Takes the place of the browser's own positions in every page opened from now on; call it before
	 * `goto`. It searches until the first `give`.
	 */
	static async install(visit: Visit): Promise<SimulatedGps> {
		const gps = new SimulatedGps(visit);
		await visit.context.exposeFunction('capitelleGpsNow', () => gps.#now);
		await visit.context.addInitScript(replaceGeolocation);
		return gps;
	}

	/** The device has no position sensor, and says so as browsers do: the API is not there. */
	static async none(visit: Visit): Promise<void> {
		await visit.context.addInitScript(() => {
			Object.defineProperty(Navigator.prototype, 'geolocation', { get: () => undefined });
		});
	}

	/** One reading, heard by every watch of the page; later watches begin with it. */
	async give(reading: Partial<Reading>): Promise<void> {
		const { north = 0, east = 0, accuracyM = 5, second } = reading;
		const at = second === undefined ? Date.now() : this.#start + second * 1000;
		await this.#tell({ fix: { ...placeOf({ north, east }), accuracyM, at }, error: null });
	}

	/**
	 * A whole track, one reading after the other: as fast as the page paints, or one every `paceMs`; hours take
	 * seconds, by the clock of the readings alone.
	 */
	async play(track: Reading[], { start = Date.now(), paceMs = 0 } = {}): Promise<void> {
		this.#start = start;
		const fixes = track.map((one) => ({
			...placeOf(one),
			accuracyM: one.accuracyM,
			at: start + one.second * 1000
		}));
		this.#now = { fix: fixes.at(-1) ?? null, error: null };
		await this.#visit.page.evaluate(
			async ({ all, pace }) => {
				const device = Reflect.get(window, 'capitelleGps') as { tell(now: object): void };
				for (const fix of all) {
					device.tell({ fix, error: null });
					await new Promise((resolve) => requestAnimationFrame(resolve));
					if (pace > 0) await new Promise((resolve) => setTimeout(resolve, pace));
				}
			},
			{ all: fixes, pace: paceMs }
		);
	}

	/** From now on there is no position, for this reason; `denied` also for whoever asks again. */
	async fail(refusal: Refusal): Promise<void> {
		await this.#tell({ fix: null, error: errorCodes[refusal] });
	}

	/** Silence: nothing is said any more, and later watches search. */
	lose(): void {
		this.#now = { fix: null, error: null };
	}

	/** How many watches the page has open: a screen that is left must leave none. */
	async watches(): Promise<number> {
		return this.#visit.page.evaluate(
			() => (Reflect.get(window, 'capitelleGps') as { watches: Map<number, unknown> }).watches.size
		);
	}

	async #tell(now: Now): Promise<void> {
		this.#now = now;
		await this.#visit.page.evaluate((one) => {
			const device = Reflect.get(window, 'capitelleGps') as { tell(now: object): void } | undefined;
			device?.tell(one);
		}, now);
	}
}

/** Runs in the page, before anything of it. */
function replaceGeolocation(): void {
	type Watch = [PositionCallback, PositionErrorCallback | null | undefined];
	interface Told {
		fix: { lat: number; lon: number; accuracyM: number; at: number } | null;
		error: number | null;
	}
	const watches = new Map<number, Watch>();
	let next = 1;
	const answer = ([onFix, onError]: Watch, { fix, error }: Told) => {
		if (error !== null) onError?.({ code: error, message: '' } as GeolocationPositionError);
		if (!fix) return;
		const coords = { latitude: fix.lat, longitude: fix.lon, accuracy: fix.accuracyM };
		const unknown = { altitude: null, altitudeAccuracy: null, heading: null, speed: null };
		onFix({ coords: { ...coords, ...unknown }, timestamp: fix.at } as GeolocationPosition);
	};
	const now = () => (Reflect.get(window, 'capitelleGpsNow') as () => Promise<Told>)();
	const device = {
		watches,
		tell: (told: Told) => [...watches.values()].forEach((watch) => answer(watch, told))
	};
	Reflect.set(window, 'capitelleGps', device);
	const geolocation = {
		watchPosition(...watch: Watch) {
			const id = next++;
			watches.set(id, watch);
			void now().then((told) => watches.has(id) && answer(watch, told));
			return id;
		},
		clearWatch: (id: number) => void watches.delete(id),
		getCurrentPosition: (...watch: Watch) => void now().then((told) => answer(watch, told))
	};
	Object.defineProperty(Navigator.prototype, 'geolocation', { get: () => geolocation });
}
