/** What a browser tells of its battery (Battery Status API §3); Firefox and Safari tell nothing. */
interface Battery extends EventTarget {
	/** From 0 to 1. */
	level: number;
	charging: boolean;
}

/** Asks the browser for its battery; undefined where it has no such API. */
export type AskBattery = (() => Promise<Battery>) | undefined;

/** Below this a walk may not reach its end. */
const low = 0.2;

/** This browser's own, when it has one. */
export function thisBattery(): AskBattery {
	const known = navigator as { getBattery?: () => Promise<Battery> };
	return known.getBattery && (() => known.getBattery!());
}

/**
 * Tells when the battery runs low, as a share from 0 to 1, and null when it does not or is being charged.
 * Never throws, and says nothing where the browser does not tell. Answers how to stop.
 */
export function watchBattery(onLow: (level: number | null) => void, ask: AskBattery): () => void {
	let stopped = false;
	let battery: Battery | null = null;
	let said: number | null = null;
	const changes = ['levelchange', 'chargingchange'] as const;
	function tell() {
		if (!battery) return;
		const { level, charging } = battery;
		const next = level <= low && !charging ? level : null;
		if (next !== said) onLow((said = next));
	}
	ask?.().then(
		(found) => {
			if (stopped) return;
			battery = found;
			for (const change of changes) found.addEventListener(change, tell);
			tell();
		},
		// Some browsers have it and refuse: nobody needs to know.
		() => undefined
	);
	return () => {
		stopped = true;
		for (const change of changes) battery?.removeEventListener(change, tell);
	};
}
