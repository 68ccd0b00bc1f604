import { sameValue } from '../equal.ts';
import type { FieldDefinition, FieldKind } from '../fields/types.ts';
import { fold } from '../vocabulary/fold.ts';

/**
 * One question of a form as the person who edits it thinks of it: asked for the whole theme or for some
 * concepts. The database holds a definition for each of these concepts.
 */
export interface Question {
	/** Stable while it is edited; of no meaning elsewhere. */
	id: string;
	/** Ids of the concepts that ask for it (and everything narrower); null: all. */
	on: string[] | null;
	/** What is asked. Its `id`, `concept` and `position` are left empty: the whole says them. */
	field: FieldDefinition;
}

/** Positions leave room, as in the themes' sources. */
const STEP = 10;

/** The questions of a theme's fields, in the order of the form; those asked alike of several concepts are one. */
export function questionsOf(fields: readonly FieldDefinition[]): Question[] {
	const ordered = [...fields].sort((a, b) => a.position - b.position || a.id.localeCompare(b.id));
	const questions: Question[] = [];
	for (const definition of ordered) {
		const field = bare(definition);
		const same = questions.find(
			(one) => one.on !== null && one.field.key === field.key && sameValue(one.field, field)
		);
		if (same?.on && definition.concept !== null) same.on.push(definition.concept);
		else {
			const on = definition.concept === null ? null : [definition.concept];
			questions.push({ id: definition.id, on, field });
		}
	}
	return questions;
}

/** The definitions that the questions come to, and the question that each of them is of. */
export function definitionsOf(
	questions: readonly Question[],
	theme: string
): { fields: FieldDefinition[]; of: string[] } {
	const pairs = questions.flatMap((question, index) =>
		(question.on ?? [null]).map((concept) => ({
			of: question.id,
			field: placed(question.field, {
				id: `${concept ?? theme}/${question.field.key}`,
				theme,
				concept,
				position: (index + 1) * STEP
			})
		}))
	);
	return { fields: pairs.map(({ field }) => field), of: pairs.map(({ of }) => of) };
}

type Place = Pick<FieldDefinition, 'id' | 'theme' | 'concept' | 'position'>;

function placed(field: FieldDefinition, place: Place): FieldDefinition {
	return {
		...field,
		...place,
		fields: field.fields.map((row, index) =>
			placed(
				{ ...row, isPublic: field.isPublic },
				{ ...place, id: `${place.id}.${row.key}`, position: (index + 1) * STEP }
			)
		)
	};
}

/** Without what only says where it stands, so that two can be compared. */
function bare(field: FieldDefinition): FieldDefinition {
	return { ...field, id: '', concept: null, position: 0, fields: field.fields.map(bare) };
}

/** A field of a kind that asks nothing special yet. */
export function blankField(kind: FieldKind, theme: string, key: string): FieldDefinition {
	return {
		id: '',
		theme,
		concept: null,
		key,
		kind,
		label: { fr: '' },
		help: null,
		group: null,
		required: false,
		scheme: null,
		branch: null,
		linkTheme: null,
		fields: [],
		min: null,
		max: null,
		unit: null,
		maxLength: null,
		pattern: null,
		showWhen: null,
		default: null,
		example: null,
		perVisit: false,
		isPublic: true,
		position: 0,
		version: 1
	};
}

/** What each kind makes use of; the rest is emptied when the kind changes. */
const uses: Partial<Record<FieldKind, readonly (keyof FieldDefinition)[]>> = {
	text: ['maxLength'],
	long_text: ['maxLength'],
	local_text: ['maxLength'],
	integer: ['min', 'max', 'unit'],
	decimal: ['min', 'max', 'unit'],
	measure: ['min', 'max', 'unit'],
	choice: ['scheme', 'branch'],
	multiple_choice: ['scheme', 'branch'],
	hierarchical_choice: ['scheme', 'branch'],
	species: ['scheme', 'branch'],
	record_link: ['linkTheme'],
	group: ['fields', 'min', 'max'],
	identifier: ['pattern', 'maxLength']
};

/** Whether a kind makes use of an attribute. */
export function kindUses(kind: FieldKind, attribute: keyof FieldDefinition): boolean {
	return uses[kind]?.includes(attribute) ?? false;
}

/** The same question as another kind: what that kind has no use for is emptied, and the default with it. */
export function withKind(field: FieldDefinition, kind: FieldKind): FieldDefinition {
	const kept = (attribute: keyof FieldDefinition) => kindUses(kind, attribute);
	return {
		...field,
		kind,
		scheme: kept('scheme') ? field.scheme : null,
		branch: kept('branch') ? field.branch : null,
		linkTheme: kept('linkTheme') ? field.linkTheme : null,
		fields: kept('fields') ? field.fields : [],
		min: kept('min') ? field.min : null,
		max: kept('max') ? field.max : null,
		unit: kept('unit') ? field.unit : null,
		maxLength: kept('maxLength') ? field.maxLength : null,
		pattern: kept('pattern') ? field.pattern : null,
		default: null
	};
}

/** A key that fits a label and is not taken: `hauteur_du_mur`. Keys are what exports name columns by. */
export function keyFor(label: string, taken: readonly string[]): string {
	const words = fold(label)
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^[^a-z]+|_+$/g, '')
		.slice(0, 40)
		.replace(/_+$/, '');
	const start = words === '' || words === 'constructor' ? 'question' : words;
	let key = start;
	for (let number = 2; taken.includes(key); number++) key = `${start}_${number}`;
	return key;
}

/** What publishing would change, by key. */
export interface FormChanges {
	added: Question[];
	removed: Question[];
	/** As they will be. */
	changed: Question[];
	/** The same questions stand in another order. */
	reordered: boolean;
}

/** Compares two forms; a question that is asked of other concepts, too, has changed. */
export function changesBetween(
	before: readonly Question[],
	after: readonly Question[]
): FormChanges {
	const signature = ({ on, field }: Question) => ({ on: on && [...on].sort(), field });
	const has = (list: readonly Question[], { field }: Question) =>
		list.some((one) => one.field.key === field.key);
	const same = (list: readonly Question[], question: Question) =>
		list.some((one) => sameValue(signature(one), signature(question)));
	const kept = (list: readonly Question[], other: readonly Question[]) =>
		list.filter((one) => same(other, one)).map((one) => JSON.stringify([one.on, one.field.key]));
	return {
		added: after.filter((one) => !has(before, one)),
		removed: before.filter((one) => !has(after, one)),
		changed: after.filter((one) => has(before, one) && !same(before, one)),
		reordered: !sameValue(kept(before, after), kept(after, before))
	};
}

/** Whether publishing would change nothing. */
export function isUnchanged({ added, removed, changed, reordered }: FormChanges): boolean {
	return added.length === 0 && removed.length === 0 && changed.length === 0 && !reordered;
}
