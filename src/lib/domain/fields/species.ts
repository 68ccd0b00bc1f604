import type { Language } from '../language.ts';
import { labelOf } from '../vocabulary/graph.ts';
import type { Concept } from '../vocabulary/types.ts';
import { isBlank, problemOf, type FieldRules } from './kind.ts';
import { checkText, readText, type TextLimits } from './plain-text.ts';
import type { FieldDefinition, Species } from './types.ts';

const limits: TextLimits = { maxLength: 250, lines: false };
/** TAXREF numbers its names from 1; version 18 is below 1.1 million. */
const MAX_CODE = 99_999_999;

/** A taxon by its TAXREF number and its name; the name alone from who does not know the number. */
export const species: FieldRules<Species> = {
	empty: { code: null, name: '' },
	parse: (input, field) => {
		const { code = null, name } = typeof input === 'string' ? { name: input } : asRecord(input);
		if (isBlank(input) || (isBlank(name) && isBlank(code))) return undefined;
		const read = readText(name);
		const number = readCode(code);
		if (read === null || number === undefined) return problemOf(field, 'wrong_type');
		if (read === undefined) return problemOf(field, 'bad_format');
		const [problem] = check({ code: number, name: read }, field);
		return problem ?? { code: number, name: read };
	},
	validate: (value, field) => check(asRecord(value), field),
	summary: (value) => {
		const { code, name } = asRecord(value);
		if (typeof name !== 'string') return '';
		return typeof code === 'number' ? `${name} (TAXREF ${code})` : name;
	}
};

function check(value: Record<string, unknown>, field: FieldDefinition) {
	const { code, name, ...rest } = value;
	const isCode = code === null || (typeof code === 'number' && Number.isSafeInteger(code));
	if (!isCode || typeof name !== 'string' || Object.keys(rest).length > 0)
		return [problemOf(field, 'wrong_type')];
	if (code !== null && (code < 1 || code > MAX_CODE))
		return [problemOf(field, 'out_of_range', { min: 1, max: MAX_CODE })];
	return isBlank(name) ? [problemOf(field, 'bad_format')] : checkText(name, field, limits);
}

/** Undefined when it is no number: people paste `cd_nom` as text. */
function readCode(code: unknown): number | null | undefined {
	if (isBlank(code)) return null;
	const number = typeof code === 'string' && /^\s*\d{1,9}\s*$/.test(code) ? Number(code) : code;
	return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: {};
}

/** A TAXREF name's number at the end of its address: `https://taxref.mnhn.fr/lod/taxon/66832` (with or without version). */
const TAXREF = /taxref\.mnhn\.fr\/(?:lod\/)?(?:taxon|name)\/(\d{1,8})(?:\/|$)/;

/** A concept of a list of species as an answer: its name, and its number when it is mapped exactly to TAXREF. */
export function speciesFrom(concept: Concept, lang: Language): Species {
	const exact = concept.matches.find(
		({ relation, uri }) => relation === 'exactMatch' && TAXREF.test(uri)
	);
	const code = exact && TAXREF.exec(exact.uri)?.[1];
	return { code: code === undefined ? null : Number(code), name: labelOf(concept, lang) };
}
