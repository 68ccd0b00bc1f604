import type { FieldDefinition } from '$lib/domain/fields/types';
import type { Problem } from '$lib/domain/problem';
import { m } from '$lib/i18n/paraglide/messages';
import { problemText } from '$lib/ui/wording/problem';

/** The general sentence, or one with an example where the kind of field makes that possible. */
export function fieldProblemText(problem: Problem, field: FieldDefinition): string {
	if (problem.code === 'wrong_type' && ['integer', 'decimal', 'measure'].includes(field.kind)) {
		return m.capture_number_expected();
	}
	if (problem.code === 'bad_format') {
		if (field.kind === 'edtf') return m.capture_edtf_wrong();
		if (field.kind === 'url') return m.capture_url_wrong();
		if (field.kind === 'email') return m.capture_email_wrong();
	}
	return problemText(problem);
}
