import { sameValue } from '../equal.ts';
import type { HistoryState } from './editing.ts';
import { cleanConcept, tidy } from './skos-edit.ts';
import type { LabelKind } from './types.ts';
import type { ConceptUse, NoteKind, SkosConcept } from './skos/types.ts';

/** A part of a concept that changes as one, for comparing and telling. */
export type Facet =
	| { part: 'label'; kind: LabelKind; lang: string }
	| { part: 'note'; kind: NoteKind; lang: string }
	| {
			part:
				| 'notations'
				| 'broader'
				| 'related'
				| 'matches'
				| 'isTop'
				| 'deprecated'
				| 'replacedBy'
				| 'geometryKinds'
				| 'sensitivity'
				| 'osmTags'
				| 'icon'
				| 'color'
				| 'shape'
				| 'position'
				| 'members'
				| 'ordered'
				| 'isTrait'
				| 'other';
	  };

/** What a facet said before and says after; lists of texts, or of URIs for what points to concepts. */
export interface FacetChange {
	facet: Facet;
	before: string[];
	after: string[];
}

/** Facets by a name of their own, with everything each says, in order. */
function facetsOf(state: HistoryState | null): Map<string, { facet: Facet; says: string[] }> {
	const found = new Map<string, { facet: Facet; says: string[] }>();
	const say = (facet: Facet, text: string) => {
		const key = JSON.stringify(facet);
		const known = found.get(key);
		if (known) known.says.push(text);
		else found.set(key, { facet, says: [text] });
	};
	if (!state) return found;
	for (const { kind, lang, text, status } of state.labels ?? []) {
		say({ part: 'label', kind, lang }, status === 'known' ? text : `${text} [${status}]`);
	}
	for (const { lang, text } of state.titles ?? []) say({ part: 'label', kind: 'pref', lang }, text);
	for (const { kind, lang, text } of state.notes ?? []) say({ part: 'note', kind, lang }, text);
	for (const part of ['notations', 'broader', 'related', 'members'] as const) {
		for (const text of state[part] ?? []) say({ part }, text);
	}
	for (const { relation, uri } of state.matches ?? [])
		say({ part: 'matches' }, `${relation} ${uri}`);
	for (const { predicate, object } of state.other ?? []) {
		say({ part: 'other' }, `${predicate} ${object}`);
	}
	for (const part of ['isTop', 'deprecated', 'ordered', 'isTrait'] as const) {
		if (state[part]) say({ part }, 'true');
	}
	if (state.replacedBy) say({ part: 'replacedBy' }, state.replacedBy);
	const { use } = state;
	if (!use) return found;
	for (const kind of use.geometryKinds) say({ part: 'geometryKinds' }, kind);
	for (const tag of use.osmTags) say({ part: 'osmTags' }, tag);
	say({ part: 'sensitivity' }, use.sensitivity);
	say({ part: 'position' }, String(use.position));
	for (const part of ['icon', 'color', 'shape'] as const) {
		const value = use[part];
		if (value !== null) say({ part }, value);
	}
	return found;
}

/** What differs between two states of a concept or a collection; null is one that was not there. */
export function changesOf(before: HistoryState | null, after: HistoryState | null): FacetChange[] {
	const [left, right] = [facetsOf(before), facetsOf(after)];
	const keys = new Set([...left.keys(), ...right.keys()]);
	return [...keys].flatMap((key) => {
		const [old, now] = [left.get(key), right.get(key)];
		const facet = (old ?? now)?.facet;
		const [says, said] = [now?.says ?? [], old?.says ?? []];
		return !facet || sameValue([...says].sort(), [...said].sort())
			? []
			: [{ facet, before: said, after: says }];
	});
}

/** Whether two states of a concept say the same once cleaned. */
export function sameConcept(a: SkosConcept, b: SkosConcept): boolean {
	return sameValue(cleanConcept(a, a), cleanConcept(b, a));
}

/**
 * Brings together what two people made of the same concept. What only one touched is theirs; where both
 * touched the same thing and differ, mine stays and the facet is told, so that nobody is overwritten unseen.
 */
export function mergeEdits(
	base: SkosConcept,
	mine: SkosConcept,
	theirs: SkosConcept
): { concept: SkosConcept; disputed: FacetChange[] } {
	const list = <T>(read: (concept: SkosConcept) => readonly T[], say: (item: T) => string): T[] => {
		const [old, now] = [new Set(read(base).map(say)), new Set(read(mine).map(say))];
		const kept = read(theirs).filter((item) => !old.has(say(item)) || now.has(say(item)));
		const added = read(mine).filter((item) => !old.has(say(item)));
		return tidy([...kept, ...added], say);
	};
	const one = <T>(read: (concept: SkosConcept) => T): T =>
		sameValue(read(mine), read(base)) ? read(theirs) : read(mine);
	const json = (item: unknown) => JSON.stringify(item);
	const added = <T>(now: readonly T[], old: readonly T[]) =>
		now.filter((item) => old.every((other) => !sameValue(other, item)));
	const labels = list((concept) => concept.labels, json);
	const notes = list((concept) => concept.notes, json);
	const concept: SkosConcept = {
		uri: mine.uri,
		notations: list((one) => one.notations, String),
		labels: onlyMine(
			labels,
			added(mine.labels, base.labels),
			({ kind, lang }) => kind === 'pref' && lang
		),
		notes: onlyMine(
			notes,
			added(mine.notes, base.notes),
			({ kind, lang }) => kind === 'definition' && lang
		),
		broader: list((one) => one.broader, String),
		related: list((one) => one.related, String),
		matches: list((one) => one.matches, json),
		isTop: one((concept) => concept.isTop),
		deprecated: one((concept) => concept.deprecated),
		replacedBy: one((concept) => concept.replacedBy),
		use: mergeUse(base.use, mine.use, theirs.use),
		other: list((one) => one.other, json)
	};
	const mineChanged = changesOf(base, mine);
	const disputed = changesOf(theirs, mine).filter(
		({ facet }) =>
			single(facet) &&
			mineChanged.some((change) => sameValue(change.facet, facet)) &&
			changesOf(base, theirs).some((change) => sameValue(change.facet, facet))
	);
	return { concept, disputed };
}

/** Each of its parts from who changed it; mine where both did. */
function mergeUse(
	base: ConceptUse | null,
	mine: ConceptUse | null,
	theirs: ConceptUse | null
): ConceptUse | null {
	if (!base || !mine || !theirs) return sameValue(mine, base) ? theirs : mine;
	const untouched = Object.keys(mine).filter((key) =>
		sameValue(mine[key as keyof ConceptUse], base[key as keyof ConceptUse])
	);
	const taken = untouched.map((key) => [key, theirs[key as keyof ConceptUse]]);
	return { ...mine, ...(Object.fromEntries(taken) as Partial<ConceptUse>) };
}

/** Facets that hold one value: two answers cannot stand beside each other. */
function single(facet: Facet): boolean {
	if (facet.part === 'label') return facet.kind === 'pref';
	if (facet.part === 'note') return facet.kind === 'definition';
	return !['notations', 'broader', 'related', 'matches', 'other'].includes(facet.part);
}

/** Of items of which one per group is meant, mine where I have one. */
function onlyMine<T>(items: T[], mine: readonly T[], groupOf: (item: T) => string | false): T[] {
	return items.filter((item) => {
		const group = groupOf(item);
		if (group === false) return true;
		const own = mine.filter((other) => groupOf(other) === group);
		return own.length === 0 || own.some((other) => sameValue(other, item));
	});
}
