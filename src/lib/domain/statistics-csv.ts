import { byteOrderMark, csvLine } from './formats/csv.ts';
import type { Statistics } from './statistics.ts';

/** Headings of the columns, in the language of who reads the file. */
export interface StatisticsHeadings {
	weeks: Record<
		| 'week'
		| 'records'
		| 'corrections'
		| 'visits'
		| 'contributors'
		| 'returning'
		| 'decisions'
		| 'median_hours',
		string
	>;
	backlog: Record<'territory' | 'waiting' | 'oldest', string>;
	/** What waits outside every territory. */
	nowhere: string;
}

/** The weeks, then what waits, as one CSV file that no spreadsheet runs. */
export function statisticsCsv(
	{ weeks, backlog }: Statistics,
	headings: StatisticsHeadings,
	lang: 'fr' | 'oc' | 'en'
): string {
	const columns = Object.keys(headings.weeks) as (keyof typeof headings.weeks)[];
	return [
		byteOrderMark,
		csvLine(columns.map((column) => headings.weeks[column])),
		...weeks.map((week) => csvLine(columns.map((column) => week[column]))),
		csvLine([]),
		csvLine(Object.values(headings.backlog)),
		...backlog.map(({ name, waiting, oldest }) =>
			csvLine([name ? (name[lang] ?? name.fr) : headings.nowhere, waiting, oldest.slice(0, 10)])
		)
	].join('');
}
