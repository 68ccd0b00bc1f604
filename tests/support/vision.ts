/*
 * Colours as people with other eyes see them, for tests that ask whether two are told apart.
 */
type Triple = readonly [number, number, number];

/**
 * Severity 1.0 of Machado, Oliveira and Fernandes, “A physiologically-based model for simulation of color
 * vision deficiency” (2009), on linear RGB
 */
export const visions = {
	usual: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protan: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deutan: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritan: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
} as const satisfies Record<string, readonly [Triple, Triple, Triple]>;

/** `#rrggbb` as linear light, 0 to 1 (IEC 61966-2-1). */
function linear(color: string): Triple {
	const channel = (from: number) => {
		const value = parseInt(color.slice(from, from + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [channel(1), channel(3), channel(5)];
}

/** Contrast ratio of two colours (WCAG 2, 1 to 21). */
export function contrast(one: string, other: string): number {
	const [least = 0, most = 0] = [one, other].map(luminance).sort((a, b) => a - b);
	return (most + 0.05) / (least + 0.05);
}

function luminance(color: string): number {
	const [r, g, b] = linear(color);
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How different two colours look to somebody (CIEDE2000, D65). */
export function difference(one: string, other: string, vision: keyof typeof visions): number {
	return ciede2000(lab(seen(one, vision)), lab(seen(other, vision)));
}

function seen(color: string, vision: keyof typeof visions): Triple {
	const light = linear(color);
	const mix = ([r, g, b]: Triple) =>
		Math.min(1, Math.max(0, r * light[0] + g * light[1] + b * light[2]));
	const [red, green, blue] = visions[vision];
	return [mix(red), mix(green), mix(blue)];
}

function lab([r, g, b]: Triple): Triple {
	const curve = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
	const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
	const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
	const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const degrees = Math.PI / 180;

/** Sharma, Wu and Dalal, “The CIEDE2000 color-difference formula” (2005). */
function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
	const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
	const stretch = 1.5 - 0.5 * Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7));
	const [c1, c2] = [Math.hypot(a1 * stretch, b1), Math.hypot(a2 * stretch, b2)];
	const hue = (a: number, b: number) => (Math.atan2(b, a * stretch) / degrees + 360) % 360;
	const [h1, h2] = [hue(a1, b1), hue(a2, b2)];
	const turn = ((h2 - h1 + 540) % 360) - 180;
	const dHue = 2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * degrees);
	const h = (h1 + turn / 2 + 360) % 360;
	const c = (c1 + c2) / 2;
	const l = (l1 + l2) / 2 - 50;
	const t =
		1 -
		0.17 * Math.cos((h - 30) * degrees) +
		0.24 * Math.cos(2 * h * degrees) +
		0.32 * Math.cos((3 * h + 6) * degrees) -
		0.2 * Math.cos((4 * h - 63) * degrees);
	const lightness = (l2 - l1) / (1 + (0.015 * l ** 2) / Math.sqrt(20 + l ** 2));
	const chroma = (c2 - c1) / (1 + 0.045 * c);
	const hueTerm = dHue / (1 + 0.015 * c * t);
	const rotation =
		-2 *
		Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) *
		Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * degrees);
	return Math.sqrt(lightness ** 2 + chroma ** 2 + hueTerm ** 2 + rotation * chroma * hueTerm);
}
