import { isBlank } from '../fields/kind.ts';
import { isPlainPattern } from '../fields/pattern.ts';
import { fieldKinds } from '../fields/registry.ts';
import type { FieldDefinition } from '../fields/types.ts';
import type { LocalizedText } from '../language.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { VocabularyIndex } from '../vocabulary/graph.ts';

/** Kinds whose answers come from a list. */
const choosing = ['choice', 'multiple_choice', 'hierarchical_choice'];
const rowsMost = 30;
const questionsMost = 400;
/** A picture of this site: nobody's address is told to another server by looking at a form. */
const ownAddress = /^\/[A-Za-z0-9._~-][A-Za-z0-9._~/?=&%-]*$/;

/**
 * What is wrong with a form, each problem's field being `fields[<place>].<attribute>`: what PostgreSQL refuses to
 * publish (`private.form_problems`), told while it is typed. What only the server knows (lists that no form uses
 * yet) is left to it.
 */
export function checkForm(
	fields: readonly FieldDefinition[],
	theme: string,
	index: VocabularyIndex
): Problem[] {
	if (fields.length > questionsMost) {
		return [{ code: 'out_of_range', field: 'fields', params: { max: questionsMost } }];
	}
	const scheme = index.themes.get(theme)?.scheme;
	const elsewhere = fields.flatMap(({ concept }, at): Problem[] =>
		concept === null || index.concepts.get(concept)?.scheme === scheme
			? []
			: [{ code: 'unknown_concept', field: `fields[${at}].concept` }]
	);
	return [...elsewhere, ...checkQuestions(fields, { index, inRow: false, path: 'fields' })];
}

interface Place {
	index: VocabularyIndex;
	/** Inside a group, where no other group may stand. */
	inRow: boolean;
	path: string;
}

function checkQuestions(fields: readonly FieldDefinition[], place: Place): Problem[] {
	return fields.flatMap((field, at) => {
		const path = `${place.path}[${at}]`;
		const about = (attribute: string, { code, params }: Omit<Problem, 'field'>): Problem => ({
			code,
			field: `${path}.${attribute}`,
			...(params ? { params } : {})
		});
		const own = ofItself(field, place);
		if (own) return [about(own.attribute, own)];
		if (field.kind === 'group') {
			const rows = checkQuestions(field.fields, {
				...place,
				inRow: true,
				path: `${path}.fields`
			});
			if (rows.length > 0) return rows;
		}
		const found: Problem[] = [];
		const { showWhen } = field;
		if (
			showWhen &&
			(showWhen.field === field.key || !fields.some(({ key }) => key === showWhen.field))
		)
			found.push(about('showWhen', { code: 'unknown_field' }));
		if (
			fields.slice(0, at).some(({ key, concept }) => key === field.key && concept === field.concept)
		)
			found.push(about('key', { code: 'not_unique' }));
		const start = wrongDefault(field, place.index);
		if (start) found.push(about('default', start));
		return found;
	});
}

interface Fault {
	code: ProblemCode;
	attribute: keyof FieldDefinition;
	params?: Record<string, string | number>;
}

/** The first thing wrong with a definition by itself. */
function ofItself(field: FieldDefinition, { index, inRow }: Place): Fault | null {
	return (
		wrongName(field, inRow) ?? wrongTexts(field) ?? wrongSource(field, index) ?? wrongLimits(field)
	);
}

function wrongName({ key, kind }: FieldDefinition, inRow: boolean): Fault | null {
	if (!/^[a-z][a-z0-9_]*$/.test(key) || key === 'constructor')
		return { code: 'bad_format', attribute: 'key' };
	if (key.length > 60) return { code: 'too_long', attribute: 'key', params: { max: 60 } };
	const known = kind in fieldKinds && !(inRow && kind === 'group');
	return known ? null : { code: 'not_in_list', attribute: 'kind' };
}

