import { untrack } from 'svelte';
import { chrome } from './chrome.svelte';
import type { SessionState } from './session.svelte';
import type { SyncStatusState } from './sync-status.svelte';

/**
 * Keeps what the frame shows, and whose queue is counted, true while the app runs.
 * @returns what stops it.
 */
export function linkFrame(session: SessionState, sync: SyncStatusState): () => void {
	return $effect.root(() => {
		$effect(() => {
			if (!session.ready) return;
			const { owner } = session;
			untrack(() => sync.follow(owner));
		});
		$effect(() => {
			sync.online = chrome.online;
		});
		$effect(() => {
			// Signed in for the frame: whose device this is, even when the session must be renewed.
			const facts = {
				signedIn: session.account !== null,
				canModerate: session.account?.can_moderate ?? false,
				waiting: sync.waiting,
				toReview: sync.toReview,
				sending: sync.phase === 'sending',
				allReceived: sync.phase === 'all_received'
			};
			// Before session and queue were read nothing is known: the frame keeps its last word until then.
			if (session.ready && sync.counts) untrack(() => chrome.tell(facts));
		});
	});
}
