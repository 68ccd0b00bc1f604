import type { PackStop } from '$lib/domain/areas/pack';
import { m } from '$lib/i18n/paraglide/messages';

const reasons: Record<PackStop, () => string> = {
	offline: m.areas_stop_offline,
	busy: m.areas_stop_busy,
	refused: m.areas_stop_refused,
	server: m.areas_stop_server,
	odd: m.areas_stop_odd,
	full: m.areas_stop_full,
	not_allowed: m.areas_stop_not_allowed,
	dropped: m.areas_stop_dropped,
	mobile: m.areas_stop_mobile
};

/** Why an area is not whole, and what to do. */
export const stopText = (stop: PackStop) => reasons[stop]();

/** What one sees at a level of the map. */
export function detailText(zoom: number): string {
	if (zoom <= 14) return m.areas_detail_14();
	return zoom <= 16 ? m.areas_detail_16() : m.areas_detail_18();
}

/** A count as people read it. */
export function countText(count: number, lang: string): string {
	return new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'fr').format(count);
}
