import { getContext, setContext } from 'svelte';
import type { FindState } from '$lib/state/find.svelte';

type OpenFind = () => Promise<FindState>;

const key = Symbol('finding places');

/** Called by a page whose screens have the box: what it searches. */
export function provideFind(open: OpenFind): void {
	setContext(key, open);
}

/** What the page offers; null where it offers none, and there is no box. */
export function offeredFind(): OpenFind | null {
	return getContext<OpenFind | undefined>(key) ?? null;
}
