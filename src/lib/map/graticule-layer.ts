import { createCanvasLayer, type CanvasLayer, type CanvasView } from './canvas-layer';
import { graticuleFor } from './graticule';
import type { LeafletMap } from './leaflet';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import { token } from './token';

/** Lines of longitude and latitude under the tiles: the ground where there is no tile. */
export function addGraticule(map: LeafletMap, lang: string): CanvasLayer {
	const numbers = new Intl.NumberFormat(lang, { maximumFractionDigits: 4 });
	map.createPane('graticule').style.zIndex = '150';
	const layer = createCanvasLayer('graticule', (view) =>
		drawGraticule(view, token(map, '--map-grid', '#c9c1ae'), numbers)
	);
	layer.addTo(map);
	return layer;
}

function drawGraticule(view: CanvasView, ink: string, numbers: Intl.NumberFormat) {
	const { context, width, height, scale, origin } = view;
	const { meridians, parallels } = graticuleFor(view.bounds);
	context.strokeStyle = ink;
	context.fillStyle = ink;
	context.lineWidth = 1;
	context.font = '11px system-ui, sans-serif';
	context.beginPath();
	for (const lon of meridians) {
		const x = Math.round(mercatorX(lon) * scale + origin.x) + 0.5;
		context.moveTo(x, 0);
		context.lineTo(x, height);
	}
	for (const lat of parallels) {
		const y = Math.round(mercatorY(lat) * scale + origin.y) + 0.5;
		context.moveTo(0, y);
		context.lineTo(width, y);
	}
	context.stroke();
	// At the crossings, so that a number is in sight wherever the view stops.
	for (const lon of meridians) {
		for (const lat of parallels) {
			const x = mercatorX(lon) * scale + origin.x;
			const y = mercatorY(lat) * scale + origin.y;
			context.fillText(`${numbers.format(lat)}° ${numbers.format(lon)}°`, x + 4, y - 4);
		}
	}
}
