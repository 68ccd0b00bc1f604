import type { FieldDefinition, FieldValue } from '../fields/types.ts';
import type { Language } from '../language.ts';
import type { Concept, Theme, Vocabulary } from './types.ts';

/** The vocabulary arranged for looking up; make it with {@link indexVocabulary}. */
export interface VocabularyIndex {
	readonly vocabulary: Vocabulary;
	readonly concepts: ReadonlyMap<string, Concept>;
	/** Directly narrower concepts by concept id, in order of position. */
	readonly narrower: ReadonlyMap<string, Concept[]>;
	/** Concepts by scheme id, in order of position. */
	readonly byScheme: ReadonlyMap<string, Concept[]>;
	readonly themes: ReadonlyMap<string, Theme>;
	/** The theme that picks its concepts from a scheme. */
	readonly themeOfScheme: ReadonlyMap<string, Theme>;
	/** Fields by theme id, in order of position. */
	readonly fields: ReadonlyMap<string, FieldDefinition[]>;
}

const known = new WeakMap<Vocabulary, VocabularyIndex>();

/** Cheap to call again with the same object: the vocabulary is never changed in place. */
export function indexVocabulary(vocabulary: Vocabulary): VocabularyIndex {
	const before = known.get(vocabulary);
	if (before) return before;
	const concepts = [...vocabulary.concepts].sort(byPosition);
	const index: VocabularyIndex = {
		vocabulary,
		concepts: new Map(concepts.map((concept) => [concept.id, concept])),
		narrower: grouped(concepts, (concept) => concept.broader),
		byScheme: grouped(concepts, (concept) => [concept.scheme]),
		themes: new Map([...vocabulary.themes].sort(byPosition).map((theme) => [theme.id, theme])),
		themeOfScheme: new Map(vocabulary.themes.map((theme) => [theme.scheme, theme])),
		fields: grouped([...vocabulary.fields].sort(byPosition), (field) => [field.theme])
	};
	known.set(vocabulary, index);
	return index;
}

function byPosition(a: { position: number }, b: { position: number }): number {
	return a.position - b.position;
}

function grouped<T>(items: T[], keysOf: (item: T) => string[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const item of items) {
		for (const key of keysOf(item)) {
			const group = groups.get(key);
			if (group) group.push(item);
			else groups.set(key, [item]);
		}
	}
	return groups;
}

/** A concept by its stable id; null when this vocabulary does not have it. */
export function conceptById(index: VocabularyIndex, id: string): Concept | null {
	return index.concepts.get(id) ?? null;
}

/** Everything broader, nearest first, each once; real thesauri have several parents, and cycles. */
export function ancestorsOf(index: VocabularyIndex, id: string): Concept[] {
	return reachable(id, (current) =>
		(index.concepts.get(current)?.broader ?? []).flatMap(
			(broader) => index.concepts.get(broader) ?? []
		)
	);
}

/** The concept itself, then everything narrower, each once. */
export function descendantsOf(index: VocabularyIndex, id: string): Concept[] {
	const own = index.concepts.get(id);
	if (!own) return [];
	return [own, ...reachable(id, (current) => index.narrower.get(current) ?? [])];
}

function reachable(id: string, nextOf: (id: string) => Concept[]): Concept[] {
	const found = new Map<string, Concept>();
	let layer = [id];
	while (layer.length > 0) {
		const next = layer
			.flatMap(nextOf)
			.filter((concept) => concept.id !== id && !found.has(concept.id));
		for (const concept of next) found.set(concept.id, concept);
		layer = [...new Set(next.map((concept) => concept.id))];
	}
	return [...found.values()];
}

/** Fields of the theme, and of the concept and everything broader, in the order of the form. */
export function fieldsFor(index: VocabularyIndex, conceptId: string): FieldDefinition[] {
	const concept = index.concepts.get(conceptId);
	const theme = concept && index.themeOfScheme.get(concept.scheme);
	if (!concept || !theme) return [];
	const line = new Set([concept, ...ancestorsOf(index, conceptId)].map(({ id }) => id));
	const asked = new Map<string, FieldDefinition>();
	for (const field of index.fields.get(theme.id) ?? []) {
		// The same key may reach a concept by two ways up: it is asked once.
		const applies = field.concept === null || line.has(field.concept);
		if (applies && !asked.has(field.key)) asked.set(field.key, field);
	}
	return [...asked.values()];
}

/**
 * The fields to show and to require, given what is already answered. A field that depends on a
 * hidden one is hidden too, whatever value was left in it.
 */
