import { sameValue } from '$lib/domain/equal';
import { isProblem } from '$lib/domain/fields/kind';
import { fieldKinds } from '$lib/domain/fields/registry';
import { typedProblems } from '$lib/domain/fields/typed';
import type { FieldDefinition, FieldValue } from '$lib/domain/fields/types';
import type { Problem } from '$lib/domain/problem';
import { validateRecord } from '$lib/domain/validation';
import { fieldsFor, shownFields, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Concept, Sensitivity } from '$lib/domain/vocabulary/types';
import { isBareRepetition } from '$lib/store/drafts';
import type { Draft } from '$lib/store/types';

/** The way through the form, in order. */
export const steps = [
	'theme',
	'concept',
	'place',
	'similar',
	'fields',
	'photos',
	'summary'
] as const;
type StepOnTheWay = (typeof steps)[number];
/** `again`: the short screen, beside the way. */
export type Step = StepOnTheWay | 'again';

/** What of a draft decides which steps it can show. */
type Shown = Pick<Draft, 'theme' | 'concept'> & Partial<Pick<Draft, 'geometry' | 'taken_over'>>;

function isStep(value: unknown): value is StepOnTheWay {
	return steps.some((step) => step === value);
}

/** What must be known before a step means anything; the rest may be filled in any order. */
export function canEnter(step: Step, draft: Shown): boolean {
	if (step === 'theme') return true;
	if (step === 'concept') return draft.theme !== null;
	if (draft.theme === null || draft.concept === null) return false;
	if (step === 'similar') return Boolean(draft.geometry);
	return step !== 'again' || draft.taken_over !== undefined;
}

/** Where to open a draft: where the person left it, or the nearest step before that can be shown. */
export function stepOf(draft: Shown & Pick<Draft, 'step'>): Step {
	if (draft.step === 'again' && canEnter('again', draft)) return 'again';
	const wanted = isStep(draft.step) ? draft.step : 'theme';
	const before = steps.slice(0, steps.indexOf(wanted) + 1);
	return before.findLast((step) => canEnter(step, draft)) ?? 'theme';
}

/**
 * The step before or after that can be shown; the same one at either end. From any step of a repetition one
 * comes back to the short screen.
 * @param similar whether there is something to say at that step
 */
export function neighbour(step: Step, draft: Shown, by: 1 | -1, similar = false): Step {
	if (canEnter('again', draft)) return 'again';
	const way = steps.filter((one) => one !== 'similar' || similar || step === 'similar');
	const next = way[way.indexOf(step as StepOnTheWay) + by];
	return next && canEnter(next, draft) ? next : step;
}

/** The step where a problem is mended. */
export function stepOfProblem({ field }: Problem): StepOnTheWay {
	if (field === 'theme' || field === 'concept' || field === 'photos') return field;
	if (field === 'geometry' || field === 'position') return 'place';
	if (field === 'sensitivity') return 'summary';
	return 'fields';
}

/** What is wrong with one answer, first of all; null when it is right or not asked. `value` may be raw typing. */
export function fieldProblem(
	field: FieldDefinition,
	value: unknown,
	index: VocabularyIndex
): Problem | null {
	return typedProblems(field, value, index)[0] ?? null;
}

/** What will be stored for what was typed: the value when it can be read, else the typing itself. */
function keptValue(field: FieldDefinition, raw: unknown): FieldValue | undefined {
	const parsed = fieldKinds[field.kind].parse(raw, field);
	// Unreadable typing is kept as it is, so that a reload shows it again; it never leaves the draft.
	return isProblem(parsed) ? (raw as FieldValue) : parsed;
}

/** The answers with one more, or one less when it was emptied. */
export function answered(
	properties: Draft['properties'],
	field: FieldDefinition,
	raw: unknown
): Draft['properties'] {
	const { [field.key]: _before, ...others } = properties;
	const value = keptValue(field, raw);
	return value === undefined ? others : { ...others, [field.key]: value };
}

/** Fields to show for a draft. Empty before a concept is chosen. */
export function askedFields(
	draft: Pick<Draft, 'concept' | 'properties'>,
	index: VocabularyIndex
): FieldDefinition[] {
	return draft.concept ? shownFields(fieldsFor(index, draft.concept), draft.properties) : [];
}

