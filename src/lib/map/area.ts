import type { Area } from '$lib/domain/areas/coverage.ts';
import type { Language } from '$lib/domain/language';
import type { Geometry } from '$lib/domain/record';
import { maxZoom, type BasemapTexts } from './basemaps';
import { createCanvasLayer } from './canvas-layer';
import { fitToElement } from './fit';
import { addGround } from './ground';
import { createLeafletMap, zoomControl } from './leaflet';
import { followOutlines } from './outlines';
import { drawShape } from './shapes';

export interface AreaMapOptions {
	lang: Language;
	texts: { basemap: BasemapTexts; map: string; zoomIn: string; zoomOut: string };
	/** Where to look first: west, south, east, north in degrees. */
	bbox: Area['bbox'];
	/** The view came to rest, here. */
	onView: (bbox: Area['bbox']) => void;
}

export interface AreaMap {
	/** Draws the area that is chosen, and goes there when `look` is true; null: none. */
	show(area: Area | null, look: boolean): void;
	/** Outlines what is taken along already. */
	setTaken(areas: readonly Area[]): void;
	destroy(): void;
}

/** As far as Mercator goes. */
const limitLat = 85;

/** A map to choose an area on: what is chosen is filled, what is taken along already is outlined. */
export function mountAreaMap(element: HTMLElement, options: AreaMapOptions): AreaMap {
	const { lang, texts, bbox, onView } = options;
	const map = createLeafletMap(element, { zoomControl: false, maxZoom, minZoom: 5 });
	element.setAttribute('role', 'application');
	element.setAttribute('aria-label', texts.map);
	map.attributionControl.setPrefix(false);
	zoomControl({ zoomInTitle: texts.zoomIn, zoomOutTitle: texts.zoomOut }).addTo(map);
	const look = ([west, south, east, north]: Area['bbox']) =>
		map.fitBounds(
			[
				[south, west],
				[north, east]
			],
			{ animate: false, padding: [12, 12] }
		);
	look(bbox);
	addGround(map, { lang, texts: texts.basemap, choice: false });

	let chosen: Area | null = null;
	let taken: readonly Area[] = [];
	map.createPane('areas').style.zIndex = '350';
	const layer = createCanvasLayer('areas', (view) => {
		outlines.draw(view);
		for (const area of taken) drawShape(view, { geometry: lineOf(area), color: '#6b4a8a' }, false);
		if (chosen) drawShape(view, { geometry: shapeOf(chosen), color: '#1f5c4d' }, false);
	});
	const outlines = followOutlines(map, () => layer.redraw());
	layer.addTo(map);
	const stopFitting = fitToElement(map, element);

	const tell = () => {
		if (element.clientWidth === 0) return;
		const seen = map.getBounds();
		const clamp = (degrees: number, most: number) => Math.max(-most, Math.min(most, degrees));
		onView([
			clamp(seen.getWest(), 180),
			clamp(seen.getSouth(), limitLat),
			clamp(seen.getEast(), 180),
			clamp(seen.getNorth(), limitLat)
		]);
	};
	map.on('moveend', tell);
	tell();
	return {
		show(area, go) {
			chosen = area;
			if (area && go) look(area.bbox);
			layer.redraw();
		},
		setTaken(areas) {
			taken = areas;
			layer.redraw();
		},
		destroy() {
			stopFitting();
			map.remove();
		}
	};
}

function shapeOf({ bbox: [west, south, east, north], shape }: Area): Geometry {
	return (
		shape ?? {
			type: 'Polygon',
			coordinates: [
				[
					[west, south],
					[east, south],
					[east, north],
					[west, north],
					[west, south]
				]
			]
		}
	);
}

function lineOf(area: Area): Geometry {
	const shape = shapeOf(area);
	return {
		type: 'MultiLineString',
		coordinates: (shape.type === 'MultiPolygon' ? shape.coordinates.flat() : shape.coordinates) as [
			number,
			number
		][][]
	};
}
