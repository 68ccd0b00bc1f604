import { localIso } from '$lib/domain/time';
import { conceptById, labelOf, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { m } from '$lib/i18n/paraglide/messages';
import type { OutingRow, OutingStory } from '$lib/state/outings.svelte';
import { distanceText } from '../capture/place-text';
import { dayText } from '../contributions/moment-text';

const hour = (iso: string) => iso.slice(11, 16).replace(':', ' h ').replace(' h 00', ' h');
const clock = (iso: string, lang: string) => (lang === 'en' ? iso.slice(11, 16) : hour(iso));

/** When an outing was, by the clock of the place: « 22 novembre 2026, de 8 h 05 à 11 h 40 ». */
export function whenText({ started_at, ended_at }: OutingRow, lang: string): string {
	const day = dayText(started_at, lang);
	const from = clock(started_at, lang);
	if (ended_at === null) return m.outings_since({ day, from });
	if (ended_at.slice(0, 10) !== started_at.slice(0, 10))
		return m.outings_days({ from: day, to: dayText(ended_at, lang) });
	return m.outings_span({ day, from, to: clock(ended_at, lang) });
}

/** Whether an outing was begun on another day: nobody ended it, and what is noted today goes into it. */
export function isOfAnotherDay({ started_at }: OutingRow): boolean {
	return started_at.slice(0, 10) !== localIso(new Date()).slice(0, 10);
}

/** Several names in one line, as the language joins them. */
export function namesText(names: readonly string[], lang: string): string {
	const locale = lang === 'en' ? 'en-GB' : 'fr';
	if (lang === 'oc') return names.join(', ');
	return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

/** How many of each kind, in words: « mur en pierre sèche : 12 ». */
export function conceptLines(
	{ summary }: OutingStory,
	index: VocabularyIndex | null,
	lang: 'fr' | 'oc' | 'en'
): { id: string; name: string; count: number }[] {
	return summary.concepts.map(({ concept, count }) => {
		const known = index && conceptById(index, concept);
		return { id: concept, name: known ? labelOf(known, lang) : concept, count };
	});
}

const line = (name: string, value: string) => `${m.common_label({ name })} ${value}`;

/** The whole summary as a message to send. No place is in it: what is protected stays so. */
export function shareText(
	story: OutingStory,
	index: VocabularyIndex | null,
	lang: 'fr' | 'oc' | 'en'
): string {
	const { outing, made, visited, summary } = story;
	const lines = [
		outing.name,
		whenText(outing, lang),
		outing.participants.length > 0
			? m.outings_with({ names: namesText(outing.participants, lang) })
			: null,
		'',
		m.outings_count({ count: made.length }),
		...conceptLines(story, index, lang).map(({ name, count }) => `– ${line(name, String(count))}`),
		visited.length > 0 ? line(m.outings_visited(), String(visited.length)) : null,
		summary.linesM > 0 ? line(m.outings_lines(), distanceText(summary.linesM, lang)) : null,
		summary.photos > 0 ? m.capture_photo_count({ count: summary.photos }) : null
	];
	return lines.filter((line) => line !== null).join('\n');
}
