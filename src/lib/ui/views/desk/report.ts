import type { Photo } from '$lib/domain/record';
import type { ReviewItem } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';

const kinds: Record<string, () => string> = {
	person: m.privacy_report_person,
	home: m.privacy_report_home,
	contact: m.privacy_report_contact,
	unlawful: m.privacy_report_unlawful
};

/** What somebody reported, to be answered. */
interface Reported {
	/** What it is about, in words. */
	kind: string;
	/** In the words of who reports. */
	words: string | null;
	aboutMe: boolean;
	/** It is about a photo, not a text. */
	isPhoto: boolean;
	/** The one it is about; null for a text, and when it is gone by now. */
	photo: Photo | null;
}

/** Reads a report out of an item; whatever else came with it is of no use at the desk. */
export function reportedOf({ report, record }: Pick<ReviewItem, 'report' | 'record'>): Reported {
	const words = report?.['words'];
	const photo = report?.['photo_id'] ?? null;
	return {
		kind: (kinds[String(report?.['kind'])] ?? m.privacy_report_other)(),
		words: typeof words === 'string' && words !== '' ? words : null,
		aboutMe: report?.['about_me'] === true,
		isPhoto: photo !== null,
		photo: record?.photos.find(({ id }) => id === photo) ?? null
	};
}
