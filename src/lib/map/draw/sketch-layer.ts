import type { Position } from 'geojson';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import type { Geometry } from '$lib/domain/record';
import type { Ring } from '$lib/domain/shape-edit';
import { createCanvasLayer, type CanvasView } from '../canvas-layer';
import type { LeafletMap } from '../leaflet';
import { drawShape } from '../shapes';
import { ringXY } from './ring-xy';
import { changedBounds, type SketchLook } from './sketch-change';

const ink = '#23211c';
const danger = '#b3261e';
const stone = '#6b6250';
/** Corners of a line with more vertices than this lie so close together that nobody sees whether they are round. */
const many = 1000;

export interface SketchLayer {
	/** Draws at the next frame. */
	draw(look: SketchLook): void;
	remove(): void;
}

/** The shape on one canvas, whatever its size: only its handles are elements of the page. */
export function createSketchLayer(map: LeafletMap, color: string): SketchLayer {
	let look: SketchLook | null = null;
	/** What is on the canvas. */
	let drawn: SketchLook | null = null;
	let frame = 0;
	const pane = map.getPane('sketch') ?? map.createPane('sketch');
	pane.style.zIndex = '450';
	pane.style.pointerEvents = 'none';
	const layer = createCanvasLayer('sketch', (view) => {
		drawn = look;
		if (look) drawLook(view, look, color);
	});
	layer.addTo(map);
	return {
		draw(next) {
			look = next;
			frame ||= requestAnimationFrame(() => {
				frame = 0;
				layer.redraw(drawn && look && changedBounds(drawn, look));
			});
		},
		remove() {
			cancelAnimationFrame(frame);
			layer.remove();
		}
	};
}

function drawLook(view: CanvasView, look: SketchLook, color: string) {
	const { context } = view;
	context.lineCap = 'round';
	for (const geometry of look.around) drawAround(view, geometry);
	const { kind, parts } = look.sketch;
	for (const [place, rings] of parts.entries()) {
		const active = place === look.active;
		const closed = kind === 'polygon' && !(active && look.open);
		context.beginPath();
		for (const ring of rings) trace(view, ring, closed);
		context.lineJoin = rings.some(({ length }) => length > many) ? 'bevel' : 'round';
		if (kind === 'polygon') {
			context.globalAlpha = active ? 0.3 : 0.18;
			context.fillStyle = color;
			context.fill('evenodd');
			context.globalAlpha = 1;
		}
		stroke(context, '#fff', active ? 8 : 6);
		stroke(context, color, active ? 4.5 : 2.5);
		if (kind === 'polygon' && !closed) hintWayBack(view, rings[0] ?? [], color);
	}
	for (const position of look.crossings) drawCrossing(context, ...at(view, position));
	if (look.snapped) drawSnap(context, ...at(view, look.snapped));
}

function at({ scale, origin }: CanvasView, [lon = 0, lat = 0]: Position): [number, number] {
	return [mercatorX(lon) * scale + origin.x, mercatorY(lat) * scale + origin.y];
}

function stroke(context: CanvasRenderingContext2D, style: string, width: number) {
	context.strokeStyle = style;
	context.lineWidth = width;
	context.stroke();
}

/** Steps under a pixel, and lines that stay outside on one side, change nothing on the screen. */
function trace(view: CanvasView, ring: Ring, closed: boolean) {
	const { context, scale, origin, seen } = view;
	const xy = ringXY(ring);
	const margin = 10;
	const sideOf = (x: number, y: number) =>
		(x < seen.left - margin ? 1 : x > seen.right + margin ? 2 : 0) +
		(y < seen.top - margin ? 4 : y > seen.bottom + margin ? 8 : 0);
	let [lastX, lastY, lastSide, skipped] = [NaN, NaN, 0, false];
	for (let i = 0; i < xy.length; i += 2) {
		const x = xy[i]! * scale + origin.x;
		const y = xy[i + 1]! * scale + origin.y;
		const side = sideOf(x, y);
		if (i === 0) context.moveTo(x, y);
		else {
			const end = i === xy.length - 2;
			if (!end && !skipped && Math.abs(x - lastX) < 1 && Math.abs(y - lastY) < 1) continue;
			// A filled ring must keep its corners, even those that are not seen.
			if (!closed && (side & lastSide) !== 0) skipped = true;
			else {
				if (skipped) context.moveTo(lastX, lastY);
				skipped = false;
				context.lineTo(x, y);
			}
		}
		[lastX, lastY, lastSide] = [x, y, side];
	}
	if (closed) context.closePath();
}

function hintWayBack(view: CanvasView, ring: Ring, color: string) {
	const [first, last] = [ring[0], ring.at(-1)];
	if (!first || !last || ring.length < 3) return;
	const { context } = view;
	context.setLineDash([3, 9]);
	context.beginPath();
	context.moveTo(...at(view, last));
	context.lineTo(...at(view, first));
	stroke(context, '#fff', 6);
	stroke(context, color, 3);
	context.setLineDash([]);
}

function drawAround(view: CanvasView, geometry: Geometry) {
	const { context } = view;
	context.globalAlpha = 0.7;
	drawShape(view, { geometry, color: stone }, false);
	context.globalAlpha = 1;
	if (geometry.type !== 'Point') return;
	context.beginPath();
	context.arc(...at(view, geometry.coordinates), 5, 0, 2 * Math.PI);
	context.fillStyle = stone;
	context.fill();
	stroke(context, '#fff', 1.5);
}

function drawCrossing(context: CanvasRenderingContext2D, x: number, y: number) {
	context.beginPath();
	context.arc(x, y, 13, 0, 2 * Math.PI);
	context.fillStyle = '#fff';
	context.globalAlpha = 0.85;
	context.fill();
	context.globalAlpha = 1;
	stroke(context, danger, 3);
	context.beginPath();
	for (const way of [-1, 1]) {
		context.moveTo(x - 6, y - 6 * way);
		context.lineTo(x + 6, y + 6 * way);
	}
	stroke(context, danger, 3);
}

function drawSnap(context: CanvasRenderingContext2D, x: number, y: number) {
	context.beginPath();
	context.arc(x, y, 17, 0, 2 * Math.PI);
	stroke(context, ink, 6);
	stroke(context, '#ffc53d', 3);
}
