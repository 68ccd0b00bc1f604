import { Canvas, type Colour, type Dot } from './canvas.ts';
import { Chance } from './random.ts';
import { course, ground, rock, sky, tinted } from './scenery.ts';

const sceneKinds = ['wall', 'hut', 'well', 'river', 'plate'] as const;
export type SceneKind = (typeof sceneKinds)[number];

export const sceneSize = { width: 640, height: 480 };

/** Draws one made-up picture. @returns JPEG bytes, without any metadata */
export function drawScene(kind: SceneKind, seed: number): Buffer {
	const chance = new Chance(seed * 7919 + sceneKinds.indexOf(kind) * 104_729);
	const canvas = new Canvas(sceneSize.width, sceneSize.height);
	const horizon = chance.between(190, 250);
	if (kind === 'plate') facade(canvas, chance);
	else {
		sky(canvas, chance, horizon);
		ground(canvas, chance, horizon);
		if (kind === 'wall') wall(canvas, chance, horizon);
		if (kind === 'hut') hut(canvas, chance, horizon);
		if (kind === 'well') well(canvas, chance, horizon);
		if (kind === 'river') river(canvas, chance, horizon);
	}
	return canvas.jpeg(chance, kind === 'wall' ? 64 : 72);
}

function wall(canvas: Canvas, chance: Chance, horizon: number): void {
	const tone = rock(chance);
	const top = horizon + chance.between(0, 30);
	const bottom = top + chance.between(110, 170);
	const broken = chance.often(0.4) ? chance.between(300, 520) : Infinity;
	for (let y = bottom; y > top;) {
		const height = chance.between(11, 20);
		y -= height;
		const fallen = broken - (bottom - y) * 0.9;
		course(canvas, chance, 0, Math.min(canvas.width, fallen), y, height, tone);
	}
	if (broken === Infinity) {
		for (let x = 0; x < canvas.width; x += chance.between(12, 20)) {
			canvas.polygon(
				[
					[x, top + 3],
					[x + 3, top - 18],
					[x + 13, top - 16],
					[x + 12, top + 3]
				],
				tinted(chance, tone, 24)
			);
		}
	}
}

function hut(canvas: Canvas, chance: Chance, horizon: number): void {
	const tone = rock(chance);
	const [x, base] = [chance.between(250, 390), horizon + chance.between(110, 150)];
	const [radius, tall] = [chance.between(110, 150), chance.between(170, 220)];
	const bulge = chance.between(1.7, 2.8);
	const profile = (part: number) => radius * Math.sqrt(Math.max(0, 1 - part ** bulge));
	for (let y = base; y > base - tall;) {
		const height = chance.between(8, 14);
		y -= height;
		const half = profile((base - y) / (tall + 8));
		course(canvas, chance, x - half, x + half, y, height, tone);
	}
	const [wide, high] = [chance.between(20, 28), chance.between(62, 84)];
	const door: Dot[] = [
		[x - wide, base],
		[x - wide * 0.8, base - high],
		[x + wide * 0.8, base - high],
		[x + wide, base]
	];
	canvas.polygon(door, [28, 25, 22], (_, y) => 1 + (base - y) / 200);
	canvas.rectangle(x - wide * 1.3, base - high - 12, wide * 2.6, 13, tinted(chance, tone, 10));
}

function well(canvas: Canvas, chance: Chance, horizon: number): void {
	const tone = rock(chance);
	const [x, base, radius] = [
		chance.between(250, 400),
		horizon + chance.between(120, 160),
		chance.between(70, 100)
	];
	const tall = chance.between(66, 92);
	for (let y = base; y > base - tall; y -= 14)
		course(canvas, chance, x - radius, x + radius, y - 14, 14, tone);
	canvas.ellipse(x, base - tall - 6, radius + 4, 24, tinted(chance, tone, 8));
	canvas.ellipse(x, base - tall - 6, radius - 14, 16, [24, 26, 28]);
	if (chance.often(0.7)) {
		for (const side of [-1, 1])
			canvas.rectangle(x + side * (radius - 8) - 5, base - tall - 130, 10, 126, [88, 70, 52]);
		canvas.rectangle(x - radius, base - tall - 140, radius * 2, 13, [98, 78, 58]);
		canvas.ellipse(x, base - tall - 112, 15, 15, [70, 66, 62]);
		canvas.rectangle(x - 1, base - tall - 100, 2, 84, [150, 132, 104]);
	}
}

