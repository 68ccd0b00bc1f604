import { fieldKinds } from '../../domain/fields/registry.ts';
import { speciesFrom } from '../../domain/fields/species.ts';
import type { FieldDefinition, FieldValue, GroupRow, Species } from '../../domain/fields/types.ts';
import {
	fieldsFor,
	labelOf,
	shownFields,
	valuesOf,
	type VocabularyIndex
} from '../../domain/vocabulary/graph.ts';
import type { Concept } from '../../domain/vocabulary/types.ts';
import type { Chance } from './random.ts';
import { datings, identifiers, localWords, notes, remarks, suffixes } from './words.ts';

interface About {
	index: VocabularyIndex;
	concept: Concept;
	/** Name of the place where it stands. */
	place: string;
	/** The day it was seen. */
	seen: Date;
	/** How talkative the person is, 0 to 1. */
	zeal: number;
}

/** Numbers of other registers and addresses on the web are known of few things. */
const rarely = new Set<FieldDefinition['kind']>(['identifier', 'email', 'url']);

/**
 * Answers a plausible person gives to the questions of a concept: all that are required, some of the
 * others. Each is checked by the rules of its kind, so that nothing unsound is ever proposed.
 */
export function answer(about: About, chance: Chance): Record<string, FieldValue> {
	const { index, concept } = about;
	const fields = fieldsFor(index, concept.id);
	const title = index.themeOfScheme.get(concept.scheme)?.titleField ?? null;
	const answers: Record<string, FieldValue> = {};
	for (const field of fields) {
		if (!shownFields(fields, answers).includes(field)) continue;
		const share = field.key === title ? 0.85 : rarely.has(field.kind) ? 0.05 : about.zeal;
		const wanted = field.required || chance.often(share);
		if (!wanted) continue;
		const value = candidates(field, title, about, chance).find((each) =>
			isSound(each, field, index)
		);
		if (value !== undefined) answers[field.key] = value;
	}
	return answers;
}

function isSound(
	value: FieldValue | undefined,
	field: FieldDefinition,
	index: VocabularyIndex
): boolean {
	return value !== undefined && fieldKinds[field.kind].validate(value, field, index).length === 0;
}

/** Values to try for a field, likeliest first. */
function candidates(
	field: FieldDefinition,
	title: string | null,
	about: About,
	chance: Chance
): (FieldValue | undefined)[] {
	const text = () => (field.key === title ? nameOf(about) : shortText(field, about, chance));
	switch (field.kind) {
		case 'text':
			return [text(), '12'];
		case 'long_text':
			return [
				/source|reference|ref$/.test(field.key)
					? chance.pick(notes)
					: chance.some(remarks, chance.int(1, 3)).join(' ')
			];
		case 'local_text':
			return [
				{
					text: field.key === title ? nameOf(about) : chance.pick(localWords),
					lang: field.key === title ? 'fr' : 'oc'
				}
			];
		case 'boolean':
			return [chance.often(0.6)];
		case 'integer':
			return [Math.round(amount(field, chance)), field.min ?? 1];
		case 'decimal':
			return [amount(field, chance)];
		case 'measure':
			return [{ value: amount(field, chance), estimated: chance.often(0.6) }];
		case 'date':
			return [about.seen.toISOString().slice(0, 10)];
		case 'edtf':
			return chance.shuffled(datings);
		case 'choice':
		case 'hierarchical_choice':
			return [chance.pick(offered(field, about)).notation];
		case 'multiple_choice': {
			const values = offered(field, about).map(({ notation }) => notation);
			return [chance.some(values, chance.int(1, Math.min(3, values.length)))];
		}
		case 'species':
			return [speciesOf(field, about, chance)];
		// Another record's id is not made up.
		case 'record_link':
			return [undefined];
		case 'group':
			return [
				Array.from({ length: chance.int(1, 2) }, () => rowOf(field, about, chance)).filter(
					(row) => Object.keys(row).length > 0
				)
			];
		case 'identifier':
			return /toponym/.test(field.key)
				? [street(about.place, chance)]
				: chance.shuffled(/suffix/.test(field.key) ? suffixes : identifiers);
		case 'email':
			return field.required ? ['quelqu.un@demo.capitelle.test'] : [undefined];
		case 'url':
			return field.required ? ['https://demo.capitelle.test/'] : [undefined];
	}
}

function offered(field: FieldDefinition, { index }: About): Concept[] {
	return valuesOf(index, field.scheme ?? '', field.branch);
}

/** One of the list the field proposes, with its TAXREF number when the list knows it. */
function speciesOf(field: FieldDefinition, about: About, chance: Chance): Species | undefined {
	const proposed = field.scheme === null ? [] : offered(field, about);
	return proposed.length === 0 ? undefined : speciesFrom(chance.pick(proposed), 'fr');
}

function rowOf(field: FieldDefinition, about: About, chance: Chance): GroupRow {
	const row: GroupRow = {};
	for (const one of field.fields) {
		if (!shownFields(field.fields, row).includes(one)) continue;
		const value = candidates(one, null, about, chance).find((each) =>
			isSound(each, one, about.index)
		);
		if (value !== undefined) row[one.key] = value as GroupRow[string];
	}
	return row;
}

/** « de la Baume », « du Mas Laval », « de Cantaloube ». */
function of(place: string): string {
	const article: [RegExp, string][] = [
		[/^le /, 'du '],
		[/^les /, 'des '],
		[/^la /, 'de la '],
		[/^l’/, 'de l’']
	];
	const [start, contracted] = article.find(([each]) => each.test(place)) ?? [/^/, 'de '];
	return place.replace(start, contracted);
}

/** « Puits de la Font de Roque ». */
function nameOf({ concept, place }: About): string {
	// « Autre chose, ou je ne sais pas » is no name.
	if (labelOf(concept, 'fr').includes(',')) return capital(place);
	return `${capital(labelOf(concept, 'fr').replace(/ \(.*/, ''))} ${of(place)}`;
}

function street(place: string, chance: Chance): string {
	return `${chance.pick(['Chemin', 'Rue', 'Impasse', 'Route'])} ${of(place)}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function shortText(field: FieldDefinition, { place }: About, chance: Chance): string {
	if (/adresse/.test(field.key))
		return `${chance.int(1, 90)} ${street(place, chance).toLowerCase()}`;
	if (/lieu/.test(field.key)) return capital(place);
	if (/numero/.test(field.key)) return String(chance.int(1, 120));
	return chance.pick(notes);
}

/** A number within the field's bounds, nearer the low one: most things are small. */
function amount(field: FieldDefinition, chance: Chance): number {
	const low = Math.max(field.min ?? 0, -20);
	const high = Math.min(field.max ?? low + 12, low + (field.unit === 'm' ? 6 : 40));
	return Math.round((low + (high - low) * chance.next() ** 1.8) * 10) / 10;
}
