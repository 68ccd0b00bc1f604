/** One reading of the device's position. */
export interface Fix {
	lon: number;
	lat: number;
	/** Radius in metres within which the device believes it is (68 % confidence, Geolocation API §5.5). */
	accuracyM: number;
	/** Milliseconds since the epoch, by the device's clock. */
	at: number;
}

/** Why no position comes; each needs another sentence and another way out. */
export type GpsError = 'unsupported' | 'denied' | 'unavailable' | 'timeout';

interface GpsWatcher {
	onFix(fix: Fix): void;
	onError(error: GpsError): void;
}

/** A first satellite fix under trees can need most of a minute. */
const FIRST_FIX_TIMEOUT_MS = 45_000;

/** `PositionError` codes are 1, 2, 3; anything else is treated as no signal. */
function errorKind(code: number): GpsError {
	if (code === 1) return 'denied';
	return code === 3 ? 'timeout' : 'unavailable';
}

/**
 * Follows the device's position with the satellites on, until the returned function is called.
 * Never answers with a cached position: a volunteer walks between two walls.
 */
export function watchPosition(
	watcher: GpsWatcher,
	geolocation: Geolocation | undefined = globalThis.navigator?.geolocation
): () => void {
	if (!geolocation) {
		watcher.onError('unsupported');
		return () => undefined;
	}
	const id = geolocation.watchPosition(
		({ coords, timestamp }) =>
			watcher.onFix({
				lon: coords.longitude,
				lat: coords.latitude,
				accuracyM: coords.accuracy,
				at: timestamp
			}),
		(error) => watcher.onError(errorKind(error.code)),
		{ enableHighAccuracy: true, maximumAge: 0, timeout: FIRST_FIX_TIMEOUT_MS }
	);
	return () => geolocation.clearWatch(id);
}

/** True when the person already allowed it: asking again would not interrupt. Unknown counts as no. */
export async function mayLocate(): Promise<boolean> {
	try {
		const { state } = await navigator.permissions.query({ name: 'geolocation' });
		return state === 'granted';
	} catch {
		return false;
	}
}

/** Classes said in words beside the figure; bounds in metres follow what phones give in the open and under cover. */
export type AccuracyClass = 'good' | 'fair' | 'poor' | 'bad';

/** Accuracy in metres as people judge it: a thing, a street, a field, a neighbourhood. */
export function accuracyClass(accuracyM: number): AccuracyClass {
	if (accuracyM <= 8) return 'good';
	if (accuracyM <= 20) return 'fair';
	return accuracyM <= 60 ? 'poor' : 'bad';
}