function river(canvas: Canvas, chance: Chance, horizon: number): void {
	const middle = chance.between(260, 380);
	const drift = chance.between(-90, 90);
	const water = chance.pick<Colour>([
		[84, 118, 116],
		[96, 124, 138],
		[112, 118, 84]
	]);
	const edge = (y: number, side: number) => {
		const part = (y - horizon) / (canvas.height - horizon);
		return middle + drift * part + side * (18 + part * part * 240) + 10 * Math.sin(y * 0.05 + side);
	};
	const ys = Array.from({ length: 30 }, (_, i) => horizon + (i / 29) * (canvas.height - horizon));
	const left = ys.map((y): Dot => [edge(y, -1), y]);
	const right = ys.map((y): Dot => [edge(y, 1), y]).reverse();
	canvas.polygon(
		[...left, ...right],
		water,
		(x, y) => 0.92 + 0.14 * Math.sin(y * 0.7 + Math.sin(x * 0.04) * 3)
	);
	if (chance.often(0.6)) {
		const y = chance.between(horizon + 60, horizon + 130);
		course(canvas, chance, edge(y, -1) - 12, edge(y, 1) + 12, y, 14, rock(chance));
		canvas.rectangle(
			edge(y, -1),
			y + 14,
			edge(y, 1) - edge(y, -1),
			9,
			[226, 230, 228],
			(x) => 0.9 + 0.1 * Math.sin(x * 0.9)
		);
	}
	for (let i = 0; i < 26; i++) {
		const y = chance.between(horizon + 20, canvas.height);
		const side = chance.pick([-1, 1]);
		const size = chance.between(3, 13);
		canvas.ellipse(
			edge(y, side) + chance.between(-12, 12),
			y,
			size,
			size * 0.6,
			tinted(chance, [160, 152, 140], 24)
		);
	}
}

/** Which of the seven bars of a digit are lit: top, middle, bottom, then the four uprights. */
const digits = [
	'1011111',
	'0000101',
	'1110110',
	'1110101',
	'0101101',
	'1111001',
	'1111011',
	'1000101',
	'1111111',
	'1111101'
];

function facade(canvas: Canvas, chance: Chance): void {
	const render = chance.pick<Colour>([
		[214, 196, 168],
		[198, 188, 176],
		[222, 206, 184],
		[186, 164, 142]
	]);
	canvas.rectangle(
		0,
		0,
		canvas.width,
		canvas.height,
		render,
		(x, y) => 1 + 0.03 * Math.sin(x * 0.31) * Math.sin(y * 0.23)
	);
	const stone = rock(chance);
	for (let y = chance.between(330, 380); y < canvas.height; y += 38)
		course(canvas, chance, 0, canvas.width, y, 38, stone);
	const [x, y, width, height] = [
		chance.between(140, 230),
		chance.between(90, 150),
		chance.between(230, 300),
		150
	];
	const enamel = chance.pick<Colour>([
		[28, 58, 120],
		[24, 84, 74],
		[120, 34, 38]
	]);
	canvas.rectangle(x + 5, y + 6, width, height, [120, 108, 92]);
	canvas.rectangle(x, y, width, height, [238, 236, 228]);
	canvas.rectangle(
		x + 7,
		y + 7,
		width - 14,
		height - 14,
		enamel,
		(_, at) => 1.1 - ((at - y) / height) * 0.25
	);
	const number = String(chance.int(1, 148));
	[...number].forEach((digit, i) => {
		const at = x + width / 2 + (i - number.length / 2) * 58 + 8;
		bars(canvas, at, y + 32, digits[Number(digit)] ?? '');
	});
	for (const [dx, dy] of [
		[14, 14],
		[width - 14, 14],
		[14, height - 14],
		[width - 14, height - 14]
	] as const) {
		canvas.ellipse(x + dx, y + dy, 4, 4, [176, 172, 160]);
	}
}

function bars(canvas: Canvas, x: number, y: number, lit: string): void {
	const places = [
		[0, 0, 40, 9],
		[0, 38, 40, 9],
		[0, 77, 40, 9],
		[0, 0, 9, 46],
		[31, 0, 9, 46],
		[0, 38, 9, 48],
		[31, 38, 9, 48]
	] as const;
	places.forEach(([dx, dy, width, height], i) => {
		if (lit[i] === '1') canvas.rectangle(x + dx, y + dy, width, height, [244, 243, 238]);
	});
}
