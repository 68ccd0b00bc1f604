import type { GeometryKind } from '$lib/domain/vocabulary/types';
import { m } from '$lib/i18n/paraglide/messages';
import type { ImportFailure, ImportState } from '$lib/state/import.svelte';

type Sentence = (params: { detail: string }) => string;

const failures: Record<ImportFailure['code'], Sentence> = {
	empty: m.exchange_error_empty,
	too_large: m.exchange_error_too_large,
	format: m.exchange_error_format,
	encoding: m.exchange_error_encoding,
	syntax: m.exchange_error_syntax,
	entities: m.exchange_error_entities,
	too_many_points: m.exchange_error_too_many_points,
	system: m.exchange_error_system,
	nothing: m.exchange_error_nothing,
	time: m.exchange_error_time,
	cancelled: m.exchange_error_cancelled,
	unreadable: m.exchange_error_unreadable,
	full: m.exchange_error_full,
	failed: m.exchange_error_failed
};

/** Why a file gave no drafts, in a sentence. */
export function failureText({ code, detail }: ImportFailure, lang: string): string {
	const count = code === 'too_many_points' ? numbers(lang).format(Number(detail)) : detail;
	return failures[code]({ detail: count });
}

/** Occitan writes numbers as French does; few browsers know its locale. */
function numbers(lang: string): Intl.NumberFormat {
	return new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'fr');
}

const kindTexts: Record<GeometryKind, [one: () => string, many: (p: { count: string }) => string]> =
	{
		point: [m.exchange_points_one, m.exchange_points],
		line: [m.exchange_lines_one, m.exchange_lines],
		polygon: [m.exchange_polygons_one, m.exchange_polygons]
	};

/** « 12 points, 3 lignes »: what a file holds. */
export function contentsText({ kinds }: ImportState, lang: string): string {
	return (Object.keys(kindTexts) as GeometryKind[])
		.filter((kind) => kinds[kind] > 0)
		.map((kind) => {
			const [one, many] = kindTexts[kind];
			return kinds[kind] === 1 ? one() : many({ count: numbers(lang).format(kinds[kind]) });
		})
		.join(', ');
}
