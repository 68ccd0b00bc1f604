import type { Statistics } from '$lib/domain/statistics';
import { Asked } from './asked.svelte';

export interface StatisticsPorts {
	read(theme: string | null, weeks: number): Promise<Statistics>;
}

/** Figures of what a person moderates, for the themes and the time they chose. */
export class StatisticsState {
	theme = $state<string | null>(null);
	weeks = $state(26);
	readonly figures = new Asked<Statistics>();
	readonly #ports: StatisticsPorts;

	constructor(ports: StatisticsPorts) {
		this.#ports = ports;
	}

	/** Reads them anew. Never throws: see the figures' `error`. */
	async load(): Promise<void> {
		await this.figures.ask(() => this.#ports.read(this.theme, this.weeks));
	}

	async choose(theme: string | null, weeks: number): Promise<void> {
		this.theme = theme;
		this.weeks = weeks;
		await this.load();
	}
}
