import type { LocalizedText } from '$lib/domain/language';
import { Asked } from './asked.svelte';

/** What is chosen of a theme. */
export interface ThemeSettings {
	title: LocalizedText;
	description: LocalizedText;
	licence: string;
}

export interface ThemeDeskPorts {
	save(theme: string, settings: ThemeSettings): Promise<void>;
	order(themes: string[]): Promise<void>;
	/** Themes are no longer what this device keeps: reads them again. */
	changed(): Promise<void>;
}

/** The words, the licence and the order of themes. */
export class ThemeDeskState {
	readonly saving = new Asked<true>();
	readonly #ports: ThemeDeskPorts;

	constructor(ports: ThemeDeskPorts) {
		this.#ports = ports;
	}

	/** @returns whether it was saved; if not, see the saving's `error` */
	save(theme: string, settings: ThemeSettings): Promise<boolean> {
		return this.#do(() => this.#ports.save(theme, settings));
	}

	/** Moves one of these up or down. @returns whether it was saved */
	async move(themes: string[], id: string, by: 1 | -1): Promise<boolean> {
		const from = themes.indexOf(id);
		const to = from + by;
		if (from < 0 || to < 0 || to >= themes.length) return false;
		const next = themes.toSpliced(from, 1).toSpliced(to, 0, id);
		return this.#do(() => this.#ports.order(next));
	}

	#do(work: () => Promise<void>): Promise<boolean> {
		return this.saving.ask(async () => {
			await work();
			await this.#ports.changed();
			return true;
		});
	}
}
