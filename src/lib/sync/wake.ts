import { pauseMs } from './backoff.ts';

/** Something that says "now may be a good moment": a save, the network back, the page shown again. */
type WakeSource = (wake: () => void) => () => void;

export interface WakePorts {
	/**
	 * One round. Resolves with when to come back (ms since 1970; null: when woken), whether it failed, and
	 * whether it got something through all the same: a bad link is not a dead one.
	 */
	round: () => Promise<{ failed: boolean; progressed?: boolean; next_at: number | null }>;
	sources: WakeSource[];
	/** Calls once after so many milliseconds; returns what cancels it. */
	timer: (ms: number, call: () => void) => () => void;
	now: () => number;
	random: () => number;
}

export interface Waker {
	/** Asks for a round: at once, or after the one under way. Resolves when that round is over. */
	wake: () => Promise<void>;
	stop: () => void;
}

/** Never sooner, so that a wrong clock cannot make it spin. */
const shortestMs = 500;

/**
 * Runs rounds when woken, one at a time: being woken ten times during a round gives one more round, not
 * ten. After a failed round it comes back by itself, later each time.
 */
export function startWaking(ports: WakePorts): Waker {
	let running: Promise<void> | null = null;
	let again = false;
	let failures = 0;
	let stopped = false;
	let cancelTimer = () => {};

	const schedule = (failed: boolean, next_at: number | null, progressed = false) => {
		cancelTimer();
		if (progressed) failures = 0;
		failures = failed ? failures + 1 : 0;
		const due = next_at === null ? null : Math.max(shortestMs, next_at - ports.now());
		const pause = failed ? pauseMs(failures, ports.random()) : 0;
		if (stopped || (due === null && !failed)) return;
		cancelTimer = ports.timer(Math.max(due ?? 0, pause), () => void wake());
	};

	const loop = async () => {
		do {
			again = false;
			try {
				const { failed, next_at, progressed } = await ports.round();
				schedule(failed, next_at, progressed);
			} catch {
				// The local database failed: what could not be written stays to be done.
				schedule(true, null);
			}
		} while (again && !stopped);
	};

	const wake = (): Promise<void> => {
		if (stopped) return Promise.resolve();
		if (running) {
			again = true;
			return running;
		}
		running = loop().finally(() => {
			running = null;
		});
		return running;
	};

	const stops = ports.sources.map((source) => source(() => void wake()));
	return {
		wake,
		stop: () => {
			stopped = true;
			cancelTimer();
			for (const stop of stops) stop();
		}
	};
}
