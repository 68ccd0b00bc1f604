import { getContext, setContext } from 'svelte';
import type { FindNeighbours } from '$lib/map/editor';

const key = Symbol('records around what is drawn');

/** Called by the screen that shows a form: the records that a drawing can be snapped to. */
export function provideNeighbours(find: FindNeighbours): void {
	setContext(key, find);
}

/** What the screen offers; null where none does. */
export function offeredNeighbours(): FindNeighbours | null {
	return getContext<FindNeighbours | undefined>(key) ?? null;
}
