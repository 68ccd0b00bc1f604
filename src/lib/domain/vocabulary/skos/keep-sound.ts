import type { SkosCode, SkosConcept, SkosProblem, SkosScheme } from './types.ts';

/** Of these only the two statements that contradict each other stay out; the concept comes in. */
const ofPairs: ReadonlySet<SkosCode> = new Set(['skos_s27', 'skos_s46']);

/**
 * What of a scheme can be kept, by what {@link import('./check.ts').checkScheme} found: concepts and
 * collections with an error of their own are set aside whole; of a pair that contradicts itself (S27, S46)
 * only the related, or the matches, are. Nothing else changes.
 * @param present the scheme as it stands: what is set aside stays as it is there, and does not go missing
 */
export function keepSound(
	scheme: SkosScheme,
	problems: readonly SkosProblem[],
	present: SkosScheme | null = null
): SkosScheme {
	const aside = new Set<string>();
	const apart = new Map<string, Set<string>>();
	const part = (code: SkosCode, from: string, other: string) => {
		const key = `${code} ${from}`;
		apart.set(key, (apart.get(key) ?? new Set()).add(other));
	};
	for (const { code, severity, uri, others } of problems) {
		if (severity !== 'error') continue;
		if (!ofPairs.has(code)) aside.add(uri);
		else {
			for (const other of others) {
				part(code, uri, other);
				part(code, other, uri);
			}
		}
	}
	return {
		...scheme,
		concepts: sound(scheme.concepts, aside, present?.concepts ?? []).map((concept) =>
			withoutPairs(
				concept,
				apart.get(`skos_s27 ${concept.uri}`),
				apart.get(`skos_s46 ${concept.uri}`)
			)
		),
		collections: sound(scheme.collections, aside, present?.collections ?? [])
	};
}

function sound<T extends { uri: string }>(
	items: readonly T[],
	aside: ReadonlySet<string>,
	present: readonly T[]
): T[] {
	const standing = new Map(present.map((item) => [item.uri, item]));
	return items.flatMap((item) => (aside.has(item.uri) ? (standing.get(item.uri) ?? []) : item));
}

function withoutPairs(
	concept: SkosConcept,
	related: ReadonlySet<string> | undefined,
	matched: ReadonlySet<string> | undefined
): SkosConcept {
	if (!related && !matched) return concept;
	return {
		...concept,
		related: concept.related.filter((uri) => !related?.has(uri)),
		matches: concept.matches.filter(({ uri }) => !matched?.has(uri))
	};
}
