import { untrack } from 'svelte';
import { chrome } from './chrome.svelte';
import type { NoticesState } from './notices.svelte';
import type { SessionState } from './session.svelte';

/** Keeps whose notices are followed, and the count in the frame, true while the app runs. */
export function linkNotices(session: SessionState, notices: NoticesState): () => void {
	return $effect.root(() => {
		$effect(() => {
			if (!session.ready) return;
			const owner = session.active ? (session.account?.id ?? null) : null;
			untrack(() => notices.follow(owner));
		});
		$effect(() => {
			const { unread, list } = notices;
			if (list !== null) untrack(() => chrome.tell({ unread }));
		});
	});
}
