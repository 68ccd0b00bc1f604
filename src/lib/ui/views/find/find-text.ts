import { fold } from '$lib/domain/vocabulary/fold';
import { m } from '$lib/i18n/paraglide/messages';
import type { AddressPhase, FindAnswer, FindState } from '$lib/state/find.svelte';
import { coordinatesText, distanceText } from '../capture/place-text';

/** What was found and chosen. */
export interface FoundPlace {
	lon: number;
	lat: number;
	label: string;
	/** West, south, east, north. */
	bbox?: [number, number, number, number];
	/** It is a record that stands there. */
	record?: FindAnswer['record'];
}

/** The kinds of answers, in the order they are shown. */
export const groupNames: Record<FindAnswer['kind'], () => string> = {
	coordinates: m.find_group_coordinates,
	record: m.find_group_record,
	locality: m.find_group_locality,
	commune: m.find_group_commune,
	address: m.find_group_address
};

/**
 * The answers by kind, as they are shown. Kinds with something called as it is typed come first: who types the name of
 * a commune does not look for everything that lies in it.
 */
export function answerGroups({
	answers,
	text
}: FindState): { kind: FindAnswer['kind']; answers: FindAnswer[] }[] {
	const typed = fold(text);
	const groups = (Object.keys(groupNames) as FindAnswer['kind'][])
		.map((kind) => ({ kind, answers: answers.filter((one) => one.kind === kind) }))
		.filter((group) => group.answers.length > 0);
	const rank = ({ kind, answers }: (typeof groups)[number]) => {
		const isCalledSo = answers.some(({ label }) => fold(label).startsWith(typed));
		return kind === 'coordinates' ? 0 : isCalledSo ? 1 : 2;
	};
	return groups.sort((a, b) => rank(a) - rank(b));
}

/** What an answer is called. */
export function answerName({ kind, label, lon, lat }: FindAnswer, lang: string): string {
	return kind === 'coordinates' || label === '' ? coordinatesText([lon, lat], lang) : label;
}

/** What tells it from the others: kind and commune, whose it is, how far it is. */
export function answerDetail({ detail, metres, record, system }: FindAnswer, lang: string): string {
	const parts = [
		detail,
		systemText(system),
		record?.whose === 'mine' ? m.find_mine() : null,
		record?.whose === 'draft' ? m.find_draft() : null,
		metres === null ? null : m.find_away({ distance: distanceText(metres, lang) })
	];
	return parts.filter(Boolean).join(' · ');
}

function systemText(system: FindAnswer['system']): string | null {
	if (system === 'plus_code') return m.find_system_plus();
	if (system === 2154) return m.find_system_lambert93();
	return system ? m.find_system_epsg({ code: system }) : null;
}

const phases: Record<AddressPhase, (() => string) | null> = {
	idle: null,
	asking: m.find_asking,
	done: null,
	none: m.find_none,
	offline: m.find_offline,
	wait: m.find_wait,
	failed: m.find_failed,
	off: null
};

/** How it stands, in a sentence, for who sees the list and for who hears it; empty when there is nothing to say. */
export function findStatus(find: FindState): string {
	if (find.text.trim() === '') return '';
	const asked = phases[find.phase]?.();
	if (find.answered !== find.text.trim()) return find.gathering ? m.find_gathering() : '';
	const count = find.answers.length;
	if (count === 0 && find.searching) return m.find_searching();
	const nothing = find.searchesSite ? m.find_nothing_here : m.find_nothing;
	const found =
		count === 0 ? nothing() : count === 1 ? m.find_count_one() : m.find_count({ count });
	return [found, asked].filter(Boolean).join(' ');
}
