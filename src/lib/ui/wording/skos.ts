import type { Problem } from '$lib/domain/problem';
import type { SkosCode, SkosProblem } from '$lib/domain/vocabulary/skos/types';
import { m } from '$lib/i18n/paraglide/messages';
import { failureText } from './failure';
import { problemText } from './problem';

interface Facts {
	name: string;
	others: string;
	detail: string;
}

/** One sentence per code; the compiler refuses a code without one. */
const sentences: Record<SkosCode, (facts: Facts) => string> = {
	skos_s9: m.vocabulary_problem_s9,
	skos_s13: m.vocabulary_problem_s13,
	skos_s14: m.vocabulary_problem_s14,
	skos_s27: m.vocabulary_problem_s27,
	skos_s37: m.vocabulary_problem_s37,
	skos_s46: m.vocabulary_problem_s46,
	uri_missing: m.vocabulary_problem_uri_missing,
	uri_malformed: m.vocabulary_problem_uri_malformed,
	too_many_labels: m.vocabulary_problem_too_many_labels,
	text_too_long: m.vocabulary_problem_text_too_long,
	language_tag: m.vocabulary_problem_language_tag,
	label_empty: m.vocabulary_problem_label_empty,
	control_character: m.vocabulary_problem_control_character,
	too_many_values: m.vocabulary_problem_too_many_values,
	broader_cycle: m.vocabulary_problem_broader_cycle,
	broader_self: m.vocabulary_problem_broader_self,
	broader_dangling: m.vocabulary_problem_broader_dangling,
	label_untagged: m.vocabulary_problem_label_untagged,
	label_french_missing: m.vocabulary_problem_label_french_missing,
	label_duplicate: m.vocabulary_problem_label_duplicate,
	label_missing: m.vocabulary_problem_label_missing,
	orphan: m.vocabulary_problem_orphan,
	several_parents: m.vocabulary_problem_several_parents,
	top_with_broader: m.vocabulary_problem_top_with_broader,
	label_spaces: m.vocabulary_problem_label_spaces,
	uri_local: m.vocabulary_problem_uri_local,
	markup: m.vocabulary_problem_markup,
	scheme_missing: m.vocabulary_problem_scheme_missing,
	uri_taken: m.vocabulary_problem_uri_taken,
	text_empty: m.vocabulary_problem_text_empty,
	not_kept: m.vocabulary_problem_not_kept
};

/** What is wrong with a vocabulary, with the condition of SKOS when it breaks one and the concepts by name. */
export function skosText(
	{ code, uri, others, detail }: Omit<SkosProblem, 'severity'>,
	nameOf: (uri: string) => string
): string {
	// A newer server may send a code this version has never heard of.
	const sentence: ((facts: Facts) => string) | undefined = sentences[code];
	const facts = { name: nameOf(uri), others: others.map(nameOf).join(', '), detail };
	return sentence ? sentence(facts) : m.problems_failure_unknown();
}

/** Whether a code of a refusal is one of a vocabulary's. */
function isSkosCode(code: string): code is SkosCode {
	return code in sentences;
}

/** Sentences for a change that the server refused: what breaks the rules of SKOS, or anything else. */
export function skosRefusal(error: unknown, nameOf: (uri: string) => string): string[] {
	const problems: Problem[] =
		typeof error === 'object' &&
		error !== null &&
		'problems' in error &&
		Array.isArray(error.problems)
			? error.problems
			: [];
	if (problems.length === 0) return [failureText(error)];
	const texts = problems.map((problem) => {
		const { uri = '', others = '', detail = '' } = problem.params ?? {};
		const code: string = problem.code;
		if (code === 'version_changed' && uri !== '') {
			return m.vocabulary_problem_changed_since({ name: nameOf(String(uri)) });
		}
		return isSkosCode(code)
			? skosText(
					{
						code,
						uri: String(uri),
						others: String(others).split(' ').filter(Boolean),
						detail: String(detail)
					},
					nameOf
				)
			: problemText(problem);
	});
	return [...new Set(texts)];
}
