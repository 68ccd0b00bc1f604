import type { Language } from '../language.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from './kind.ts';
import type { FieldDefinition } from './types.ts';

/** A plain number as people write it: spaces between thousands, decimal comma or point. */
const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;

/** Null when it is no number. Undefined when nothing was typed. */
export function readNumber(input: unknown): number | undefined | null {
	if (input === null || input === undefined) return undefined;
	if (typeof input === 'number') return Number.isFinite(input) ? input : null;
	if (typeof input !== 'string') return null;
	const typed = input.replace(/\s/gu, '').replace('−', '-');
	if (typed === '') return undefined;
	return NUMBER.test(typed) ? Number(typed.replace(',', '.')) : null;
}

/** Null when within the field's bounds. */
export function outOfRange(value: number, field: FieldDefinition): Problem | null {
	const { min, max, unit } = field;
	if ((min === null || value >= min) && (max === null || value <= max)) return null;
	return problemOf(field, 'out_of_range', {
		...(min === null ? {} : { min }),
		...(max === null ? {} : { max }),
		...(unit === null ? {} : { unit })
	});
}

/** `2,5 m`: at most three decimals, which is a millimetre. */
export function formatNumber(value: number, field: FieldDefinition, lang: Language): string {
	// Occitan writes numbers as French does; few browsers know its locale.
	const locale = lang === 'oc' ? 'fr' : lang;
	const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value);
	return field.unit ? `${digits}\u00a0${field.unit}` : digits;
}
