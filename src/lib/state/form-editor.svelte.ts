import type { FieldDefinition, FieldKind } from '$lib/domain/fields/types';
import {
	blankField,
	changesBetween,
	definitionsOf,
	isUnchanged,
	keyFor,
	questionsOf,
	type FormChanges,
	type Question
} from '$lib/domain/forms/questions';
import type { Problem } from '$lib/domain/problem';
import type { FormDraft, FormDrafts, FormImpact, FormVersion } from './form-ports';
import { renamed, withKey, withQuestion } from './form-keys';
import { aboutQuestions, overtakenBy, problemsIn, type QuestionProblem } from './form-problems';

/** What the editor of one form needs from outside; tests give their own. Calls throw a RemoteError. */
export interface FormEditorPorts {
	save(fields: FieldDefinition[], base: number): Promise<{ version: number }>;
	preview(fields: FieldDefinition[]): Promise<FormImpact>;
	history(): Promise<FormVersion[]>;
	/** What is wrong with these definitions; `field` is `fields[<place>].<attribute>`. */
	check(fields: FieldDefinition[]): Problem[];
	drafts: FormDrafts;
	/** The form was published: what this device keeps is no longer what is in force. */
	changed(): void;
}

/** How many steps back are kept. */
const undoMost = 100;

/**
 * The form of a theme while somebody edits it: nothing is in force before it is published, and nothing typed
 * is lost before it is published or given up.
 */
export class FormEditorState {
	questions = $state.raw<Question[]>([]);
	selected = $state<string | null>(null);
	/** Version the edited form started from. */
	base = $state(0);
	/** Somebody published meanwhile: the version in force, which is not the one this started from. */
	overtaken = $state<number | null>(null);
	/** What publishing would do to the records, once asked. */
	impact = $state.raw<FormImpact | null>(null);
	history = $state.raw<FormVersion[] | null>(null);
	/** A call is on its way. */
	busy = $state(false);
	error = $state.raw<unknown>(null);
	/** Counts the times everything was replaced at once: controls that show what they began with start anew. */
	epoch = $state(0);
	/** False when this device refused to keep what is edited: it lasts as long as the page. */
	kept = $state(true);
	/** Version that was just published. */
	published = $state<number | null>(null);

	readonly theme: string;
	#before = $state.raw<Question[]>([]);
	#past = $state.raw<Question[][]>([]);
	/** What the last change was about: typing on in one place is one step. */
	#last = '';
	#made = 0;
	readonly #ports: FormEditorPorts;

