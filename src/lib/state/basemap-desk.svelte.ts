import type { BasemapSetting } from '$lib/domain/basemap-settings';
import type { LocalizedText } from '$lib/domain/language';
import { Asked } from './asked.svelte';

/** A basemap of the operator's file. */
interface OfferedBasemap {
	id: string;
	name: LocalizedText;
}

export interface BasemapDeskPorts {
	/** All that the file has, hidden ones too, and the one it shows first. */
	offered(): Promise<{ initial: string; basemaps: OfferedBasemap[] }>;
	settings(): Promise<BasemapSetting[]>;
	save(settings: BasemapSetting[]): Promise<void>;
}

export type BasemapRow = BasemapSetting & { name: LocalizedText };

/** The basemaps in their order, as administrators arrange them. */
export class BasemapDeskState {
	rows = $state.raw<BasemapRow[]>([]);
	/** Something was changed and not saved. */
	changed = $state(false);
	readonly reading = new Asked<true>();
	readonly saving = new Asked<true>();
	readonly #ports: BasemapDeskPorts;

	constructor(ports: BasemapDeskPorts) {
		this.#ports = ports;
	}

	/** Never throws: see the reading's `error`. */
	async load(): Promise<void> {
		await this.reading.ask(async () => {
			const [file, settings] = await Promise.all([this.#ports.offered(), this.#ports.settings()]);
			this.rows = arranged(file.basemaps, settings, file.initial);
			this.changed = false;
			return true;
		});
	}

	/** Moves one up or down; at either end it stays. */
	move(id: string, by: 1 | -1): void {
		const from = this.rows.findIndex((row) => row.id === id);
		const to = from + by;
		const row = this.rows[from];
		if (!row || to < 0 || to >= this.rows.length) return;
		this.#put(this.rows.toSpliced(from, 1).toSpliced(to, 0, row));
	}

	/** Hides or shows one. The one shown first is always shown, and the last one shown stays. */
	show(id: string, shown: boolean): void {
		const others = this.rows.filter((row) => row.id !== id && row.shown);
		if (!shown && others.length === 0) return;
		const rows = this.rows.map((row) => (row.id === id ? { ...row, shown } : row));
		const first = rows.some((row) => row.initial && row.shown)
			? null
			: rows.find((row) => row.shown);
		this.#put(first ? withInitial(rows, first.id) : rows);
	}

	/** @param opacity 0.1 to 1 */
	fade(id: string, opacity: number): void {
		this.#put(this.rows.map((row) => (row.id === id ? { ...row, opacity } : row)));
	}

	/** Chooses the one shown to who never chose. */
	begin(id: string): void {
		this.#put(withInitial(this.rows, id));
	}

	/** @returns whether it was saved; if not, see the saving's `error` */
	async save(): Promise<boolean> {
		const settings = this.rows.map(({ id, shown, opacity, initial }) => ({
			id,
			shown,
			opacity,
			initial
		}));
		const saved = await this.saving.ask(() => this.#ports.save(settings).then(() => true as const));
		if (saved) this.changed = false;
		return saved;
	}

	#put(rows: BasemapRow[]): void {
		this.rows = rows;
		this.changed = true;
	}
}

function withInitial(rows: BasemapRow[], id: string): BasemapRow[] {
	return rows.map((row) => ({
		...row,
		initial: row.id === id,
		shown: row.shown || row.id === id
	}));
}

function arranged(
	offered: OfferedBasemap[],
	settings: BasemapSetting[],
	first: string
): BasemapRow[] {
	const of = (id: string) => settings.find((setting) => setting.id === id);
	const place = (id: string) => {
		const found = settings.findIndex((setting) => setting.id === id);
		return found < 0 ? settings.length : found;
	};
	const chosen = offered.some(({ id }) => of(id)?.initial);
	return [...offered]
		.sort((a, b) => place(a.id) - place(b.id))
		.map(({ id, name }) => ({
			id,
			name,
			shown: of(id)?.shown ?? true,
			opacity: of(id)?.opacity ?? 1,
			initial: chosen ? (of(id)?.initial ?? false) : id === first
		}));
}
