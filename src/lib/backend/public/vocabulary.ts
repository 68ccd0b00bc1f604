import type { Vocabulary } from '../../domain/vocabulary/types.ts';
import { indexVocabulary, type VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import { readJson, type PublicSource } from './source.ts';

/** How long an editor's change may take to be seen by filters and pages. */
const freshForMs = 10_000;

let last: { at: number; vocabulary: Promise<Vocabulary> } | null = null;

/**
 * The public vocabulary, asked for again after ten seconds: every page and filter needs it, and it
 * changes a few times a year. A failed reading is not kept.
 */
export function readVocabulary(source: PublicSource, now = Date.now()): Promise<Vocabulary> {
	if (last && now - last.at < freshForMs) return last.vocabulary;
	const vocabulary = readJson<Vocabulary>(source, '/rest/v1/rpc/vocabulary', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{}'
	});
	const entry = { at: now, vocabulary };
	last = entry;
	vocabulary.catch(() => {
		if (last === entry) last = null;
	});
	return vocabulary;
}

/** The same, ready for looking up. */
export async function readVocabularyIndex(source: PublicSource): Promise<VocabularyIndex> {
	return indexVocabulary(await readVocabulary(source));
}
