import type { Geometry } from '$lib/domain/record';
import { createCanvasLayer, type CanvasView } from './canvas-layer';
import { clusterRadius, shortCount, type Clusters, type Drawable } from './clusters';
import { Browser, type LeafletMap } from './leaflet';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import { followOutlines } from './outlines';
import { symbolSize, type SymbolStyle } from '$lib/domain/symbol';
import { createSymbols } from './symbols';
import { drawShape, shapesFromZoom } from './shapes';

/** A line or a polygon to draw as such, once it is large enough to be seen. */
export interface Shape {
	id: string;
	geometry: Geometry;
	color: string;
}

/** Half a fingertip, in CSS pixels. */
const reach = 24;

export interface RecordsLayer {
	setClusters(clusters: Clusters, styles: SymbolStyle[]): void;
	setShapes(shapes: Shape[]): void;
	select(id: string | null): void;
	/** The nearest thing drawn within a fingertip of a place of the view, or null. */
	hit(point: { x: number; y: number }): Drawable | null;
}

/** Commune outlines, clusters, symbols and shapes on one canvas: each canvas more is carried along at every step. */
export function addRecordsLayer(map: LeafletMap, numbers: Intl.NumberFormat): RecordsLayer {
	let clusters: Clusters | null = null;
	let styles: SymbolStyle[] = [];
	let shapes: Shape[] = [];
	let selected: string | null = null;
	let drawn: Drawable[] = [];
	let places = new Map<string, number>();
	const symbols = createSymbols(Browser.retina ? 2 : 1);
	map.createPane('records').style.zIndex = '450';

	const layer = createCanvasLayer('records', (view) => {
		outlines.draw(view);
		drawn = clusters?.inView(view.bounds, view.zoom) ?? [];
		if (view.zoom >= shapesFromZoom) {
			for (const shape of shapes) drawShape(view, shape, shape.id === selected);
		}
		// Records last: a lone one is never under the disc of a crowd.
		for (const one of drawn) if (one.kind === 'cluster') drawCluster(view, one, numbers);
		for (const one of drawn) if (one.kind === 'record') drawRecord(view, one);
		// The chosen record shows even where it would be one of a crowd.
		const place = selected === null ? undefined : places.get(selected);
		const point = place === undefined ? undefined : clusters?.points[place];
		if (point && place !== undefined) {
			drawRecord(view, { kind: 'record', lon: point[1], lat: point[2], place });
		}
	});
	const outlines = followOutlines(map, () => layer.redraw());
	layer.addTo(map);

	function drawRecord(view: CanvasView, { lon, lat, place }: Drawable & { kind: 'record' }) {
		const point = clusters?.points[place];
		const style = point && styles[point[3]];
		if (!point || !style) return;
		const { context } = view;
		const x = mercatorX(lon) * view.scale + view.origin.x;
		const y = mercatorY(lat) * view.scale + view.origin.y;
		if (point[0] === selected) {
			context.beginPath();
			context.arc(x, y, 22, 0, 2 * Math.PI);
			context.fillStyle = 'rgb(255 197 61 / 85%)';
			context.fill();
			context.lineWidth = 2;
			context.strokeStyle = '#23211c';
			context.stroke();
		}
		context.drawImage(
			symbols(style),
			x - symbolSize / 2,
			y - symbolSize / 2,
			symbolSize,
			symbolSize
		);
	}

	return {
		setClusters(next, nextStyles) {
			clusters = next;
			places = new Map(next.points.map(([id], place) => [id, place]));
			styles = nextStyles;
			layer.redraw();
		},
		setShapes(next) {
			const same = next.length === 0 && shapes.length === 0;
			shapes = next;
			if (!same) layer.redraw();
		},
		select(id) {
			if (id === selected) return;
			selected = id;
			layer.redraw();
		},
		hit({ x, y }) {
			let nearest: Drawable | null = null;
			let least = Infinity;
			for (const one of drawn) {
				const at = map.latLngToContainerPoint([one.lat, one.lon]);
				const distance = Math.hypot(at.x - x, at.y - y);
				const radius = one.kind === 'cluster' ? Math.max(reach, clusterRadius(one.count)) : reach;
				if (distance <= radius && distance < least) {
					least = distance;
					nearest = one;
				}
			}
			return nearest;
		}
	};
}

function drawCluster(
	{ context, scale, origin }: CanvasView,
	{ lon, lat, count }: Drawable & { kind: 'cluster' },
	numbers: Intl.NumberFormat
) {
	const x = mercatorX(lon) * scale + origin.x;
	const y = mercatorY(lat) * scale + origin.y;
	const radius = clusterRadius(count);
	context.beginPath();
	context.arc(x, y, radius + 4, 0, 2 * Math.PI);
	context.fillStyle = 'rgb(31 92 77 / 28%)';
	context.fill();
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	context.fillStyle = '#1f5c4d';
	context.fill();
	context.lineWidth = 2;
	context.strokeStyle = '#fff';
	context.stroke();
	context.fillStyle = '#fff';
	context.font = '600 13px system-ui, sans-serif';
	context.textAlign = 'center';
	context.textBaseline = 'middle';
	context.fillText(shortCount(count, numbers), x, y + 0.5);
	context.textAlign = 'start';
	context.textBaseline = 'alphabetic';
}
