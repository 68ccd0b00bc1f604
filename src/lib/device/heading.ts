import { watchCompass, type CompassWatcher } from './compass';

/** Long enough for a needle to come to rest after the phone was lifted. */
const restMs = 700;

/** True where the compass may only be read after the person was asked, in a window of the system's. */
function asksFirst(): boolean {
	return (
		typeof DeviceOrientationEvent !== 'undefined' && 'requestPermission' in DeviceOrientationEvent
	);
}

/**
 * One reading of the compass, in degrees clockwise from north, once it came to rest; null where there is none, or it
 * may not be read.
 * @param ask whether the person may be asked: only from inside a tap that is about the compass
 */
export function readHeading(
	ask: boolean,
	watch: (watcher: CompassWatcher) => () => void = watchCompass,
	mustAsk = asksFirst()
): Promise<number | null> {
	if (mustAsk && !ask) return Promise.resolve(null);
	return new Promise((resolve) => {
		let last: number | null = null;
		let rest: ReturnType<typeof setTimeout> | undefined;
		const stop = watch({
			onHeading({ degrees }) {
				last = Math.round(degrees) % 360;
				rest ??= setTimeout(() => {
					stop();
					resolve(last);
				}, restMs);
			},
			// A camera that opens hides the page, which then hears nothing more: what it heard before counts.
			onError: () => {
				clearTimeout(rest);
				resolve(last);
			}
		});
	});
}
