const key = 'capitelle.basemap';

/** Id of the basemap this person chose on this device; null when they never did. */
export function rememberedBasemap(): string | null {
	// A private window may refuse storage: the choice then lasts for the page only.
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

/** Shows this basemap on every map from now on. */
export function rememberBasemap(id: string): void {
	try {
		localStorage.setItem(key, id);
	} catch {
		return;
	}
}
