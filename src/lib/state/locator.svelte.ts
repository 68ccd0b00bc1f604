import type { Fix, GpsError } from '$lib/device/gps';
import { follow, unheard, type Following } from '$lib/domain/readings';

/** After this long without listening, the person may be at another wall. */
const staleMs = 15_000;

/** Starts following the device; answers how to stop. */
export type Watch = (watcher: {
	onFix(fix: Fix): void;
	onError(error: GpsError): void;
}) => () => void;

/** What some want to know besides the best reading. */
interface Listener {
	/** Every reading that is believed. */
	onReading?(fix: Fix): void;
	/** It no longer gives any. */
	onEnd?(): void;
}

/** The device's position while the person places a record: off until asked for, it drains the battery. */
export class Locator {
	/** The best recent reading. */
	fix = $state.raw<Fix | null>(null);
	error = $state<GpsError | null>(null);
	running = $state(false);
	/** How often the person asked for their position. */
	search = $state(0);
	/** The last reading was too far away to be true. */
	doubtful = $state(false);
	#memory: Following<Fix> = unheard;
	/** When the last reading came, by the device's clock and by one that nobody sets. */
	#heardAt = { clock: 0, page: 0 };
	#watch: Watch;
	#stop: (() => void) | null = null;

	constructor(watch: Watch) {
		this.#watch = watch;
	}

	/**
	 * `onFix` gets the best reading each time it changes. Starting again keeps what is known, unless the person
	 * may have walked on since.
	 */
	start(onFix: (fix: Fix) => void, listener: Listener = {}): void {
		this.stop();
		if (this.#isStale()) {
			this.fix = null;
			this.#memory = unheard;
		}
		this.error = null;
		this.running = true;
		this.search += 1;
		this.#stop = this.#watch({
			onFix: (next) => this.#hear(next, onFix, listener.onReading),
			onError: (error) => {
				this.error = error;
				// A lost signal may come back by itself; a refusal does not.
				if (error !== 'denied' && error !== 'unsupported') return;
				this.stop();
				listener.onEnd?.();
			}
		});
	}

	#hear(next: Fix, onFix: (fix: Fix) => void, onReading: Listener['onReading']): void {
		const before = this.#memory.suspects.length;
		const { memory, believed } = follow(this.#memory, next);
		this.#memory = memory;
		this.doubtful = !believed && memory.suspects.length >= Math.max(1, before);
		if (!believed) return;
		this.#heardAt = { clock: Date.now(), page: performance.now() };
		this.error = null;
		onReading?.(next);
		// It was the last one, for whoever listened: the place stays what it was.
		if (!this.running || !memory.best || memory.best === this.fix) return;
		this.fix = memory.best;
		onFix(memory.best);
	}

	#isStale(): boolean {
		const { clock, page } = this.#heardAt;
		// Either stands still in some devices while they sleep, or is set back.
		return Math.abs(Date.now() - clock) > staleMs || performance.now() - page > staleMs;
	}

	stop(): void {
		this.#stop?.();
		this.#stop = null;
		this.running = false;
		this.doubtful = false;
	}
}
