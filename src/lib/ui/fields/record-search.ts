import { getContext, setContext } from 'svelte';
import type { LinkableRecord } from '$lib/domain/record';

/** Finds the records that a link may point to, of a theme or of any. */
type FindRecords = (theme: string | null) => Promise<LinkableRecord[]>;

const key = Symbol('records to link to');

/** Called by the screen that shows a form: what its questions about other records offer. */
export function provideRecords(find: FindRecords): void {
	setContext(key, find);
}

/** What the screen offers; null where none does: then only an address can be pasted. */
export function offeredRecords(): FindRecords | null {
	return getContext<FindRecords | undefined>(key) ?? null;
}
