import type { MapView } from './create';

const key = 'capitelle.view';

/** Where this tab's public map looked last; null when it never did, or somebody left since. */
export function rememberedView(): MapView | null {
	try {
		const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as MapView | null;
		return kept && [kept.lon, kept.lat, kept.zoom].every(Number.isFinite) ? kept : null;
	} catch {
		return null;
	}
}

/** Keeps where the public map looks, for the next page of this tab that shows it. */
export function rememberView(view: MapView): void {
	try {
		sessionStorage.setItem(key, JSON.stringify(view));
	} catch {
		return;
	}
}

/** Whoever comes next does not see where somebody was looking. */
export function forgetView(): void {
	try {
		sessionStorage.removeItem(key);
	} catch {
		return;
	}
}
