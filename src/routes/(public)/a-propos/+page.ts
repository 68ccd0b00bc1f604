import type { Symbols } from '$lib/state/public-load';
import { readSite } from '$lib/state/public-records';
import type { PageLoad } from './$types';

/** The page is words; the themes' licences are shown when they can be read. */
export const load: PageLoad = async ({ fetch }) => {
	const symbols = await readSite<Symbols>(fetch, '/api/themes.json').catch(() => null);
	return { themes: symbols?.vocabulary.themes ?? [] };
};
