import type { EngineStatus } from '$lib/sync/engine';
import type { PhotoProgress, Stop } from '$lib/sync/ports';

export interface QueueCounts {
	waiting: number;
	sending: number;
	received: number;
	parked: number;
}

/** The one thing to say about the queue, in the order of {@link SyncStatusState.phase}. */
export type SyncPhase =
	| 'empty'
	| 'all_received'
	| 'sending'
	| 'waiting'
	| 'offline'
	| 'sign_in_needed'
	| 'charter_needed'
	| 'account_blocked'
	| 'to_review';

export interface SyncStatusPorts {
	/** Counts of an owner's items, again at each change; returns what stops it. */
	watchCounts(owner: string, next: (counts: QueueCounts) => void): () => void;
}

/** What the badge of the queue shows: how much waits, and what it waits for. */
export class SyncStatusState {
	/** Null until they were read: until then nobody knows. */
	counts = $state.raw<QueueCounts | null>(null);
	/** As the browser believes; a captive portal counts as online until a round shows otherwise. */
	online = $state(true);
	running = $state(false);
	/** Why the last round could not send everything. */
	stop = $state.raw<Stop | null>(null);
	/** Photos under way, by their ids. */
	#moving = $state.raw<readonly string[]>([]);
	readonly #ports: SyncStatusPorts;
	#unwatch = () => {};

	constructor(ports: SyncStatusPorts) {
		this.#ports = ports;
	}

	/** Shows this owner's queue from now on. */
	follow(owner: string): void {
		this.#unwatch();
		this.counts = null;
		this.#unwatch = this.#ports.watchCounts(owner, (counts) => {
			this.counts = counts;
		});
	}

	/** What the engine says before and after each round. */
	engine(status: EngineStatus): void {
		this.running = status.running;
		if (!status.running) this.stop = status.stop;
	}

	/** What the one who sends says of a photo. */
	photo({ photo_id, phase }: PhotoProgress): void {
		const moving = this.#moving.includes(photo_id);
		if (phase === 'over') this.#moving = this.#moving.filter((id) => id !== photo_id);
		else if (!moving) this.#moving = [...this.#moving, photo_id];
	}

	/** Records not yet received whole, those to review left out. */
	get waiting(): number {
		return (this.counts?.waiting ?? 0) + (this.counts?.sending ?? 0);
	}

	get toReview(): number {
		return this.counts?.parked ?? 0;
	}

	/** What to show of several things that may hold at once; what is to review may hold beside any. */
	get phase(): SyncPhase {
		if (this.waiting > 0) {
			if (!this.online) return 'offline';
			if ((this.counts?.sending ?? 0) > 0 || this.#moving.length > 0) return 'sending';
			if (this.stop === 'offline') return 'offline';
			const waits = ['sign_in_needed', 'charter_needed', 'account_blocked'] as const;
			const stopped = waits.find((stop) => stop === this.stop);
			if (stopped) return stopped;
			return 'waiting';
		}
		if (this.toReview > 0) return 'to_review';
		return (this.counts?.received ?? 0) > 0 ? 'all_received' : 'empty';
	}

	close(): void {
		this.#unwatch();
	}
}