/**
 * The answers that will be saved: those asked for, read. Answers to questions no longer asked (another
 * concept was tried first) are left behind; what a corrected record holds beyond our vocabulary stays.
 */
function cleanProperties(
	draft: Draft,
	index: VocabularyIndex
): { properties: Draft['properties']; problems: Problem[] } {
	const all = new Set(draft.concept ? fieldsFor(index, draft.concept).map(({ key }) => key) : []);
	const properties: Draft['properties'] = {};
	const problems: Problem[] = [];
	for (const [key, value] of Object.entries(draft.base?.record.properties ?? {})) {
		if (!all.has(key) && draft.base?.record.concept === draft.concept) properties[key] = value;
	}
	for (const field of askedFields(draft, index)) {
		const typed = draft.properties[field.key];
		// What was right by the form it was made with stays as it is.
		if (isUntouched(draft, field)) {
			if (typed !== undefined) properties[field.key] = typed;
			continue;
		}
		// A correction made on the public copy cannot be asked for what that copy does not show.
		const unseen = draft.base !== null && !field.isPublic && typed === undefined;
		const wrong = unseen ? [] : typedProblems(field, typed, index);
		problems.push(...wrong);
		const value = wrong.length > 0 ? undefined : keptValue(field, typed);
		if (value !== undefined) properties[field.key] = value;
	}
	return { properties, problems };
}

/** Whether a correction leaves an answer, or its absence, as the server has it. */
function isUntouched({ base, concept, properties }: Draft, { key }: FieldDefinition): boolean {
	if (base?.record.concept !== concept) return false;
	return sameValue(properties[key] ?? null, base?.record.properties[key] ?? null);
}

/** The draft as it would be queued, and everything that prevents it, in the order of the form. */
export function finish(
	draft: Draft,
	index: VocabularyIndex
): { draft: Draft; problems: Problem[] } {
	const { properties, problems } = cleanProperties(draft, index);
	const { theme, concept, geometry, sensitivity, observed_at, position } = draft;
	const record = validateRecord(
		{
			theme,
			concept,
			geometry,
			properties,
			observed_at,
			...(sensitivity === null ? {} : { sensitivity }),
			...(position === null ? {} : { position })
		},
		index.vocabulary
	).filter(({ field }) => field === 'properties' || !field?.startsWith('properties'));
	const missing: Problem[] =
		geometry !== null && position === null ? [{ code: 'required', field: 'position' }] : [];
	const found = [...record, ...missing, ...problems];
	found.sort((a, b) => steps.indexOf(stepOfProblem(a)) - steps.indexOf(stepOfProblem(b)));
	return {
		draft: { ...draft, properties, title: titleOf(draft, properties, index) },
		problems: found
	};
}

/** Of the problems that were found, those that are not mended yet. */
export function notMended(
	found: readonly Problem[],
	draft: Draft,
	index: VocabularyIndex
): Problem[] {
	if (found.length === 0) return [];
	const now = finish(draft, index).problems;
	return found.filter(({ code, field }) =>
		now.some((other) => other.code === code && other.field === field)
	);
}

function titleOf(
	draft: Draft,
	properties: Draft['properties'],
	index: VocabularyIndex
): string | null {
	const key = draft.theme === null ? null : index.themes.get(draft.theme)?.titleField;
	const value = key ? properties[key] : undefined;
	if (typeof value === 'string') return value;
	return typeof value === 'object' && 'text' in value ? value.text : null;
}

/** True when nothing worth keeping was entered: such a draft is not offered again. */
export function isEmptyDraft(draft: Draft): boolean {
	if (draft.photos.length > 0) return false;
	if (draft.taken_over) return isBareRepetition(draft);
	return (
		draft.concept === null && draft.geometry === null && Object.keys(draft.properties).length === 0
	);
}

const levels: Sensitivity[] = ['public', 'blurred', 'hidden'];

/**
 * How a record is protected once another concept is chosen: as that concept usually is, unless the person
 * had chosen something stricter than usual themselves.
 */
export function protectionFor(
	next: Concept,
	before: Concept | null,
	current: Sensitivity | null
): Sensitivity {
	const own = current !== null && current !== before?.sensitivity;
	if (!own) return next.sensitivity;
	return levels.indexOf(current) > levels.indexOf(next.sensitivity) ? current : next.sensitivity;
}
