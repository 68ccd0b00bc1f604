import type { ReviewFilter } from '$lib/domain/review';
import { pick } from '$lib/domain/text';
import { m } from '$lib/i18n/paraglide/messages';
import type { Territory } from '$lib/state/desk-ports';
import { dateText } from '$lib/ui/shared/dates';
import { conceptText, type Reading } from './facts';
import { flagText } from './flags';
import { kinds } from './kinds';

/** One thing that a filter asks for beside the theme, in words, and the filter without it. */
export interface FilterPart {
	key: string;
	text: string;
	without: ReviewFilter;
}

/** What narrows the queue, to be read and taken off one by one. */
export function partsOf(
	filter: ReviewFilter,
	reading: Reading,
	territories: readonly Territory[],
	authorName: string | null
): FilterPart[] {
	const parts: FilterPart[] = [];
	const add = (key: string, text: string, without: Partial<ReviewFilter>) =>
		parts.push({ key, text, without: { ...filter, ...without } });
	for (const kind of filter.kinds ?? [])
		add(kind, kinds[kind].text(), { kinds: filter.kinds?.filter((one) => one !== kind) ?? null });
	if (filter.territory) {
		const found = territories.find(({ id }) => id === filter.territory);
		const text = found ? pick(found.name, reading.lang) : filter.territory;
		add('territory', text, { territory: null });
	}
	if (filter.concept) add('concept', conceptText(filter.concept, reading), { concept: null });
	if (filter.author)
		add('author', authorName ? m.desk_by({ name: authorName }) : m.desk_filter_one_author(), {
			author: null
		});
	if (filter.before)
		add('before', m.desk_filter_before_part({ date: dateText(filter.before, reading.lang) }), {
			before: null
		});
	if (filter.after)
		add('after', m.desk_filter_after_part({ date: dateText(filter.after, reading.lang) }), {
			after: null
		});
	for (const flag of filter.flags ?? [])
		add(`flag ${flag}`, flagText(flag), {
			flags: filter.flags?.filter((one) => one !== flag) ?? null
		});
	if (filter.claim)
		add(
			'claim',
			filter.claim === 'mine' ? m.desk_filter_claim_mine() : m.desk_filter_claim_free(),
			{
				claim: null
			}
		);
	if (filter.record) add('record', m.desk_filter_one_record(), { record: null });
	if (filter.text) add('text', m.desk_filter_text_part({ text: filter.text }), { text: null });
	return parts;
}

/** Whether anything narrows the queue. */
export function isFiltered(filter: ReviewFilter): boolean {
	return Object.values(filter).some((value) =>
		Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined
	);
}
