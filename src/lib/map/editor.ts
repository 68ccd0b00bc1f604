import type { Problem } from '$lib/domain/problem';
import type { Geometry } from '$lib/domain/record';
import type { GeometryKind, Language } from '$lib/domain/vocabulary/types';
import { boundsOf, validateGeometry } from '$lib/domain/geometry';
import { maxZoom } from './basemaps';
import { createCanvasLayer } from './canvas-layer';
import { followOutlines } from './outlines';
import { createCross } from './draw/cross';
import { drawMapOptions } from './draw/leaflet-draw';
import { pointTool } from './draw/point-tool';
import { pathTool } from './draw/path-tool';
import { unwrapped } from './draw/shapes';
import type { EditorTexts, PlacedBy, ToolContext } from './draw/tool';
import { createToolbar, type EditorCommand } from './draw/toolbar';
import { addGround } from './ground';
import { zoomControl, createLeafletMap, type LeafletMap } from './leaflet';
import { fitToElement } from './fit';
import { createFix, type Fix } from './draw/fix';
import './editor.css';

export type { Fix } from './draw/fix';
export type { EditorTexts, PlacedBy } from './draw/tool';

export interface EditorOptions {
	kind: GeometryKind;
	geometry: Geometry | null;
	/**
	 * Called after every change, also while a line is being drawn, so that a killed page loses
	 * nothing. `null` while there is no shape yet (too few vertices).
	 */
	onChange: (geometry: Geometry | null, problems: Problem[], placedBy: PlacedBy) => void;
	/** Where to look when there is no geometry: longitude, latitude in degrees. */
	center: [number, number];
	/** Zoom for `center`; default 16, a street. */
	zoom?: number;
	/** The person asks for the device's position; answer through `setFix`. Absent: no such button. */
	locate?: () => void;
	/** Colour of the concept, `#rrggbb`. */
	color?: string;
	lang: Language;
	texts: EditorTexts;
}

export interface EditorHandle {
	/** Replaces the shape without calling `onChange`. */
	setGeometry(geometry: Geometry | null): void;
	/** Starts anew with another kind of shape. */
	setKind(kind: GeometryKind): void;
	/** Shows the device's position with its accuracy. Places the point there when `place` is true or the person asked. */
	setFix(fix: Fix | null, place?: boolean): void;
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
		keyboardPanDelta: 16,
		// A double tap would zoom away while corners are being tapped quickly.
		doubleClickZoom: false
	});
	map.attributionControl.setPrefix(false);
	zoomControl({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
	const cross = createCross(ground);
	const fix = createFix(map);
	let kind = options.kind;
	let placeNextFix = false;

	const context: ToolContext = {
		map,
		color: options.color ?? '#1f5c4d',
		texts,
		emit(geometry, placedBy) {
			const problems = geometry
				? validateGeometry(geometry, [kind])
				: [{ code: 'geometry_missing', field: 'geometry' } as const];
			options.onChange(geometry, problems, placedBy);
		},
		present(commands, primary, sentence, aim) {
			toolbar.show(options.locate ? ['locate', ...commands] : commands, primary);
			toolbar.say(sentence);
			cross.show(aim);
		}
	};
	const createTool = () => (kind === 'point' ? pointTool(context) : pathTool(context, kind));

	lookAt(map, options.geometry, options.center, options.zoom ?? 16);
	let tool = createTool();
	tool.setGeometry(options.geometry && unwrapped(options.geometry));
	addGround(map, { lang, texts: texts.basemap, choice: true });
	map.createPane('outlines').style.zIndex = '250';
	const outlines = createCanvasLayer('outlines', (view) => drawOutlines(view));
	const drawOutlines = followOutlines(map, () => outlines.redraw());
	outlines.addTo(map);

	map.on('click', (event) => tool.place(event.latlng, 'map'));
	ground.addEventListener('keydown', (event) => {
		if (event.target !== ground) return;
		if (event.key === 'Enter' || event.key === ' ') run('place');
		else if (event.key === 'Backspace') run('undo');
		else return;
		event.preventDefault();
	});
	const stopFitting = fitToElement(map, ground);

	function run(command: EditorCommand) {
		if (command === 'locate') {
			placeNextFix = true;
			options.locate?.();
		} else if (command === 'place') tool.place(map.getCenter(), 'map');
		else tool.run(command);
	}

	return {
		setGeometry(geometry) {
			tool.setGeometry(geometry && unwrapped(geometry));
			lookAt(map, geometry, null, map.getZoom());
		},
		setKind(next) {
			if (next === kind) return;
			kind = next;
			tool.destroy();
			tool = createTool();
			tool.setGeometry(null);
		},
		setFix(next, place = false) {
			fix.show(next);
			if (!next || !(place || placeNextFix)) return;
			placeNextFix = false;
			map.setView([next.lat, next.lon], Math.max(map.getZoom(), 17), { animate: false });
			if (kind === 'point') tool.place({ lat: next.lat, lng: next.lon }, 'gps');
		},
		startDrawing: () => tool.run('restart'),
		finish: () => tool.run('finish'),
		deleteVertex: () => tool.run('deleteVertex'),
		undo: () => tool.run('undo'),
		destroy() {
			stopFitting();
			tool.destroy();
			map.remove();
			element.classList.remove('editor');
			ground.remove();
			toolbar.element.remove();
		}
	};
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