	readonly definitions = $derived.by(() => definitionsOf(this.questions, this.theme));
	readonly changes: FormChanges = $derived.by(() => changesBetween(this.#before, this.questions));
	readonly dirty = $derived(!isUnchanged(this.changes));
	readonly problems: QuestionProblem[] = $derived.by(() => {
		const { fields, of } = this.definitions;
		return aboutQuestions([...this.#ports.check(fields), ...(this.impact?.problems ?? [])], of);
	});
	readonly current: Question | null = $derived(
		this.questions.find(({ id }) => id === this.selected) ?? null
	);

	constructor(
		theme: string,
		start: { fields: readonly FieldDefinition[]; version: number },
		ports: FormEditorPorts
	) {
		this.theme = theme;
		this.#ports = ports;
		this.#begin(start);
		const draft = ports.drafts.read(theme);
		if (!draft) return;
		this.questions = draft.questions;
		this.base = draft.base;
		this.overtaken = draft.base === start.version ? null : start.version;
	}

	get mayUndo(): boolean {
		return this.#past.length > 0;
	}
	/** Whether records may hold answers to it: its key stands. */
	wasPublished(question: Question): boolean {
		return this.#before.some(({ id }) => id === question.id);
	}
	/** Keys of a group's rows that records may hold answers under. */
	settledRows(question: Question): string[] {
		const before = this.#before.find(({ id }) => id === question.id);
		return before?.field.fields.map(({ key }) => key) ?? [];
	}
	problemsOf(question: Question): QuestionProblem[] {
		return this.problems.filter((one) => one.question === question.id);
	}

	/** Adds a question after the selected one, or at the end, and selects it. */
	add(kind: FieldKind, on: string[] | null): Question {
		const key = keyFor('', this.#keys());
		const field = {
			...blankField(kind, this.theme, key),
			group: this.current?.field.group ?? null
		};
		const question: Question = { id: this.#name(key), on, field };
		const at = this.questions.findIndex(({ id }) => id === this.selected);
		const place = at < 0 ? this.questions.length : at + 1;
		this.#take(this.questions.toSpliced(place, 0, question), '');
		this.selected = question.id;
		return question;
	}

	/** Changes what a question asks; a new question is named after its label. */
	change(id: string, changes: Partial<FieldDefinition>): void {
		const question = this.questions.find((one) => one.id === id);
		if (!question) return;
		const { field } = question;
		const named = this.wasPublished(question) ? changes : withKey(field, changes, this.#keys(id));
		const next = { ...question, field: { ...field, ...named } };
		this.#replace(next, Object.keys(changes).join());
	}

	/** Says who is asked: these concepts and what is narrower, or everyone. */
	askOf(id: string, on: string[] | null): void {
		const question = this.questions.find((one) => one.id === id);
		if (question) this.#replace({ ...question, on }, 'on');
	}

	/** Takes a question out; records keep the answers they have. */
	remove(id: string): void {
		const at = this.questions.findIndex((one) => one.id === id);
		if (at < 0) return;
		this.#take(this.questions.toSpliced(at, 1), '');
		if (this.selected === id) this.selected = null;
	}

	/** Moves a question before another of the list, or to its end. */
	move(id: string, before: string | null): void {
		const question = this.questions.find((one) => one.id === id);
		if (!question || id === before) return;
		const others = this.questions.filter((one) => one.id !== id);
		const at = before === null ? others.length : others.findIndex((one) => one.id === before);
		if (at >= 0) this.#take(others.toSpliced(at, 0, question), `move ${id}`);
	}

	/** Takes the last change back. */
	undo(): void {
		const before = this.#past.at(-1);
		if (!before) return;
		this.#past = this.#past.slice(0, -1);
		this.questions = before;
		this.#last = '';
		this.epoch += 1;
		this.#keep();
	}

	/** Gives up every change, for the form in force. */
	discard(form: { fields: readonly FieldDefinition[]; version: number }): void {
		this.#ports.drafts.drop(this.theme);
		this.#begin(form);
	}

	/** Goes on from the version in force with what was edited: publishing will replace that version. */
	keepMine(form: { fields: readonly FieldDefinition[]; version: number }): void {
		const mine = this.questions;
		this.#begin(form);
		this.#take(mine, '');
	}

	/** Takes an earlier version as the form to look at and publish; nothing changes before that. */
	restore(version: FormVersion): void {
		this.#take(questionsOf(version.fields), '');
		this.epoch += 1;
		this.selected = null;
	}

	/** Asks the server what publishing would do to the records there are. Never throws: see {@link error}. */
	async ask(): Promise<void> {
		this.impact = null;
		const impact = await this.#call(() => this.#ports.preview(this.definitions.fields));
		if (impact) this.impact = impact;
	}

	/** What is typed while it is on its way stays, on top of what is published. @returns true when the form is in force. */
	async publish(): Promise<boolean> {
		const [made, sent] = [this.definitions, this.questions];
		const saved = await this.#call(() => this.#ports.save(made.fields, this.base));
		if (!saved) {
			// What the server finds wrong with a question is shown at the question.
			const problems = problemsIn(this.error).filter(({ field }) => field?.startsWith('fields['));
			if (problems.length > 0) this.impact = { problems, flagged: 0, of: 0 };
			return false;
		}
		this.#ports.drafts.drop(this.theme);
		const later = this.questions;
		const place = later.findIndex(({ id }) => id === this.selected);
		this.#begin({ fields: made.fields, version: saved.version });
		const named = renamed(later, made, this.#before);
		if (later === sent) this.published = saved.version;
		else this.#take(named, '');
		const selected = named[place]?.id;
		this.selected = this.questions.find(({ id }) => id === selected)?.id ?? null;
		this.#ports.changed();
		return true;
	}

	/** Reads every version there was. Never throws: see {@link error}. */
	async readHistory(): Promise<void> {
		this.history = (await this.#call(() => this.#ports.history())) ?? null;
	}

	#begin({ fields, version }: { fields: readonly FieldDefinition[]; version: number }): void {
		this.#before = questionsOf(fields);
		this.questions = this.#before;
		this.base = version;
		this.overtaken = null;
		this.impact = null;
		this.history = null;
		this.kept = true;
		this.#past = [];
		this.#last = '';
		this.epoch += 1;
	}

	#replace(question: Question, what: string): void {
		this.#take(withQuestion(this.questions, question), `${question.id} ${what}`);
	}

	#take(questions: Question[], what: string): void {
		if (what === '' || what !== this.#last) {
			this.#past = [...this.#past, this.questions].slice(-undoMost);
		}
		this.#last = what;
		this.questions = questions;
		this.impact = null;
		this.published = null;
		this.#keep();
	}

	#keep(): void {
		const draft: FormDraft = { base: this.base, questions: this.questions };
		if (!this.dirty) this.#ports.drafts.drop(this.theme);
		this.kept = !this.dirty || this.#ports.drafts.write(this.theme, draft);
	}

	async #call<T>(work: () => Promise<T>): Promise<T | undefined> {
		if (this.busy) return undefined;
		this.busy = true;
		this.error = null;
		try {
			return await work();
		} catch (error) {
			const version = overtakenBy(error);
			if (version === null) this.error = error;
			else this.overtaken = version;
			return undefined;
		} finally {
			this.busy = false;
		}
	}

	#keys(except?: string): string[] {
		return this.questions.filter(({ id }) => id !== except).map(({ field }) => field.key);
	}

	#name(key: string): string {
		this.#made += 1;
		return `new-${Date.now().toString(36)}-${this.#made}-${key}`;
	}
}
