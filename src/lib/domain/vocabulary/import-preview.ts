import type { SkosConcept, SkosProblem } from './skos/types.ts';

/**
 * What an import does with a concept; `aside` stays out until it is mended, `partly` came in without one
 * of two statements that contradict each other.
 */
export type PreviewState =
	'aside' | 'partly' | 'added' | 'changed' | 'deprecated' | 'missing' | 'unchanged';

/** One concept of the preview, with what is wrong with it. */
export interface PreviewRow {
	uri: string;
	/** As the file says it; as it stands for one that the file does not have; null when it is no concept. */
	concept: SkosConcept | null;
	state: PreviewState;
	/** As it stands, when it would change. */
	before: SkosConcept | null;
	problems: SkosProblem[];
}

/** The comparison a preview is made of; what {@link import('./skos/diff.ts').diffSchemes} returns is one. */
interface Compared {
	added: SkosConcept[];
	changed: { uri: string; before: SkosConcept; after: SkosConcept }[];
	missing: SkosConcept[];
	deprecated: SkosConcept[];
}

const order: PreviewState[] = [
	'aside',
	'partly',
	'added',
	'changed',
	'deprecated',
	'missing',
	'unchanged'
];

/** One line per concept that would change or has a problem; what needs attention comes first. */
export function previewRows(
	compared: Compared,
	concepts: readonly SkosConcept[],
	problems: readonly SkosProblem[]
): PreviewRow[] {
	const rows = new Map<string, PreviewRow>();
	const put = (
		concept: SkosConcept,
		state: PreviewState,
		before: SkosConcept | null = null
	): void => {
		rows.set(concept.uri, { uri: concept.uri, concept, state, before, problems: [] });
	};
	for (const concept of compared.added) put(concept, 'added');
	for (const { before, after } of compared.changed) put(after, 'changed', before);
	for (const concept of compared.deprecated) {
		put(concept, 'deprecated', rows.get(concept.uri)?.before ?? null);
	}
	for (const concept of compared.missing) put(concept, 'missing');
	const inFile = new Map(concepts.map((concept) => [concept.uri, concept]));
	for (const problem of problems) {
		const { uri, severity } = problem;
		const row = rows.get(uri) ?? {
			uri,
			concept: inFile.get(uri) ?? null,
			state: 'unchanged',
			before: null,
			problems: []
		};
		rows.set(uri, {
			...row,
			state: severity === 'error' && setsAside(problem) ? 'aside' : row.state,
			problems: [...row.problems, problem]
		});
	}
	const rank = (row: PreviewRow) =>
		order.indexOf(row.state) * 2 + (row.problems.length > 0 ? 0 : 1);
	return [...rows.values()].sort((a, b) => rank(a) - rank(b));
}

/** Of two statements that contradict each other only these are left out; the concept itself comes in. */
function setsAside({ code }: SkosProblem): boolean {
	return code !== 'skos_s27' && code !== 'skos_s46';
}

/** One line per concept of which an import left something out. */
export function refusedRows(problems: readonly SkosProblem[]): PreviewRow[] {
	const rows = new Map<string, PreviewRow>();
	for (const problem of problems) {
		const { uri } = problem;
		const known = rows.get(uri);
		rows.set(uri, {
			uri,
			concept: null,
			state: setsAside(problem) || known?.state === 'aside' ? 'aside' : 'partly',
			before: null,
			problems: [...(known?.problems ?? []), problem]
		});
	}
	return [...rows.values()];
}

/** How many rows there are of each state. */
export function countStates(rows: readonly PreviewRow[]): Record<PreviewState, number> {
	const counts = {
		aside: 0,
		partly: 0,
		added: 0,
		changed: 0,
		deprecated: 0,
		missing: 0,
		unchanged: 0
	};
	for (const { state } of rows) counts[state] += 1;
	return counts;
}
