import type { Position } from 'geojson';
import { soundBegun, type Begun } from '$lib/domain/begun';
import { measuredPosition } from '$lib/domain/position';
import { geometryOf, samePosition, sketchOf } from '$lib/domain/shape-edit';
import type { Draft, Peg } from '$lib/store/types';

const placeOf = ({ lon, lat }: Peg): Position => [lon, lat];

/**
 * The corners of a draft's line or outline so far, oldest first, wherever they were put down; null when it has
 * several parts, and so no one end to go on from.
 */
export function cornersOf({ geometry, begun, pegs = [] }: Draft): Position[] | null {
	const started = soundBegun(begun);
	// Drafts of before had measured corners only.
	if (!geometry) return begun === undefined ? pegs.map(placeOf) : (started?.positions ?? []);
	const [rings = [], ...others] = sketchOf(geometry)?.parts ?? [];
	const [ring = [], ...holes] = rings;
	return others.length > 0 || holes.length > 0 || started ? null : ring;
}

/**
 * What these corners make of a draft. It is as exact as the worst of its corners; as the map, once one of them was
 * put down there.
 * @param pegs the measured ones, maybe of corners that went since
 */
export function withCorners(
	corners: Position[],
	pegs: readonly Peg[],
	kind: Begun['kind']
): Pick<Draft, 'geometry' | 'position' | 'begun' | 'pegs'> {
	const kept = pegs.filter((peg) => corners.some((one) => samePosition(one, placeOf(peg))));
	const geometry = geometryOf({ kind, parts: [[corners]] });
	const begun = geometry || corners.length === 0 ? null : { kind, positions: corners };
	const worst = Math.max(...kept.map(({ accuracy_m }) => accuracy_m));
	const position =
		kept.length < corners.length
			? ({ method: 'map', accuracy_m: null } as const)
			: measuredPosition(worst);
	return { geometry, position: geometry && position, begun, pegs: kept };
}
