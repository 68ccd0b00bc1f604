/** One line of a report. Milliseconds, bytes or counts, as `unit` says. */
export interface Figure {
	name: string;
	value: number;
	unit: 'ms' | 'kB' | 'frames' | 'records/s';
	/** The most the project allows itself; absent for what is only compared. */
	budget?: number;
}

/** What a benchmark found: its figures, and how they compare with something named. */
export interface Report {
	title: string;
	/** What was done, in one line, so that a figure can be understood later. */
	setting: string;
	figures: Figure[];
	ratios: { name: string; value: number }[];
}

/** Value below which `share` (0 to 1) of the samples lie (nearest rank). */
export function percentile(samples: number[], share: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	const rank = Math.max(1, Math.ceil(sorted.length * share));
	return sorted[rank - 1] ?? Number.NaN;
}

/** Figures over their budget. */
export function exceeded(report: Report): Figure[] {
	return report.figures.filter(({ value, budget }) => budget !== undefined && !(value <= budget));
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** The report as a terminal shows it. */
export function format(report: Report): string {
	const width = Math.max(...[...report.figures, ...report.ratios].map(({ name }) => name.length));
	const figures = report.figures.map(({ name, value, unit, budget }) => {
		const mark = budget === undefined ? '' : value <= budget ? '  within' : '  OVER';
		const limit = budget === undefined ? '' : `${mark} ${budget} ${unit}`;
		return `  ${name.padEnd(width)}  ${shown(value).padStart(8)} ${unit}${limit}`;
	});
	const ratios = report.ratios.map(
		({ name, value }) => `  ${name.padEnd(width)}  ${shown(value).padStart(8)} ×`
	);
	return [`${report.title}`, `  ${report.setting}`, ...figures, ...ratios, ''].join('\n');
}
