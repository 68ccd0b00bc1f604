import type { PublicRecord } from '../record.ts';
import { summaryOf } from '../record-summary.ts';
import { ancestorsOf, conceptById, descendantsOf, indexVocabulary, themeOf } from './graph.ts';
import type { ConceptPage, NamedConcept, Names } from './pages.ts';
import { packSymbols } from './subset.ts';
import type { Concept, Vocabulary } from './types.ts';

const recordsMost = 12;

/**
 * A concept's page out of what a device keeps: its names, definition and place, and the records kept. Null
 * when the vocabulary does not have it. Notes other than definitions are on the server only.
 */
export function conceptPageOf(
	vocabulary: Vocabulary,
	id: string,
	records: readonly PublicRecord[]
): ConceptPage | null {
	const index = indexVocabulary(vocabulary);
	const concept = conceptById(index, id);
	const scheme = vocabulary.schemes.find((one) => one.id === concept?.scheme);
	if (!concept || !scheme) return null;
	const find = (ids: readonly string[]) => ids.flatMap((one) => conceptById(index, one) ?? []);
	const narrower = (index.narrower.get(id) ?? []).filter(({ deprecated }) => !deprecated);
	const related = find(concept.related);
	const meant = new Set(descendantsOf(index, id).map((one) => one.id));
	const found = records.filter((record) => meant.has(record.concept));
	const replacement = concept.replacedBy === null ? null : conceptById(index, concept.replacedBy);
	const line = ancestorsOf(index, id);
	return {
		id,
		uri: concept.uri,
		notation: concept.notation,
		notations: [],
		scheme,
		labels: concept.labels.filter(({ kind, status }) => kind !== 'hidden' && status !== 'unsure'),
		notes: Object.entries(concept.definition ?? {}).map(([lang, text]) => ({
			kind: 'definition',
			lang,
			text
		})),
		ways: line.length > 0 ? [line.toReversed().map(named)] : [],
		narrower: { total: narrower.length, concepts: narrower.map(named) },
		related: related.map(named),
		matches: concept.matches.map((match) => ({ ...match, here: null })),
		deprecated: concept.deprecated,
		replacedBy: replacement && named(replacement),
		geometryKinds: concept.geometryKinds,
		sensitivity: concept.sensitivity,
		osmTags: concept.osmTags,
		records: themeOf(index, id) && {
			total: found.length,
			records: found
				.toSorted((a, b) => b.published_at.localeCompare(a.published_at))
				.slice(0, recordsMost)
				.map(summaryOf)
		},
		symbols: packSymbols({
			...vocabulary,
			concepts: [...new Set([concept, ...line, ...descendantsOf(index, id), ...related])]
		})
	};
}

function named({ id, uri, labels, deprecated }: Concept): NamedConcept {
	const names: Names = {};
	for (const { kind, lang, text, status } of labels) {
		if (kind === 'pref' && status !== 'unsure') names[lang] ??= text;
	}
	return { id, uri, names, deprecated };
}
