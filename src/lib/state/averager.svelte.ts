import type { Fix } from '$lib/device/gps';
import { averageOf, isEnough, type Average } from '$lib/domain/averaging';
import type { Reading } from '$lib/domain/readings';

/** How averaging ended: with an average, with too few readings, or with a device that only repeats itself. */
export type AverageEnd = 'done' | 'few' | 'same';

/** Longer than this nobody stands still with a phone in the hand. */
const longestMs = 90_000;
/** After so long without a reading the page slept, and who held the phone may have walked on. */
const asleepMs = 30_000;
/** A device that says the same to the last digit so often does not measure anew. */
const repeats = 8;

/** The mean of many readings of one place, while it is gathered and after. */
export class Averager {
	running = $state(false);
	/** What is known so far; null while it is too little. */
	average = $state.raw<Average | null>(null);
	/** Readings heard. */
	count = $state(0);
	end = $state<AverageEnd | null>(null);
	#readings: Reading[] = [];
	/** When the last reading came, by the device's clock and by one that nobody sets; null before the first. */
	#heardAt: { clock: number; page: number } | null = null;
	#limit: ReturnType<typeof setTimeout> | undefined;
	#onAverage: (average: Average) => void = () => undefined;
	#onEnd: () => void = () => undefined;

	/** @param onEnd once it is over, by itself or not */
	start(onAverage: (average: Average) => void, onEnd: () => void): void {
		this.reset();
		this.running = true;
		this.#onAverage = onAverage;
		this.#onEnd = onEnd;
		this.#limit = setTimeout(() => this.finish(), longestMs);
	}

	/** One reading of the device. Ends by itself when more would tell little, or when the page was asleep meanwhile. */
	hear({ lon, lat, accuracyM }: Fix): void {
		if (!this.running) return;
		if (this.#slept()) return this.finish();
		// The device's own clock may be set meanwhile.
		this.#readings.push({ lon, lat, accuracyM, at: performance.now() });
		this.count += 1;
		const average = averageOf(this.#readings);
		this.average = average;
		if (average) this.#onAverage(average);
		if (average ? isEnough(average) : this.#repeatsItself(repeats)) this.finish();
	}

	#slept(): boolean {
		const before = this.#heardAt;
		const now = { clock: Date.now(), page: performance.now() };
		this.#heardAt = now;
		if (!before) return false;
		// Either stands still in some devices while they sleep.
		return now.clock - before.clock > asleepMs || now.page - before.page > asleepMs;
	}

	/** Keeps what there is. */
	finish(): void {
		if (!this.running) return;
		this.running = false;
		clearTimeout(this.#limit);
		this.end = this.average ? 'done' : this.#repeatsItself(2) ? 'same' : 'few';
		this.#onEnd();
	}

	/** Stops without a word, and forgets. */
	reset(): void {
		clearTimeout(this.#limit);
		this.running = false;
		this.average = null;
		this.count = 0;
		this.end = null;
		this.#readings = [];
		this.#heardAt = null;
	}

	#repeatsItself(times: number): boolean {
		const places = new Set(this.#readings.map(({ lon, lat }) => `${lon} ${lat}`));
		return this.#readings.length >= times && places.size === 1;
	}
}
