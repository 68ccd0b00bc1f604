import type { ConceptPage, SchemeEntry, SchemePage } from '$lib/domain/vocabulary/pages';
import { conceptPageOf } from '$lib/domain/vocabulary/kept-concept';
import type { ReadDevice } from './public-load';
import { NoAnswer, readSite, Refused } from './public-records';

/** A concept's page, and whether it comes from this device because the server did not answer. */
export interface LoadedConcept {
	concept: ConceptPage;
	kept: boolean;
}

/**
 * Reads a concept for its page; null when there is none.
 * @throws {NoAnswer} when the server does not answer and this device does not keep it
 */
export async function loadConcept(
	fetcher: typeof fetch,
	at: { scheme: string; notation: string },
	device: ReadDevice
): Promise<LoadedConcept | null> {
	const path = `/api/concepts/${encodeURIComponent(at.scheme)}/${encodeURIComponent(at.notation)}`;
	try {
		return { concept: await readSite<ConceptPage>(fetcher, path), kept: false };
	} catch (reason) {
		if (reason instanceof Refused) return null;
		const known = reason instanceof NoAnswer ? await device?.() : null;
		const concept =
			known && conceptPageOf(known.vocabulary, `${at.scheme}/${at.notation}`, known.records);
		if (!concept) throw reason;
		return { concept, kept: true };
	}
}

/** Reads one page of a vocabulary; null when there is none, or the filter makes no sense. @throws {NoAnswer} */
export async function loadScheme(
	fetcher: typeof fetch,
	scheme: string,
	parameters: URLSearchParams
): Promise<SchemePage | null> {
	try {
		return await readSite<SchemePage>(
			fetcher,
			`/api/schemes/${encodeURIComponent(scheme)}?${parameters}`
		);
	} catch (reason) {
		if (reason instanceof Refused) return null;
		throw reason;
	}
}

/** Reads the list of vocabularies. @throws {NoAnswer} */
export async function loadSchemes(fetcher: typeof fetch): Promise<SchemeEntry[]> {
	const { schemes } = await readSite<{ schemes: SchemeEntry[] }>(fetcher, '/api/schemes.json');
	return schemes;
}
