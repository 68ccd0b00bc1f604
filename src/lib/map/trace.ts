import type { Position } from 'geojson';
import type { Language } from '$lib/domain/language';
import { maxZoom, type BasemapTexts } from './basemaps';
import { createCanvasLayer } from './canvas-layer';
import { createFix, type Fix } from './draw/fix';
import { fitToElement } from './fit';
import { addGround } from './ground';
import { createLeafletMap, zoomControl } from './leaflet';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import { drawShape } from './shapes';
import './editor.css';

/** A walk as it is drawn. */
export interface WalkDrawing {
	/** What was walked, stretch by stretch. */
	lines: Position[][];
	/** Where nothing is known: from, to. */
	gaps: [from: Position, to: Position][];
}

export interface TraceMapOptions {
	/** Where to look before anything is known: longitude, latitude in degrees. */
	center: [number, number];
	zoom: number;
	/** Colour of the concept, `#rrggbb`. */
	color: string;
	lang: Language;
	texts: { basemap: BasemapTexts; map: string; zoomIn: string; zoomOut: string };
}

export interface TraceMapHandle {
	draw(walk: WalkDrawing): void;
	/** Shows where the device is, and keeps it in view until the person moves the map away from it. */
	setFix(fix: Fix | null): void;
	destroy(): void;
}

/** Close enough to see the wall's own bends. */
const walkZoom = 18;

/** A map that follows a walk: the line grows under the dot, and gaps are dashed. Nothing is drawn by hand. */
export function mountTraceMap(element: HTMLElement, options: TraceMapOptions): TraceMapHandle {
	const { center, zoom, color, lang, texts } = options;
	const map = createLeafletMap(element, { zoomControl: false, maxZoom });
	element.classList.add('trace-map');
	element.setAttribute('role', 'application');
	element.setAttribute('aria-label', texts.map);
	map.attributionControl.setPrefix(false);
	zoomControl({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
	map.setView([center[1], center[0]], zoom, { animate: false });
	addGround(map, { lang, texts: texts.basemap, choice: true });

	let walk: WalkDrawing = { lines: [], gaps: [] };
	map.createPane('walk').style.zIndex = '350';
	const layer = createCanvasLayer('walk', (view) => {
		const { context, scale, origin } = view;
		context.setLineDash([3, 10]);
		context.lineCap = 'round';
		context.beginPath();
		for (const gap of walk.gaps) {
			gap.forEach(([lon = 0, lat = 0], place) => {
				const at = [mercatorX(lon) * scale + origin.x, mercatorY(lat) * scale + origin.y] as const;
				if (place === 0) context.moveTo(...at);
				else context.lineTo(...at);
			});
		}
		context.strokeStyle = '#fff';
		context.lineWidth = 7;
		context.stroke();
		context.strokeStyle = color;
		context.lineWidth = 4;
		context.stroke();
		context.setLineDash([]);
		const geometry = { type: 'MultiLineString' as const, coordinates: walk.lines };
		drawShape(view, { geometry, color }, true);
	});
	layer.addTo(map);
	const dot = createFix(map);
	const stopFitting = fitToElement(map, element);

	let located = false;
	let following = true;
	map.on('dragstart', () => (following = false));
	return {
		draw(next) {
			walk = next;
			layer.redraw();
		},
		setFix(fix) {
			dot.show(fix);
			if (!fix) return;
			const at: [number, number] = [fix.lat, fix.lon];
			// Once there, the map only moves when the dot is about to leave it: a still map is easier on the eye.
			if (!located) map.setView(at, Math.max(map.getZoom(), walkZoom), { animate: false });
			else if (map.getBounds().pad(-0.2).contains(at)) following = true;
			else if (following) map.panTo(at, { animate: false });
			located = true;
		},
		destroy() {
			stopFitting();
			map.remove();
			element.classList.remove('trace-map');
		}
	};
}
