import type { Canvas, Colour, Dot } from './canvas.ts';
import type { Chance } from './random.ts';

/** A colour a little lighter or darker than the given one. */
export const tinted = (chance: Chance, [r, g, b]: Colour, by: number): Colour => {
	const shift = chance.between(-by, by);
	return [r + shift, g + shift * 0.95, b + shift * 0.85];
};

/** Sky and two lines of hills down to the horizon. */
export function sky(canvas: Canvas, chance: Chance, horizon: number): void {
	const colour = chance.pick<Colour>([
		[120, 165, 215],
		[165, 190, 215],
		[205, 205, 205],
		[225, 195, 160]
	]);
	canvas.rectangle(0, 0, canvas.width, horizon + 2, colour, (_, y) => 0.92 + (y / horizon) * 0.22);
	for (const distance of [0, 1]) {
		const [a, b, phase] = [
			chance.between(0.004, 0.012),
			chance.between(0.015, 0.03),
			chance.between(0, 6)
		];
		const crest = (x: number) =>
			horizon - 34 + distance * 18 - 16 * Math.sin(x * a + phase) - 6 * Math.sin(x * b + phase * 2);
		const dots = Array.from({ length: 65 }, (_, i): Dot => [i * 10, crest(i * 10)]);
		const hill: Colour = distance === 0 ? [118, 135, 142] : [92, 112, 88];
		canvas.polygon([[0, horizon + 4], ...dots, [canvas.width, horizon + 4]], hill);
	}
}

/** Soil, tufts and a few trees below the horizon. */
export function ground(canvas: Canvas, chance: Chance, horizon: number): void {
	const soil = chance.pick<Colour>([
		[150, 134, 98],
		[128, 136, 84],
		[164, 142, 110],
		[112, 128, 74]
	]);
	canvas.rectangle(
		0,
		horizon,
		canvas.width,
		canvas.height - horizon,
		soil,
		(_, y) => 1.06 - ((y - horizon) / 480) * 0.3
	);
	for (let i = 0; i < 420; i++) {
		const y = horizon + (canvas.height - horizon) * chance.next() ** 0.7;
		const size = 1 + ((y - horizon) / 240) * 5;
		const x = chance.between(0, canvas.width);
		const tuft = tinted(chance, chance.often(0.3) ? [186, 176, 150] : [96, 112, 62], 22);
		canvas.polygon(
			[
				[x, y],
				[x + size * 0.5, y - size * 1.6],
				[x + size, y]
			],
			tuft
		);
	}
	for (let trees = chance.int(0, 4); trees > 0; trees--) tree(canvas, chance, horizon);
}

function tree(canvas: Canvas, chance: Chance, horizon: number): void {
	const x = chance.between(20, canvas.width - 20);
	const size = chance.between(16, 44);
	canvas.rectangle(x - size * 0.06, horizon - size * 0.5, size * 0.12, size * 0.8, [74, 60, 46]);
	const leaves = tinted(chance, [70, 92, 52], 14);
	for (let i = 0; i < 9; i++) {
		const [dx, dy] = [chance.between(-0.5, 0.5) * size, chance.between(-1.3, -0.5) * size];
		canvas.ellipse(x + dx, horizon + dy, size * 0.38, size * 0.3, tinted(chance, leaves, 12));
	}
}

/** A course of stones between two edges; `tone` is the local rock. */
export function course(
	canvas: Canvas,
	chance: Chance,
	left: number,
	right: number,
	y: number,
	height: number,
	tone: Colour
): void {
	canvas.rectangle(left, y, right - left, height + 1, [62, 56, 48]);
	let x = left;
	while (x < right - 2) {
		const width = Math.min(height * chance.between(0.9, 2.6), right - x);
		const gap = Math.min(1.4, width / 4);
		const slant = chance.between(-1.5, 1.5);
		const stone: Dot[] = [
			[x + gap, y + gap + slant],
			[x + width - gap, y + gap - slant],
			[x + width - gap * 1.5, y + height - gap],
			[x + gap * 1.5, y + height - gap]
		];
		canvas.polygon(stone, tinted(chance, tone, 26), (_, at) => 1.07 - ((at - y) / height) * 0.2);
		x += width;
	}
}

/** The stone of some country. */
export const rock = (chance: Chance) =>
	chance.pick<Colour>([
		[186, 178, 160],
		[172, 152, 130],
		[150, 118, 104],
		[164, 160, 152]
	]);
