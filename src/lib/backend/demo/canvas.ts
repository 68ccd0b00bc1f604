import { encode } from 'jpeg-js';
import type { Chance } from './random.ts';

export type Colour = readonly [red: number, green: number, blue: number];
export type Dot = readonly [x: number, y: number];

/** Drawn twice as large, then halved: edges come out soft. */
const scale = 2;

/** A small picture drawn by code. Coordinates are pixels of the finished picture. */
export class Canvas {
	readonly width: number;
	readonly height: number;
	readonly #pixels: Float32Array;

	constructor(width: number, height: number) {
		this.width = width;
		this.height = height;
		this.#pixels = new Float32Array(width * height * scale * scale * 3);
	}

	/** Fills a polygon; `shade` may darken or tint each point. */
	polygon(dots: readonly Dot[], colour: Colour, shade?: (x: number, y: number) => number): void {
		const ys = dots.map(([, y]) => y * scale);
		const bottom = Math.min(this.height * scale - 1, Math.floor(Math.max(...ys)));
		for (let row = Math.max(0, Math.ceil(Math.min(...ys))); row <= bottom; row++) {
			const crossings = this.#crossings(dots, row);
			for (let i = 0; i + 1 < crossings.length; i += 2) {
				this.#span(row, crossings[i] ?? 0, crossings[i + 1] ?? 0, colour, shade);
			}
		}
	}

	rectangle(
		x: number,
		y: number,
		width: number,
		height: number,
		colour: Colour,
		shade?: (x: number, y: number) => number
	) {
		this.polygon(
			[
				[x, y],
				[x + width, y],
				[x + width, y + height],
				[x, y + height]
			],
			colour,
			shade
		);
	}

	ellipse(
		x: number,
		y: number,
		rx: number,
		ry: number,
		colour: Colour,
		shade?: (x: number, y: number) => number
	): void {
		const dots = Array.from({ length: 40 }, (_, i): Dot => {
			const angle = (i / 40) * 2 * Math.PI;
			return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
		});
		this.polygon(dots, colour, shade);
	}

	/** JPEG bytes, with a grain like a phone's. */
	jpeg(chance: Chance, quality = 72, grain = 7): Buffer {
		const data = Buffer.alloc(this.width * this.height * 4);
		for (let y = 0; y < this.height; y++) {
			for (let x = 0; x < this.width; x++) {
				const noise = (chance.next() + chance.next() - 1) * grain;
				for (let band = 0; band < 3; band++) {
					data[(y * this.width + x) * 4 + band] = clamp(this.#mean(x, y, band) + noise);
				}
				data[(y * this.width + x) * 4 + 3] = 255;
			}
		}
		return encode({ data, width: this.width, height: this.height }, quality).data;
	}

	#crossings(dots: readonly Dot[], row: number): number[] {
		const found: number[] = [];
		for (let i = 0, j = dots.length - 1; i < dots.length; j = i++) {
			const [xi = 0, yi = 0] = dots[i]?.map((v) => v * scale) ?? [];
			const [xj = 0, yj = 0] = dots[j]?.map((v) => v * scale) ?? [];
			if (yi > row !== yj > row) found.push(((xj - xi) * (row - yi)) / (yj - yi) + xi);
		}
		return found.sort((a, b) => a - b);
	}

	#span(
		row: number,
		from: number,
		to: number,
		colour: Colour,
		shade?: (x: number, y: number) => number
	): void {
		const right = Math.min(this.width * scale - 1, Math.floor(to));
		for (let column = Math.max(0, Math.ceil(from)); column <= right; column++) {
			const light = shade?.(column / scale, row / scale) ?? 1;
			const at = (row * this.width * scale + column) * 3;
			for (let band = 0; band < 3; band++) this.#pixels[at + band] = (colour[band] ?? 0) * light;
		}
	}

	#mean(x: number, y: number, band: number): number {
		const wide = this.width * scale * 3;
		const at = y * scale * wide + x * scale * 3 + band;
		const get = (offset: number) => this.#pixels[at + offset] ?? 0;
		return (get(0) + get(3) + get(wide) + get(wide + 3)) / 4;
	}
}

const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
