import type { Begun } from '$lib/domain/begun';
import type { Problem } from '$lib/domain/problem';
import type { Geometry } from '$lib/domain/record';
import type { GeometryKind, Language } from '$lib/domain/vocabulary/types';
import { boundsOf, centreOf, kindOf, validateGeometry } from '$lib/domain/geometry';
import { maxZoom } from './basemaps';
import { createCanvasLayer } from './canvas-layer';
import { followOutlines } from './outlines';
import { createCross } from './draw/cross';
import { followHand } from './draw/hand';
import { drawMapOptions } from './draw/leaflet-draw';
import { createLoupe } from './draw/loupe';
import { pointTool } from './draw/point-tool';
import { pathTool } from './draw/path-tool';
import { createReadout } from './draw/readout';
import { unwrapped } from './draw/shapes';
import { createSnapping, type FindNeighbours } from './draw/snapping';
import type { EditorTexts, Tool, ToolContext } from './draw/tool';
import { createToolbar, type EditorCommand } from './draw/toolbar';
import { addGround } from './ground';
import { zoomControl, createLeafletMap, type LeafletMap } from './leaflet';
import { latLng } from './draw/vectors';
import { fitToElement } from './fit';
import { createFix, type Fix, type Sightline } from './draw/fix';
import './editor.css';

export type { Fix } from './draw/fix';
export type { FindNeighbours, Neighbour, SnapTo } from './draw/snapping';
export type { EditorTexts } from './draw/tool';

export interface EditorOptions {
	kind: GeometryKind;
	geometry: Geometry | null;
	/**
	 * Called after every change, also while a line is being drawn, so that a killed page loses
	 * nothing. `null` while there is no shape yet: `begun` has what was put down of one with too few vertices.
	 */
	onChange: (geometry: Geometry | null, problems: Problem[], begun: Begun | null) => void;
	/** What was begun before, to go on with. */
	begun?: Begun | null;
	/** Where to look when there is no geometry: longitude, latitude in degrees. */
	center: [number, number];
	/** Zoom for `center`; default 16, a street. */
	zoom?: number;
	/** Colour of the concept, `#rrggbb`. */
	color?: string;
	/** Kinds the concept allows, that what is drawn may become; default the one drawn. */
	kinds?: readonly GeometryKind[];
	/** Records around, to snap to. */
	neighbours?: FindNeighbours;
	lang: Language;
	texts: EditorTexts;
}

export interface EditorHandle {
	/**
	 * Replaces the shape without calling `onChange`, and shows it. One that goes with the device (`followed`) is
	 * not brought back into a view that the person chose.
	 */
	setGeometry(geometry: Geometry | null, followed?: boolean): void;
	/** Goes on with another kind of shape, or what is already drawn of it. */
	setKind(kind: GeometryKind, geometry: Geometry | null, begun: Begun | null): void;
	/** The person asked where they are: until they move the map, it goes with the device. */
	follow(): void;
	/**
	 * Shows the device's position with its accuracy; `goThere` moves the map so that the ring is seen, unless the
	 * person moved it since they asked.
	 */
	setFix(fix: Fix | null, goThere?: boolean): void;
	/** Draws the line along which a thing is seen, `show` also moves the map to it; null takes it away. */
	setSight(line: Sightline | null, show?: boolean): void;
	/** Moves the map, and places nothing: to a box (west, south, east, north), else close to a point. */
	lookAt(place: { lon: number; lat: number; bbox?: [number, number, number, number] }): void;
	/** Draws anew, from nothing. */
	startDrawing(): void;
	/** Ends a drawing; nothing happens while it has too few vertices. */
	finish(): void;
	/** Deletes the selected vertex. */
	deleteVertex(): void;
	/** Takes back the last vertex or the last change. */
	undo(): void;
	/** Removes everything from the element and every listener. */
	destroy(): void;
}

/**
 * Mounts the editor of a record's place: a map and its toolbar, filling `element`. Point, line and
 * polygon; by finger, mouse or keyboard (arrows move the map under a cross, Enter places).
 */
