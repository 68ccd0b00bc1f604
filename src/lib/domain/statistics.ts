import type { LocalizedText } from './language.ts';

/** One week of contributions, from its Monday. */
interface WeekFigures {
	/** ISO date of the Monday, in the hour of Paris. */
	week: string;
	/** New records. */
	records: number;
	/** Changes made or proposed. */
	corrections: number;
	/** Visits to what was there already. */
	visits: number;
	/** People who did any of it. */
	contributors: number;
	/** Those of them who had contributed in an earlier week. */
	returning: number;
	decisions: number;
	/** Half of the decisions came sooner; null in a week without one. */
	median_hours: number | null;
}

/** What waits on a territory. A commune of two territories counts for both. */
export interface Backlog {
	/** Null: outside every territory. */
	territory: string | null;
	name: LocalizedText | null;
	waiting: number;
	/** ISO time of what waits longest. */
	oldest: string;
}

/** What `contribution_statistics` answers, of the places its reader moderates. */
export interface Statistics {
	/** Oldest first; every week is there, the one under way is the last. */
	weeks: WeekFigures[];
	backlog: Backlog[];
	contributors: number;
	returning: number;
	decisions: number;
	median_hours: number | null;
	waiting: number;
}
