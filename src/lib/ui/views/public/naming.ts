import type { RecordSummary } from '$lib/domain/record-summary';
import { conceptById, labelOf, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Language } from '$lib/domain/vocabulary/types';
import { m } from '$lib/i18n/paraglide/messages';

/** What a record is, in the reader's language. */
export function conceptLabel(index: VocabularyIndex, concept: string, lang: Language): string {
	const known = conceptById(index, concept);
	return known ? labelOf(known, lang) : concept;
}

/** The record's own name, else what it is. */
export function recordTitle(
	record: Pick<RecordSummary, 'title' | 'concept'>,
	index: VocabularyIndex,
	lang: Language
): string {
	return record.title ?? capitalised(conceptLabel(index, record.concept, lang));
}

/** A label at the head of a page or a line; thesauri write them in lower case. */
export function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** The line under a title: what it is, when the title does not say it, and where. */
export function recordPlace(
	record: Pick<RecordSummary, 'title' | 'concept' | 'commune'>,
	index: VocabularyIndex,
	lang: Language
): string {
	const parts = [
		record.title === null ? null : conceptLabel(index, record.concept, lang),
		record.commune?.nom
	];
	return parts.filter(Boolean).join(' · ');
}

const licences: Record<string, { name: () => string; url: string }> = {
	lov2: {
		name: m.public_licence_lov2,
		url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/'
	},
	odbl: { name: m.public_licence_odbl, url: 'https://opendatacommons.org/licenses/odbl/1-0/' },
	'cc-by-sa-4.0': {
		name: m.public_licence_cc_by_sa,
		url: 'https://creativecommons.org/licenses/by-sa/4.0/'
	},
	'cc-by-4.0': { name: m.public_licence_cc_by, url: 'https://creativecommons.org/licenses/by/4.0/' }
};

/** A licence's name and address; one that is not known is named by its code. */
export function licenceOf(code: string): { name: string; url: string | null } {
	const known = licences[code];
	return known ? { name: known.name(), url: known.url } : { name: code, url: null };
}
