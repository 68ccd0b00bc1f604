import type { PublicRecord } from './record.ts';

/** What a list and the map's cards show of a published record. */
export interface RecordSummary extends Pick<
	PublicRecord,
	'id' | 'theme' | 'concept' | 'title' | 'geometry' | 'blurred' | 'commune' | 'published_at'
> {
	/** The first photo. */
	photo: { id: string; width: number; height: number; caption: string | null } | null;
}

/** The summary of a published record. */
export function summaryOf(record: PublicRecord): RecordSummary {
	const { id, theme, concept, title, geometry, blurred, commune, published_at } = record;
	const first = [...record.photos].sort((a, b) => a.position - b.position)[0];
	return {
		id,
		theme,
		concept,
		title,
		geometry,
		blurred,
		commune,
		published_at,
		photo: first
			? { id: first.id, width: first.width, height: first.height, caption: first.caption }
			: null
	};
}