export function shownFields(
	fields: readonly FieldDefinition[],
	properties: Readonly<Record<string, FieldValue>>
): FieldDefinition[] {
	const byKey = new Map(fields.map((field) => [field.key, field]));
	const isShown = (field: FieldDefinition, asking: readonly string[]): boolean => {
		if (!field.showWhen) return true;
		const { field: other, in: wanted } = field.showWhen;
		const condition = byKey.get(other);
		// A condition on a field that is not there, or on itself through others, can never hold.
		if (!condition || asking.includes(other) || !isShown(condition, [...asking, field.key]))
			return false;
		const value = properties[other];
		const answers = Array.isArray(value) ? value : [value];
		return answers.some((answer) => wanted.some((item) => item === answer));
	};
	return fields.filter((field) => isShown(field, []));
}

/**
 * The preferred label in a language, else in French, else in any; the notation when there is none.
 * A label whose form is unsure is for editors only, and skipped here.
 */
export function labelOf(concept: Concept, lang: Language): string {
	const preferred = concept.labels.filter(
		({ kind, status }) => kind === 'pref' && status !== 'unsure'
	);
	const inLanguage = (wanted: Language) => preferred.find((label) => label.lang === wanted);
	return (inLanguage(lang) ?? inLanguage('fr') ?? preferred[0])?.text ?? concept.notation;
}

/** Label of a list value, as a choice field stores it; the notation itself when the list has no such value. */
export function valueLabel(
	index: VocabularyIndex,
	scheme: string,
	notation: string,
	lang: Language
): string {
	const concept = index.concepts.get(`${scheme}/${notation}`);
	return concept ? labelOf(concept, lang) : notation;
}

/** Name of the concept's icon, or of the nearest broader one's, or the theme's. */
export function iconOf(index: VocabularyIndex, conceptId: string): string | null {
	return (
		inherited(index, conceptId, (concept) => concept.icon) ??
		themeOf(index, conceptId)?.icon ??
		null
	);
}

/** `#rrggbb` of the concept, or of the nearest broader one, or of the theme. */
export function colorOf(index: VocabularyIndex, conceptId: string): string | null {
	return (
		inherited(index, conceptId, (concept) => concept.color) ??
		themeOf(index, conceptId)?.color ??
		null
	);
}

function inherited(
	index: VocabularyIndex,
	conceptId: string,
	read: (concept: Concept) => string | null
): string | null {
	const own = index.concepts.get(conceptId);
	if (!own) return null;
	for (const concept of [own, ...ancestorsOf(index, conceptId)]) {
		const value = read(concept);
		if (value !== null) return value;
	}
	return null;
}

/** The theme that records this concept, or null for a list value or an unknown concept. */
export function themeOf(index: VocabularyIndex, conceptId: string): Theme | null {
	const concept = index.concepts.get(conceptId);
	return (concept && index.themeOfScheme.get(concept.scheme)) ?? null;
}

/** Concepts a new record of this theme may take: not headings, not withdrawn. */
export function usableConcepts(index: VocabularyIndex, themeId: string): Concept[] {
	const theme = index.themes.get(themeId);
	return theme ? (index.byScheme.get(theme.scheme) ?? []).filter(isUsable) : [];
}

/** Whether new records may be made of it: it has a geometry, so it is no heading, and was not withdrawn. */
export function isUsable(concept: Concept): boolean {
	return concept.geometryKinds.length > 0 && !concept.deprecated;
}

/**
 * Values a choice field offers, in order, without the withdrawn ones.
 *
 * @param branch concept of that scheme: only what is narrower than it; null: the whole scheme
 */
export function valuesOf(
	index: VocabularyIndex,
	scheme: string,
	branch: string | null = null
): Concept[] {
	const all = index.byScheme.get(scheme) ?? [];
	if (branch === null) return all.filter((concept) => !concept.deprecated);
	const below = reachable(branch, (current) =>
		(index.narrower.get(current) ?? []).filter((concept) => concept.scheme === scheme)
	);
	const within = new Set(below);
	return all.filter((concept) => !concept.deprecated && within.has(concept));
}

/** Whether a concept is narrower than the branch, through concepts of its own scheme; a branch is not within itself. */
export function isWithin(index: VocabularyIndex, concept: Concept, branch: string | null): boolean {
	if (branch === null) return true;
	const line = reachable(concept.id, (current) =>
		(index.concepts.get(current)?.broader ?? []).flatMap((broader) => {
			const found = index.concepts.get(broader);
			return found?.scheme === concept.scheme ? found : [];
		})
	);
	return line.some(({ id }) => id === branch);
}
