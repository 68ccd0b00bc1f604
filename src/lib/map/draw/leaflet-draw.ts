/**
 * leaflet-draw 1.0.4 made to work as a module and under a finger. It is loaded by the editor only.
 *
 * What is changed, and why:
 * - it looks for a global `L` (set by ./global-leaflet, which must come first);
 * - its drawing handlers put a vertex down on `touchstart`, so that moving the map draws: vertices
 *   now come from the map's own `click`, which Leaflet gives for a tap and not for a drag;
 * - Escape threw the drawing away: it no longer does, work is undone by a button;
 * - beginning took the focus from wherever it was: it stays where the person is;
 * - a tap on a vertex deleted it at once: it now selects it, and a button deletes;
 * - vertices had 20 px targets, English names, and no keyboard;
 * - `showArea` stays off: `readableArea` assigns an undeclared variable and throws in a module.
 */
import { L } from './global-leaflet';
import 'leaflet-draw';
import type { LatLng, LayerGroup, Map as LeafletMap, Marker, Polyline } from 'leaflet';
import { moveByKey } from './move-by-key';

/** A drawing handler of leaflet-draw, with the members this app calls. */
export interface DrawHandler {
	enable(): void;
	disable(): void;
	addVertex(at: LatLng): void;
	deleteLastVertex(): void;
	completeShape(): void;
}

/** Options a map needs for these handlers: their tooltips and touch extension are replaced by ours. */
export const drawMapOptions = { touchExtend: false, drawControlTooltips: false };

/** What leaflet-draw fires on the map when a shape is finished; the layer is in `layer`. */
export const created = 'draw:created';

export interface VertexTexts {
	/** Name of the vertex with this number, from 1. */
	vertex: (number: number) => string;
	/** Name of the handle between two vertices. */
	between: string;
}

export interface VertexOptions {
	texts: VertexTexts;
	/** A vertex was tapped or got the focus; index from 0 in the outer ring. */
	onSelect: (index: number) => void;
	/** Delete or Backspace was pressed on the selected vertex. */
	onDelete: () => void;
}

const vertexIcon = () =>
	L.divIcon({ className: 'editor-vertex', iconSize: [44, 44], html: '<span></span>' });

const quiet = () => undefined;
const polylineHooks = L.Draw.Polyline.prototype as unknown as { addHooks(this: unknown): void };

/** What makes a drawing handler take its vertices from the caller only. */
const drawnByTap = {
	_onMouseDown: quiet,
	_onMouseUp: quiet,
	_onTouch: quiet,
	_cancelDrawing: quiet,
	addHooks(this: { _mouseMarker: Marker; _map: LeafletMap }) {
		// The transparent marker that follows the mouse would swallow the clicks.
		this._mouseMarker = L.marker(this._map.getCenter(), {
			interactive: false,
			keyboard: false,
			opacity: 0,
			icon: L.divIcon({ className: 'editor-mouse', iconSize: [0, 0] })
		});
		const before = document.activeElement;
		polylineHooks.addHooks.call(this);
		const outside = before !== document.body && !this._map.getContainer().contains(before);
		if (outside && before instanceof HTMLElement) before.focus({ preventScroll: true });
	}
};

const handlers = {
	line: L.Draw.Polyline.extend(drawnByTap),
	polygon: L.Draw.Polygon.extend(drawnByTap)
};

/**
 * A drawing handler for a line or a polygon; call `addVertex` for each tap. It fires
 * {@link created} when finished by `completeShape` or by a tap on the last (line) or first
 * (polygon) vertex.
 */
export function createDrawing(
	map: LeafletMap,
	kind: 'line' | 'polygon',
	color: string
): DrawHandler {
	const Handler = handlers[kind] as unknown as new (
		map: LeafletMap,
		options: object
	) => DrawHandler;
	return new Handler(map, {
		icon: vertexIcon(),
		showLength: false,
		showArea: false,
		shapeOptions: { color, weight: 4, opacity: 0.9 }
	});
}

/** The vertices put down so far by a drawing handler. */
export function drawnVertices(handler: DrawHandler): LatLng[] {
	const markers = (handler as unknown as { _markers?: Marker[] })._markers ?? [];
	return markers.map((marker) => marker.getLatLng());
}

/** Shows handles on the vertices of a shape that is on the map; the shape fires `edit` when changed. */
export function editVertices(shape: Polyline, options: VertexOptions): void {
	(shape.options as { poly?: object }).poly = {
		icon: vertexIcon(),
		allowIntersection: true,
		ours: options
	};
	editingOf(shape).enable();
}

/** Marks one vertex as selected, or none, and names every handle by its place. */
export function markVertices(shape: Polyline, selected: number | null): void {
	for (const vertices of editingOf(shape)._verticesHandlers ?? []) {
		vertices._markerGroup?.eachLayer((layer) => {
			const marker = layer as VertexMarker;
			const icon = marker._icon;
			if (!icon) return;
			const index = marker._index;
			icon.classList.toggle('editor-between', index === undefined);
			icon.classList.toggle('editor-selected', index !== undefined && index === selected);
			const { texts } = vertices.options.ours;
			icon.setAttribute(
				'aria-label',
				index === undefined ? texts.between : texts.vertex(index + 1)
			);
		});
	}
}

/** Gives the keyboard focus to a vertex. */
export function focusVertex(shape: Polyline, index: number): void {
	for (const vertices of editingOf(shape)._verticesHandlers ?? []) {
		vertices._markers?.[index]?._icon?.focus();
	}
}

interface VertexMarker extends Marker {
	/** Place in the ring; absent on the handle between two vertices. */
	_index?: number;
	_icon?: HTMLElement;
}

interface VertexEditor {
	options: { ours: VertexOptions };
	_markers?: VertexMarker[];
	_markerGroup?: LayerGroup;
}

function editingOf(shape: Polyline) {
	return (shape as unknown as { editing: { enable(): void; _verticesHandlers?: VertexEditor[] } })
		.editing;
}

const editorPrototype = (L.Edit as unknown as { PolyVerticesEdit: { prototype: object } })
	.PolyVerticesEdit.prototype;
const { _createMarker: createMarker } = editorPrototype as {
	_createMarker(this: unknown, at: LatLng, index?: number): VertexMarker;
};

Object.assign(editorPrototype, {
	_createMarker(this: VertexEditor, at: LatLng, index?: number) {
		const marker = createMarker.call(this, at, index);
		const { ours } = this.options;
		const listen = () => {
			const icon = marker._icon;
			icon?.addEventListener('focus', () => {
				if (marker._index !== undefined) ours.onSelect(marker._index);
			});
			icon?.addEventListener('keydown', (event) => {
				if (event.key === 'Delete' || event.key === 'Backspace') {
					event.stopPropagation();
					ours.onDelete();
				} else moveByKey(marker, event);
			});
		};
		if (marker._icon) listen();
		else marker.once('add', listen);
		return marker;
	},
	_onMarkerClick(this: VertexEditor, event: { target: VertexMarker }) {
		if (event.target._index !== undefined) this.options.ours.onSelect(event.target._index);
	}
});
