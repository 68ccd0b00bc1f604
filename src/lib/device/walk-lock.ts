/** The part of Web Locks used here. */
type Locks = Pick<LockManager, 'request'>;

/** A form of this tab that was just closed gives its walk back within this time, in ms. */
const patienceMs = 300;

/**
 * Takes the recording of a walk for this tab, over all tabs of the device (Web Locks §4.2): two of them would write
 * over each other's points. Held until given back or until the tab dies.
 * @returns how to give it back; null while another tab has it. Browsers without locks let everybody record.
 */
export function holdWalk(
	id: string,
	locks: Locks | undefined = navigator.locks
): Promise<(() => void) | null> {
	if (!locks) return Promise.resolve(() => undefined);
	const asking = new AbortController();
	const patience = setTimeout(() => asking.abort(), patienceMs);
	return new Promise((resolve) => {
		const taken = () =>
			new Promise<void>((giveBack) => {
				clearTimeout(patience);
				resolve(giveBack);
			});
		locks
			.request(`capitelle-walk-${id}`, { signal: asking.signal }, taken)
			// A browser that refuses locks as such must not stop a walk.
			.catch(() => resolve(asking.signal.aborted ? null : () => undefined));
	});
}
