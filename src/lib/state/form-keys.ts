import type { FieldDefinition } from '$lib/domain/fields/types';
import { keyFor, type Question } from '$lib/domain/forms/questions';

/**
 * Changes of a field that no record answers yet, with the key that its new label makes. A key typed by hand
 * stays: only one that is still what the label made follows the label.
 * @param taken keys of the other fields of the same form or row
 */
export function withKey(
	field: FieldDefinition,
	changes: Partial<FieldDefinition>,
	taken: string[]
): Partial<FieldDefinition> {
	if (!changes.label || 'key' in changes) return changes;
	if (field.key !== keyFor(field.label.fr, taken)) return changes;
	return { ...changes, key: keyFor(changes.label.fr, taken) };
}

/** The rows of a group with one changed; what is asked only for some answer to it goes on asking it. */
export function withRow(
	rows: readonly FieldDefinition[],
	at: number,
	row: FieldDefinition
): FieldDefinition[] {
	const before = rows[at]?.key;
	const others = rows.filter((_, place) => place !== at);
	const follow = before !== undefined && others.every(({ key }) => key !== before);
	return rows.map((one, place) => {
		if (place === at) return row;
		return follow ? asking(one, before, row.key) : one;
	});
}

/** The questions with one changed; what is asked only for some answer to it goes on asking it. */
export function withQuestion(questions: readonly Question[], changed: Question): Question[] {
	const before = questions.find(({ id }) => id === changed.id)?.field.key;
	const others = questions.filter(({ id }) => id !== changed.id);
	// Another question of the same name, of other concepts, is still there to be asked.
	const follow = before !== undefined && others.every(({ field }) => field.key !== before);
	return questions.map((one) => {
		if (one.id === changed.id) return changed;
		return follow ? { ...one, field: asking(one.field, before, changed.field.key) } : one;
	});
}

function asking(field: FieldDefinition, before: string, now: string): FieldDefinition {
	const { showWhen } = field;
	if (before === now || showWhen?.field !== before) return field;
	return { ...field, showWhen: { ...showWhen, field: now } };
}

/**
 * Questions typed on while others were published, under the names and keys the published ones have now:
 * records may hold answers to them from here on.
 * @param fields definitions that were sent, and the question each was `of`
 */
export function renamed(
	later: readonly Question[],
	{ fields, of }: { fields: readonly FieldDefinition[]; of: readonly string[] },
	published: readonly Question[]
): Question[] {
	const free = new Map(published.map((question) => [question.id, question.field.key]));
	let questions = [...later];
	for (const [place, { id: before }] of later.entries()) {
		const ids = fields.filter((_, at) => of[at] === before).map(({ id }) => id);
		const id = ids.find((one) => free.has(one));
		const key = id === undefined ? undefined : free.get(id);
		const question = questions[place];
		if (id === undefined || key === undefined || !question) continue;
		free.delete(id);
		questions = withQuestion(questions, { ...question, field: { ...question.field, key } });
		questions[place] = { ...question, id, field: { ...question.field, key } };
	}
	return questions;
}
