/** One line of a report. Milliseconds, bytes or counts, as `unit` says. */
export interface Figure {
	name: string;
	value: number;
	unit:
		'ms' | 'kB' | 'frames' | 'records/s' | 'operations/s' | 'submissions/s' | 'tiles/s' | 'errors';
	/** The most the project allows itself; absent for what is only compared. */
	budget?: number;
	/** The least it allows itself. */
	least?: number;
}

/** How many times something named is more than this. */
export interface Ratio {
	name: string;
	value: number;
	least?: number;
	budget?: number;
}

/** What a benchmark found: its figures, and how they compare with something named. */
export interface Report {
	title: string;
	/** What was done, in one line, so that a figure can be understood later. */
	setting: string;
	figures: Figure[];
	ratios: Ratio[];
}

/** Value below which `share` (0 to 1) of the samples lie (nearest rank). */
export function percentile(samples: number[], share: number): number {
	const sorted = [...samples].sort((a, b) => a - b);
	const rank = Math.max(1, Math.ceil(sorted.length * share));
	return sorted[rank - 1] ?? Number.NaN;
}

interface Bounded {
	value: number;
	budget?: number;
	least?: number;
}

function isWithin({ value, budget, least }: Bounded): boolean {
	return (budget === undefined || value <= budget) && (least === undefined || value >= least);
}

/** Figures and ratios outside what the project allows itself. */
export function exceeded(report: Report): (Figure | Ratio)[] {
	return [...report.figures, ...report.ratios].filter((each) => !isWithin(each));
}

function verdict(each: Bounded, unit: string): string {
	const { budget, least } = each;
	if (budget === undefined && least === undefined) return '';
	const bound = budget === undefined ? `at least ${least}` : `at most ${budget}`;
	return `  ${isWithin(each) ? 'within' : 'OUTSIDE'}: ${bound} ${unit}`;
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

/** The report as a terminal shows it. */
export function format(report: Report): string {
	const width = Math.max(...[...report.figures, ...report.ratios].map(({ name }) => name.length));
	const line = (each: Bounded & { name: string }, unit: string) =>
		`  ${each.name.padEnd(width)}  ${shown(each.value).padStart(8)} ${unit}${verdict(each, unit)}`;
	const figures = report.figures.map((figure) => line(figure, figure.unit));
	const ratios = report.ratios.map((ratio) => line(ratio, '×'));
	return [`${report.title}`, `  ${report.setting}`, ...figures, ...ratios, ''].join('\n');
}
