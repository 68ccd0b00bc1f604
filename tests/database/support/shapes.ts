/** Rings and lines, good and bad, as GeoJSON coordinates around 3° E, 43° N. */

export const ring = [
	[3, 43],
	[4, 43],
	[4, 44],
	[3, 43]
];
export const square = [
	[3, 43],
	[4, 43],
	[4, 44],
	[3, 44],
	[3, 43]
];
export const bowTie = [
	[3, 43],
	[4, 44],
	[4, 43],
	[3, 44],
	[3, 43]
];
export const hole = [
	[3.2, 43.2],
	[3.4, 43.2],
	[3.4, 43.4],
	[3.2, 43.2]
];
export const farHole = [
	[5, 45],
	[6, 45],
	[6, 46],
	[5, 45]
];
export const circle = (vertices: number) => {
	const points = Array.from({ length: vertices - 1 }, (_, i) => [
		3 + Math.cos((i * 2 * Math.PI) / (vertices - 1)) / 10,
		43 + Math.sin((i * 2 * Math.PI) / (vertices - 1)) / 10
	]);
	return [...points, points[0]];
};
