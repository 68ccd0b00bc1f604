import { anonymous } from '$lib/store/types.ts';
import { drain } from './drain.ts';
import { pull } from './pull.ts';
import { waitsForPerson, type Stop, type SyncPorts } from './ports.ts';
import { startWaking, type WakePorts, type Waker } from './wake.ts';

export interface EnginePorts extends SyncPorts, Pick<WakePorts, 'sources' | 'timer'> {
	/** Account whose queue leaves, or null when nobody signed in. */
	owner: () => Promise<string | null>;
	/** Milliseconds between pulls when nothing else happens, or null never to pull by itself. */
	idleMs: number | null;
	/** Called before and after each round. */
	changed: (status: EngineStatus) => void;
}

export interface EngineStatus {
	running: boolean;
	/** Why the last round could not send everything, or null. */
	stop: Stop | null;
}

/**
 * Sends what waits, then fetches what changed, each time it is woken. One per page: the lock inside the
 * drain keeps several pages and the service worker from doing it together.
 */
export function startEngine(ports: EnginePorts): Waker {
	const round = async () => {
		ports.changed({ running: true, stop: null });
		const { stop, next_at, progressed } = await sendAndFetch(ports).catch((error: unknown) => {
			ports.changed({ running: false, stop: null });
			throw error;
		});
		ports.changed({ running: false, stop });
		const failed = stop !== null && !waitsForPerson(stop) && stop !== 'rate_limited';
		const idle = ports.idleMs === null ? null : ports.now() + ports.idleMs;
		const due = waitsForPerson(stop) ? null : next_at;
		return { failed, progressed, next_at: due === null ? idle : Math.min(due, idle ?? due) };
	};
	return startWaking({
		round,
		sources: ports.sources,
		timer: ports.timer,
		now: ports.now,
		random: ports.random
	});
}

async function sendAndFetch(
	ports: EnginePorts
): Promise<{ stop: Stop | null; next_at: number | null; progressed: boolean }> {
	const owner = await ports.owner();
	const drained = owner ? await drain(ports, owner) : null;
	const progressed = drained !== null && drained.accepted + drained.photos > 0;
	if (drained?.stop === 'offline') return { ...drained, stop: 'offline', progressed };
	const fetched =
		ports.idleMs === null
			? null
			: await pull(ports, { owner: owner ?? anonymous, theme: null, bbox: null });
	const offline = fetched?.error && ['offline', 'timeout', 'not_json'].includes(fetched.error.kind);
	const refused = owner !== null && fetched?.error?.kind === 'unauthorized';
	// Somebody who left meanwhile is not asked to sign in again, nor who came after them.
	const over = refused && (await ports.owner()) === owner;
	const stop = drained?.stop ?? (offline ? 'offline' : over ? 'sign_in_needed' : null);
	return { stop, next_at: drained?.next_at ?? null, progressed };
}
