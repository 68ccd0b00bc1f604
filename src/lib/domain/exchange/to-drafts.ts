import { isProblem } from '../fields/kind.ts';
import { fieldKinds } from '../fields/registry.ts';
import type { FieldDefinition, FieldValue } from '../fields/types.ts';
import { kindOf } from '../geometry.ts';
import type { Geometry } from '../record.ts';
import { localIso } from '../time.ts';
import { fold } from '../vocabulary/fold.ts';
import { fieldsFor, isUsable, themeOf, type VocabularyIndex } from '../vocabulary/graph.ts';
import type { Concept, Sensitivity } from '../vocabulary/types.ts';
import type { ImportedPlace } from './imported.ts';

/** What a place of a file becomes: the beginning of a record, for the person to complete. */
export interface PlannedDraft {
	theme: string;
	concept: string;
	geometry: Geometry;
	properties: Record<string, FieldValue>;
	sensitivity: Sensitivity | null;
	title: string | null;
	/** ISO 8601 with offset. */
	observed_at: string;
}

/** What an import would do, before anything is done. */
export interface ImportPlan {
	drafts: PlannedDraft[];
	/** Places that the concept cannot be: a line where it is a point. */
	otherKind: number;
	/** Columns that answer a question, and which. */
	taken: { column: string; field: FieldDefinition }[];
	/** Columns of which nothing is taken. */
	left: string[];
}

/** Columns that say what our own files say of every record; they are read elsewhere, or mean nothing here. */
const ours =
	/^(theme|concept|concept_label|title|name|nom|observed_at|time|state|sensitivity|position_.*|visits|photos|id|marker-.*|stroke.*|fill.*|.*_(label|estimated|lang|taxref|text))$/;
/** Columns of free words, for whatever question takes some. */
const remarks = /^(desc|description|cmt|comment|commentaire|notes?|remarques?)$/;

/**
 * Makes drafts of the places of a file. One whose file says which concept it is, as ours do, keeps it; the others
 * take the chosen one. Columns answer the question whose key or name they have, where the answer fits.
 */
export function planImport(
	places: readonly ImportedPlace[],
	chosen: Concept,
	index: VocabularyIndex,
	now: Date
): ImportPlan {
	const plan: ImportPlan = { drafts: [], otherKind: 0, taken: [], left: [] };
	const taken = new Map<string, FieldDefinition>();
	const columns = new Set<string>();
	const conceptOf = once((type: string) => conceptNamed(type, chosen, index));
	const formOf = once((concept: string) => new Form(fieldsFor(index, concept)));
	for (const place of places) {
		const concept = ownConcept(place, index, conceptOf) ?? chosen;
		const theme = themeOf(index, concept.id);
		const geometry = fitting(place.geometry, concept);
		if (!theme || !geometry) {
			plan.otherKind += 1;
			continue;
		}
		for (const column of Object.keys(place.properties)) columns.add(column);
		const form = formOf(concept.id);
		// Our own files call what has no name by what it is: that is no name to keep.
		const isKind = (text: unknown) => typeof text === 'string' && isNameOf(concept, text);
		const title = form.fields.find(({ key }) => key === theme.titleField);
		const answers = Object.entries(place.properties).filter(
			([column, value]) => !(isKind(value) && form.fieldOf(column) === title)
		);
		const properties = answersOf(place, answers, form, index, taken);
		const name = isKind(place.name) ? null : place.name;
		const named = title && name !== null ? valueFor(title, name, {}, index) : undefined;
		if (title && named !== undefined) properties[title.key] ??= named;
		plan.drafts.push({
			theme: theme.id,
			concept: concept.id,
			geometry,
			properties,
			sensitivity: sensitivityOf(place),
			title: name,
			observed_at: momentOf(place.at, now)
		});
	}
	plan.taken = [...taken].map(([column, field]) => ({ column, field }));
	plan.left = [...columns].filter((column) => !taken.has(column) && !ours.test(column));
	return plan;
}

/** What the file itself says it is: the id of a concept, or the name of one in any language. */
function ownConcept(
	{ properties }: ImportedPlace,
	index: VocabularyIndex,
	named: (type: string) => Concept | null
): Concept | null {
	const { concept, type } = properties;
	const known = typeof concept === 'string' ? index.concepts.get(concept) : undefined;
	if (known && isUsable(known) && themeOf(index, known.id)) return known;
	return typeof type === 'string' ? named(type) : null;
}

