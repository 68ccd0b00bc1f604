import { byteOrderMark, csvLine } from '$lib/domain/formats/csv';
import { refusedRows, type PreviewState } from '$lib/domain/vocabulary/import-preview';
import type { VocabularyFormat } from '$lib/domain/vocabulary/skos/sniff';
import type { SkosProblem } from '$lib/domain/vocabulary/skos/types';
import { m } from '$lib/i18n/paraglide/messages';
import type { VocabularyImport } from '$lib/state/vocabulary-import.svelte';
import { skosText } from '$lib/ui/wording/skos';

const states: Record<PreviewState, () => string> = {
	aside: m.vocabulary_state_aside,
	partly: m.vocabulary_state_partly,
	added: m.vocabulary_state_added,
	changed: m.vocabulary_state_changed,
	deprecated: m.vocabulary_state_deprecated,
	missing: m.vocabulary_state_missing,
	unchanged: m.vocabulary_state_unchanged
};
/** What an import would do with a concept. */
export function stateText(state: PreviewState): string {
	return states[state]();
}

/** How a state looks beside its word. */
export function stateTone(state: PreviewState): 'danger' | 'ok' | 'accent' | 'warn' | 'neutral' {
	const tones = {
		aside: 'danger',
		partly: 'warn',
		added: 'ok',
		changed: 'accent',
		deprecated: 'warn',
		missing: 'warn',
		unchanged: 'neutral'
	} as const;
	return tones[state];
}

const formats: Record<VocabularyFormat, string> = {
	turtle: 'Turtle',
	rdf_xml: 'RDF/XML',
	arches_xml: 'Arches (RDF/XML)',
	json_ld: 'JSON-LD',
	opentheso_csv: 'CSV (Opentheso)'
};
/** Name of a file's format: the same in every language. */
export function formatText(format: VocabularyFormat): string {
	return formats[format];
}

/** The condition of SKOS that a problem breaks: « S14 »; empty when it breaks none. */
function conditionText(code: SkosProblem['code']): string {
	return /^skos_(s\d+)$/.exec(code)?.[1]?.toUpperCase() ?? '';
}

/** How bad a problem is. */
export function severityText(severity: SkosProblem['severity']): string {
	return severity === 'error' ? m.vocabulary_severity_error() : m.vocabulary_severity_warning();
}

const columns = () => [
	m.vocabulary_import_concept(),
	m.vocabulary_report_uri(),
	m.vocabulary_import_what(),
	m.vocabulary_report_condition(),
	m.vocabulary_import_severity(),
	m.vocabulary_report_message()
];

interface Line {
	uri: string;
	state: PreviewState;
	problems: readonly SkosProblem[];
}

function report(work: VocabularyImport, lines: readonly Line[], name: string) {
	const nameOf = (uri: string) => work.nameOf(uri);
	const rows = lines.flatMap(({ uri, state, problems }) => {
		const start = [nameOf(uri), uri, stateText(state)];
		if (problems.length === 0) return [[...start, '', '', '']];
		return problems.map((problem) => [
			...start,
			conditionText(problem.code),
			severityText(problem.severity),
			skosText(problem, nameOf)
		]);
	});
	const text = byteOrderMark + [columns(), ...rows].map(csvLine).join('');
	return { name, type: 'text/csv;charset=utf-8', text };
}

/** Everything the preview knows, a line per concept and problem, for a spreadsheet. */
export function reportFile(work: VocabularyImport) {
	return report(work, work.rows, `${work.place.id || 'import'}-apercu.csv`);
}

/** What was set aside when the import was applied. */
export function refusedFile(work: VocabularyImport) {
	return report(
		work,
		refusedRows(work.result?.refused ?? []),
		`${work.place.id || 'import'}-ecartes.csv`
	);
}
