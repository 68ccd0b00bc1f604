import type { FieldKind } from '$lib/domain/fields/types';
import { m } from '$lib/i18n/paraglide/messages';

const names: Record<FieldKind, () => string> = {
	text: m.forms_kind_text,
	long_text: m.forms_kind_long_text,
	local_text: m.forms_kind_local_text,
	boolean: m.forms_kind_boolean,
	integer: m.forms_kind_integer,
	decimal: m.forms_kind_decimal,
	measure: m.forms_kind_measure,
	date: m.forms_kind_date,
	edtf: m.forms_kind_edtf,
	choice: m.forms_kind_choice,
	multiple_choice: m.forms_kind_multiple_choice,
	hierarchical_choice: m.forms_kind_hierarchical_choice,
	species: m.forms_kind_species,
	record_link: m.forms_kind_record_link,
	group: m.forms_kind_group,
	identifier: m.forms_kind_identifier,
	email: m.forms_kind_email,
	url: m.forms_kind_url
};

/** Every kind of answer, the common ones first. */
export const kinds = Object.keys(names) as FieldKind[];

/** Name of a kind of answer in the person's language. */
export function kindText(kind: FieldKind): string {
	return names[kind]();
}
