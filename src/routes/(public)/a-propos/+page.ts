import { loadSymbols } from '$lib/state/public-load';
import type { PageLoad } from './$types';

/** The page is words; the themes' licences are shown when they can be read. */
export const load: PageLoad = async ({ fetch }) => {
	const symbols = await loadSymbols(fetch).catch(() => null);
	return { themes: symbols?.themes ?? [] };
};
