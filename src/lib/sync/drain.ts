import { clearInFlight, nextDue } from '$lib/store/sending.ts';
import { suggestionsDue } from '$lib/store/suggestions.ts';
import { talkDue } from '$lib/store/talk-sending.ts';
import { pausedUntil } from './pause.ts';
import { photosHeld } from './photo-saver.ts';
import { sendPhotos } from './photos.ts';
import type { Stop, SyncPorts } from './ports.ts';
import { isOffline, pushQueue } from './push.ts';
import { followSuggestions, sendSuggestions } from './suggestions.ts';
import { sendTalk } from './talk.ts';

export interface DrainResult {
	/** Null: everything due was tried. */
	stop: Stop | null;
	accepted: number;
	parked: number;
	/** Files of photos that the server confirmed. */
	photos: number;
	/** When to come back (ms since 1970), or null when nothing waits. */
	next_at: number | null;
}

/**
 * Sends everything the owner has waiting: operations first, then the files of photos whose record was
 * accepted. One drain at a time over all tabs and the service worker; a second one waits for the first,
 * then finds what is left. Nothing in it is cut short from outside: a request once sent is waited for, and
 * its answer written down.
 */
export function drain(ports: SyncPorts, owner: string): Promise<DrainResult> {
	return ports.exclusive('capitelle-drain', async () => {
		const paused = await pausedUntil(ports);
		if (paused !== null) {
			return { stop: 'rate_limited', accepted: 0, parked: 0, photos: 0, next_at: paused };
		}
		await clearInFlight(ports.db, owner);
		if (isOffline(ports)) {
			const next_at = await dueNext(ports, owner);
			return { stop: 'offline', accepted: 0, parked: 0, photos: 0, next_at };
		}
		let { accepted, parked, stop } = await pushQueue(ports, owner);
		let photos = 0;
		// Photos take minutes: what is saved meanwhile leaves between two of them, not after the last.
		while (stop === null) {
			const sent = await sendPhotos(ports, owner);
			photos += sent.received;
			stop = sent.stop;
			const more = stop === null ? await pushQueue(ports, owner) : null;
			accepted += more?.accepted ?? 0;
			parked += more?.parked ?? 0;
			stop ??= more?.stop ?? null;
			if (!sent.interrupted && !more?.accepted) break;
		}
		// Words last: they may speak of a record that leaves in the same round.
		stop ??= await sendSuggestions(ports, owner);
		if (stop === null) {
			const said = await sendTalk(ports, owner);
			stop = said.stop;
			accepted += said.accepted;
			parked += said.parked;
			// Their photos wait for them, as those of a record do.
			if (stop === null && said.accepted > 0) {
				const sent = await sendPhotos(ports, owner);
				photos += sent.received;
				stop = sent.stop;
			}
		}
		if (stop === null) await followSuggestions(ports, owner);
		const next_at = await dueNext(ports, owner);
		const pause = await pausedUntil(ports);
		return {
			stop,
			accepted,
			parked,
			photos,
			next_at: next_at === null ? null : Math.max(next_at, pause ?? 0)
		};
	});
}

/** When anything of the owner's may next be tried (ms since 1970), or null when nothing waits. */
async function dueNext(ports: SyncPorts, owner: string): Promise<number | null> {
	const { db, now } = ports;
	const held = await photosHeld(ports);
	const times = [
		await nextDue(db, owner, now(), held),
		await suggestionsDue(db, owner, now()),
		await talkDue(db, owner, now())
	];
	const known = times.filter((time) => time !== null);
	return known.length > 0 ? Math.min(...known) : null;
}
