import type { Position } from 'geojson';
import type { Geometry } from '$lib/domain/record';
import type { CanvasView } from './canvas-layer';
import { mercatorX, mercatorY } from '$lib/domain/mercator';

/** From this zoom lines and polygons are drawn beside their symbols: below, they are a dot anyway. */
export const shapesFromZoom = 14;

/** Draws a line or a polygon, with a white edge so that it shows on any ground; points are left to symbols. */
export function drawShape(
	view: CanvasView,
	{ geometry, color }: { geometry: Geometry; color: string },
	selected: boolean
): void {
	const { context } = view;
	const paths = pathsOf(geometry);
	if (paths.length === 0) return;
	context.beginPath();
	for (const path of paths) trace(view, path);
	context.lineJoin = 'round';
	context.lineCap = 'round';
	if (geometry.type.endsWith('Polygon')) {
		context.globalAlpha = selected ? 0.4 : 0.22;
		context.fillStyle = color;
		context.fill('evenodd');
		context.globalAlpha = 1;
	}
	context.strokeStyle = '#fff';
	context.lineWidth = selected ? 9 : 6;
	context.stroke();
	context.strokeStyle = color;
	context.lineWidth = selected ? 5 : 3;
	context.stroke();
}

function pathsOf(geometry: Geometry): Position[][] {
	switch (geometry.type) {
		case 'LineString':
			return [geometry.coordinates];
		case 'MultiLineString':
		case 'Polygon':
			return geometry.coordinates;
		case 'MultiPolygon':
			return geometry.coordinates.flat();
		default:
			return [];
	}
}

function trace({ context, scale, origin }: CanvasView, path: Position[]) {
	path.forEach(([lon = 0, lat = 0], place) => {
		const x = mercatorX(lon) * scale + origin.x;
		const y = mercatorY(lat) * scale + origin.y;
		if (place === 0) context.moveTo(x, y);
		else context.lineTo(x, y);
	});
}
