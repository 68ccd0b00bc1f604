import type { Point } from 'leaflet';
import { Browser, removeElement, setPosition, Renderer, type LeafletMap } from './leaflet';

/** What a drawing function gets: a canvas larger than the view, and where the world lies on it. */
export interface CanvasView {
	context: CanvasRenderingContext2D;
	/** Size in CSS pixels. */
	width: number;
	height: number;
	zoom: number;
	/** Area covered by the canvas: west, south, east, north in degrees. */
	bounds: [number, number, number, number];
	/** Pixels of the whole world at this zoom. */
	scale: number;
	/** Where world coordinate (0, 0), the north-west corner of the Mercator square, lies on the canvas. */
	origin: { x: number; y: number };
	/** What is to be drawn, in CSS pixels: all of the canvas, or where something changed. */
	seen: { left: number; top: number; right: number; bottom: number };
}

export interface CanvasLayer {
	addTo(map: LeafletMap): unknown;
	remove(): unknown;
	/**
	 * Draws again, now: all of it, or only around these bounds (west, south, east, north in degrees) when the map
	 * stands where it stood.
	 */
	redraw(around?: [number, number, number, number] | null): void;
	/** A hidden layer costs nothing: it is neither drawn nor carried along. */
	setVisible(visible: boolean): void;
}

/**
 * One canvas over the map, drawn when the view settles and carried along while it moves, so that
 * panning costs nothing. Leaflet's `Renderer` gives the padding and the zoom animation; this is the
 * same hook its own canvas renderer uses.
 */
export function createCanvasLayer(
	pane: string,
	draw: (view: CanvasView) => void,
	padding = 0.3
): CanvasLayer {
	const Layer = Renderer.extend({
		options: { padding, pane },
		_initContainer() {
			this._layers = {};
			this._container = document.createElement('canvas');
			this._container.setAttribute('aria-hidden', 'true');
			this._context = this._container.getContext('2d');
		},
		_destroyContainer() {
			removeElement(this._container);
			delete this._context;
			delete this._container;
		},
		_updatePaths() {},
		_update() {
			if (this._map._animatingZoom && this._bounds) return;
			base._update.call(this);
			this.redraw();
		},
		redraw(around: [number, number, number, number] | null = null) {
			const context: CanvasRenderingContext2D | undefined = this._context;
			if (!context || !this._bounds || this._hidden) return;
			const map: LeafletMap = this._map;
			const size = this._bounds.getSize();
			const ratio = Browser.retina ? 2 : 1;
			const topLeft = map.getPixelOrigin().add(this._bounds.min);
			const zoom = map.getZoom();
			const stand = `${zoom} ${topLeft.x} ${topLeft.y} ${size.x} ${size.y}`;
			const all = { left: 0, top: 0, right: size.x, bottom: size.y };
			const part = stand === this._drawnAt ? around : null;
			const seen = part ? boxOf(map, part, topLeft, zoom) : all;
			this._drawnAt = stand;
			if (!part) {
				setPosition(this._container, this._bounds.min);
				sizeCanvas(this._container, size.x, size.y, ratio);
			}
			context.setTransform(ratio, 0, 0, ratio, 0, 0);
			context.save();
			context.beginPath();
			context.rect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
			if (part) context.clip();
			context.clearRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
			const northWest = map.unproject(topLeft, zoom);
			const southEast = map.unproject(topLeft.add(size), zoom);
			draw({
				context,
				width: size.x,
				height: size.y,
				zoom,
				bounds: [northWest.lng, southEast.lat, southEast.lng, northWest.lat],
				scale: 256 * 2 ** zoom,
				origin: { x: -topLeft.x, y: -topLeft.y },
				seen
			});
			context.restore();
		},
		setVisible(visible: boolean) {
			if (this._hidden === !visible) return;
			this._hidden = !visible;
			this._container.style.display = visible ? '' : 'none';
			this.redraw();
		}
	});
	const base = Renderer.prototype as unknown as { _update(this: unknown): void };
	return new (Layer as unknown as new () => CanvasLayer)();
}

/** Wider than the widest line and the largest mark: nothing drawn at the edge is cut. */
const edge = 24;

/** Bounds in degrees as whole pixels of the canvas, and what is drawn over their edges. */
function boxOf(
	map: LeafletMap,
	[west, south, east, north]: [number, number, number, number],
	topLeft: Point,
	zoom: number
): CanvasView['seen'] {
	if (west > east) return { left: 0, top: 0, right: 0, bottom: 0 };
	const from = map.project([north, west], zoom).subtract(topLeft);
	const to = map.project([south, east], zoom).subtract(topLeft);
	return {
		left: Math.floor(from.x) - edge,
		top: Math.floor(from.y) - edge,
		right: Math.ceil(to.x) + edge,
		bottom: Math.ceil(to.y) + edge
	};
}

function sizeCanvas(canvas: HTMLCanvasElement, width: number, height: number, ratio: number) {
	if (canvas.width !== width * ratio) canvas.width = width * ratio;
	if (canvas.height !== height * ratio) canvas.height = height * ratio;
	canvas.style.width = `${width}px`;
	canvas.style.height = `${height}px`;
}
