/**
 * leaflet-draw 1.0.4 made to work as a module, under a finger, and on lines of thousands of vertices. It is
 * loaded by the editor only.
 *
 * What is changed, and why:
 * - it looks for a global `L` (set by ./global-leaflet, which must come first);
 * - its drawing handlers put a vertex down on `touchstart`, so that moving the map draws: vertices
 *   now come from the map's own `click`, which Leaflet gives for a tap and not for a drag;
 * - Escape threw the drawing away: it no longer does, work is undone by a button;
 * - beginning took the focus from wherever it was: it stays where the person is;
 * - its editing handler made an element of every vertex and drew the whole shape at every move: here it
 *   shows the handles it is told to, and the shape is drawn on a canvas of ours;
 * - a tap on a vertex deleted it at once: it now selects it, and a button deletes;
 * - vertices had 20 px targets, English names, and no keyboard;
 * - `showArea` stays off: `readableArea` assigns an undeclared variable and throws in a module.
 */
import { L } from './global-leaflet';
import 'leaflet-draw';
import type { LatLng, LayerGroup, Map as LeafletMap, Marker } from 'leaflet';
import type { Grip } from './handle-choice';
import { moveByKey } from './move-by-key';
import type { LatLon } from './shapes';

/** Options a map needs for these handlers: their tooltips and touch extension are replaced by ours. */
export const drawMapOptions = { touchExtend: false, drawControlTooltips: false };

/** A drawing handler of leaflet-draw, with the members this app calls. */
interface DrawHandler {
	enable(): void;
	disable(): void;
	addVertex(at: LatLng): void;
}

const quiet = () => undefined;
const polylineHooks = L.Draw.Polyline.prototype as unknown as { addHooks(this: unknown): void };
const unseen = () => L.divIcon({ className: 'editor-mouse', iconSize: [0, 0] });

/** What makes a drawing handler take its vertices from the caller only. */
const Drawing = L.Draw.Polyline.extend({
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
			icon: unseen()
		});
		const before = document.activeElement;
		polylineHooks.addHooks.call(this);
		const outside = before !== document.body && !this._map.getContainer().contains(before);
		if (outside && before instanceof HTMLElement) before.focus({ preventScroll: true });
	},
	_createMarker(this: { _markerGroup: LayerGroup }, at: LatLng) {
		return L.marker(at, { interactive: false, keyboard: false, icon: unseen() }).addTo(
			this._markerGroup
		);
	}
}) as unknown as new (map: LeafletMap, options: object) => DrawHandler;

/** The dotted line from the last vertex to the mouse, while drawing. @returns what ends it */
export function guideFrom(map: LeafletMap, at: LatLon, color: string): () => void {
	const handler = new Drawing(map, {
		showLength: false,
		showArea: false,
		shapeOptions: { color, stroke: false, interactive: false }
	});
	handler.enable();
	handler.addVertex(L.latLng(at.lat, at.lng));
	return () => handler.disable();
}

export interface VertexTexts {
	/** Name of the vertex with this number, from 1; with its part when there are several. */
	vertex: (number: number, part: number | null) => string;
	/** Name of the handle between two vertices. */
	between: string;
}

/** What a person does to a handle. */
export interface HandleEvents {
	/** It was tapped; Enter does the same with `byKey`. */
	tap(grip: Grip, byKey: boolean): void;
	/** It got the keyboard focus. */
	focus(grip: Grip): void;
	grab(grip: Grip): void;
	/** It is dragged to a place. @returns where it goes instead */
	drag(grip: Grip, to: LatLon, byKey: boolean): LatLon;
	drop(grip: Grip): void;
	/** Delete or Backspace. */
	remove(): void;
	/** On to the next vertex, or back to the one before. */
	step(by: 1 | -1): void;
}

/** A handle to show. */
export interface Handle {
	grip: Grip;
	at: LatLon;
	name: string;
	selected: boolean;
	/** The one that the Tab key goes to. */
	inOrder: boolean;
}

/** The handles on the vertices of a shape. */
export interface Handles {
	/** Shows these and no others; those that stay keep their element, and so the finger and the focus. */
	show(handles: Handle[]): void;
	focus(part: number, ring: number, vertex: number): void;
	/** Whether the keyboard is on one of them. */
	focused(): boolean;
	remove(): void;
}

interface HandleMarker extends Marker {
	grip: Grip;
	_icon?: HTMLElement;
}

interface Editing {
	options: { dress: (marker: HandleMarker) => void };
	_markers: Map<string, HandleMarker>;
	_markerGroup?: LayerGroup;
	enable(): void;
	disable(): void;
	_createMarker(at: LatLng): HandleMarker;
}