function wrongTexts({ label, help, group }: FieldDefinition): Fault | null {
	if (isBlank(label.fr)) return { code: 'required', attribute: 'label' };
	if (!isForPeople(label, 200)) return { code: 'bad_format', attribute: 'label' };
	if (help && !isForPeople(help, 1000)) return { code: 'bad_format', attribute: 'help' };
	if (group && !isForPeople(group, 200)) return { code: 'bad_format', attribute: 'group' };
	return null;
}

function wrongSource(field: FieldDefinition, index: VocabularyIndex): Fault | null {
	const { kind, scheme, branch, linkTheme } = field;
	const chooses = choosing.includes(kind);
	if (chooses && scheme === null) return { code: 'required', attribute: 'scheme' };
	if (scheme !== null && !chooses && kind !== 'species')
		return { code: 'bad_format', attribute: 'scheme' };
	const isKnown = scheme !== null && index.byScheme.has(scheme);
	if (
		branch !== null &&
		(scheme === null || isKnown) &&
		index.concepts.get(branch)?.scheme !== scheme
	)
		return { code: 'unknown_concept', attribute: 'branch' };
	if (linkTheme !== null && kind !== 'record_link')
		return { code: 'bad_format', attribute: 'linkTheme' };
	if (linkTheme !== null && !index.themes.has(linkTheme))
		return { code: 'unknown_theme', attribute: 'linkTheme' };
	return null;
}

function wrongLimits(field: FieldDefinition): Fault | null {
	const { kind, fields, min, max, unit, maxLength, pattern, showWhen, example } = field;
	const isGroup = kind === 'group';
	if (isGroup && fields.length === 0) return { code: 'required', attribute: 'fields' };
	if (!isGroup && fields.length > 0) return { code: 'bad_format', attribute: 'fields' };
	if (fields.length > rowsMost)
		return { code: 'out_of_range', attribute: 'fields', params: { max: rowsMost } };
	for (const [attribute, value, least] of [['min', min, 0] as const, ['max', max, 1] as const]) {
		if (value === null) continue;
		if (Math.abs(value) > 1e15) return { code: 'wrong_type', attribute };
		if (isGroup && !isWhole(value, least, 100))
			return { code: 'out_of_range', attribute, params: { min: least, max: 100 } };
	}
	if (min !== null && max !== null && min > max)
		return { code: 'out_of_range', attribute: 'max', params: { min } };
	if (unit !== null && (unit === '' || !isText(unit, 20, false)))
		return { code: 'bad_format', attribute: 'unit' };
	if (maxLength !== null && !isWhole(maxLength, 1, 10_000))
		return { code: 'out_of_range', attribute: 'maxLength', params: { min: 1, max: 10_000 } };
	if (pattern !== null && !isPlainPattern(pattern))
		return { code: 'bad_format', attribute: 'pattern' };
	if (showWhen && (showWhen.in.length === 0 || showWhen.in.length > 200))
		return { code: 'bad_format', attribute: 'showWhen' };
	if (example && !isExample(example)) return { code: 'bad_format', attribute: 'example' };
	return null;
}

function isExample({ src, alt }: NonNullable<FieldDefinition['example']>): boolean {
	return src.length <= 500 && ownAddress.test(src) && !isBlank(alt.fr) && isForPeople(alt, 500);
}

/** The first thing wrong with what a form starts from, by the rules of answers. */
function wrongDefault(
	field: FieldDefinition,
	index: VocabularyIndex
): Omit<Problem, 'field'> | null {
	if (field.default === null) return null;
	if (field.scheme !== null && !index.byScheme.has(field.scheme)) return null;
	const [problem] = fieldKinds[field.kind].validate(field.default, field, index);
	return problem ?? null;
}

function isForPeople(text: LocalizedText, max: number): boolean {
	return Object.values(text).every((one) => isText(one, max, true));
}

function isText(text: string, max: number, lines: boolean): boolean {
	const control = lines ? /[^\P{Cc}\t\n\r]/u : /\p{Cc}/u;
	return [...text].length <= max && !control.test(text) && text.isWellFormed();
}

function isWhole(value: number, least: number, most: number): boolean {
	return Number.isInteger(value) && value >= least && value <= most;
}
