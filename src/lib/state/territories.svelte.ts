import type { MultiPolygon } from 'geojson';
import type { CommuneSource } from '$lib/domain/territories/commune-file';
import type {
	ImportReport,
	Territory,
	TerritoryChange,
	TerritoryDraft
} from '$lib/domain/territories/territory';
import { Asked } from './asked.svelte';

export interface TerritoriesPorts {
	read(): Promise<Territory[]>;
	outline(id: string): Promise<MultiPolygon | null>;
	save(draft: TerritoryDraft, write: boolean): Promise<TerritoryChange>;
	importCommunes(communes: readonly CommuneSource[], write: boolean): Promise<ImportReport>;
}

/** What a saving would change, before it is done. */
export interface TerritoryPreview {
	territory: TerritoryChange;
	/** Null when no outline was brought. */
	outlines: ImportReport | null;
}

/** Outlines that go in one request: more would keep other people waiting. */
const together = 20;

/** The territories, the one looked at, and what a file would change. */
export class TerritoriesState {
	readonly list = new Asked<Territory[]>();
	readonly outline = new Asked<MultiPolygon | null>();
	readonly preview = new Asked<TerritoryPreview>();
	readonly saving = new Asked<TerritoryPreview>();
	/** Outlines looked at or written so far, while that takes time. */
	progress = $state.raw<{ done: number; of: number } | null>(null);
	readonly #ports: TerritoriesPorts;

	constructor(ports: TerritoriesPorts) {
		this.#ports = ports;
	}

	/** Never throws: see the list's `error`. */
	async load(): Promise<void> {
		await this.list.ask(() => this.#ports.read());
	}

	/** Fetches where a territory is. Never throws: see the outline's `error`. */
	async see(id: string): Promise<void> {
		this.outline.value = null;
		await this.outline.ask(() => this.#ports.outline(id));
	}

	/** Tells what would change, and changes nothing. Never throws: see the preview's `error`. */
	async look(draft: TerritoryDraft, communes: readonly CommuneSource[]): Promise<boolean> {
		this.saving.value = null;
		return this.preview.ask(() => this.#run(draft, communes, false));
	}

	/** @returns whether all of it was written; if not, see the saving's `error`, and doing it again goes on */
	async save(draft: TerritoryDraft, communes: readonly CommuneSource[]): Promise<boolean> {
		const saved = await this.saving.ask(() => this.#run(draft, communes, true));
		if (saved) {
			this.preview.value = null;
			await this.load();
		}
		return saved;
	}

	async #run(
		draft: TerritoryDraft,
		communes: readonly CommuneSource[],
		write: boolean
	): Promise<TerritoryPreview> {
		try {
			// What is wrong with the territory itself is told before hundreds of outlines are sent.
			const before = await this.#ports.save(draft, false);
			const outlines = communes.length > 0 ? await this.#bring(communes, write) : null;
			if (!write) return { territory: withoutBrought(before, communes, outlines), outlines };
			return { territory: await this.#ports.save(draft, true), outlines };
		} finally {
			this.progress = null;
		}
	}

	async #bring(communes: readonly CommuneSource[], write: boolean): Promise<ImportReport> {
		const total: ImportReport = { added: 0, changed: 0, unchanged: 0, refused: [] };
		for (let at = 0; at < communes.length; at += together) {
			this.progress = { done: at, of: communes.length };
			const part = await this.#ports.importCommunes(communes.slice(at, at + together), write);
			total.added += part.added;
			total.changed += part.changed;
			total.unchanged += part.unchanged;
			total.refused.push(...part.refused);
		}
		return total;
	}
}

/** Communes whose outline comes with the file will not be without one. */
function withoutBrought(
	change: TerritoryChange,
	communes: readonly CommuneSource[],
	outlines: ImportReport | null
): TerritoryChange {
	const brought = new Set(communes.map(({ insee }) => insee));
	for (const code of outlines?.refused ?? []) if (code) brought.delete(code);
	return {
		...change,
		without_outline: change.without_outline.filter((code) => !brought.has(code))
	};
}
