import type { Position } from 'geojson';
import {
	positionAt,
	ringAt,
	sameVertex,
	vertexTotal,
	type Sketch,
	type VertexAt
} from '$lib/domain/shape-edit';
import type { LeafletMap } from '../leaflet';
import type { Drawing } from './drawing';
import { chooseHandles, type Grip } from './handle-choice';
import type { Handle, VertexTexts } from './leaflet-draw';
import type { LatLon } from './shapes';

/** A position as Leaflet takes it. */
export const latLon = ([lng = 0, lat = 0]: Position): LatLon => ({ lat, lng });

/** The handles of a drawing in the view as it is, and whether some of its vertices go without. */
export function handlesFor(
	map: LeafletMap,
	texts: VertexTexts,
	{ sketch, active, selected, growing }: Drawing,
	before: readonly Grip[]
): { shown: Handle[]; crowded: boolean } {
	const { x: width, y: height } = map.getSize();
	const origin = map.latLngToContainerPoint([85.0511287798, -180]);
	const view = { scale: 256 * 2 ** map.getZoom(), origin, width, height };
	// While drawing, a handle between two vertices would swallow the taps meant for the next one.
	const grips = chooseHandles(sketch, active, selected, view, growing === null, before);
	const shown = grips.map((grip, place): Handle => {
		const { at, between } = grip;
		const part = sketch.parts.length > 1 ? at.part + 1 : null;
		return {
			grip,
			at: gripPlace(map, sketch, grip),
			name: between ? texts.between : texts.vertex(at.vertex + 1, part),
			selected: !between && selected !== null && sameVertex(at, selected),
			// The selected one comes first; the others are reached from it.
			inOrder: between ? besideSelected(sketch, at, selected) : place === 0
		};
	});
	const vertices = shown.filter(({ grip }) => !grip.between).length;
	return { shown, crowded: vertices < vertexTotal(sketch) };
}

/** Where a handle is: on its vertex, or half-way to it on the screen. */
export function gripPlace(map: LeafletMap, sketch: Sketch, { at, between }: Grip): LatLon {
	const place = latLon(positionAt(sketch, at)!);
	if (!between) return place;
	const count = ringAt(sketch, at)!.length;
	const before = positionAt(sketch, { ...at, vertex: (at.vertex + count - 1) % count })!;
	const [a, b] = [map.latLngToLayerPoint(place), map.latLngToLayerPoint(latLon(before))];
	return map.layerPointToLatLng(a.add(b).divideBy(2));
}

/** Whether the handle before a vertex is on one of the selected vertex's own sides. */
function besideSelected(sketch: Sketch, at: VertexAt, selected: VertexAt | null): boolean {
	if (!selected || selected.part !== at.part || selected.ring !== at.ring) return false;
	const count = ringAt(sketch, at)?.length ?? 1;
	return at.vertex === selected.vertex || at.vertex === (selected.vertex + 1) % count;
}
