/**
 * Why an area taken along is not whole. `offline`: nothing answers. `busy`: the service asks to wait.
 * `refused`: it does not give what is asked. `server`: it is down. `odd`: what comes is no map, as from a
 * Wi-Fi that wants a sign-in. `full`: no room on the device. `not_allowed`: its terms changed. `dropped`: it was
 * given up to make room. `mobile`: the Wi-Fi it was on its way by is gone, and nobody said it may cost data.
 */
export type PackStop =
	'offline' | 'busy' | 'refused' | 'server' | 'odd' | 'full' | 'not_allowed' | 'dropped' | 'mobile';

/** Those that may be over by themselves: worth another try when the network is back. */
export const passing: readonly PackStop[] = ['offline', 'busy', 'server', 'odd'];

/** First level of every area: from there on a person sees where it lies. It costs a handful of tiles. */
export const overviewZoom = 8;

/** How near an area can be looked at: paths and hamlets, walls and buildings, stones. */
export const details = [14, 16, 18] as const;
