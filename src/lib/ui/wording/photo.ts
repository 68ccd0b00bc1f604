import type { PhotoScale } from '$lib/domain/photo-scale';
import { m } from '$lib/i18n/paraglide/messages';

const scales: Record<PhotoScale, () => string> = {
	person: m.pictures_scale_person,
	metre: m.pictures_scale_metre,
	hand: m.pictures_scale_hand,
	coin: m.pictures_scale_coin
};

/** What gives the scale, in words; a newer server may name something else. */
export function scaleText(scale: PhotoScale): string {
	return (scales[scale] as (() => string) | undefined)?.() ?? scale;
}
