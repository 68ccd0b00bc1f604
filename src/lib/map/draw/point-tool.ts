import type { Geometry } from '$lib/domain/record';
import { divIcon, marker } from './vectors';
import { moveByKey } from './move-by-key';
import { pointFrom } from './shapes';
import type { Tool, ToolContext } from './tool';

/** A point: tap, drag, arrow keys, the cross, or the device's position. */
export function pointTool({ map, texts, emit, present, measure, loupe }: ToolContext): Tool {
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
	loupe.follow(pin);
	const before: (Geometry | null)[] = [];
	let now: Geometry | null = null;
	/** The map is moved by hand: whoever does it looks for the place under the cross. */
	let aiming = false;
	/** Under the finger: the device moves it no more. */
	let held = false;

	map.on('dragstart', aim);
	map.on('move', tellCentre);
	map.on('dragend', showButtons);

	function aim() {
		if (aiming) return;
		aiming = true;
		show(now);
	}
	/** On a small screen the button that places it may be under the edge. */
	function showButtons() {
		map.getContainer().parentElement?.scrollIntoView({ block: 'nearest' });
	}
	function centre(): string {
		if (!aiming) return '';
		const { lng, lat } = map.getCenter();
		return texts.coordinates(lng, lat);
	}
	function tellCentre() {
		if (aiming) measure(centre());
	}

	pin.on('dragstart', () => (held = true));
	pin.on('dragend', () => {
		held = false;
		moveTo(pin.getLatLng());
	});
	pin.on('add', () => {
		pin.getElement()?.setAttribute('aria-label', texts.point);
		pin.getElement()?.addEventListener('keydown', (event) => moveByKey(pin, event));
	});

	function moveTo(at: { lat: number; lng: number }) {
		before.push(now);
		aiming = false;
		show(pointFrom(at));
		emit(now);
	}

	function show(next: Geometry | null) {
		now = next;
		if (now?.type === 'Point') {
			const [lon = 0, lat = 0] = now.coordinates;
			pin.setLatLng([lat, lon]);
			if (!map.hasLayer(pin)) pin.addTo(map);
		} else pin.remove();
		const placed = now !== null;
		const { pointPlaced, pointEmpty, pointAim } = texts.say;
		present(
			before.length > 0 ? ['place', 'undo'] : ['place'],
			placed && !aiming ? null : 'place',
			aiming ? pointAim : placed ? pointPlaced : pointEmpty,
			aiming || !placed,
			{ measure: centre() }
		);
	}

	show(now);
	return {
		place: moveTo,
		setGeometry(geometry, followed = false) {
			if (held) return;
			before.length = 0;
			if (!followed) aiming = false;
			show(geometry);
		},
		run(command) {
			if (command === 'undo') {
				if (before.length === 0) return;
				show(before.pop() ?? null);
			} else if (command === 'restart') {
				before.push(now);
				show(null);
			} else return;
			emit(now);
		},
		destroy() {
			map.off('dragstart', aim);
			map.off('move', tellCentre);
			map.off('dragend', showButtons);
			pin.remove();
		}
	};
}
