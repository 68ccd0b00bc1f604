import type { SymbolStyle } from '../symbol.ts';
import { ancestorsOf, colorOf, iconOf, type VocabularyIndex } from './graph.ts';
import type { Concept, SymbolShape, Theme } from './types.ts';

/** Outline of the concept's symbol: its own, or that of the nearest broader one; a circle when none says. */
export function shapeOf(index: VocabularyIndex, conceptId: string): SymbolShape {
	const own = index.concepts.get(conceptId);
	if (!own) return 'circle';
	return [own, ...ancestorsOf(index, conceptId)].find(({ shape }) => shape)?.shape ?? 'circle';
}

/** Stone grey: what no theme gives a colour. */
const plain = '#6b6250';

/**
 * How a concept is drawn: by its own colour, shape and icon, or those of what is broader.
 * @param drawings the themes' drawn icons by name; without its own a symbol is its bare shape
 */
export function styleOfConcept(
	index: VocabularyIndex,
	conceptId: string,
	drawings: Readonly<Record<string, string>>
): SymbolStyle {
	const icon = iconOf(index, conceptId);
	return {
		color: colorOf(index, conceptId) ?? plain,
		shape: shapeOf(index, conceptId),
		icon: (icon !== null && drawings[icon]) || null
	};
}

/** Concepts that are drawn alike. */
export interface LegendLine {
	/** The first of them, and the broadest. */
	concept: Concept;
	/** Every one. */
	members: Concept[];
	/** What to call them: those in use that are not narrower than another one in use. */
	names: Concept[];
}

/** A branch of a theme: its own line, and those of the concepts in it that are drawn otherwise. */
export interface LegendBranch extends LegendLine {
	lines: LegendLine[];
}

/**
 * What the symbols of a theme mean, in the order of its concepts.
 * @param used whether a concept has something to show; every concept when left out
 */
export function legendOf(
	index: VocabularyIndex,
	theme: Theme,
	used: (concept: Concept) => boolean = () => true
): LegendBranch[] {
	const concepts = index.byScheme.get(theme.scheme) ?? [];
	const inScheme = new Set(concepts.map(({ id }) => id));
	const roots = concepts.filter(({ broader }) => !broader.some((id) => inScheme.has(id)));
	const look = ({ id }: Concept) =>
		[colorOf(index, id), shapeOf(index, id), iconOf(index, id)].join();
	const rootLooks = new Set(roots.map(look));
	return roots.flatMap((root) => {
		const own: LegendLine = { concept: root, members: [root], names: [] };
		const lines = new Map([[look(root), own]]);
		for (const concept of branchOf(index, root)) {
			const line = lines.get(look(concept));
			if (line) line.members.push(concept);
			// Of two branches and drawn like the other one: it is told there.
			else if (!rootLooks.has(look(concept)))
				lines.set(look(concept), { concept, members: [concept], names: [] });
		}
		for (const line of lines.values()) line.names = namesOf(index, line.members.filter(used));
		const shown = [...lines.values()].filter((line) => line !== own && line.names.length > 0);
		if (shown.length === 0 && own.names.length === 0) return [];
		// A branch is called by its own name, whatever of it is in use.
		return [{ ...own, names: [root], lines: shown }];
	});
}

function namesOf(index: VocabularyIndex, concepts: Concept[]): Concept[] {
	const ids = new Set(concepts.map(({ id }) => id));
	return concepts.filter((one) => !ancestorsOf(index, one.id).some(({ id }) => ids.has(id)));
}

/** Everything narrower, each under its broader one: the broadest of those drawn alike comes first. */
function branchOf(index: VocabularyIndex, root: Concept): Concept[] {
	const seen = new Set([root.id]);
	const walk = (parent: Concept): Concept[] =>
		(index.narrower.get(parent.id) ?? []).flatMap((concept) => {
			if (seen.has(concept.id)) return [];
			seen.add(concept.id);
			return [concept, ...walk(concept)];
		});
	return walk(root);
}
