import type { Problem } from '../problem.ts';
import { isBlank, problemOf } from './kind.ts';
import type { FieldDefinition } from './types.ts';

/** Invisible characters that break exports and terminals; lines and tabs are let through in long texts only. */
const CONTROL = /\p{Cc}/u;
const CONTROL_SAVE_LINES = /[^\P{Cc}\t\n\r]/u;

export interface TextLimits {
	maxLength: number;
	lines: boolean;
}

/** What a person typed: composed characters (NFC), no space around. Undefined when nothing is left. */
export function readText(input: unknown): string | undefined | null {
	if (isBlank(input)) return undefined;
	if (typeof input !== 'string') return null;
	return input.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

/** Characters as people and Postgres count them, not UTF-16 units. */
function lengthOf(text: string): number {
	return [...text].length;
}

/** What is wrong with a text: not a text, too long (in characters), or holding what cannot be stored. */
export function checkText(value: unknown, field: FieldDefinition, limits: TextLimits): Problem[] {
	if (typeof value !== 'string') return [problemOf(field, 'wrong_type')];
	const max = field.maxLength ?? limits.maxLength;
	if (lengthOf(value) > max) return [problemOf(field, 'too_long', { max })];
	// A lone surrogate or U+0000 cannot be stored by Postgres at all.
	const forbidden = limits.lines ? CONTROL_SAVE_LINES : CONTROL;
	return forbidden.test(value) || !value.isWellFormed() ? [problemOf(field, 'bad_format')] : [];
}
