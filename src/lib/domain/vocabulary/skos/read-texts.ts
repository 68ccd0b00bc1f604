import { isText, type Claims, type Literal } from './claims.ts';
import type { RdfGraph } from './graph.ts';
import { sortedSet } from './statement.ts';
import { cap, labelKinds, labelThings, literalForm, noteKinds, rdf } from './terms.ts';
import type { LabelKind, LabelStatus } from '../types.ts';
import type { SkosLabel, SkosNote } from './types.ts';

/** Told of a statement that the model cannot keep: about whom, and by which property. */
export type Leave = (
	subject: string,
	predicate: string,
	code?: 'not_kept' | 'label_empty' | 'text_empty'
) => void;

type LeaveText = (predicate: string, code: 'label_empty' | 'text_empty') => void;

/**
 * Labels of a concept or a collection: plain ones, and those that are things of their own (SKOS-XL, whose
 * other facts are lost). How sure a form is stands beside it, as the same text under another property.
 */
export function readLabels(claims: Claims, graph: RdfGraph, leave: LeaveText): SkosLabel[] {
	const found: { kind: LabelKind; label: Literal }[] = [];
	const put = (kind: LabelKind, label: Literal, property: string) => {
		// Programs that export a form write its empty lines too.
		if (label.value.trim() === '') leave(property, 'label_empty');
		else found.push({ kind, label });
	};
	for (const [property, kind] of Object.entries(labelKinds)) {
		for (const label of claims.texts(property)) put(kind, label, property);
	}
	for (const [property, kind] of Object.entries(labelThings)) {
		const things = claims.take(
			({ predicate, object }) =>
				predicate === property && object.kind === 'blank' && formOf(graph, object.value) !== null
		);
		for (const { object } of things) put(kind, formOf(graph, object.value)!, property);
		// A label with an address is kept as a statement too.
		for (const { predicate, object } of claims.rest()) {
			const label = predicate === property ? formOf(graph, object.value) : null;
			if (label) put(kind, label, property);
		}
	}
	const statuses = readStatuses(claims, new Set(found.map(({ label }) => keyOf(label))));
	return sortedSet(
		found.map(({ kind, label }) => ({
			kind,
			lang: label.lang,
			text: label.value,
			status: statuses.get(keyOf(label)) ?? 'known'
		})),
		labelKey
	);
}

/** What makes two labels of one concept the same, and their order. */
export function labelKey({ kind, lang, text }: SkosLabel): string {
	return `${kind}\n${lang}\n${text}`;
}

/** What makes two notes of one concept the same, and their order. */
export function noteKey({ kind, lang, text }: SkosNote): string {
	return `${kind}\n${lang}\n${text}`;
}

const keyOf = ({ lang, value }: Literal) => `${lang}\n${value}`;

const formOf = (graph: RdfGraph, thing: string): Literal | null => {
	const form = graph.text(thing, literalForm);
	return form && isText(form) ? form : null;
};

/** Statuses by label; `unsure` wins over `sourced`, and one that belongs to no label is left. */
function readStatuses(claims: Claims, labels: ReadonlySet<string>): Map<string, LabelStatus> {
	const statuses = new Map<string, LabelStatus>();
	for (const status of ['sourced', 'unsure'] as const) {
		const said = claims.take(
			({ predicate, object }) =>
				predicate === cap[status] && isText(object) && labels.has(keyOf(object))
		);
		for (const { object } of said) statuses.set(keyOf(object as Literal), status);
	}
	return statuses;
}

/** Notes of a concept or a collection, those whose text is the value of a nameless node included (SKOS §7). */
export function readNotes(claims: Claims, graph: RdfGraph, leave: LeaveText): SkosNote[] {
	const notes: SkosNote[] = [];
	for (const [property, kind] of Object.entries(noteKinds)) {
		const texts = claims.texts(property);
		const nodes = claims.take(
			({ predicate, object }) =>
				predicate === property &&
				object.kind === 'blank' &&
				graph.text(object.value, rdf.value) !== null
		);
		texts.push(...nodes.map(({ object }) => graph.text(object.value, rdf.value)!));
		for (const { lang, value } of texts) {
			if (value === '') leave(property, 'text_empty');
			else notes.push({ kind, lang, text: value });
		}
	}
	return sortedSet(notes, noteKey);
}
