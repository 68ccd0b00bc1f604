import { thisBattery, watchBattery, type AskBattery } from './battery.ts';
import { watchPosition, type Fix, type GpsError } from './gps.ts';

/** What a walk hears of the device while it is recorded. */
export interface WalkWatcher {
	onFix(fix: Fix): void;
	onError(error: GpsError): void;
	/** No position came for a while; the next one ends it. */
	onSilence(): void;
	/** The screen was locked or the page left: the browser may stop giving positions. */
	onHidden(): void;
	/** The page is seen again. */
	onShown(): void;
	/** Whether the screen stays on by itself. */
	onAwake(awake: boolean): void;
	/** How much battery is left, from 0 to 1, when it is little and nothing charges it; null when all is well. */
	onBattery(left: number | null): void;
}

/** The parts of a browser that a walk needs; the page's own unless a test says otherwise. */
export interface WalkDevice {
	geolocation: Geolocation | undefined;
	/** Absent in older browsers: the screen then goes off by itself. */
	wakeLock: WakeLock | undefined;
	battery: AskBattery;
	/** Tells when it is hidden, shown, or thawed after the system froze it. */
	page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
}

/** A person walks five metres meanwhile, and starts to wonder. */
const silenceMs = 10_000;

/**
 * Follows the device along a walk until the returned function is called: the screen is kept on, and the
 * position is asked for anew each time the page is seen again, because phones that sleep forget to go on.
 */
export function followWalk(watcher: WalkWatcher, device: WalkDevice = thisDevice()): () => void {
	const { page, geolocation } = device;
	const screen = keepAwake(device, watcher);
	let quiet: ReturnType<typeof setTimeout> | undefined;
	let stopWatch: () => void = () => undefined;

	function listen() {
		stopWatch();
		expect();
		stopWatch = watchPosition(
			{
				onFix(fix) {
					expect();
					watcher.onFix(fix);
				},
				onError: (error) => watcher.onError(error)
			},
			geolocation
		);
	}
	function expect() {
		clearTimeout(quiet);
		quiet = setTimeout(() => watcher.onSilence(), silenceMs);
	}
	function seen() {
		if (page.visibilityState === 'hidden') {
			clearTimeout(quiet);
			watcher.onHidden();
			return;
		}
		watcher.onShown();
		screen.ask();
		listen();
	}

	page.addEventListener('visibilitychange', seen);
	page.addEventListener('resume', seen);
	screen.ask();
	listen();
	const stopBattery = watchBattery((left) => watcher.onBattery(left), device.battery);
	return () => {
		stopBattery();
		page.removeEventListener('visibilitychange', seen);
		page.removeEventListener('resume', seen);
		clearTimeout(quiet);
		stopWatch();
		screen.release();
	};
}

function thisDevice(): WalkDevice {
	return {
		geolocation: navigator.geolocation,
		wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
		battery: thisBattery(),
		page: document
	};
}

/** Asks that the screen stays on (Screen Wake Lock §5); the system may refuse, as it does on a low battery. */
function keepAwake(
	{ wakeLock }: WalkDevice,
	{ onAwake }: WalkWatcher
): { ask(): void; release(): void } {
	let held: WakeLockSentinel | null = null;
	let over = false;
	return {
		ask() {
			if (!wakeLock) {
				onAwake(false);
				return;
			}
			if (held && !held.released) return;
			wakeLock.request('screen').then(
				(sentinel) => {
					held = sentinel;
					if (over) {
						void sentinel.release();
						return;
					}
					onAwake(true);
					sentinel.addEventListener('release', () => {
						if (!over) onAwake(false);
					});
				},
				() => {
					if (!over) onAwake(false);
				}
			);
		},
		release() {
			over = true;
			void held?.release();
		}
	};
}
