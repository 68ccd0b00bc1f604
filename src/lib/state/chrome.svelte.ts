import { untrack } from 'svelte';

/**
 * The little that the frame around every screen must know about the person and the queue.
 * The public pages show it without loading the local database or the network client: the screens that
 * have loaded them leave their last word here, in memory and in localStorage.
 */
interface ChromeFacts {
	signedIn: boolean;
	canModerate: boolean;
	/** Items of the outbox not yet received by the server. */
	waiting: number;
	/** Items that only the person can bring further. */
	toReview: number;
	/** A request that carries some of them is under way. */
	sending: boolean;
	/** Something of this person's was received, and nothing waits. */
	allReceived: boolean;
	/** Notices not looked at. */
	unread: number;
}

const key = 'capitelle.chrome';
const unknown: ChromeFacts = {
	signedIn: false,
	canModerate: false,
	waiting: 0,
	toReview: 0,
	sending: false,
	allReceived: false,
	unread: 0
};

class ChromeState {
	#facts = $state<ChromeFacts>(unknown);
	#online = $state(true);

	get facts(): ChromeFacts {
		return this.#facts;
	}
	get online(): boolean {
		return this.#online;
	}

	setOnline(online: boolean): void {
		this.#online = online;
	}

	/** Keeps what is given and what was known of the rest; a storage that refuses is no reason to fail. */
	tell(facts: Partial<ChromeFacts>): void {
		// Untracked: an effect that tells must not wake itself by what it told.
		const told = { ...untrack(() => this.#facts), ...facts };
		this.#facts = told;
		try {
			// Whether something is being sent is true of now only.
			localStorage.setItem(key, JSON.stringify({ ...told, sending: false }));
		} catch {
			return;
		}
	}

	/** Reads back the last word; called once the page has hydrated, because the server cannot know it. */
	recall(): void {
		try {
			const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
			// What an older version left says less.
			if (isFacts(kept)) this.#facts = { ...unknown, ...kept };
		} catch {
			this.#facts = unknown;
		}
	}
}

function isFacts(
	value: unknown
): value is Pick<ChromeFacts, 'signedIn' | 'canModerate' | 'waiting'> {
	if (typeof value !== 'object' || value === null) return false;
	const facts = value as Record<string, unknown>;
	return (
		typeof facts['signedIn'] === 'boolean' &&
		typeof facts['canModerate'] === 'boolean' &&
		typeof facts['waiting'] === 'number'
	);
}

export const chrome = new ChromeState();