/** The one concept that is called so: of those beside the chosen one, or else of any theme. */
function conceptNamed(type: string, chosen: Concept, index: VocabularyIndex): Concept | null {
	const all = [...index.themeOfScheme.keys()]
		.flatMap((scheme) => index.byScheme.get(scheme) ?? [])
		.filter((one) => isUsable(one) && isNameOf(one, type));
	const beside = all.filter(({ scheme }) => scheme === chosen.scheme);
	const [only, other] = beside.length > 0 ? beside : all;
	return only && !other ? only : null;
}

function isNameOf({ labels }: Concept, name: string): boolean {
	return labels.some(({ kind, text }) => kind === 'pref' && text === name);
}

/** Thousands of places ask the same: each question is answered once. */
function once<T>(answer: (question: string) => T): (question: string) => T {
	const known = new Map<string, T>();
	return (question) => {
		if (!known.has(question)) known.set(question, answer(question));
		return known.get(question)!;
	};
}

/** The geometry as the concept can have it: a closed walk around something is its outline. */
function fitting(geometry: Geometry, { geometryKinds }: Concept): Geometry | null {
	if (geometryKinds.includes(kindOf(geometry))) return geometry;
	if (geometry.type !== 'LineString' || !geometryKinds.includes('polygon')) return null;
	const { coordinates } = geometry;
	const [first, last] = [coordinates[0], coordinates.at(-1)];
	const isClosed = coordinates.length >= 4 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
	return isClosed ? { type: 'Polygon', coordinates: [coordinates] } : null;
}

function answersOf(
	{ properties }: ImportedPlace,
	columns: readonly (readonly [column: string, value: unknown])[],
	form: Form,
	index: VocabularyIndex,
	taken: Map<string, FieldDefinition>
): Record<string, FieldValue> {
	const answers: Record<string, FieldValue> = {};
	for (const [column, value] of columns) {
		const field = form.fieldOf(column);
		if (!field || field.key in answers) continue;
		const answer = valueFor(field, value, { column, properties }, index);
		if (answer === undefined) continue;
		answers[field.key] = answer;
		taken.set(column, field);
	}
	return answers;
}

/** The questions of a concept, to be found by what a column is called. */
class Form {
	readonly fields: readonly FieldDefinition[];
	/** The field that answers a column, by its key or its name in any language. */
	readonly fieldOf: (column: string) => FieldDefinition | undefined;

	constructor(fields: readonly FieldDefinition[]) {
		this.fields = fields;
		const named = new Map<string, FieldDefinition>();
		for (const field of fields)
			for (const text of [field.key, ...Object.values(field.label)])
				if (text && !named.has(fold(text))) named.set(fold(text), field);
		const free = fields.find(({ kind }) => kind === 'long_text');
		this.fieldOf = once((column) => {
			const name = fold(column);
			return named.get(name) ?? (remarks.test(name) ? free : undefined);
		});
	}
}

/** An answer as it is stored; undefined when what the file says does not fit the question. */
function valueFor(
	field: FieldDefinition,
	value: unknown,
	beside: { column?: string; properties?: Record<string, unknown> },
	index: VocabularyIndex
): FieldValue | undefined {
	const { column = '', properties = {} } = beside;
	const given = withParts(field, value, (part) => properties[`${column}_${part}`]);
	const rules = fieldKinds[field.kind];
	const parsed = rules.parse(given, field);
	if (parsed === undefined || isProblem(parsed)) return undefined;
	return rules.validate(parsed, field, index).length === 0 ? parsed : undefined;
}

/** Puts together what our own files write into several columns, and what others write as text. */
function withParts(
	{ kind }: FieldDefinition,
	value: unknown,
	part: (name: string) => unknown
): unknown {
	switch (kind) {
		case 'measure':
			return { value, estimated: part('estimated') === true };
		case 'local_text': {
			const lang = part('lang');
			return typeof lang === 'string' ? { text: value, lang } : value;
		}
		case 'species':
			return { name: value, code: part('taxref') ?? null };
		case 'multiple_choice':
			return typeof value === 'string' ? value.split('|').map((one) => one.trim()) : value;
		case 'group':
			return typeof value === 'string' ? rowsIn(value) : value;
		case 'text':
		case 'long_text':
		case 'identifier':
			return typeof value === 'number' ? String(value) : value;
		default:
			return value;
	}
}

function rowsIn(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Nothing becomes more public by going through a file. */
function sensitivityOf({ properties }: ImportedPlace): Sensitivity | null {
	const { sensitivity } = properties;
	return sensitivity === 'blurred' || sensitivity === 'hidden' ? sensitivity : null;
}

function momentOf(at: string | null, now: Date): string {
	const moment = at === null ? NaN : Date.parse(at);
	// A clock that was never set says 1980, and one set wrong says tomorrow.
	const isSound = moment > Date.UTC(1990, 0, 1) && moment <= now.getTime();
	return localIso(isSound ? new Date(moment) : now);
}