const Editor = (
	L.Edit as unknown as { PolyVerticesEdit: { extend(members: object): unknown } }
).PolyVerticesEdit.extend({
	_initMarkers(this: Editing) {
		this._markerGroup = L.layerGroup();
		this._markers = new Map();
	},
	// These are for the shape it was given; ours is elsewhere.
	_onMarkerDragStart: quiet,
	_onMarkerDrag: quiet,
	_fireEdit: quiet,
	_onTouchMove: quiet
}) as unknown as new (shape: object, places: LatLng[], options: object) => Editing;

/** Two touches closer in time are one. */
const bounceMs = 400;

const keyOf = ({ at, between }: Grip) =>
	`${between ? 'between' : 'on'}/${at.part}/${at.ring}/${at.vertex}`;

/** Handles on vertices, to tap, drag, or move by keys. `dress` may add what else a marker does. */
export function createHandles(
	map: LeafletMap,
	events: HandleEvents,
	dress: (marker: Marker) => void
): Handles {
	const stand = L.polyline([], { stroke: false, interactive: false }).addTo(map);
	const icon = L.divIcon({
		className: 'editor-vertex',
		iconSize: [44, 44],
		html: '<span></span>'
	});
	const editor = new Editor(stand, [], { icon });
	editor.enable();

	function create(grip: Grip, at: LatLng): HandleMarker {
		const marker = editor._createMarker(at);
		marker.grip = grip;
		let byKey = false;
		const born = performance.now();
		marker.on('click', ({ originalEvent }) => {
			if (!isBounce(originalEvent, born)) events.tap(marker.grip, false);
		});
		marker.on('dragstart', () => events.grab(marker.grip));
		marker.on('drag', () => {
			const to = events.drag(marker.grip, marker.getLatLng(), byKey);
			marker.setLatLng([to.lat, to.lng]);
		});
		marker.on('dragend', () => events.drop(marker.grip));
		marker._icon?.addEventListener('focus', () => events.focus(marker.grip));
		marker._icon?.addEventListener('keydown', (event) => {
			const step = { PageDown: 1, PageUp: -1 }[event.key];
			if (step) events.step(step as 1 | -1);
			else if (event.key === 'Delete' || event.key === 'Backspace') events.remove();
			else if (event.key === 'Enter' || event.key === ' ') events.tap(marker.grip, true);
			else {
				byKey = true;
				moveByKey(marker, event);
				byKey = false;
				return;
			}
			event.preventDefault();
			event.stopPropagation();
		});
		dress(marker);
		return marker;
	}

	return {
		show(handles) {
			const wanted = new Set(handles.map(({ grip }) => keyOf(grip)));
			for (const [key, marker] of editor._markers) {
				if (wanted.has(key)) continue;
				// A focused handle that goes out of view would drop the keyboard at the top of the page.
				if (marker._icon === document.activeElement) map.getContainer().focus();
				marker.remove();
				editor._markerGroup?.removeLayer(marker);
				editor._markers.delete(key);
			}
			for (const handle of handles) {
				const key = keyOf(handle.grip);
				const at = L.latLng(handle.at.lat, handle.at.lng);
				const marker = editor._markers.get(key) ?? create(handle.grip, at);
				editor._markers.set(key, marker);
				marker.grip = handle.grip;
				if (!marker.getLatLng().equals(at, 0)) marker.setLatLng(at);
				if (marker._icon) mark(marker._icon, handle);
			}
		},
		focus(part, ring, vertex) {
			const key = keyOf({ at: { part, ring, vertex }, between: false });
			editor._markers.get(key)?._icon?.focus({ preventScroll: true });
		},
		focused: () => document.activeElement?.classList.contains('editor-vertex') ?? false,
		remove() {
			editor.disable();
			stand.remove();
		}
	};
}

/** A gloved finger that touched twice in putting a vertex down does not mean the vertex. A double click does. */
function isBounce(event: MouseEvent, born: number): boolean {
	const byFinger = event instanceof PointerEvent && event.pointerType === 'touch';
	return byFinger && event.timeStamp - born < bounceMs;
}

function mark(element: HTMLElement, { grip, name, selected, inOrder }: Handle) {
	element.classList.toggle('editor-between', grip.between);
	element.classList.toggle('editor-selected', selected);
	if (element.getAttribute('aria-label') !== name) element.setAttribute('aria-label', name);
	element.tabIndex = inOrder ? 0 : -1;
}
