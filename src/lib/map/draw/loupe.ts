import type { Marker } from 'leaflet';
import type { LeafletMap } from '../leaflet';

/** Diameter in pixels; how much larger things show; how far above the finger its middle is. */
const size = 124;
const times = 2;
const above = 104;

/** What lies under the finger, shown above it. */
export interface Loupe {
	/** Shows it while a marker is dragged by a finger; a mouse hides nothing. */
	follow(marker: Marker): void;
	remove(): void;
}

interface Picture {
	image: CanvasImageSource;
	/** Its size in pixels of its own. */
	own: { width: number; height: number };
	left: number;
	top: number;
	width: number;
	height: number;
}

/** A magnifier over the map, for fingers: a copy of its tiles and canvases around the dragged vertex. */
export function createLoupe(map: LeafletMap, ground: HTMLElement): Loupe {
	const canvas = document.createElement('canvas');
	canvas.className = 'editor-loupe';
	canvas.setAttribute('aria-hidden', 'true');
	canvas.hidden = true;
	ground.append(canvas);
	const context = canvas.getContext('2d');
	let pictures: Picture[] = [];
	let frame = 0;

	function begin() {
		const ratio = Math.min(2, devicePixelRatio || 1);
		canvas.width = canvas.height = size * ratio;
		context?.setTransform(ratio, 0, 0, ratio, 0, 0);
		// The map stands still while a vertex is dragged: what is where need be asked once.
		pictures = picturesOf(ground);
		canvas.hidden = false;
	}

	function show(marker: Marker) {
		if (frame) return;
		// After the frame in which the shape itself is drawn.
		frame = requestAnimationFrame(() => {
			frame = 0;
			if (canvas.hidden || !context) return;
			const at = map.latLngToContainerPoint(marker.getLatLng());
			put(canvas, at, ground);
			draw(context, pictures, at);
		});
	}

	function end() {
		canvas.hidden = true;
		pictures = [];
	}

	return {
		follow(marker) {
			let byFinger = false;
			const listen = () =>
				marker.getElement()?.addEventListener('pointerdown', (event) => {
					byFinger = event.pointerType === 'touch';
				});
			if (marker.getElement()) listen();
			marker.on('add', listen);
			marker.on('dragstart', () => {
				if (byFinger) begin();
			});
			marker.on('drag', () => {
				if (!canvas.hidden) show(marker);
			});
			marker.on('dragend', end);
			marker.on('remove', end);
		},
		remove() {
			cancelAnimationFrame(frame);
			canvas.remove();
		}
	};
}

function picturesOf(ground: HTMLElement): Picture[] {
	const { left, top } = ground.getBoundingClientRect();
	const sources = ground.querySelectorAll<HTMLImageElement | HTMLCanvasElement>(
		'img.leaflet-tile-loaded, .leaflet-map-pane canvas'
	);
	return [...sources].map((image) => {
		const box = image.getBoundingClientRect();
		return {
			image,
			own:
				image instanceof HTMLImageElement
					? { width: image.naturalWidth, height: image.naturalHeight }
					: image,
			left: box.left - left,
			top: box.top - top,
			width: box.width,
			height: box.height
		};
	});
}

/** Above the finger; beside it where there is no room above. */
function put(canvas: HTMLElement, at: { x: number; y: number }, ground: HTMLElement) {
	const half = size / 2;
	const fits = at.y - above - half >= 0;
	const x = fits ? at.x : at.x + (at.x > ground.clientWidth / 2 ? -above : above);
	const y = fits ? at.y - above : at.y;
	const within = (value: number, most: number) => Math.max(half, Math.min(most - half, value));
	const [left, top] = [within(x, ground.clientWidth) - half, within(y, ground.clientHeight) - half];
	// Carried rather than laid out anew.
	canvas.style.transform = `translate(${left}px, ${top}px)`;
}

function draw(
	context: CanvasRenderingContext2D,
	pictures: Picture[],
	at: { x: number; y: number }
) {
	context.fillStyle = '#ece7db';
	context.fillRect(0, 0, size, size);
	const half = size / 2;
	const reach = half / times;
	for (const { image, own, left, top, width, height } of pictures) {
		// Only what is seen of a picture is asked for: the rest of a large canvas would be scaled for nothing.
		const from = { x: Math.max(left, at.x - reach), y: Math.max(top, at.y - reach) };
		const to = { x: Math.min(left + width, at.x + reach), y: Math.min(top + height, at.y + reach) };
		const [wide, high] = [to.x - from.x, to.y - from.y];
		if (wide <= 0 || high <= 0) continue;
		const [across, down] = [own.width / width, own.height / height];
		context.drawImage(
			image,
			(from.x - left) * across,
			(from.y - top) * down,
			wide * across,
			high * down,
			(from.x - at.x) * times + half,
			(from.y - at.y) * times + half,
			wide * times,
			high * times
		);
	}
	for (const [style, wide] of [
		['#fff', 5],
		['#23211c', 2]
	] as const) {
		context.strokeStyle = style;
		context.lineWidth = wide;
		context.beginPath();
		context.moveTo(half - 14, half);
		context.lineTo(half + 14, half);
		context.moveTo(half, half - 14);
		context.lineTo(half, half + 14);
		context.stroke();
	}
}
