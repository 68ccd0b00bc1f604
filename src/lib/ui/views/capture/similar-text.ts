import type { Wind } from '$lib/domain/alike';
import { conceptById, labelOf, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { m } from '$lib/i18n/paraglide/messages';
import type { SimilarFailure, SimilarRecord } from '$lib/state/capture-similar.svelte';
import { language } from '$lib/state/language.svelte';
import { dayText } from '../contributions/moment-text';
import { distanceText } from './place-text';

/** Nearer than this, a direction says nothing. */
const hereM = 2;

const winds: Record<Wind, () => string> = {
	n: m.flow_wind_n,
	ne: m.flow_wind_ne,
	e: m.flow_wind_e,
	se: m.flow_wind_se,
	s: m.flow_wind_s,
	sw: m.flow_wind_sw,
	w: m.flow_wind_w,
	nw: m.flow_wind_nw
};

const failures: Record<SimilarFailure, () => string> = {
	held: m.flow_similar_held,
	out_of_reach: m.flow_similar_out_of_reach,
	failed: m.flow_similar_failed
};

/** How something nearby is called: its own name, else what it is. */
export function similarName(
	{ title, concept }: Pick<SimilarRecord, 'title' | 'concept'>,
	index: VocabularyIndex
): string {
	const known = conceptById(index, concept);
	return title ?? (known ? labelOf(known, language.current) : m.capture_untitled());
}

/** Where it is from here: « à 12 m au nord-est ». */
export function whereabouts({ metres, wind }: SimilarRecord): string {
	if (metres === null || wind === null) return m.flow_similar_square();
	if (metres < hereM) return m.flow_similar_here();
	return m.flow_similar_distance({
		distance: distanceText(Math.round(metres), language.current),
		wind: winds[wind]()
	});
}

/** Whose it is and how old, in a few words. */
export function standing({ source, at }: SimilarRecord): string {
	if (source === 'draft') return m.flow_similar_draft();
	if (source === 'own') return m.flow_similar_own();
	return m.flow_similar_seen({ date: dayText(at, language.current) });
}

/** Why it could not go over to what is there, and what to do. */
export function failureOf(failure: SimilarFailure): string {
	return failures[failure]();
}
