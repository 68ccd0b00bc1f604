import type { LeafletMap } from '../leaflet';
import { arrows } from './move-by-key';

/** Whether the person moved the map since it last went somewhere for them. */
export interface Hand {
	readonly moved: boolean;
	/** They asked to be taken somewhere: the map is its own again. */
	letGo(): void;
}

/** Pixels that an arrow key moves the map by: fine enough for a cross. */
const step = 16;

/**
 * Who moved the map by hand looks at a place of their own choosing: a device that says every second where it
 * is must not take the map from under the finger. Arrow keys move it at once: Leaflet lets it glide, and loses
 * what is pressed meanwhile.
 */
export function followHand(map: LeafletMap, ground: HTMLElement): Hand {
	let moved = false;
	map.on('dragstart', () => (moved = true));
	ground.addEventListener('keydown', (event) => {
		const [x, y] = arrows[event.key] ?? [];
		if (event.target !== ground || x === undefined || y === undefined) return;
		if (event.altKey || event.ctrlKey || event.metaKey) return;
		moved = true;
		const by = event.shiftKey ? 3 * step : step;
		map.panBy([x * by, y * by], { animate: false });
		event.preventDefault();
		event.stopPropagation();
	});
	return {
		get moved() {
			return moved;
		},
		letGo() {
			moved = false;
		}
	};
}
