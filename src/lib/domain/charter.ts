import type { LocalizedText } from './language.ts';

/** One version of the contributor charter. French is the charter, other languages are summaries of it. */
export interface CharterVersion {
	version: string;
	text: LocalizedText;
	/** Null: a draft. Later than now: announced. */
	in_force_from: string | null;
}

export type CharterStatus = 'draft' | 'announced' | 'in_force' | 'former';

/**
 * Each version with what it is at a moment, the latest to come first: at most one is in force, the last that
 * came into force.
 * @param now ms since 1970
 */
export function charterStatuses<Version extends CharterVersion>(
	versions: readonly Version[],
	now: number
): (Version & { status: CharterStatus })[] {
	const from = ({ in_force_from: at }: CharterVersion) => (at === null ? Infinity : Date.parse(at));
	const sorted = [...versions].sort(
		(a, b) => cmp(from(b), from(a)) || (a.version < b.version ? 1 : -1)
	);
	const inForce = sorted.find((version) => from(version) <= now);
	return sorted.map((version) => ({ ...version, status: statusOf(version) }));

	function statusOf(version: CharterVersion): CharterStatus {
		if (version.in_force_from === null) return 'draft';
		if (from(version) > now) return 'announced';
		return version === inForce ? 'in_force' : 'former';
	}
}

/** Infinity beside Infinity is equal. */
function cmp(a: number, b: number): number {
	return a === b ? 0 : a < b ? -1 : 1;
}
