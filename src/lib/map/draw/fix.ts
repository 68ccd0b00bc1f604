import { layerGroup, type LeafletMap } from '../leaflet';
import { circle, circleMarker, polyline } from './vectors';

/** A position measured by the device. */
export interface Fix {
	lon: number;
	lat: number;
	/** Radius in metres within which the device believes itself to be; null when it does not say. */
	accuracy_m: number | null;
}

/** Two ends of a look: where the person stands, and what they see. */
export interface Sightline {
	from: { lon: number; lat: number };
	/** Null while it is nowhere yet. */
	to: { lon: number; lat: number } | null;
}

export interface FixLayer {
	show(fix: Fix | null): void;
	/** A dashed line from the person to the thing, `show` with both ends in view; null takes it away. */
	sight(line: Sightline | null, show: boolean): void;
}

/** The device's position: a dot, and a ring as wide as its accuracy; and the line along which one looks. */
export function createFix(map: LeafletMap): FixLayer {
	const group = layerGroup().addTo(map);
	const looks = layerGroup().addTo(map);
	const quiet = { interactive: false };
	return {
		show(fix) {
			group.clearLayers();
			if (!fix) return;
			const at: [number, number] = [fix.lat, fix.lon];
			if (fix.accuracy_m) {
				const ring = { ...quiet, radius: fix.accuracy_m, className: 'editor-fix-ring', weight: 2 };
				group.addLayer(circle(at, ring));
			}
			group.addLayer(
				circleMarker(at, { ...quiet, radius: 7, className: 'editor-fix-dot', weight: 3 })
			);
		},
		sight(line, show) {
			looks.clearLayers();
			if (!line) return;
			const from: [number, number] = [line.from.lat, line.from.lon];
			looks.addLayer(
				circleMarker(from, { ...quiet, radius: 6, className: 'editor-stand', weight: 3 })
			);
			if (!line.to) return;
			const to: [number, number] = [line.to.lat, line.to.lon];
			looks.addLayer(polyline([from, to], { ...quiet, className: 'editor-sight', weight: 3 }));
			if (show && !(map.getBounds().contains(from) && map.getBounds().contains(to)))
				map.fitBounds([from, to], { padding: [48, 48], maxZoom: 18, animate: false });
		}
	};
}
