import { layerGroup, type LeafletMap } from '../leaflet';
import { circle, circleMarker } from './vectors';

/** A position measured by the device. */
export interface Fix {
	lon: number;
	lat: number;
	/** Radius in metres within which the device believes itself to be; null when it does not say. */
	accuracy_m: number | null;
}

/** The device's position: a dot, and a ring as wide as its accuracy. */
export function createFix(map: LeafletMap): { show(fix: Fix | null): void } {
	const group = layerGroup().addTo(map);
	return {
		show(fix) {
			group.clearLayers();
			if (!fix) return;
			const at: [number, number] = [fix.lat, fix.lon];
			const quiet = { interactive: false };
			if (fix.accuracy_m) {
				const ring = { ...quiet, radius: fix.accuracy_m, className: 'editor-fix-ring', weight: 2 };
				group.addLayer(circle(at, ring));
			}
			group.addLayer(
				circleMarker(at, { ...quiet, radius: 7, className: 'editor-fix-dot', weight: 3 })
			);
		}
	};
}
