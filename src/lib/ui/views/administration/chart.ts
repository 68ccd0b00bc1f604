/** One kind of thing counted by week; null where there was nothing to measure. */
export interface Series {
	name: string;
	values: (number | null)[];
	/** Told apart without colours too. */
	look: 'full' | 'striped' | 'empty';
}

/** Lines across a chart: at most five, at round numbers, the last one at or above `most`. */
export function ticks(most: number): number[] {
	if (most <= 0) return [0, 1];
	const rough = most / 4;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? power;
	// People and records come whole; hours may not.
	const round = most > 1 ? Math.max(1, Math.ceil(step)) : step;
	const lines = Math.ceil(most / round - 1e-9);
	return Array.from({ length: lines + 1 }, (_, i) => Number((i * round).toPrecision(6)));
}

/** What stands on each other in one column, from the bottom; heights as parts of `top`. */
export function stack(
	series: readonly Series[],
	week: number,
	top: number
): { from: number; size: number; series: number }[] {
	let from = 0;
	return series.flatMap(({ values }, i) => {
		const size = (values[week] ?? 0) / top;
		if (size === 0) return [];
		const part = { from, size, series: i };
		from += size;
		return [part];
	});
}

/** The largest column of all. */
export function highest(series: readonly Series[]): number {
	const length = series[0]?.values.length ?? 0;
	const sums = Array.from({ length }, (_, week) =>
		series.reduce((sum, { values }) => sum + (values[week] ?? 0), 0)
	);
	return Math.max(0, ...sums);
}

/** Columns under which a date fits, given how many fit side by side: the first, then at equal steps. */
export function dated(count: number, fit: number): number[] {
	const step = Math.max(1, Math.ceil(count / Math.max(1, fit)));
	return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
}

/** Where a text under a chart stands: it begins at `x`, or ends at the edge when it would be cut there. */
export function labelAt(
	x: number,
	width: number,
	size = 40
): { x: number; anchor: 'start' | 'end' } {
	return x + size > width ? { x: width, anchor: 'end' } : { x, anchor: 'start' };
}
