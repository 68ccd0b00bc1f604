import { boundsOf } from '$lib/domain/geometry';
import type { Geometry } from '$lib/domain/record';
import type { Language } from '$lib/domain/vocabulary/types';
import { maxZoom, type BasemapTexts } from './basemaps';
import { createCanvasLayer } from './canvas-layer';
import { addGround } from './ground';
import { Browser, zoomControl, createLeafletMap } from './leaflet';
import { fitToElement } from './fit';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import { followOutlines } from './outlines';
import { drawShape } from './shapes';
import { symbolSize, type SymbolStyle } from '$lib/domain/symbol';
import { createSymbols } from './symbols';

export interface MiniMapOptions {
	geometry: Geometry;
	style: SymbolStyle;
	/** The geometry is the middle of a one-kilometre cell, not the place: the cell is drawn, no symbol. */
	blurred: boolean;
	lang: Language;
	texts: { basemap: BasemapTexts; map: string; zoomIn: string; zoomOut: string };
	/** A second geometry, in outline: what is there now, when `geometry` is what is proposed. */
	other?: Geometry | null;
}

/** Side of a blurred record's cell in metres. */
const cellM = 1000;
/** Stone grey: what is there before a change. */
const otherColor = '#6b6250';

/** A small map of one record. @returns what removes it */
export function mountMiniMap(element: HTMLElement, options: MiniMapOptions): () => void {
	const { geometry, style, blurred, lang, texts, other } = options;
	const map = createLeafletMap(element, {
		zoomControl: false,
		maxZoom,
		// One finger scrolls the page past the map; two move it.
		dragging: !Browser.mobile,
		scrollWheelZoom: false
	});
	element.setAttribute('role', 'application');
	element.setAttribute('aria-label', texts.map);
	map.attributionControl.setPrefix(false);
	zoomControl({
		position: 'topright',
		zoomInTitle: texts.zoomIn,
		zoomOutTitle: texts.zoomOut
	}).addTo(map);
	// Both, when something moves: a moderator must see where from and where to.
	map.fitBounds(
		[geometry, ...(other ? [other] : [])].flatMap((shape) => {
			const [west, south, east, north] = boundsOf(shape);
			return [
				[south, west],
				[north, east]
			] as [number, number][];
		}),
		{ maxZoom: blurred ? 13 : 16, padding: [30, 30], animate: false }
	);
	addGround(map, { lang, texts: texts.basemap, choice: false });

	const symbols = createSymbols(Browser.retina ? 2 : 1);
	map.createPane('records').style.zIndex = '450';
	const layer = createCanvasLayer('records', (view) => {
		const { context } = view;
		outlines.draw(view);
		const place = (lon: number, lat: number) => ({
			x: mercatorX(lon) * view.scale + view.origin.x,
			y: mercatorY(lat) * view.scale + view.origin.y
		});
		const stamp = (look: SymbolStyle, { x, y }: { x: number; y: number }) =>
			context.drawImage(
				symbols(look),
				x - symbolSize / 2,
				y - symbolSize / 2,
				symbolSize,
				symbolSize
			);
		if (other) {
			drawShape(view, { geometry: other, color: otherColor }, false);
			const look = { ...style, color: otherColor, icon: null };
			for (const [lon, lat] of pointsOf(other)) stamp(look, place(lon, lat));
		}
		drawShape(view, { geometry, color: style.color }, true);
		for (const [lon, lat] of pointsOf(geometry)) {
			const { x, y } = place(lon, lat);
			if (blurred) {
				const metresPerPixel = (40_075_017 * Math.cos((lat * Math.PI) / 180)) / view.scale;
				context.beginPath();
				const half = Math.max(8, cellM / 2 / metresPerPixel);
				context.rect(x - half, y - half, 2 * half, 2 * half);
				context.globalAlpha = 0.25;
				context.fillStyle = style.color;
				context.fill();
				context.globalAlpha = 1;
				context.setLineDash([6, 4]);
				context.lineWidth = 3;
				context.strokeStyle = style.color;
				context.stroke();
				context.setLineDash([]);
			} else stamp(style, { x, y });
		}
	});
	const outlines = followOutlines(map, () => layer.redraw());
	layer.addTo(map);

	const stopFitting = fitToElement(map, element);
	return () => {
		stopFitting();
		map.remove();
	};
}

function pointsOf(geometry: Geometry): [number, number][] {
	const positions =
		geometry.type === 'Point'
			? [geometry.coordinates]
			: geometry.type === 'MultiPoint'
				? geometry.coordinates
				: [];
	return positions.map(([lon = 0, lat = 0]) => [lon, lat]);
}
