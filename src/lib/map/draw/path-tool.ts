import type { Geometry } from '$lib/domain/record';
import { vertexCount } from '$lib/domain/geometry';
import type { Polyline } from 'leaflet';
import { geoJSON } from './vectors';
import {
	created,
	createDrawing,
	drawnVertices,
	editVertices,
	focusVertex,
	markVertices
} from './leaflet-draw';
import { shapeFrom, verticesOf, withoutVertex, withVertices } from './shapes';
import type { Tool, ToolContext } from './tool';

/** Every vertex is an element of the page: beyond this the phone stalls, and no one edits that by hand. */
const mostHandles = 400;
const enough = { line: 2, polygon: 3 };

/** A line or a polygon: tap vertex after vertex and finish; then drag, select, delete, take back. */
export function pathTool(context: ToolContext, kind: 'line' | 'polygon'): Tool {
	const { map, texts, emit, present, color } = context;
	let drawing: ReturnType<typeof createDrawing> | null = null;
	let shape: Polyline | null = null;
	let geometry: Geometry | null = null;
	let selected: number | null = null;
	let before: Geometry[] = [];

	map.on(created, onCreated);

	function draw(vertices: { lat: number; lng: number }[]) {
		clear();
		drawing = createDrawing(map, kind, color);
		drawing.enable();
		for (const vertex of vertices) drawing.addVertex(map.wrapLatLng(vertex));
		presentDrawing();
	}

	function presentDrawing() {
		const count = drawing ? drawnVertices(drawing).length : 0;
		const done = count >= enough[kind];
		present(
			['place', ...(count > 0 ? (['undo'] as const) : []), ...(done ? (['finish'] as const) : [])],
			done ? 'finish' : 'place',
			done ? texts.say.drawingEnough(count) : texts.say.drawing(count),
			true
		);
	}

	function drawn() {
		presentDrawing();
		geometry = drawing ? shapeFrom(kind, drawnVertices(drawing)) : null;
		emit(geometry, 'map');
	}

	// Also reached by a tap on the last vertex of a line or the first of a polygon.
	function onCreated(event: { layer?: Polyline }) {
		const finished = event.layer && fromShape(event.layer);
		if (!finished) return;
		// The handler disables itself after this event: clearing it here would do so twice.
		drawing = null;
		before = [];
		edit(finished, null);
		emit(finished, 'map');
	}

	function edit(next: Geometry, select: number | null) {
		clear();
		geometry = next;
		const layer = geoJSON(next, {
			style: { color, weight: 4, opacity: 0.9 }
		}).getLayers()[0] as Polyline;
		shape = layer.addTo(map);
		selected = select;
		const editable = verticesOf(next).length > 0 && vertexCount(next) <= mostHandles;
		if (editable) {
			editVertices(layer, {
				texts,
				onSelect(index) {
					selected = index;
					presentEditing(true);
				},
				onDelete: () => run('deleteVertex')
			});
			layer.on('edit', () => {
				const changed = fromShape(layer);
				if (!changed || !geometry) return;
				before.push(geometry);
				geometry = changed;
				presentEditing(true);
				emit(changed, 'map');
			});
		}
		presentEditing(editable);
	}

	function presentEditing(editable: boolean) {
		if (shape && editable) markVertices(shape, selected);
		const canDelete =
			selected !== null && geometry !== null && withoutVertex(geometry, selected) !== null;
		present(
			[
				...(before.length > 0 ? (['undo'] as const) : []),
				...(editable && kind === 'line' ? (['resume'] as const) : []),
				...(canDelete ? (['deleteVertex'] as const) : []),
				'restart'
			],
			null,
			editable ? texts.say.drawn : texts.say.fixedShape,
			false
		);
	}

	/** The vertices of a layer put back into the geometry they came from, so that holes stay. */
	function fromShape(layer: Polyline): Geometry | null {
		const rings = layer.getLatLngs() as
			{ lat: number; lng: number }[] | { lat: number; lng: number }[][];
		const outer = Array.isArray(rings[0]) ? rings[0] : (rings as { lat: number; lng: number }[]);
		return geometry && shape ? withVertices(geometry, outer) : shapeFrom(kind, outer);
	}

	function clear() {
		drawing?.disable();
		drawing = null;
		shape?.remove();
		shape = null;
		selected = null;
	}

	function undo() {
		if (drawing) {
			const kept = drawnVertices(drawing).slice(0, -1);
			// leaflet-draw refuses to take back the first vertex: drawing again from what is kept does it.
			if (kept.length === 0) draw([]);
			else drawing.deleteLastVertex();
			drawn();
			return;
		}
		const last = before.pop();
		if (!last) return;
		edit(last, null);
		emit(last, 'map');
	}

	function run(command: Parameters<Tool['run']>[0]) {
		if (command === 'undo') undo();
		else if (command === 'finish') drawing?.completeShape();
		else if (command === 'restart') {
			geometry = null;
			before = [];
			draw([]);
			emit(null, 'map');
		} else if (command === 'resume' && geometry) {
			const vertices = verticesOf(geometry);
			draw(vertices);
		} else if (command === 'deleteVertex' && geometry && selected !== null) {
			const rest = withoutVertex(geometry, selected);
			if (!rest) return;
			before.push(geometry);
			const next = Math.min(selected, verticesOf(rest).length - 1);
			edit(rest, next);
			if (shape) focusVertex(shape, next);
			emit(rest, 'map');
		}
	}

	draw([]);
	return {
		run,
		place(at) {
			if (!drawing) return;
			drawing.addVertex(map.wrapLatLng(at));
			drawn();
		},
		setGeometry(next) {
			before = [];
			geometry = next;
			if (next) edit(next, null);
			else draw([]);
		},
		destroy() {
			map.off(created, onCreated);
			clear();
		}
	};
}