export function mountEditor(element: HTMLElement, options: EditorOptions): EditorHandle {
	const { texts, lang } = options;
	const ground = document.createElement('div');
	ground.className = 'editor-map';
	ground.setAttribute('role', 'application');
	ground.setAttribute('aria-label', texts.map);
	const toolbar = createToolbar(texts, (command) => run(command));
	element.classList.add('editor');
	element.append(ground, toolbar.element);

	const map = createLeafletMap(ground, {
		...drawMapOptions,
		zoomControl: false,
		maxZoom,
		// A double tap would zoom away while corners are being tapped quickly.
		doubleClickZoom: false
	});
	map.attributionControl.setPrefix(false);
	zoomControl({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
	// Everything else asks the map where it is.
	lookAt(map, options.geometry, options.center, options.zoom ?? 16);
	const cross = createCross(ground);
	const hand = followHand(map, ground);
	const fix = createFix(map);
	const loupe = createLoupe(map, ground);
	const readout = createReadout(ground);
	const outlines = followOutlines(map, () => outlineLayer.redraw());
	map.createPane('outlines').style.zIndex = '250';
	const outlineLayer = createCanvasLayer('outlines', (view) => outlines.draw(view));
	// What is around comes late: nothing of the drawing changes by it.
	const snapping = createSnapping(map, outlines, options.neighbours ?? null, () => tool.redraw?.());
	let kind = options.kind;

	const context: ToolContext = {
		map,
		color: options.color ?? '#1f5c4d',
		texts,
		kinds: options.kinds ?? [kind],
		loupe,
		snapping,
		emit(geometry, begun = null) {
			const problems = geometry
				? validateGeometry(geometry, [kindOf(geometry)])
				: [{ code: 'geometry_missing', field: 'geometry' } as const];
			options.onChange(geometry, problems, begun);
		},
		present(commands, primary, sentence, aim, extra = {}) {
			toolbar.show({ ...extra, commands, primary });
			toolbar.say(sentence);
			toolbar.warn(extra.warning ?? '');
			readout.show(extra.measure ?? '');
			cross.show(aim);
		},
		measure: (text) => readout.show(text)
	};
	const createTool = () => (kind === 'point' ? pointTool(context) : pathTool(context, kind));

	let tool: Tool = createTool();
	tool.setGeometry(options.geometry && unwrapped(options.geometry), false, options.begun);
	addGround(map, { lang, texts: texts.basemap, choice: true });
	outlineLayer.addTo(map);

	map.on('click', (event) => tool.place(event.latlng));
	ground.addEventListener('keydown', (event) => {
		if (event.target !== ground) return;
		if (event.key === 'Enter' || event.key === ' ') run('place');
		else if (event.key === 'Backspace') run('undo');
		else return;
		event.preventDefault();
	});
	// Wherever the keyboard is in the editor, so that what was done by a button is undone the same way.
	element.addEventListener('keydown', undoByKey);
	const stopFitting = fitToElement(map, ground);

	function undoByKey(event: KeyboardEvent) {
		if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
		const key = event.key.toLowerCase();
		if (key !== 'z' && key !== 'y') return;
		event.preventDefault();
		run(key === 'y' || event.shiftKey ? 'redo' : 'undo');
	}

	function run(command: EditorCommand) {
		if (command === 'place') tool.place(map.getCenter());
		else tool.run(command);
	}

	return {
		setGeometry(geometry, followed = false) {
			tool.setGeometry(geometry && unwrapped(geometry), followed);
			if (followed) {
				if (geometry && !hand.moved && !isWithin(map, geometry)) {
					const [lon, lat] = centreOf(geometry);
					map.panTo([lat, lon], { animate: false });
				}
			} else if (!isInSight(map, geometry)) lookAt(map, geometry, null, map.getZoom());
		},
		setKind(next, geometry, begun) {
			if (next === kind) return;
			kind = next;
			tool.destroy();
			tool = createTool();
			tool.setGeometry(geometry && unwrapped(geometry), false, begun);
		},
		follow: () => hand.letGo(),
		setFix(next, goThere = false) {
			fix.show(next);
			if (!next || !goThere || hand.moved) return;
			const closest = Math.max(map.getZoom(), 17);
			const ring = latLng(next.lat, next.lon).toBounds(2 * (next.accuracy_m ?? 0));
			const zoom = Math.min(closest, map.getBoundsZoom(ring));
			map.setView([next.lat, next.lon], zoom, { animate: false });
		},
		setSight(line, show = false) {
			fix.sight(line, show);
			if (show) hand.letGo();
		},
		lookAt({ lon, lat, bbox }) {
			hand.letGo();
			if (!bbox) {
				map.setView([lat, lon], Math.max(map.getZoom(), 17), { animate: false });
				return;
			}
			const [west, south, east, north] = bbox;
			map.fitBounds(
				[
					[south, west],
					[north, east]
				],
				{ maxZoom: 18, animate: false }
			);
		},
		startDrawing: () => tool.run('restart'),
		finish: () => tool.run('finish'),
		deleteVertex: () => tool.run('deleteVertex'),
		undo: () => tool.run('undo'),
		destroy() {
			stopFitting();
			element.removeEventListener('keydown', undoByKey);
			snapping.stop();
			tool.destroy();
			loupe.remove();
			map.remove();
			element.classList.remove('editor');
			ground.remove();
			toolbar.element.remove();
		}
	};
}

/** Near enough to be judged: moving the map then would only take it from under the finger. */
function isInSight(map: LeafletMap, geometry: Geometry | null): boolean {
	return geometry !== null && map.getZoom() >= 15 && isWithin(map, geometry);
}

function isWithin(map: LeafletMap, geometry: Geometry): boolean {
	const [west, south, east, north] = boundsOf(geometry);
	return map.getBounds().contains([
		[south, west],
		[north, east]
	]);
}

function lookAt(
	map: LeafletMap,
	geometry: Geometry | null,
	center: [number, number] | null,
	zoom: number
) {
	if (geometry) {
		const [west, south, east, north] = boundsOf(geometry);
		map.fitBounds(
			[
				[south, west],
				[north, east]
			],
			{ maxZoom: Math.max(zoom, 18), padding: [40, 40], animate: false }
		);
	} else if (center) map.setView([center[1], center[0]], zoom, { animate: false });
}
