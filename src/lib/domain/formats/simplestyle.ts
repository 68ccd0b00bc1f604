import type { Geometry } from '../record.ts';

/**
 * How a feature is drawn, as properties that maps elsewhere understand (simplestyle-spec 1.1.0: geojson.io,
 * uMap, GitHub, Mapbox). Its own list of icons is closed, so the symbol of a point goes beside it, as the address
 * of an SVG in `marker-icon`.
 */
export function simplestyle(
	geometry: Geometry,
	{ color, symbolUrl }: { color: string; symbolUrl: string }
): Record<string, string | number> {
	if (geometry.type.endsWith('Point')) return { 'marker-color': color, 'marker-icon': symbolUrl };
	const stroke = { stroke: color, 'stroke-width': 3, 'stroke-opacity': 1 };
	if (geometry.type.endsWith('LineString')) return stroke;
	return { ...stroke, fill: color, 'fill-opacity': 0.22 };
}
