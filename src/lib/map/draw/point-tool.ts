import type { Geometry } from '$lib/domain/record';
import { divIcon, marker } from './vectors';
import { moveByKey } from './move-by-key';
import { shapeFrom } from './shapes';
import type { PlacedBy, Tool, ToolContext } from './tool';

interface Placed {
	geometry: Geometry | null;
	by: PlacedBy;
}

/** A point: tap, drag, arrow keys, the cross, or the device's position. */
export function pointTool({ map, texts, emit, present }: ToolContext): Tool {
	const pin = marker([0, 0], {
		draggable: true,
		keyboard: true,
		title: texts.point,
		icon: divIcon({
			className: 'editor-pin',
			iconSize: [44, 44],
			iconAnchor: [22, 42],
			html: '<span></span>'
		})
	});
	const before: Placed[] = [];
	let now: Placed = { geometry: null, by: 'map' };

	pin.on('dragend', () => moveTo(pin.getLatLng(), 'map'));
	pin.on('add', () => {
		pin.getElement()?.setAttribute('aria-label', texts.point);
		pin.getElement()?.addEventListener('keydown', (event) => moveByKey(pin, event));
	});

	function moveTo(at: { lat: number; lng: number }, by: PlacedBy) {
		before.push(now);
		show({ geometry: shapeFrom('point', [at]), by });
		emit(now.geometry, now.by);
	}

	function show(next: Placed) {
		now = next;
		if (now.geometry?.type === 'Point') {
			const [lon = 0, lat = 0] = now.geometry.coordinates;
			pin.setLatLng([lat, lon]);
			if (!map.hasLayer(pin)) pin.addTo(map);
		} else pin.remove();
		const placed = now.geometry !== null;
		present(
			before.length > 0 ? ['place', 'undo'] : ['place'],
			placed ? null : 'place',
			placed ? texts.say.pointPlaced : texts.say.pointEmpty,
			!placed
		);
	}

	show(now);
	return {
		place: moveTo,
		setGeometry(geometry) {
			before.length = 0;
			show({ geometry, by: 'map' });
		},
		run(command) {
			if (command === 'undo') {
				const last = before.pop();
				if (!last) return;
				show(last);
			} else if (command === 'restart') {
				before.push(now);
				show({ geometry: null, by: 'map' });
			} else return;
			emit(now.geometry, now.by);
		},
		destroy() {
			pin.remove();
		}
	};
}
