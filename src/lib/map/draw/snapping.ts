import type { Position } from 'geojson';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import type { Geometry } from '$lib/domain/record';
import { sketchOf, type Ring, type Sketch, type VertexAt } from '$lib/domain/shape-edit';
import { SnapIndex, type SnapPath } from '$lib/domain/snap';
import type { LeafletMap } from '../leaflet';
import type { Outlines } from '../outlines';
import { positionFrom, ringXY } from './ring-xy';
import type { LatLon } from './shapes';

/** A record near what is drawn. */
export interface Neighbour {
	/** What people call it; null when that is not known. */
	name: string | null;
	geometry: Geometry;
}

/** Records within west, south, east, north in degrees. */
export type FindNeighbours = (
	bounds: [west: number, south: number, east: number, north: number]
) => Promise<Neighbour[]>;

/** What something was caught by: the drawing itself, a record, the limit of a commune. */
export type SnapTo = { to: 'own' | 'record' | 'commune'; name: string | null };

interface Catch {
	position: Position;
	to: SnapTo;
}

export interface Snapping {
	on: boolean;
	/** What a place is caught by within some pixels; null when nothing is there, or it is off. */
	find(place: LatLon, sketch: Sketch, moving: VertexAt | null, pixels?: number): Catch | null;
	/** Records around, while it is on. */
	around(): Geometry[];
	stop(): void;
}

interface Target {
	to: SnapTo;
	/** The exact positions of the path's vertices, so that what meets there is the same place. */
	positions: Position[] | null;
	/** Of the drawing itself: which ring. */
	ring?: { part: number; ring: number; count: number };
}

/** About a fingertip. */
const reach = 18;
/** Further out a pixel is metres, and everything would be caught by everything. */
const fromZoom = 14;
const rememberedKey = 'capitelle.snap';

/** What drawn vertices are caught by: the drawing itself, records around and the limits of communes. */
export function createSnapping(
	map: LeafletMap,
	outlines: Outlines,
	findNeighbours: FindNeighbours | null,
	changed: () => void
): Snapping {
	let neighbours: Neighbour[] = [];
	let around: SnapIndex<Target> | null = null;
	let own: { sketch: Sketch; index: SnapIndex<Target> } | null = null;
	let asked = 0;
	let isOn = remembered();

	const forget = () => (around = null);
	const look = () => {
		forget();
		if (!findNeighbours || !isOn || map.getZoom() < fromZoom) return;
		const seen = map.getBounds();
		const turn = ++asked;
		findNeighbours([seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()]).then(
			(found) => {
				if (turn !== asked) return;
				neighbours = found;
				forget();
				changed();
			},
			// Drawing goes on without them.
			() => undefined
		);
	};
	map.on('moveend', look);
	map.whenReady(look);

	function surroundings(): SnapIndex<Target> {
		const [west, north] = [map.getBounds().getWest(), map.getBounds().getNorth()];
		const [east, south] = [map.getBounds().getEast(), map.getBounds().getSouth()];
		const box = [mercatorX(west), mercatorY(north), mercatorX(east), mercatorY(south)] as const;
		return new SnapIndex([
			...neighbours.flatMap(({ name, geometry }) => pathsOf(geometry, { to: 'record', name })),
			...outlines.within(box).flatMap(({ name, rings }) =>
				rings.map((xy) => ({
					xy,
					source: { to: { to: 'commune' as const, name }, positions: null }
				}))
			)
		]);
	}

	return {
		get on() {
			return isOn;
		},
		set on(wanted) {
			isOn = wanted;
			remember(wanted);
			look();
			changed();
		},
		find(place, sketch, moving, pixels = reach) {
			if (!isOn || map.getZoom() < fromZoom) return null;
			const [x, y] = [mercatorX(place.lng), mercatorY(place.lat)];
			const radius = pixels / (256 * 2 ** map.getZoom());
			if (own?.sketch !== sketch) own = { sketch, index: new SnapIndex(ownPaths(sketch)) };
			const self = own.index;
			const mine = self.nearest(x, y, radius, (path, vertex, on) =>
				isOfVertex(ownPaths(sketch)[path]!.source, vertex, on, moving)
			);
			around ??= surroundings();
			const other = around.nearest(x, y, radius);
			const best = mine?.on === 'vertex' || !other ? mine : other;
			if (!best) return null;
			const { positions, to } = best.source;
			const exact = best.on === 'vertex' && positions?.[best.vertex % positions.length];
			return { position: exact || positionFrom(best.x, best.y), to };
		},
		around: () =>
			isOn && map.getZoom() >= fromZoom ? neighbours.map((each) => each.geometry) : [],
		stop() {
			asked++;
			map.off('moveend', look);
		}
	};
}

const ownKnown = new WeakMap<Sketch, SnapPath<Target>[]>();

function ownPaths(sketch: Sketch): SnapPath<Target>[] {
	const known = ownKnown.get(sketch);
	if (known) return known;
	const paths = sketch.parts.flatMap((rings, part) =>
		rings.map((positions, ring) => ({
			xy: pathXY(positions, sketch.kind === 'polygon'),
			source: {
				to: { to: 'own' as const, name: null },
				positions,
				ring: { part, ring, count: positions.length }
			}
		}))
	);
	ownKnown.set(sketch, paths);
	return paths;
}

/** A polygon's way back to its first vertex is an edge too. */
function pathXY(ring: Ring, closed: boolean): Float64Array {
	const xy = ringXY(ring);
	return closed && ring.length > 2 ? Float64Array.of(...xy, xy[0]!, xy[1]!) : xy;
}

/** A vertex is not caught by itself, nor by the edges that follow it. */
function isOfVertex(
	{ ring }: Target,
	vertex: number,
	on: 'vertex' | 'edge',
	moving: VertexAt | null
): boolean {
	if (!moving || !ring || ring.part !== moving.part || ring.ring !== moving.ring) return false;
	const from = vertex % ring.count;
	if (on === 'vertex') return from === moving.vertex;
	return from === moving.vertex || (from + 1) % ring.count === moving.vertex;
}

function pathsOf(geometry: Geometry, to: SnapTo): SnapPath<Target>[] {
	const sketch = sketchOf(geometry);
	if (sketch) {
		return sketch.parts.flat().map((positions) => ({
			xy: pathXY(positions, sketch.kind === 'polygon'),
			source: { to, positions }
		}));
	}
	const points = geometry.type === 'MultiPoint' ? geometry.coordinates : [];
	const positions = geometry.type === 'Point' ? [geometry.coordinates] : (points as Position[]);
	return positions.map((position) => ({
		xy: ringXY([position]),
		source: { to, positions: [position] }
	}));
}

// A private window may refuse storage: the choice then lasts for the page only.
function remembered(): boolean {
	try {
		return localStorage.getItem(rememberedKey) !== 'off';
	} catch {
		return true;
	}
}

function remember(on: boolean): void {
	try {
		localStorage.setItem(rememberedKey, on ? 'on' : 'off');
	} catch {
		return;
	}
}
