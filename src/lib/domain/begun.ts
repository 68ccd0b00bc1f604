import { checkPositions } from './geometry-check.ts';
import { enough, isEnough, type Ring, type Sketch } from './shape-edit.ts';

/** The first corners of a line or an outline, too few to be one: no geometry can hold them. */
export interface Begun {
	kind: Sketch['kind'];
	/** Degrees, in the order they were put down. */
	positions: Ring;
}

/** What of a drawing is begun only; null when nothing is. */
export function begunOf({ kind, parts }: Sketch): Begun | null {
	const positions = parts
		.map(([shell = []]) => shell)
		.find((shell) => shell.length > 0 && !isEnough(kind, shell));
	return positions ? { kind, positions } : null;
}

/** What was stored as begun, when it is; null for anything else. */
export function soundBegun(value: unknown): Begun | null {
	if (typeof value !== 'object' || value === null) return null;
	const { kind, positions } = value as { kind?: unknown; positions?: unknown };
	if (kind !== 'line' && kind !== 'polygon') return null;
	if (checkPositions(positions, 1) !== null) return null;
	const ring = positions as Ring;
	return ring.length < enough[kind] ? { kind, positions: ring } : null;
}
