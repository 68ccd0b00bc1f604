import { betterFix, type Fix, type GpsError } from '$lib/device/gps';

/** Starts following the device; answers how to stop. */
export type Watch = (watcher: {
	onFix(fix: Fix): void;
	onError(error: GpsError): void;
}) => () => void;

/** The device's position while the person places a record: off until asked for, it drains the battery. */
export class Locator {
	/** The best recent reading. */
	fix = $state.raw<Fix | null>(null);
	error = $state<GpsError | null>(null);
	running = $state(false);
	/** How often the person asked for their position. */
	search = $state(0);
	#watch: Watch;
	#stop: (() => void) | null = null;

	constructor(watch: Watch) {
		this.#watch = watch;
	}

	/** `onFix` gets the best reading each time it changes. Starting again keeps what is known. */
	start(onFix: (fix: Fix) => void): void {
		this.stop();
		this.error = null;
		this.running = true;
		this.search += 1;
		this.#stop = this.#watch({
			onFix: (next) => {
				this.error = null;
				const best = betterFix(this.fix, next);
				if (best === this.fix) return;
				this.fix = best;
				onFix(best);
			},
			onError: (error) => {
				this.error = error;
				// A lost signal may come back by itself; a refusal does not.
				if (error === 'denied' || error === 'unsupported') this.stop();
			}
		});
	}

	stop(): void {
		this.#stop?.();
		this.#stop = null;
		this.running = false;
	}
}
