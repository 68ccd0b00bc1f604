import { boolean } from './boolean.ts';
import { choice } from './choice.ts';
import { date } from './date.ts';
import { decimal } from './decimal.ts';
import { edtf } from './edtf.ts';
import { email } from './email.ts';
import { identifier } from './identifier.ts';
import { integer } from './integer.ts';
import type { FieldRules } from './kind.ts';
import { localText } from './local-text.ts';
import { longText } from './long-text.ts';
import { measure } from './measure.ts';
import { multipleChoice } from './multiple-choice.ts';
import { text } from './text.ts';
import type { FieldKind } from './types.ts';
import { url } from './url.ts';

/** The rules of every kind; the compiler asks for a line when a kind is added. */
export const fieldKinds: Record<FieldKind, FieldRules> = {
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
	identifier,
	email,
	url
};
