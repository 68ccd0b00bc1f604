import type { Language } from '$lib/domain/vocabulary/types';
import { maxZoom, type BasemapTexts } from './basemaps';
import {
	buildClusters,
	clusterToZoom,
	type Bounds,
	type Clusters,
	type MapPoint
} from './clusters';
import { addFoundMark } from './found-mark';
import { addGround } from './ground';
import { Browser, zoomControl, createLeafletMap, latLngBounds, type LeafletMap } from './leaflet';
import { fitToElement } from './fit';
import { addRecordsLayer, type Shape } from './records-layer';
import type { SymbolStyle } from '$lib/domain/symbol';

export interface PublicMapTexts {
	basemap: BasemapTexts;
	/** Name of the map for screen readers, saying that the list tells the same. */
	map: string;
	zoomIn: string;
	zoomOut: string;
}

/** Where the map looks. */
export interface MapView {
	lon: number;
	lat: number;
	zoom: number;
}

export interface PublicMapOptions {
	lang: Language;
	texts: PublicMapTexts;
	/** Null: wherever the first points are. */
	view: MapView | null;
	/** Within a page that is read: one finger and the wheel move the page, not the map. */
	within?: boolean;
	/** The view came to rest: area, zoom, and how many of the points are in it. */
	onView: (seen: { bounds: Bounds; view: MapView; count: number }) => void;
	/** The view begins to move. */
	onMove: () => void;
	/** A record was tapped, or with null the empty ground. */
	onPick: (id: string | null) => void;
	/** Several records at one place were tapped, that no zoom tells apart. */
	onGroup: (ids: string[]) => void;
}

export interface PublicMap {
	/** Replaces what is drawn; `styles` is in the order the points count in. */
	setPoints(points: readonly MapPoint[], styles: SymbolStyle[]): void;
	setShapes(shapes: Shape[]): void;
	/** Marks a record; with `follow`, brings it into view when it is out of it. */
	select(id: string | null, follow: boolean): void;
	/** Goes to a place that was looked for, and marks it. */
	lookAt(place: { lon: number; lat: number; bbox?: Bounds }): void;
	/** Shows all the points there are. */
	showAll(): void;
	destroy(): void;
}

/** Before any point is known: Occitanie. */
const start: MapView = { lon: 2.9, lat: 43.9, zoom: 8 };

/** The public map: basemap, ground, and ten thousand records on one canvas. */
export function createPublicMap(element: HTMLElement, options: PublicMapOptions): PublicMap {
	const { lang, texts } = options;
	const view = options.view ?? start;
	const map = createLeafletMap(element, {
		zoomControl: false,
		maxZoom,
		minZoom: 3,
		center: [view.lat, view.lon],
		zoom: view.zoom,
		worldCopyJump: true,
		dragging: !(options.within && Browser.mobile),
		scrollWheelZoom: !options.within
	});
	element.setAttribute('role', 'application');
	element.setAttribute('aria-label', texts.map);
	map.attributionControl.setPrefix(false);
	zoomControl({
		position: 'topright',
		zoomInTitle: texts.zoomIn,
		zoomOutTitle: texts.zoomOut
	}).addTo(map);

	const records = addRecordsLayer(map, new Intl.NumberFormat(lang));
	addGround(map, { lang, texts: texts.basemap, choice: true });
	const found = addFoundMark(map);
	let clusters: Clusters = buildClusters([]);
	let placed = options.view !== null;

	const tellView = () => {
		// Behind the list on a phone there is no view, and nothing to say about it.
		if (element.clientWidth === 0) return;
		const bounds = boundsOf(map);
		const { lat, lng } = map.getCenter();
		options.onView({
			bounds,
			view: { lon: lng, lat, zoom: map.getZoom() },
			count: clusters.count(bounds)
		});
	};
	map.on('movestart', () => options.onMove());
	map.on('moveend', tellView);
	map.on('click', (event) => {
		found.show(null);
		const hit = records.hit(event.containerPoint);
		if (!hit) options.onPick(null);
		else if (hit.kind === 'record') options.onPick(clusters.points[hit.place]?.[0] ?? null);
		else open(hit.cluster, hit.lat, hit.lon);
	});
	let dragged = false;
	map.on('dragstart', () => (dragged = true));
	map.on('dragend', () => (dragged = false));
	map.on('mousemove', (event) => {
		if (dragged) return;
		element.classList.toggle('map-hit', records.hit(event.containerPoint) !== null);
	});
	const stopFitting = fitToElement(map, element);

	function open(cluster: number, lat: number, lon: number) {
		const zoom = clusters.expansionZoom(cluster);
		if (zoom <= clusterToZoom) map.setView([lat, lon], zoom);
		else options.onGroup(clusters.leaves(cluster).map((place) => clusters.points[place]![0]));
	}

	function showAll(animate: boolean) {
		if (clusters.points.length === 0) return;
		const all = latLngBounds(clusters.points.map(([, lon, lat]) => [lat, lon]));
		map.fitBounds(all, { maxZoom: 15, padding: [36, 36], animate });
	}

	return {
		setPoints(points, styles) {
			// Only the drawings of the symbols arrived, or the colours changed: the arrangement stands.
			if (points !== clusters.points) clusters = buildClusters(points);
			records.setClusters(clusters, styles);
			if (!placed && points.length > 0) {
				placed = true;
				showAll(false);
			} else tellView();
		},
		setShapes: (shapes) => records.setShapes(shapes),
		select(id, follow) {
			records.select(id);
			if (!follow) return;
			const point = id === null ? null : clusters.points.find((one) => one[0] === id);
			if (!point) return;
			const at: [number, number] = [point[2], point[1]];
			// Its card covers the lower part of the map.
			const below = Math.min(240, map.getSize().y * 0.4);
			map.panInside(at, { paddingTopLeft: [40, 40], paddingBottomRight: [64, below] });
		},
		lookAt({ lon, lat, bbox }) {
			placed = true;
			found.show(bbox ? null : { lon, lat });
			if (bbox) {
				const [west, south, east, north] = bbox;
				map.fitBounds([
					[south, west],
					[north, east]
				]);
			} else map.setView([lat, lon], Math.max(map.getZoom(), 16));
		},
		showAll: () => showAll(true),
		destroy() {
			stopFitting();
			map.remove();
		}
	};
}

function boundsOf(map: LeafletMap): Bounds {
	const bounds = map.getBounds();
	const clamp = (degrees: number, limit: number) => Math.max(-limit, Math.min(limit, degrees));
	return [
		clamp(bounds.getWest(), 180),
		clamp(bounds.getSouth(), 90),
		clamp(bounds.getEast(), 180),
		clamp(bounds.getNorth(), 90)
	];
}
