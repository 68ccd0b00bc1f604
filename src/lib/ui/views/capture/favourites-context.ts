import { getContext, setContext } from 'svelte';
import type { Favourites } from '$lib/state/favourites.svelte';

const key = Symbol('favourites');

/** Lets every list of concepts below show which are favourites. */
export function provideFavourites(favourites: () => Favourites): void {
	setContext(key, favourites);
}

/** The person's favourites; null outside the form of a record. */
export function offeredFavourites(): (() => Favourites) | null {
	return getContext<(() => Favourites) | undefined>(key) ?? null;
}
