import { boolean } from './boolean.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { decimal } from './decimal.ts';
import { edtf } from './edtf.ts';
import { email } from './email.ts';
import { groupOf } from './group.ts';
import { hierarchicalChoice } from './hierarchical-choice.ts';
import { identifier } from './identifier.ts';
import { integer } from './integer.ts';
import type { FieldRules } from './kind.ts';
import { localText } from './local-text.ts';
import { longText } from './long-text.ts';
import { measure } from './measure.ts';
import { multipleChoice } from './multiple-choice.ts';
import { recordLink } from './record-link.ts';
import { species } from './species.ts';
import { text } from './text.ts';
import type { FieldKind } from './types.ts';
import { url } from './url.ts';

/** The rules of every kind that a row of a group may hold; the compiler asks for a line when a kind is added. */
const singleKinds: Record<Exclude<FieldKind, 'group'>, FieldRules> = {
	text,
	long_text: longText,
	local_text: localText,
	boolean,
	integer,
	decimal,
	measure,
	date,
	edtf,
	choice,
	multiple_choice: multipleChoice,
	hierarchical_choice: hierarchicalChoice,
	species,
	record_link: recordLink,
	identifier,
	email,
	url
};

/** The rules of every kind. */
export const fieldKinds: Record<FieldKind, FieldRules> = {
	...singleKinds,
	group: groupOf(singleKinds)
};
