import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { CanvasView } from './canvas-layer';
import type { LeafletMap } from './leaflet';
import { mercatorX, mercatorY } from '$lib/domain/mercator';
import { token } from './token';

/** Outlines of the communes of an area; west, south, east, north in degrees. */
export type LoadOutlines = (
	bounds: [number, number, number, number]
) => Promise<FeatureCollection<Polygon | MultiPolygon>>;

/** The outlines that came so far. */
export interface Outlines {
	draw(view: CanvasView): void;
	/** Those that may reach into a box of Mercator units: west, north, east, south. */
	within(box: readonly [number, number, number, number]): Outline[];
}

/** Below this zoom outlines would be a grey mass. */
const outlinesFromZoom = 10;
/** Outlines are asked for by whole cells of one degree, so that caches see the same few addresses. */
const cellDegrees = 1;

/** The outline of a commune. */
interface Outline {
	/** Its name, where the answer says it. */
	name: string | null;
	/** Mercator unit coordinates, two numbers a point. */
	rings: Float64Array[];
	box: [number, number, number, number];
}

/**
 * Fetches the outlines of what comes into view, and draws them on whatever canvas the map has.
 *
 * @param changed called when there is more to draw
 */
export function followOutlines(
	map: LeafletMap,
	changed: () => void,
	load: LoadOutlines = fetchOutlines
): Outlines {
	const outlines = new Map<string, Outline>();
	const asked = new Set<string>();

	const ask = () => {
		if (map.getZoom() < outlinesFromZoom) return;
		const seen = map.getBounds();
		for (let x = cell(seen.getWest()); x <= seen.getEast(); x += cellDegrees) {
			for (let y = cell(seen.getSouth()); y <= seen.getNorth(); y += cellDegrees) {
				const key = `${x},${y}`;
				if (asked.has(key)) continue;
				asked.add(key);
				load([x, y, x + cellDegrees, y + cellDegrees]).then(
					(found) => {
						for (const feature of found.features) {
							outlines.set(
								String(feature.id ?? feature.properties?.['insee']),
								toOutline(feature.geometry, feature.properties?.['nom'])
							);
						}
						changed();
					},
					// Asked again the next time the cell comes into view: outlines are worth no message.
					() => asked.delete(key)
				);
			}
		}
	};
	map.on('moveend', ask);
	map.whenReady(ask);
	return {
		draw: (view) => drawOutlines(view, outlines.values(), token(map, '--map-outline', '#6b6250')),
		within: ([west, north, east, south]) =>
			[...outlines.values()].filter(
				({ box }) => box[0] <= east && box[2] >= west && box[1] <= south && box[3] >= north
			)
	};
}

function drawOutlines(view: CanvasView, outlines: Iterable<Outline>, ink: string) {
	if (view.zoom < outlinesFromZoom) return;
	const { context, scale, origin, width, height } = view;
	context.strokeStyle = ink;
	context.lineWidth = view.zoom >= 13 ? 1.5 : 1;
	context.setLineDash([6, 3]);
	context.beginPath();
	for (const { rings, box } of outlines) {
		if (box[2] * scale + origin.x < 0 || box[0] * scale + origin.x > width) continue;
		if (box[3] * scale + origin.y < 0 || box[1] * scale + origin.y > height) continue;
		for (const ring of rings) traceRing(context, ring, scale, origin);
	}
	context.stroke();
	context.setLineDash([]);
}

function traceRing(
	context: CanvasRenderingContext2D,
	ring: Float64Array,
	scale: number,
	origin: { x: number; y: number }
) {
	let lastX = Infinity;
	let lastY = Infinity;
	for (let index = 0; index < ring.length; index += 2) {
		const x = ring[index]! * scale + origin.x;
		const y = ring[index + 1]! * scale + origin.y;
		// A point under a pixel away from the last changes nothing on the screen.
		const last = index + 2 >= ring.length;
		if (!last && Math.abs(x - lastX) < 1 && Math.abs(y - lastY) < 1) continue;
		if (index === 0) context.moveTo(x, y);
		else context.lineTo(x, y);
		lastX = x;
		lastY = y;
	}
}

function toOutline(geometry: Polygon | MultiPolygon, name: unknown): Outline {
	const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	const box: Outline['box'] = [1, 1, 0, 0];
	const rings = polygons.flat().map((positions) => {
		const ring = new Float64Array(positions.length * 2);
		positions.forEach(([lon, lat], index) => {
			const x = mercatorX(lon ?? 0);
			const y = mercatorY(lat ?? 0);
			ring[index * 2] = x;
			ring[index * 2 + 1] = y;
			box[0] = Math.min(box[0], x);
			box[1] = Math.min(box[1], y);
			box[2] = Math.max(box[2], x);
			box[3] = Math.max(box[3], y);
		});
		return ring;
	});
	return { name: typeof name === 'string' ? name : null, rings, box };
}

async function fetchOutlines(bounds: [number, number, number, number]) {
	const answer = await fetch(`/api/communes.geojson?bbox=${bounds.join(',')}`);
	if (!answer.ok) throw new Error(`outlines: ${answer.status}`);
	return (await answer.json()) as FeatureCollection<Polygon | MultiPolygon>;
}

const cell = (degrees: number) => Math.floor(degrees / cellDegrees) * cellDegrees;
