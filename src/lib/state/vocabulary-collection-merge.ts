import { sameValue } from '$lib/domain/equal';
import { cleanCollection } from '$lib/domain/vocabulary/skos-edit';
import type { SkosCollection } from '$lib/domain/vocabulary/skos/types';

/**
 * Brings together what two people made of the same collection. What only one touched is theirs; mine where
 * both wrote the same name, or chose differently.
 */
export function mergeCollections(
	base: SkosCollection,
	mine: SkosCollection,
	theirs: SkosCollection
): SkosCollection {
	const [old, my, their] = [base, mine, theirs].map(cleanCollection) as [
		SkosCollection,
		SkosCollection,
		SkosCollection
	];
	const one = <K extends 'ordered' | 'isTrait'>(key: K) => (my[key] === old[key] ? their : my)[key];
	const typed = without(my.labels, old.labels).filter(({ kind }) => kind === 'pref');
	// Of one language there is one name.
	const labels = three(old.labels, my.labels, their.labels).filter(
		(label) =>
			label.kind !== 'pref' ||
			typed.every((name) => name.lang !== label.lang || sameValue(name, label))
	);
	return cleanCollection({
		...their,
		labels,
		notes: three(old.notes, my.notes, their.notes),
		members: members(old.members, my.members, their.members),
		ordered: one('ordered'),
		isTrait: one('isTrait')
	});
}

/** In my order, with what they added at the end; in theirs when I changed nothing. */
function members(old: string[], mine: string[], theirs: string[]): string[] {
	if (sameValue(old, mine)) return theirs;
	const kept = mine.filter((uri) => theirs.includes(uri) || !old.includes(uri));
	return [...kept, ...theirs.filter((uri) => !old.includes(uri) && !kept.includes(uri))];
}

function three<T>(old: readonly T[], mine: readonly T[], theirs: readonly T[]): T[] {
	const kept = without(theirs, without(old, mine));
	return [...kept, ...without(without(mine, old), kept)];
}

function without<T>(items: readonly T[], others: readonly T[]): T[] {
	return items.filter((item) => others.every((other) => !sameValue(other, item)));
}
