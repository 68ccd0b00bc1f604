import type { HistoryEntry } from '$lib/domain/vocabulary/editing';
import type { VocabularyDeskPorts } from './vocabulary-ports';

/** Changes made at once, by one person, for one reason. */
export interface HistoryBatch {
	batch: string;
	at: string;
	actor: string | null;
	note: string | null;
	undoneBy: string | null;
	entries: HistoryEntry[];
}

const pageSize = 50;

/** The changes of a scheme, or of one of its concepts, newest first. */
export class VocabularyHistory {
	batches = $state.raw<HistoryBatch[]>([]);
	loading = $state(false);
	hasMore = $state(false);
	error = $state.raw<unknown>(null);
	readonly #ports: VocabularyDeskPorts;
	readonly #scheme: string;
	readonly #uri: string | null;
	#entries: HistoryEntry[] = [];
	#reading = 0;

	constructor(ports: VocabularyDeskPorts, scheme: string, uri: string | null = null) {
		this.#ports = ports;
		this.#scheme = scheme;
		this.#uri = uri;
	}

	/** Reads them from the newest. Never throws: see {@link error}. */
	async load(): Promise<void> {
		await this.#read([]);
	}

	async more(): Promise<void> {
		if (this.hasMore && !this.loading) await this.#read(this.#entries);
	}

	async #read(known: HistoryEntry[]): Promise<void> {
		const reading = ++this.#reading;
		this.loading = true;
		this.error = null;
		try {
			const page = await this.#ports.history({
				scheme: this.#scheme,
				uri: this.#uri,
				before: known.at(-1)?.at ?? null,
				limit: pageSize
			});
			if (reading !== this.#reading) return;
			this.#entries = [...known, ...page];
			this.batches = inBatches(this.#entries);
			this.hasMore = page.length >= pageSize;
		} catch (error) {
			if (reading === this.#reading) this.error = error;
		} finally {
			if (reading === this.#reading) this.loading = false;
		}
	}
}

function inBatches(entries: readonly HistoryEntry[]): HistoryBatch[] {
	const batches = new Map<string, HistoryBatch>();
	for (const entry of entries) {
		const { batch, at, actor, note, undoneBy } = entry;
		const known = batches.get(batch);
		if (known) known.entries.push(entry);
		else batches.set(batch, { batch, at, actor, note, undoneBy, entries: [entry] });
	}
	return [...batches.values()];
}
