import { m } from '$lib/i18n/paraglide/messages';
import type { QuestionProblem } from '$lib/state/form-problems';
import { problemText } from '$lib/ui/wording/problem';

const names: Record<string, () => string> = {
	key: m.forms_key,
	kind: m.forms_kind,
	label: m.forms_label,
	help: m.forms_help,
	group: m.forms_heading,
	scheme: m.forms_scheme,
	branch: m.forms_branch,
	linkTheme: m.forms_link_theme,
	fields: m.forms_rows,
	min: m.forms_min,
	max: m.forms_max,
	unit: m.forms_unit,
	maxLength: m.forms_max_length,
	pattern: m.forms_pattern,
	showWhen: m.forms_condition,
	default: m.forms_default,
	example: m.forms_example,
	concept: m.forms_on
};

/** What is wrong with a question, with the setting it is about in front. */
export function questionProblemText(problem: QuestionProblem): string {
	// `fields[0].label`, `label.fr`, `showWhen.field`: the last setting that has a name is the telling one.
	const name = problem.attribute
		.split(/[.[\]]+/)
		.filter((part) => part in names)
		.at(-1);
	const sentence = problemText(problem);
	return name === undefined ? sentence : m.problems_in_field({ field: names[name]!(), sentence });
}
